"""The room itself, where its prompts come from, and what one looks like when it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from sqlalchemy import or_

from bot.finding import likeliest
from bot.library import Library
from bot.marks import Pick
from bot.reflection import Prompt
from bot.room import Room
from bot.rooms.prompt.tables import asked, plans, suggestions
from bot.store.rows import Row
from bot.talk import OPTIONS, Message, Option, Phrase, Text
from bot.turn import Turn

room = Room("prompt")
t = room.text

ONE, CYCLE = "one", "cycle"  # how much somebody likes to be asked in private
FOLLOW_UP = "impact"  # the pack that room `learn` asks of an entry


def sources(library: Library) -> dict[str, Text | Phrase]:
    """What prompts may be taken from, packs and then themes, with what each is called."""
    packs = {f"pack:{each.id}": each.name.phrase for each in library.packs.values() if each.id != FOLLOW_UP}
    themes = {each.theme for each in library.prompts.values() if each.pack != FOLLOW_UP}
    named = {f"theme:{id}": t("theme", name=each.name.phrase) for id, each in library.themes.items() if id in themes}
    return packs | named


def within(library: Library, source: str) -> Mapping[str, Prompt]:
    """The prompts of a source by their ids; none when it is not in the library any more."""
    kind, _, id = source.partition(":")
    there = library.prompts.values()
    found = [each for each in there if (each.pack if kind == "pack" else each.theme) == id]
    return {each.id: each for each in found if each.pack != FOLLOW_UP}


async def _some_sources(turn: Turn, typed: str) -> Sequence[Option]:
    texts = turn.house.texts
    said = {
        Option(value, label): " ".join(texts.shown(label, language)[0] for language in texts.languages)
        for value, label in sources(turn.house.library).items()
    }
    return likeliest(said, typed, OPTIONS)


async def _some_asked(turn: Turn, typed: str) -> Sequence[Option]:
    theirs = or_(asked.c.person.is_(None), asked.c.person == turn.who.id)
    which = (asked.c.id == typed,) if typed else ()
    found = await turn.rows.find(asked, theirs, *which, order=(asked.c.at.desc(),), limit=OPTIONS)
    return [Option(each.id, await _offered(turn, each)) for each in found]


async def _offered(turn: Turn, one: Row) -> Text:
    prompt = turn.house.library.prompts.get(one.prompt or "")
    if prompt:
        brief = tuple((language, _brief(words)) for language, words in prompt.ask.words.items())
        return t("offered", ask=Phrase(brief))
    suggestion = await turn.rows.one(suggestions, one.suggestion or "")
    return t("offered", ask=_brief(suggestion.words) if suggestion else "…")


def _brief(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"


Source = Annotated[str, Pick(_some_sources)]
Asked = Annotated[str, Pick(_some_asked)]


async def question(turn: Turn, one: Row) -> Message | None:
    """A prompt as it is asked, without its buttons; None when it is in no library and nobody's any more."""
    library, plan = turn.house.library, await turn.rows.one(plans, one.plan)
    languages = tuple((plan.languages or "").split()) if plan else ()
    if prompt := library.prompts.get(one.prompt or ""):
        pack = library.packs[prompt.pack]
        step = next(each for each in pack.steps if each.id == prompt.step)
        asks = t("asks", ask=prompt.ask.phrase, pack=pack.name.phrase, step=step.name.phrase)
        return Message(asks, languages=languages)
    suggestion = await turn.rows.one(suggestions, one.suggestion or "")
    return Message(t("asks-suggested"), suggestion.words, languages=languages) if suggestion else None
