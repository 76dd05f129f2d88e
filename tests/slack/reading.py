"""What people see of a post or a view: its lines without markup, its buttons, and everything in it that is alive.

Alive is whatever calls somebody, leads somewhere or looks like more than words: mentions, links, pictures.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
CONTROL = re.compile(r"<([^<>]*)>")
MARKS = re.compile(r"(?<![\w*_~`])([*_~`])(?=\S)(.+?)(?<=\S)\1(?![\w*_~`])", re.DOTALL)
ADDRESS = re.compile(r"\b(?:https?://|www\.|mailto:)\S+", re.IGNORECASE)
BREAK = "\n"


@dataclass(frozen=True)
class Button:
    """A button as it is pressed: the block it stands in, itself, and its label."""

    block: str
    element: Json
    label: str


@dataclass(frozen=True)
class Names:
    """What ids stand for on a screen: users and channels by name."""

    users: Mapping[str, str]
    channels: Mapping[str, str]

    def of(self, id: str) -> str:
        """The name of an id, or the id."""
        return self.users.get(id) or self.channels.get(id) or id


def lines(blocks: Iterable[Json], names: Names) -> tuple[str, ...]:
    """The lines of these blocks that have something in them, as they are read."""
    words = BREAK.join(piece for block in blocks for piece in _words(block, names))
    return tuple(line.strip() for line in words.splitlines() if line.strip())


def buttons(blocks: Iterable[Json]) -> tuple[Button, ...]:
    """The buttons of these blocks, in their order."""
    return tuple(
        Button(str(block.get("block_id", "")), element, element["text"]["text"])
        for block in blocks
        for element in (*block.get("elements", ()), *filter(None, [block.get("accessory")]))
        if element.get("type") == "button"
    )


def _words(block: Json, names: Names) -> Iterator[str]:
    match block["type"]:
        case "rich_text":
            for part in block["elements"]:
                yield from _part(part, names)
        case "section":
            for each in filter(None, (block.get("text"), *block.get("fields", ()))):
                yield text(each, names)
        case "header":
            yield text(block["text"], names)
        case "context":
            yield " ".join(text(each, names) for each in block["elements"] if each["type"] != "image")
        case "image":
            yield block["alt_text"]


def _part(part: Json, names: Names) -> Iterator[str]:
    if part["type"] == "rich_text_list":
        for each in part["elements"]:
            yield from _part(each, names)
    else:
        yield "".join(_leaf(each, names) for each in part["elements"])


def _leaf(leaf: Json, names: Names) -> str:
    match leaf["type"]:
        case "text":
            return str(leaf["text"])
        case "link":
            return str(leaf.get("text") or leaf["url"])
        case "user":
            return names.of(leaf["user_id"])
        case "channel":
            return names.of(leaf["channel_id"])
        case "emoji":
            return f":{leaf['name']}:"
        case "date":
            return str(leaf.get("fallback", ""))
        case "broadcast":
            return f"@{leaf['range']}"
    return ""


def text(there: Json, names: Names) -> str:
    """A text object as it is read."""
    return plain(there["text"], names) if there["type"] == "mrkdwn" else str(there["text"])


def plain(words: str, names: Names) -> str:
    """mrkdwn as it is read: without marks and angle brackets, with the characters that entities stand for."""
    shown = CONTROL.sub(lambda found: _named(found[1], names), words)
    before = ""
    while before != shown:
        before, shown = shown, MARKS.sub(r"\2", shown)
    return html.unescape(re.sub(r"(?m)^&gt; ?", "", shown))


def _named(inside: str, names: Names) -> str:
    target, _, label = inside.partition("|")
    if label:
        return label
    if target[:1] in "@#":
        return names.of(target[1:])
    return target


# --- alive --------------------------------------------------------------------------------------------------------


def alive(text_: str, blocks: Iterable[Json]) -> list[str]:
    """Everything in a post that calls somebody or leads somewhere, in its blocks and in the text that is read aloud."""
    return [*_in_mrkdwn(text_), *(each for block in blocks for each in _in(block))]


def _in(there: Any) -> Iterator[str]:
    if isinstance(there, dict):
        yield from _itself(there)
        for name, value in there.items():
            if name not in ("value", "private_metadata", "action_id", "block_id"):
                yield from _in(value)
    elif isinstance(there, list):
        for each in there:
            yield from _in(each)


def _itself(there: Json) -> Iterator[str]:
    kind = there.get("type")
    if kind == "mrkdwn":
        yield from _in_mrkdwn(there["text"], bare=not there.get("verbatim"))
    elif kind in ("user", "channel", "usergroup", "broadcast", "link", "image", "markdown", "emoji"):
        yield f"{kind} {there.get('user_id') or there.get('range') or there.get('url') or there.get('name') or ''}"
    elif kind == "button" and there.get("url"):
        yield f"button {there['url']}"


def _in_mrkdwn(words: str, *, bare: bool = False) -> Iterator[str]:
    """What stands in angle brackets; and, where Slack looks for them itself, addresses that stand there bare."""
    yield from (found[1] for found in CONTROL.finditer(words))
    if bare:
        yield from (found[0] for found in ADDRESS.finditer(CONTROL.sub("", words)))
