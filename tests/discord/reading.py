"""Discord's Markdown as its client shows it: written from Discord's own rules, apart from the adapter that writes it.

A span is a piece of text with everything that was made of it: bold, a quotation, a link, a mention.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

Kinds = frozenset[str]
Named = Callable[[str], str]  # a channel's name by its id
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Span:
    """Some text, and what it is; ``target`` is where a link leads or whom a mention is of."""

    text: str
    kinds: Kinds = frozenset()
    target: str = ""


_BLOCKS = (
    ("heading", re.compile(r"#{1,3}\s+(?=\S)")),
    ("small", re.compile(r"-#\s+(?=\S)")),
    ("quote", re.compile(r">>> |> ")),
    ("list", re.compile(r"[ ]*(?:[-*+]|\d+\.)\s+(?=\S)")),
)
_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
_ATOMS = (  # one of these is a whole span
    ("time", re.compile(r"<t:(-?\d{1,17})(?::[tTdDfFRsS])?>")),
    ("mention", re.compile(r"<(?:@[!&]?|#)(\d+)>")),
    ("mention", re.compile(r"@(everyone|here)")),
    ("mention", re.compile(r"<id:(customize|browse|guide|linked-roles)>")),
    ("command", re.compile(r"</[^:>\n]+:(\d+)>")),
    ("emoji", re.compile(r"<a?:\w+:(\d+)>")),
    ("code", re.compile(r"```([\s\S]*?[^`])```(?!`)")),
    ("code", re.compile(r"(?P<tick>`+)([\s\S]*?[^`])(?P=tick)(?!`)")),
    ("address", re.compile(r"<(https?://[^\s>]+)>", re.IGNORECASE)),
    ("address", re.compile(r"(https?://[^\s<]+[^<.,:;\"')\]\s])", re.IGNORECASE)),
)
_MASKED = re.compile(
    r"\[((?:\\.|\[[^\]]*\]|[^\[\]\\])+)\]\(\s*<?((?:[^\s()<>\\]|\\.|\([^()\s]*\))+)>?(?:\s+['\"].*?['\"])?\s*\)"
)
_FORMATS = (
    ("bold", re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)")),
    ("underline", re.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)")),
    ("struck", re.compile(r"~~((?:\\[\s\S]|[^\\])+?)~~")),
    ("spoiler", re.compile(r"\|\|((?:\\[\s\S]|[^\\])+?)\|\|")),
    ("italic", re.compile(r"(?<![^\W_])_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)")),
    ("italic", re.compile(r"\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)")),
)


def spans(content: str, kinds: Kinds = frozenset(), *, start: bool = True) -> list[Span]:
    """The content as it is shown. Lines begin with ``start``, and after each line end."""
    found: list[Span] = []
    at, begins, line = 0, start, kinds
    while at < len(content):
        if begins:
            line, at = _begun(content, at, kinds, line)
            begins = False
            continue
        at = _one(content, at, line, found)
        if content[at - 1] == "\n":
            begins, line = True, kinds | (line & {"all"})
    return _joined(found)


def _begun(content: str, at: int, kinds: Kinds, line: Kinds) -> tuple[Kinds, int]:
    """What the beginning of a line makes of it."""
    if "all" in line:
        return line, at
    line = kinds
    for kind, pattern in _BLOCKS:
        if mark := pattern.match(content, at):
            return line | {kind} | ({"all"} if mark[0] == ">>> " else frozenset()), mark.end()
    return line, at


def _one(content: str, at: int, kinds: Kinds, found: list[Span]) -> int:
    """The next piece; where it ends."""
    if escaped := _ESCAPED.match(content, at):
        found.append(Span(escaped[1], kinds))
        return escaped.end()
    for kind, pattern in _ATOMS:
        if atom := pattern.match(content, at):
            inner = atom[atom.lastindex or 0] if kind != "code" else atom[0].strip("`")
            found.append(Span(inner, kinds | {kind}, inner))
            return atom.end()
    if masked := _MASKED.match(content, at):
        found += [Span(each.text, each.kinds | {"masked"}, masked[2]) for each in spans(masked[1], kinds, start=False)]
        return masked.end()
    for kind, pattern in _FORMATS:
        if formatted := pattern.match(content, at):
            found += spans(formatted[1], kinds | {kind}, start=False)
            return formatted.end()
    found.append(Span(content[at], kinds))
    return at + 1


def _joined(found: list[Span]) -> list[Span]:
    whole: list[Span] = []
    for each in found:
        last = whole[-1] if whole else None
        if last and (last.kinds, last.target, each.target) == (each.kinds, "", ""):
            whole[-1] = Span(last.text + each.text, each.kinds)
        else:
            whole.append(each)
    return whole


def shown(content: str, named: Named, language: str = "en") -> str:
    """The words one reads: times on one's own clock, channels by their names."""
    return "".join(_shown(each, named, language) for each in spans(content))


def _shown(span: Span, named: Named, language: str) -> str:
    if "time" in span.kinds:
        at = datetime.fromtimestamp(int(span.target), UTC).astimezone(LONDON)
        return format_datetime(at, "d MMMM y, HH:mm", locale=language)
    return named(span.target) if "mention" in span.kinds else span.text


def live(content: str) -> Iterator[Span]:
    """What is more than words in it, but for a quotation and an address that is seen whole."""
    yield from (each for each in spans(content) if each.kinds - {"quote", "all", "address"})
