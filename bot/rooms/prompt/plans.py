"""Moderators plan prompts for a place: seen before anything is planned, and changed, paused or stopped at any time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from bot.languages import Languages, named
from bot.marks import Clock, Day, OneLine, Pick, Somewhere
from bot.people import place_of
from bot.rhythms import Often, Weekdays, rhythm
from bot.room import MODERATOR
from bot.rooms.prompt.answers import to_answer
from bot.rooms.prompt.declared import Source, question, room, sources, t, within
from bot.rooms.prompt.rotating import ask_next
from bot.rooms.prompt.tables import plans
from bot.rotation import rotation
from bot.store.rows import Row
from bot.store.tables import place
from bot.talk import OPTIONS, Button, Item, Message, Option, Place, Refusal, Text, text
from bot.texts import welsh_first
from bot.timetable.recurrence import Rhythm, Times
from bot.timetable.schedules import LATE, Coming, times_of
from bot.turn import Turn


async def _some_plans(turn: Turn, _typed: str) -> Sequence[Option]:
    return [Option(each.id, await _line(turn, each)) for each in await _ours(turn)]


YES = (Option("yes", t("yes")),)
Plan = Annotated[str, Pick(_some_plans)]
Yes = Annotated[str, Pick(YES)]
Which = Annotated[str, OneLine(22)]
ASK = ("source", "often", "days", "clock", "languages", "since", "until", "in_holidays")


@room.action(may=MODERATOR, slash=True, ask=ASK)
async def schedule(
    turn: Turn,
    source: Source,
    often: Often,
    days: Weekdays,
    clock: Clock,
    languages: Languages = (),
    since: Day | None = None,
    until: Day | None = None,
    in_holidays: Yes | None = None,
    where: Somewhere | None = None,
) -> Message:
    """Plan prompts that come again in this place: first shown, then planned."""
    there = where or turn.where
    if there.kind == "direct":
        raise Refusal(t("plan-where"))
    how = rhythm(often, days, clock)
    if until and until < (since or turn.today):
        raise Refusal(text("core.please-mend", count=1), (("until", t("ends-before")),))
    times = Times(how.rule, how.clock, turn.community.zone, since or turn.today, until)
    first = times.next(times.since, turn.now)
    given: dict[str, Any] = {"source": source, "often": often, "days": days, "clock": how.clock, "where": there.id}
    given |= {"languages": welsh_first(languages), "since": since, "until": until, "in_holidays": in_holidays}
    make = Button(t("plan-it"), plan(**{name: value for name, value in given.items() if value}))
    change = Button(text("core.change-it"), schedule(**{name: value for name, value in given.items() if value}), ASK)
    items = [Item(t("of", name=sources(turn.house.library)[source])), Item(how.said(turn.house.texts.languages))]
    items += _spoken(turn, welsh_first(languages))
    items += [Item(t("first", at=_here(turn, first.at)))] if first else [Item(t("never"))]
    items += [Item(t("example", ask=turn.house.library.prompts[each].ask.phrase)) for each in _sample(turn, source)]
    items += [] if in_holidays else [Item(t("not-in-holidays"))]
    return Message(t("preview", place=there), items=tuple(items), buttons=(make, change))


def _sample(turn: Turn, source: str) -> list[str]:
    ids = list(within(turn.house.library, source))
    return [next(rotation(ids, "example"))] if ids else []


@room.action(may=MODERATOR)
async def plan(
    turn: Turn,
    source: Source,
    often: Often,
    days: Weekdays,
    clock: Clock,
    where: Somewhere,
    languages: Languages = (),
    since: Day | None = None,
    until: Day | None = None,
    in_holidays: Yes | None = None,
) -> Message:
    """Plan what was shown: it is the community's from now on, whoever planned it. Planned already, it stays one."""
    how, id = rhythm(often, days, clock), turn.world.ids()
    if one := await _same(turn, source, where, how):
        return await _shown(turn, one, t("planned", place=where))
    options: dict[str, Any] = {"since": since, "until": until, "in_holidays": bool(in_holidays)}
    planned = await turn.schedules.plan(ask(which=id), how, where, zone=turn.community.zone, **options)
    new = {"schedule": planned.id, "place": where.id, "source": source, "languages": _written(languages)}
    one = await turn.rows.put(plans, id, person=None, **new)
    return await _shown(turn, one, t("planned", place=where))


@room.action(may=MODERATOR, by_clock=True)
async def ask(turn: Turn, which: Which) -> Message:
    """The clock asks the next prompt of a plan."""
    if (one := await turn.rows.one(plans, which)) is None:
        raise Refusal(t("not-here"))
    await _ask(turn, one)
    return Message(t("said"))


@room.action(may=MODERATOR, slash=True)
async def list_(turn: Turn) -> Message:
    """The prompts that are planned here."""
    there = await _ours(turn)
    items = tuple([Item(await _line(turn, each), button=Button(t("show-it"), show(plan=each.id))) for each in there])
    new = Button(t("schedule-it"), schedule(), ASK)
    return Message(t("list") if items else t("none-planned"), items=items, buttons=(new,))


@room.action(may=MODERATOR, slash=True)
async def show(turn: Turn, plan: Plan) -> Message:
    """A plan, its next five dates, and why one of them is skipped."""
    return await _shown(turn, await _plan(turn, plan), None)


@room.action(may=MODERATOR, slash=True, ask=("until",))
async def pause(turn: Turn, plan: Plan, until: Day | None = None) -> Message:
    """Pause a plan until a day, or until it is resumed."""
    one = await _plan(turn, plan)
    await turn.schedules.pause(await _schedule(turn, one), until)
    return await _shown(turn, one, t("paused-until", on=until) if until else t("paused-now"))


@room.action(may=MODERATOR, slash=True)
async def resume(turn: Turn, plan: Plan) -> Message:
    """Go on with a plan that is paused."""
    one = await _plan(turn, plan)
    await turn.schedules.resume(await _schedule(turn, one))
    return await _shown(turn, one, t("resumed"))


@room.action(may=MODERATOR, slash=True)
async def skip(turn: Turn, plan: Plan) -> Message:
    """Leave out the next prompt of a plan."""
    one = await _plan(turn, plan)
    coming = await turn.schedules.skip(await _schedule(turn, one))
    return await _shown(turn, one, t("skipped", on=coming.day) if coming else t("nothing-to-skip"))


@room.action(may=MODERATOR, slash=True)
async def say_now(turn: Turn, plan: Plan) -> Message:
    """Ask the next prompt of a plan at once."""
    one = await _plan(turn, plan)
    where = await _ask(turn, one)
    return await _shown(turn, one, t("said-now", place=where))


async def _planned(turn: Turn, plan: str) -> Mapping[str, Any]:
    one = await _plan(turn, plan)
    times = times_of(await _schedule(turn, one))
    how = Rhythm.of(times.rule, times.clock)
    there = {"source": one.source, "often": how.often, "days": tuple(how.days), "clock": how.clock}
    return there | {"languages": tuple((one.languages or "").split()), "until": times.until}


@room.action(may=MODERATOR, slash=True, ask=("source", "often", "days", "clock", "languages", "until"), fill=_planned)
async def edit(
    turn: Turn,
    plan: Plan,
    source: Source | None = None,
    often: Often = "week",
    days: Weekdays = (),
    clock: Clock | None = None,
    languages: Languages = (),
    until: Day | None = None,
) -> Message:
    """Change a plan."""
    one = await _plan(turn, plan)
    there = await _planned(turn, plan)
    given = {"often": often, "days": days, "clock": clock} | {
        name: there[name] for name in ("often", "days", "clock") if name not in turn.given
    }
    how = rhythm(given["often"], given["days"], given["clock"] or there["clock"])
    values: dict[str, Any] = {"until": until} if "until" in turn.given else {}
    await turn.schedules.change(await _schedule(turn, one), rhythm=how, **values)
    new = ({"source": source} if source else {}) | (
        {"languages": _written(languages)} if "languages" in turn.given else {}
    )
    one = await turn.rows.change(one, **new)
    return await _shown(turn, one, t("changed"))


@room.action(may=MODERATOR, slash=True)
async def stop(turn: Turn, plan: Plan, sure: Yes | None = None) -> Message:
    """Stop a plan for good."""
    one = await _plan(turn, plan)
    if not sure:
        yes = Button(t("stop-yes"), stop(plan=one.id, sure="yes"))
        return Message(t("stop-sure"), buttons=(yes, Button(t("show-it"), show(plan=one.id))))
    await turn.schedules.stop(await _schedule(turn, one))
    await turn.rows.change(one, schedule=None)
    return Message(t("stopped"), buttons=(Button(t("to-list"), list_()),))


async def _ours(turn: Turn) -> list[Row]:
    going = (plans.c.person.is_(None), plans.c.schedule.is_not(None))
    return await turn.rows.find(plans, *going, order=(plans.c.id,), limit=OPTIONS)


async def _same(turn: Turn, source: str, where: Place, how: Rhythm) -> Row | None:
    """A plan that says the same at the same times, as after a second press."""
    going = (plans.c.person.is_(None), plans.c.schedule.is_not(None))
    for one in await turn.rows.find(plans, *going, plans.c.source == source, plans.c.place == where.id):
        times = times_of(await _schedule(turn, one))
        if (times.rule, times.clock) == (how.rule, how.clock):
            return one
    return None


async def _plan(turn: Turn, id: str) -> Row:
    if (one := await turn.rows.one(plans, id, plans.c.person.is_(None))) is None:
        raise Refusal(t("not-here"))
    return one


async def _schedule(turn: Turn, one: Row) -> Row:
    if (found := await turn.schedules.find(one.schedule or "")) is None:
        raise Refusal(t("not-here"))
    return found


async def _where(turn: Turn, one: Row) -> Place:
    (row,) = await turn.rows.find(place, place.c.id == one.place)
    return place_of(row)


async def _ask(turn: Turn, one: Row) -> Place:
    where, new = await _where(turn, one), await ask_next(turn, one)
    asks = await question(turn, new)
    if asks is None:
        raise Refusal(t("not-here"))
    turn.post(where, replace(asks, buttons=to_answer(new)), key=new.id)
    return where


async def _line(turn: Turn, one: Row) -> Text:
    name = sources(turn.house.library).get(one.source, t("gone"))
    return t("line", name=name, place=await _where(turn, one))


async def _shown(turn: Turn, one: Row, said: Text | None) -> Message:
    """How a plan stands, and what can be done with it."""
    row = await _schedule(turn, one)
    times, dates = times_of(row), await turn.schedules.dates(row)
    paused = row.paused is not None and row.paused > turn.today
    items = [Item(await _line(turn, one)), Item(Rhythm.of(times.rule, times.clock).said(turn.house.texts.languages))]
    items += _spoken(turn, tuple((one.languages or "").split()))
    items += [_date(turn, each) for each in dates]
    ways = [("resume-it", resume) if paused else ("pause-it", pause), ("skip-it", skip), ("say-now-it", say_now)]
    buttons = [Button(t(label), way(plan=one.id), ("until",) if way is pause else ()) for label, way in ways]
    buttons += [Button(text("core.change-it"), edit(plan=one.id), edit.ask), Button(t("stop-it"), stop(plan=one.id))]
    return Message(said or t("a-plan"), items=tuple(items), buttons=tuple(buttons))


def _spoken(turn: Turn, languages: tuple[str, ...]) -> list[Item]:
    """In which languages it asks, when not in those of its place."""
    return [Item(t("in-languages", languages=named(turn.house.texts, languages)))] if languages else []


def _written(languages: tuple[str, ...]) -> str | None:
    return " ".join(welsh_first(languages)) or None


def _date(turn: Turn, coming: Coming) -> Item:
    at = _here(turn, coming.at)
    if coming.holiday:
        return Item(t("date-holiday", at=at, name=coming.holiday))
    why = "lapsed" if coming.why == LATE else coming.why
    return Item(t(f"date-{why}" if why else "date", at=at))


def _here(turn: Turn, at: datetime) -> datetime:
    """An instant as the community's clocks show it."""
    return at.astimezone(ZoneInfo(turn.community.zone))
