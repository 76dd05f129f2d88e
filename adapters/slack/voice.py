"""Texts as the tree of a rich_text block, and as plain words. Pure.

Slack's own markup cannot be made safe by escaping, so none is used: what somebody typed is a text element, which
nothing reads again, and labels are plain_text in which nothing becomes an emoji.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.talk import Phrase, Picture, Place, Text
from bot.texts import Node, Texts, clean

Json = dict[str, Any]
BESIDE: Final = " · "  # between two languages on one line
ADDRESS: Final = 3000  # characters of an address
_STYLES: Final = {"strong": "bold", "em": "italic"}
_CHANNEL: Final = re.compile(r"[CG][A-Z0-9]{6,}")
# Slack writes days as the reader's own Slack does, and that is never Welsh: there they are written in numbers.
_WHEN: Final = {"en": "{date_long} {time}"}
_NUMBERS: Final = "{date_num} {time}"


@dataclass(frozen=True, slots=True)
class Voice:
    """How a reader is spoken to: in ``languages``, the first one first."""

    texts: Texts
    languages: tuple[str, ...]

    def parts(self, said: Text) -> list[Json]:
        """The sections and lists of a rich_text block, one language after the other."""
        trees = (self.texts.tree(said, language) for language in self.languages)
        return [part for tree, each in zip(trees, self.languages, strict=True) for part in _parts(tree, each)]

    def inline(self, said: Text) -> list[Json]:
        """The same on as few lines as there are languages: for a line of a list."""
        found: dict[str, list[Json]] = {}
        for language in self.languages:
            leaves = list(_leaves(self.texts.tree(said, language), language, {}))
            found.setdefault(str(leaves), leaves)
        first, *others = found.values()
        return first + [leaf for each in others for leaf in ({"type": "text", "text": "\n"}, *each)]

    def line(self, said: Text | Phrase) -> str:
        """On one line without markup; what reads the same in two languages stands once."""
        return BESIDE.join(dict.fromkeys(" ".join(self._plain(said, each).split()) for each in self.languages))

    def label(self, said: Text | Phrase, most: int) -> str:
        """On one line of at most so many characters: where two languages do not fit, the first."""
        whole = self.line(said)
        return whole if len(whole) <= most else cut(" ".join(self._plain(said, self.languages[0]).split()), most)

    def whole(self, said: Text) -> str:
        """All of it in words, for screen readers and notifications."""
        return "\n".join(dict.fromkeys(self.texts.plain(said, each) for each in self.languages))

    def alt(self, picture: Picture) -> str:
        """What one sees in a picture, in words."""
        return "\n".join(dict.fromkeys(self.texts.alt(picture, each) for each in self.languages))

    def _plain(self, said: Text | Phrase, language: str) -> str:
        return clean(said.said(language)[1]) if isinstance(said, Phrase) else self.texts.plain(said, language)


def cut(words: str, most: int) -> str:
    """The words, or as many of them as fit, with a sign that there was more."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def plain(words: str) -> Json:
    """A plain_text object: nothing in it is read."""
    return {"type": "plain_text", "text": words, "emoji": False}


def escaped(words: str) -> str:
    """For the few places where Slack reads words itself."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def words_of(typed: str) -> Json:
    """A person's own words, once, in whichever language they are."""
    return {"type": "rich_text_quote", "elements": [{"type": "text", "text": clean(typed)}]}


def section(leaves: Iterable[Json]) -> Json:
    """A paragraph of a rich_text block."""
    return {"type": "rich_text_section", "elements": list(leaves)}


def bullets(lines: Iterable[Iterable[Json]], indent: int = 0) -> Json:
    """A list of lines."""
    made: Json = {"type": "rich_text_list", "style": "bullet", "elements": [section(each) for each in lines]}
    return made | ({"indent": indent} if indent else {})


def apart(parts: list[Json]) -> list[Json]:
    """The same with each paragraph that follows another one on a line of its own."""
    made = []
    for part, following in zip(parts, [*parts[1:], {}], strict=True):
        broken = part["type"] == following.get("type") == "rich_text_section"
        made.append(section([*part["elements"], {"type": "text", "text": "\n"}]) if broken else part)
    return made


def _parts(nodes: Iterable[Node], language: str, indent: int = 0) -> Iterator[Json]:
    for node in nodes:
        if node.kind == "list":
            for item in node.children:
                lines = [each for each in item.children if each.kind != "list"]
                yield bullets([_leaves(lines, language, {})], indent)
                yield from _parts([each for each in item.children if each.kind == "list"], language, indent + 1)
        else:
            yield section(_leaves((node,), language, {}))


def _leaves(nodes: Iterable[Node], language: str, style: Mapping[str, bool]) -> Iterator[Json]:
    """The elements of a line, each in the style of all that it stands in."""
    for node in nodes:
        match node.kind:
            case "words":
                yield _styled({"type": "text", "text": node.words}, style)
            case "value":
                yield _styled(_value(node, language), style)
            case "link" if len(node.words) <= ADDRESS:
                called = "".join(map(_flat, node.children))
                yield _styled({"type": "link", "url": node.words} | ({"text": called} if called else {}), style)
            case kind:
                own = {_STYLES[kind]: True} if kind in _STYLES else {}
                yield from _leaves(node.children, language, {**style, **own})


def _value(node: Node, language: str) -> Json:
    match node.value:
        case datetime() as at:
            form = _WHEN.get(language, _NUMBERS)
            return {"type": "date", "timestamp": int(at.timestamp()), "format": form, "fallback": node.words}
        case Place(kind="channel", remote=remote) if _CHANNEL.fullmatch(remote):
            return {"type": "channel", "channel_id": remote}
    return {"type": "text", "text": node.words}


def _styled(leaf: Json, style: Mapping[str, bool]) -> Json:
    return leaf | ({"style": dict(style)} if style else {})


def _flat(node: Node) -> str:
    return node.words if node.kind in ("words", "value") else "".join(map(_flat, node.children))
