"""Sentences as Discord's Markdown. Pure. What people typed is escaped, sign by sign, so that it stays what it is."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.talk import Phrase, Picture, Place, Text
from bot.texts import Node, Texts, clean

BESIDE: Final = " · "  # between two languages on one line
_SIGNS = re.compile(r"[\\*_~|`>#+\-\[\]()<:@!]|(?:^|(?<=\d))\.")
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"[\\*_~|`()\[\]@#]")
_OURS = re.compile(r"[\\*_~|`<\[\]@#]|^(?:[-+>.]|\d+(?=\.))|:(?=\S+:)", re.MULTILINE)
_SNOWFLAKE = re.compile(r"\d{1,20}", re.ASCII)


def escaped(words: str) -> str:
    """Words that somebody typed, as words: no formatting, no mention, no link but an address that is seen whole.

    An address stands in brackets that nobody sees: Discord would take what follows it for more of it.
    """
    found, end = [], 0
    for address in _WEB.finditer(words):
        found += [_SIGNS.sub(r"\\\g<0>", words[end : address.start()]), f"<{_address(address[0])}>"]
        end = address.end()
    return "".join(found) + _SIGNS.sub(r"\\\g<0>", words[end:])


def quoted(typed: str) -> str:
    """A person's own words, once, each line marked as a quotation."""
    return "\n".join(f"> {escaped(line)}" for line in clean(typed).split("\n"))


def _address(address: str) -> str:
    """An address without the signs that could end it or format it; a backslash would break it."""
    return _IN_ADDRESS.sub(lambda sign: f"%{ord(sign[0]):02X}", address)


@dataclass(frozen=True, slots=True)
class Voice:
    """How a reader is spoken to: in ``languages``, the first one first."""

    texts: Texts
    languages: tuple[str, ...]

    def blocks(self, said: Text) -> str:
        """Each language in paragraphs of its own; what reads the same in two stands once."""
        return "\n".join(dict.fromkeys(_blocks(self.texts.tree(said, each)) for each in self.languages))

    def line(self, said: Text | Phrase, limit: int) -> str:
        """On one line without markup, in as many of the languages as fit."""
        there = self.on_line(said, limit)
        return shortened(BESIDE.join(dict.fromkeys(self._plain(said, each) for each in there)), limit)

    def on_line(self, said: Text | Phrase, limit: int) -> tuple[str, ...]:
        """The languages that stand on one line: all of them or, where they do not fit, the first."""
        whole = BESIDE.join(dict.fromkeys(self._plain(said, each) for each in self.languages))
        return self.languages if len(whole) <= limit else self.languages[:1]

    def alt(self, picture: Picture, limit: int) -> str:
        """All that one sees in a picture, in words, each language on a line of its own."""
        return shortened("\n".join(dict.fromkeys(self.texts.alt(picture, each) for each in self.languages)), limit)

    def _plain(self, said: Text | Phrase, language: str) -> str:
        return " ".join(self.texts.shown(said, language)[0].split())


def shortened(words: str, limit: int) -> str:
    """At most so many characters of it."""
    if len(words) <= limit:
        return words
    return textwrap.shorten(words, limit, placeholder=" …") if " " in words[:limit] else f"{words[: limit - 1]}…"


def _blocks(nodes: Sequence[Node]) -> str:
    return "\n".join(filter(None, map(_block, nodes)))


def _block(node: Node) -> str:
    if node.kind == "list":
        return "\n".join(f"- {_blocks(item.children)}" for item in node.children)
    return _inline(node.children) if node.kind == "paragraph" else _inline((node,))


def _inline(nodes: Iterable[Node]) -> str:
    return "".join(map(_node, nodes))


def _node(node: Node) -> str:
    inner = _inline(node.children)
    match node.kind:
        case "words":
            return _OURS.sub(r"\\\g<0>", node.words)
        case "value":
            return _value(node.value, node.words)
        case "strong":
            return f"**{inner}**"
        case "em":
            return f"*{inner}*"
        case "link":
            return f"[{inner}](<{_address(node.words)}>)"
    return inner


def _value(value: Any, words: str) -> str:
    """What was put in: a moment as everybody's own clock shows it, a place so that one can go there."""
    if isinstance(value, datetime):
        return f"<t:{int(value.timestamp())}:f>"
    if isinstance(value, Place) and _SNOWFLAKE.fullmatch(value.remote):
        return f"<#{value.remote}>"
    return escaped(words)
