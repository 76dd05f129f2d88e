"""What the room knows without asking anybody: pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import filterfalse

from bot.talk import Item, Option

PAGE = 5  # entries to a page of the list
SHORT = 200  # characters of an entry in the list
OPTION = 72  # characters of a name in a menu
ROOM = 1_700  # characters to a page of one entry: twice as many after escaping still fit the tightest platform
LABEL = 100  # characters to reckon with for a sentence of our own


def folded(words: str) -> str:
    """Words as they are compared: without case or accents, since a phone's keyboard may lack the circumflex of w."""
    if words.isascii():  # nearly always, and fifty times faster
        return words.casefold()
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", words.casefold())))


def matches(sought: str, texts: Sequence[str | None]) -> bool:
    """Whether each sought word stands somewhere in the texts."""
    there = folded(" ".join(filter(None, texts)))
    return all(word in there for word in folded(sought).split())


def likeliest(options: Mapping[Option, str], typed: str, most: int) -> tuple[Option, ...]:
    """Those whose value or words hold what was typed, one of exactly that value first."""
    fitting = [each for each, words in options.items() if each.value == typed or matches(typed, [words])]
    return tuple(sorted(fitting, key=lambda each: each.value != typed)[:most])


def shortened(words: str, most: int) -> str:
    """As much of one line as fits."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def pages(items: Sequence[Item]) -> list[list[Item]]:
    """The items dealt out so that no page holds more than fits; one page at least."""
    dealt: list[list[Item]] = [[]]
    left = ROOM
    for item in items:
        cost = LABEL + len(item.words)
        if dealt[-1] and cost > left:
            dealt.append([])
            left = ROOM
        dealt[-1].append(item)
        left -= cost
    return dealt
