"""The languages of the house as a field, each called by its own name, Welsh first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from bot.marks import Picks
from bot.talk import AT_ONCE, Option, Phrase, text
from bot.texts import Texts, welsh_first
from bot.turn import Turn


def called(texts: Texts) -> tuple[Option, ...]:
    """Each language there is, by its own name."""
    names = {each: texts.plain(text("core.language"), each) for each in welsh_first(texts.languages)}
    return tuple(Option(each, Phrase(((each, name),))) for each, name in names.items())


def named(texts: Texts, languages: Sequence[str]) -> str:
    """Some of them on one line, each by its own name."""
    return ", ".join(texts.plain(text("core.language"), each) for each in languages)


async def _some_languages(turn: Turn, _typed: str) -> Sequence[Option]:
    return called(turn.house.texts)


Languages = Annotated[tuple[str, ...], Picks(_some_languages, AT_ONCE)]  # aloud, in one message
