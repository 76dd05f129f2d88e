"""The same prompts for one person alone, at their own rhythm; a skip leaves no trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from bot.marks import Clock, Pick
from bot.people import direct_with, place_of
from bot.rhythms import Often, Weekdays, rhythm
from bot.room import MEMBER
from bot.rooms.prompt.answers import to_answer
from bot.rooms.prompt.declared import CYCLE, ONE, Source, question, room, sources, t
from bot.rooms.prompt.plans import Which, Yes
from bot.rooms.prompt.rotating import ask_next
from bot.rooms.prompt.tables import plans
from bot.store.rows import Row
from bot.talk import Button, Item, Message, Option, Refusal
from bot.timetable.recurrence import Rhythm
from bot.timetable.schedules import times_of
from bot.turn import Turn

Length = Annotated[str, Pick(tuple(Option(each, t(each)) for each in (ONE, CYCLE)))]


async def _so_far(turn: Turn) -> Mapping[str, Any]:
    if (one := await _mine(turn)) is None:
        return {"often": "week", "days": ("4",), "clock": "16:00", "length": ONE}
    times = times_of(await _schedule(turn, one))
    how = Rhythm.of(times.rule, times.clock)
    there = {"source": one.source, "often": how.often, "days": tuple(how.days), "clock": how.clock}
    return there | {"length": one.length or CYCLE}


@room.action(may=MEMBER, slash=True, ask=("source", "often", "days", "clock", "length"), fill=_so_far)
async def me(
    turn: Turn, source: Source, often: Often, days: Weekdays, clock: Clock, length: Length | None = None
) -> Message:
    """Be asked in private, at my own rhythm, length and hour."""
    how, zone = rhythm(often, days, clock), (await turn.hours()).zone
    if one := await _mine(turn):
        await turn.schedules.change(await _schedule(turn, one), rhythm=how, zone=zone)
        await turn.rows.change(one, source=source, length=length or ONE)
    else:
        id, where = turn.world.ids(), place_of(await direct_with(turn.rows, await turn.me()))
        planned = await turn.schedules.plan(ask_me(which=id), how, where, zone=zone, person=turn.who)
        new = {"schedule": planned.id, "place": where.id, "source": source, "length": length or ONE}
        await turn.rows.put(plans, id, person=turn.who.id, **new)
    spoken = turn.house.texts.languages
    items = (Item(t("of", name=sources(turn.house.library)[source])), Item(how.said(spoken)), Item(t(length or ONE)))
    return Message(t("mine"), items=items, buttons=(_change(), Button(t("rest-it"), rest())))


@room.at_home
async def _comes(turn: Turn) -> Sequence[Item]:
    """When they are asked next."""
    if (one := await _mine(turn)) is None:
        return ()
    zone, comes = ZoneInfo((await turn.hours()).zone), await turn.schedules.dates(await _schedule(turn, one), 1)
    return [Item(t("comes", at=each.at.astimezone(zone)), button=_change()) for each in comes]


@room.action(may=MEMBER, slash=True)
async def rest(turn: Turn, sure: Yes | None = None) -> Message:
    """Not be asked in private any more."""
    one = await _mine(turn)
    if one is None:
        raise Refusal(t("none-mine"), buttons=(_change(),))
    if not sure:
        return Message(t("rest-sure"), buttons=(Button(t("rest-yes"), rest(sure="yes")),))
    await turn.schedules.stop(await _schedule(turn, one))
    await turn.rows.change(one, schedule=None)
    return Message(t("rested"), buttons=(_change(),))


@room.action(may=MEMBER)
async def ask_me(turn: Turn, which: Which) -> Message:
    """The clock asks somebody in private."""
    one = await turn.rows.one(plans, which, plans.c.person == turn.who.id)
    if one is None:
        raise Refusal(t("not-here"))
    me = await turn.me()
    new = await ask_next(turn, one, (me.job or "", *(me.phases or "").split()))
    asks = await question(turn, new)
    if asks is None:
        raise Refusal(t("not-here"))
    return Message(asks.text, asks.words, buttons=(*to_answer(new), Button(t("not-now"), not_now())))


@room.action(may=MEMBER, traceless=True)
async def not_now(_turn: Turn) -> Message:
    """Leave a prompt: nothing of it is kept."""
    return Message(t("left"))


async def _mine(turn: Turn) -> Row | None:
    going = (plans.c.person == turn.who.id, plans.c.schedule.is_not(None))
    return next(iter(await turn.rows.find(plans, *going)), None)


async def _schedule(turn: Turn, one: Row) -> Row:
    if (found := await turn.schedules.find(one.schedule or "")) is None:
        raise Refusal(t("not-here"))
    return found


def _change() -> Button:
    return Button(t("me-it"), me(), me.ask)
