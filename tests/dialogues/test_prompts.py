"""Prompts are planned in a place, asked there at their time, answered in private, and shared in their thread."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.library import read
from bot.rooms.prompt.declared import within
from bot.rotation import rotation
from bot.talk import Phrase
from tests.dialogues.seen import Seen, aloud, answer, the
from tests.dialogues.stage import AILSA, CALLUM, LONDON, MERERID, Someone, Stage

LIBRARY = read([], [])
ROLFE = LIBRARY.packs["rolfe"]
NAMED, TUESDAY = ROLFE.name.phrase, the("core.day-tu", "cy")
WEEKLY = the("core.every-week", "cy", days="dydd Mawrth", clock="12:30")
THERE = within(LIBRARY, "pack:rolfe")
EXAMPLE = THERE[next(rotation(THERE, "example"))].ask.phrase
WAYS = ("prompt.pause-it", "prompt.skip-it", "prompt.say-now-it", "core.change-it", "prompt.stop-it")


def card(id: str) -> Seen:
    """A prompt as it stands in a place."""
    prompt = THERE[id]
    step = next(each.name.phrase for each in ROLFE.steps if each.id == prompt.step)
    return aloud("prompt.asks", buttons=("prompt.answer-it",), ask=prompt.ask.phrase, pack=NAMED, step=step)


CARDS = [card(each) for each in THERE]


async def asked(reader: Someone) -> Seen:
    """The one prompt that was asked: whichever it is of the library, it reads as it should."""
    (there,) = await reader.finds(1)
    assert there in CARDS
    return there


def on(day: int, key: str = "prompt.date") -> str:
    """A date of the plan, in November or December."""
    at = (
        datetime(2026, 11, day, 12, 30, tzinfo=LONDON)
        if day < 31
        else datetime(2026, 12, day - 30, 12, 30, tzinfo=LONDON)
    )
    return the(key, "cy", at=at)


def plan(stage: Stage, key: str, *dates: str, **values: Any) -> Seen:
    """A plan as its moderator sees it."""
    items = (the("prompt.line", "cy", name=NAMED, place=stage.channel), WEEKLY, *dates)
    return answer(key, buttons=WAYS, language="cy", items=items, **values)


async def planned(stage: Stage) -> Someone:
    """Prompts each Tuesday at half past twelve: seen first, then planned."""
    mererid = stage.person(MERERID)
    await mererid.types("prompt.schedule")
    often = the("core.often-week", "cy")
    kept = await mererid.fills(source=NAMED.said("cy")[1], often=often, days=(TUESDAY,), clock="12:30")
    assert isinstance(kept, Seen)
    assert kept.lines == (the("core.page-kept", "cy"),)
    lines = (
        the("prompt.of", "cy", name=NAMED),
        WEEKLY,
        the("prompt.first", "cy", at=datetime(2026, 11, 24, 12, 30, tzinfo=LONDON)),
        the("prompt.example", "cy", ask=EXAMPLE),
        the("prompt.not-in-holidays", "cy"),
    )
    ways = ("prompt.plan-it", "core.change-it")
    seen = await mererid.presses("core.done")
    assert seen == answer("prompt.preview", buttons=ways, language="cy", items=lines, place=stage.channel)
    seen = await mererid.presses("prompt.plan-it")
    dates = [on(day) for day in (24, 31, 38, 45, 52)]
    assert seen == plan(stage, "prompt.planned", *dates, place=stage.channel)
    return mererid


async def test_a_prompt_is_asked_at_its_time_answered_in_private_and_shared_in_its_thread(stage: Stage) -> None:
    callum, ailsa = stage.person(CALLUM), stage.person(AILSA)
    await planned(stage)
    await callum.sees("learning")
    await stage.later(days=1, hours=4)
    post = await asked(callum)
    await callum.presses("prompt.answer-it", on=post)
    seen = await callum.fills(words="I waited longer")
    assert isinstance(seen, Seen)
    assert (seen.lines[-1], seen.buttons[0]) == ("I waited longer", the("prompt.share-it"))
    await ailsa.sees("learning", post)
    seen = await callum.presses("prompt.share-it")
    assert seen == answer("prompt.share-done", buttons=("prompt.take-back",))
    who = Phrase((("en", callum.name),))
    await ailsa.sees(post, aloud("prompt.shared", "I waited longer", who=who))
    await callum.presses("prompt.take-back")
    await ailsa.sees(post, aloud("prompt.taken-back", who=who))
    (entry,) = (await callum.types("learn.list")).lines[2:]
    assert entry == "I waited longer"
