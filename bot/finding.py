"""Finding what somebody means by what they type: pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import filterfalse

from bot.talk import Option


def folded(words: str) -> str:
    """Words as they are compared: without case or accents, since a phone's keyboard may lack the circumflex of w.

    It may also make an apostrophe curly.
    """
    if words.isascii():  # nearly always, and fifty times faster
        return words.casefold()
    return "".join(
        filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", words.casefold().replace("’", "'")))
    )


def matches(sought: str, texts: Sequence[str | None]) -> bool:
    """Whether each sought word stands somewhere in the texts."""
    there = folded(" ".join(filter(None, texts)))
    return all(word in there for word in folded(sought).split())


def likeliest(options: Mapping[Option, str], typed: str, most: int) -> tuple[Option, ...]:
    """Those whose value or words hold what was typed, one of exactly that value first."""
    fitting = [each for each, words in options.items() if each.value == typed or matches(typed, [words])]
    return tuple(sorted(fitting, key=lambda each: each.value != typed)[:most])
