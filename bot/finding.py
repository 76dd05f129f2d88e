"""Finding what somebody means by what they type: pure."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import filterfalse

import snowballstemmer
from babel.core import Locale

from bot.talk import Option

# How a Welsh word may begin after another, and how the dictionary has it (G. King, Modern Welsh, 1993).
MUTATIONS = {
    "ngh": ("c",),
    "ng": ("g",),
    "mh": ("p",),
    "nh": ("t",),
    "ch": ("c",),
    "ph": ("p",),
    "th": ("t",),
    "dd": ("d",),
    "ff": (),
    "ll": (),
    "rh": (),
    "f": ("b", "m"),
    "g": ("c",),
    "b": ("p",),
    "d": ("t",),
    "l": ("ll", "gl"),
    "r": ("rh", "gr"),
    "m": ("b",),
    "n": ("d",),
    **{each: (f"g{each}",) for each in "aeiowy"},
    **{f"h{each}": (each,) for each in "aeiouwy"},
}


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


def words_of(words: str) -> list[str]:
    """Each word of two letters or more, folded, in its order."""
    return [each for each in re.findall(r"\w+", folded(words)) if len(each) > 1]


def roots(word: str, languages: Collection[str]) -> set[str]:
    """A folded word and what it may be a form of, in these languages."""
    return {word, *(root for each in languages for root in _roots(word, each))}


def _roots(word: str, language: str) -> Iterator[str]:
    if stemmer := _stemmer(language):
        yield stemmer.stemWord(word)
    if language == "cy":
        begins = next((each for each in MUTATIONS if word.startswith(each)), "")
        yield from (root + word[len(begins) :] for root in MUTATIONS.get(begins, ()))


@functools.cache
def _stemmer(language: str) -> snowballstemmer.stemmer | None:
    """What cuts the ends off words of this language; None where there is none, as for Welsh."""
    name = (Locale(language).english_name or "").casefold()
    return snowballstemmer.stemmer(name) if name in snowballstemmer.algorithms() else None
