"""What the room knows without asking anybody: pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.talk import Item

PAGE = 5  # entries to a page of the list
SHORT = 200  # characters of an entry in the list
OPTION = 72  # characters of a name in a menu
ROOM = 1_700  # characters to a page of one entry: twice as many after escaping still fit the tightest platform
LABEL = 100  # characters to reckon with for a sentence of our own


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
