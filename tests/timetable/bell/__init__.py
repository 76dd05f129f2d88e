"""A room for the tests of time: a school bell that is rung again and again, and words that reach one person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

from bot.marks import Clock, Day, Line, Number, Pick
from bot.rhythms import Often, Weekdays, rhythm
from bot.room import MEMBER, MODERATOR, Room
from bot.talk import Call, Item, Message, Option, Refusal
from bot.timetable.schedules import Coming
from bot.turn import Turn

room = Room("bell")
t = room.text
OF = {each: f"bell.{each}" for each in ("ring", "toll", "chime", "crack", "hush")}
YES = (Option("yes", t("yes")),)
Which = Annotated[str, Pick(tuple(Option(each, t(each)) for each in OF))]


async def _planned(turn: Turn, id: str) -> Message:
    one = await turn.schedules.find(id)
    if one is None:
        raise Refusal(t("none"))
    return Message(t("dates"), items=tuple(map(_date, await turn.schedules.dates(one))))


def _date(coming: Coming) -> Item:
    return Item(t("date", on=coming.day, at=coming.at, why=coming.why), coming.holiday)


@room.action(may=MODERATOR, slash=True)
async def plan(
    turn: Turn,
    often: Often,
    days: Weekdays,
    clock: Clock,
    which: Which = "ring",
    until: Day | None = None,
    always: Annotated[str, Pick(YES)] | None = None,
    grace: Number = 2,
) -> Message:
    """Ring it again and again."""
    how = rhythm(often, days, clock)
    options = {"until": until, "in_holidays": bool(always), "grace": timedelta(hours=grace)}
    one = await turn.schedules.plan(Call.of(OF[which], {}), how, turn.where, zone=turn.community.zone, **options)
    return Message(how.said(turn.house.texts.languages), one.id)


@room.action(may=MEMBER, slash=True)
async def plan_mine(turn: Turn, often: Often, days: Weekdays, clock: Clock) -> Message:
    """Have it chime for oneself."""
    how, zone = rhythm(often, days, clock), (await turn.hours()).zone
    one = await turn.schedules.plan(Call.of("bell.chime", {}), how, turn.where, zone=zone, person=turn.who)
    return Message(how.said(turn.house.texts.languages), one.id)


@room.action(may=MODERATOR, slash=True)
async def change(turn: Turn, id: Line, often: Often, days: Weekdays, clock: Clock) -> Message:
    """Ring it at other times."""
    await turn.schedules.change(await turn.schedules.find(id), rhythm=rhythm(often, days, clock))
    return await _planned(turn, id)


@room.action(may=MEMBER, slash=True)
async def dates(turn: Turn, id: Line) -> Message:
    """When it is rung next."""
    return await _planned(turn, id)


@room.action(may=MODERATOR, slash=True)
async def pause(turn: Turn, id: Line, until: Day | None = None) -> Message:
    """Let it rest."""
    await turn.schedules.pause(await turn.schedules.find(id), until)
    return await _planned(turn, id)


@room.action(may=MODERATOR, slash=True)
async def resume(turn: Turn, id: Line) -> Message:
    """Ring it again."""
    await turn.schedules.resume(await turn.schedules.find(id))
    return await _planned(turn, id)


@room.action(may=MODERATOR, slash=True)
async def skip(turn: Turn, id: Line) -> Message:
    """Not the next time."""
    await turn.schedules.skip(await turn.schedules.find(id))
    return await _planned(turn, id)


@room.action(may=MODERATOR, slash=True)
async def stop(turn: Turn, id: Line) -> Message:
    """Never again."""
    await turn.schedules.stop(await turn.schedules.find(id))
    return Message(t("none"))


@room.action(may=MODERATOR, by_clock=True)
async def ring(turn: Turn) -> Message:
    """It rings, and each time it is another post."""
    turn.post(turn.where, Message(t("rung", at=turn.now)), key=turn.world.ids())
    return Message(t("none"))


@room.action(may=MODERATOR, by_clock=True)
async def toll(turn: Turn) -> Message:
    """It tolls, and in each place there is one post of that."""
    turn.post(turn.where, Message(t("tolled", at=turn.now)), key="toll")
    return Message(t("none"))


@room.action(may=MEMBER)
async def chime(turn: Turn) -> Message:
    """It chimes for one person."""
    return Message(t("rung", at=turn.now))


@room.action(may=MODERATOR, by_clock=True)
async def crack(_turn: Turn) -> Message:
    """It has a bug."""
    raise ValueError("cracked")


@room.action(may=MODERATOR, by_clock=True)
async def hush(turn: Turn) -> Message:
    """It would ring, but there is nobody left to hear it."""
    turn.post(turn.where, Message(t("rung", at=turn.now)), key=turn.world.ids())
    raise Refusal(t("none"))


@room.action(may=MEMBER, slash=True)
async def whisper(turn: Turn, words: Line, hours: Number, fixed: Annotated[str, Pick(YES)] | None = None) -> Message:
    """Be told something in so many hours."""
    turn.later(turn.now + timedelta(hours=hours), Call.of("bell.hear", {"words": words}), fixed=bool(fixed))
    return Message(t("yes"))


@room.action(may=MEMBER, slash=True)
async def whisper_badly(turn: Turn, hours: Number) -> Message:
    """Be told something that cannot be said."""
    turn.later(turn.now + timedelta(hours=hours), Call.of("bell.mumble", {}))
    return Message(t("yes"))


@room.action(may=MEMBER, slash=True)
async def whisper_more(turn: Turn, hours: Number) -> Message:
    """Be told something else."""
    turn.later(turn.now + timedelta(hours=hours), Call.of("bell.hear-more", {}))
    return Message(t("yes"))


@room.action(may=MEMBER)
async def hear_more(_turn: Turn) -> Message:
    """Something else."""
    return Message(t("heard"), "More")


@room.action(may=MEMBER)
async def hear(_turn: Turn, words: Line) -> Message:
    """What was whispered."""
    return Message(t("heard"), words)


@room.action(may=MEMBER)
async def mumble(_turn: Turn) -> Message:
    """It has a bug."""
    raise ValueError("mumbled")


@room.action(may=MEMBER, slash=True)
async def weeks(turn: Turn, count: Number) -> Message:
    """So many weeks of school from now."""
    return Message(t("rung", at=await turn.school_weeks(count)))


def every(rows: Sequence[Message]) -> list[str]:
    """The times at which it rang, as they are written in UTC."""
    return [f"{each.text.values['at']:%a %d %b %H:%M}" for each in rows]
