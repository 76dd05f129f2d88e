"""Prompts are planned in a place, asked there at their time, answered in private, and shared in their thread."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.library import read
from bot.rooms.prompt.declared import within
from bot.rotation import rotation
from bot.talk import Phrase
from tests.dialogues.seen import Seen, aloud, answer, the
from tests.dialogues.stage import AILSA, CALLUM, DIRECT, LONDON, MERERID, Someone, Stage

LIBRARY = read([], [])
ROLFE = LIBRARY.packs["rolfe"]
NAMED, TUESDAY = ROLFE.name.phrase, the("core.day-tu", "cy")
WEEKLY = the("core.every-week", "cy", days="dydd Mawrth", clock="12:30")
THERE = within(LIBRARY, "pack:rolfe")
EXAMPLE = THERE[next(rotation(THERE, "example"))].ask.phrase
LAUGH, LET_GO, REASON = "What made you laugh?", "What did you let go?", "We had this one in May."
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


async def test_a_plan_is_paused_left_out_once_taken_up_again_and_stopped(stage: Stage) -> None:
    mererid, callum = await planned(stage), stage.person(CALLUM)
    rest = [on(day) for day in (31, 38, 45, 52)]
    seen = await mererid.presses("prompt.skip-it")
    left_out = on(24, "prompt.date-by-hand")
    assert seen == plan(stage, "prompt.skipped", left_out, *rest, on=date(2026, 11, 24))
    await mererid.presses("prompt.pause-it")
    seen = await mererid.fills()
    paused = [on(day, "prompt.date-paused") for day in (31, 38, 45, 52)]
    there = plan(stage, "prompt.paused-now", left_out, *paused)
    assert seen == replace(there, buttons=(the("prompt.resume-it", "cy"), *there.buttons[1:]))
    assert await mererid.presses("prompt.resume-it") == plan(stage, "prompt.resumed", left_out, *rest)
    await stage.later(days=1, hours=4)
    await callum.sees("learning")
    await stage.later(days=7)
    await asked(callum)
    await mererid.types("prompt.list")
    await mererid.presses("prompt.show-it")
    seen = await mererid.presses("prompt.stop-it")
    assert seen == answer("prompt.stop-sure", buttons=("prompt.stop-yes", "prompt.show-it"), language="cy")
    seen = await mererid.presses("prompt.stop-yes")
    assert seen == answer("prompt.stopped", buttons=("prompt.to-list",), language="cy")
    seen = await mererid.presses("prompt.to-list")
    assert seen == answer("prompt.none-planned", buttons=("prompt.schedule-it",), language="cy")
    await stage.later(days=7)
    await asked(callum)


async def test_members_suggest_and_choose_and_hear_what_became_of_it(stage: Stage) -> None:
    ailsa, callum, mererid = stage.person(AILSA), stage.person(CALLUM), stage.person(MERERID)
    for words in (LAUGH, LET_GO):
        seen = await ailsa.types("prompt.suggest", words=words)
        assert seen == answer("prompt.suggested", words, buttons=("prompt.vote-it",))
    assert await mererid.types("prompt.suggested") == suggestions(stage, LAUGH, LET_GO)
    await mererid.presses("prompt.decline-it", number=2)
    seen = await mererid.fills(reason=REASON)
    assert seen == answer("prompt.declined", LET_GO, buttons=("prompt.to-suggestions",), language="cy")
    assert await mererid.presses("prompt.to-suggestions") == suggestions(stage, LAUGH)
    seen = await mererid.presses("prompt.accept-it")
    assert seen == answer("prompt.accepted", LAUGH, buttons=("prompt.to-suggestions",), language="cy")
    because = (the("prompt.because"), REASON)
    await ailsa.sees(DIRECT, answer("prompt.was-declined", LET_GO, items=because), answer("prompt.was-accepted", LAUGH))
    free = answer("prompt.vote", buttons=("prompt.choose-it",), items=(the("prompt.to-choose"), LAUGH))
    taken = answer("prompt.vote", buttons=("prompt.unchoose-it",), items=(the("prompt.chosen"), LAUGH))
    assert await callum.types("prompt.vote") == free
    assert await callum.presses("prompt.choose-it") == taken
    assert await ailsa.types("prompt.vote") == free
    assert await callum.presses("prompt.unchoose-it") == free
    await planned(stage)
    await stage.later(days=1, hours=4)
    await callum.sees("learning", aloud("prompt.asks-suggested", LAUGH, buttons=("prompt.answer-it",)))


def suggestions(stage: Stage, *words: str) -> Seen:
    """What members suggested, as a moderator sees it: not by whom."""
    lines = [line for each in words for line in (the("prompt.one-suggested", "cy", on=stage.today), each)]
    there = answer("prompt.suggestions", items=lines, language="cy")
    declines = [the("prompt.decline-it", "cy", number=number) for number, _ in enumerate(words, 1)]
    return replace(there, buttons=(*[the("prompt.accept-it", "cy")] * len(words), *declines))


async def test_somebody_is_asked_alone_at_their_own_hour_until_they_like_it_no_more(stage: Stage) -> None:
    ailsa = stage.person(AILSA)
    await ailsa.types("prompt.me")
    name, day = NAMED.said("en")[1], the("core.day-tu")
    seen = await ailsa.fills(
        source=name, often=the("core.often-week"), days=(day,), clock="12:30", length=the("prompt.one")
    )
    lines = (the("prompt.of", name=NAMED), the("core.every-week", days=day, clock="12:30"), the("prompt.one"))
    assert seen == answer("prompt.mine", buttons=("prompt.me-it", "prompt.rest-it"), items=lines)
    alone = ailsa.at(DIRECT)
    await stage.later(days=1, hours=4)
    (first,) = await ailsa.finds(1, DIRECT)
    assert first.buttons == (the("prompt.answer-it"), the("prompt.not-now"))
    await alone.presses("prompt.answer-it", on=first)
    assert await alone.fills(words="I waited longer") == answer("prompt.answered", "I waited longer")
    await stage.later(days=7)
    _, second = await ailsa.finds(2, DIRECT)
    assert await alone.presses("prompt.not-now", on=second) == answer("prompt.left")
    await ailsa.types("prompt.rest")
    assert await ailsa.presses("prompt.rest-yes") == answer("prompt.rested", buttons=("prompt.me-it",))
    await stage.later(days=14)
    await ailsa.finds(2, DIRECT)
