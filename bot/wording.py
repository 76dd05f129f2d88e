"""The words of the library: in which languages, and how a prompt is worded; what none may say is data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from bot.finding import folded
from bot.talk import Phrase

LONGEST = 250  # characters of a prompt in one language: in two, beside our frame, it fits the tightest platform
SENTENCE = 20  # words of one sentence


def _words(words: str) -> str:
    if not words.strip():
        raise ValueError("it may not be empty")
    if not words.isprintable():  # the house uses private characters itself, and drops invisible ones
        raise ValueError("it is to be one line, without characters that nobody can see")
    return words


Words = Annotated[str, AfterValidator(_words)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,24}$")]


class Said(BaseModel):
    """Words in the languages there are them in."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Words]

    @model_validator(mode="before")
    @classmethod
    def _in_some_language(cls, written: object) -> object:
        if isinstance(written, str):
            raise ValueError("say in which language: add .en or .cy to the name before the equals sign")
        return written

    @property
    def words(self) -> dict[str, str]:
        """Them by language, English first."""
        return dict(sorted(dict(self).items(), key=lambda pair: (pair[0] != "en", pair)))

    @property
    def phrase(self) -> Phrase:
        """As it may stand in a Text."""
        return Phrase(tuple(self.words.items()))


class Names(Said):
    """Words in English and, where there are any, in other languages."""

    en: Words


class Refused(BaseModel):
    """Words a prompt may not hold, by language, why, and what to do instead."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    because: Words
    instead: Words
    words: dict[str, tuple[Words, ...]]

    def found(self, words: str, language: str) -> Iterator[str]:
        """Those that stand in these folded words, whole."""
        for each in map(folded, self.words.get(language, ())):
            if each in words and re.search(rf"(?<!\w){re.escape(each)}(?!\w)", words):
                yield each


class Wording(BaseModel):
    """Everything that is refused, in groups."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    refused: tuple[Refused, ...]

    def wrong(self, words: str, language: str) -> Iterator[tuple[str, str]]:
        """What is wrong with a prompt in one language, each with its cure."""
        if len(words) > LONGEST:
            yield f"it is {len(words)} characters long", f"say it in {LONGEST}"
        for sentence in re.split(r"(?<=[.?!…])\s+", words):
            if (count := len(sentence.split())) > SENTENCE:
                yield f"a sentence of {count} words", f"say it in {SENTENCE}, or make it two"
        if re.search("[{}]", words):
            yield "a curly bracket, but nothing is ever put into a prompt", "take it out"
        for group in self.refused:
            for found in group.found(folded(words), language):
                yield f"it says “{found}”: {group.because}", group.instead
