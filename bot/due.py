"""The clock's Calls, made through the same door: what is due for a person or the community, and what comes again."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Integer, bindparam, cast, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import codec, effects, people, wire
from bot.arrival import enter_due
from bot.limits import BUTTONS
from bot.marks import LONG
from bot.reading import read
from bot.room import Action
from bot.steps import in_steps
from bot.store.many import run_many
from bot.store.rows import Row, add_all, rows_of
from bot.store.tables import due, holiday, occurrence, person, schedule
from bot.talk import Call, Item, Message, Refusal, text
from bot.timetable.schedules import GONE, LATE, excuse, moved_on, occurred
from bot.timetable.working import Holiday
from bot.turn import House, Turn

AWAY = timedelta(days=1)  # before what is for somebody who has left is looked at again
HELD = "held"  # until its person works again
PAUSE = timedelta(seconds=2)  # before what broke among others is tried on its own

BATCH = 250  # schedules of one transaction: commands wait behind it
CALLS = 25  # and Calls, each of which does more
_to_call = select(due).where(due.c.wake <= bindparam("now")).order_by(due.c.wake, due.c.at, due.c.id).limit(CALLS)
_made_now = delete(due).where(due.c.community == bindparam("home"), due.c.id == bindparam("which"))
_minute = cast(func.substr(schedule.c.clock, 1, 2), Integer) * 60 + cast(func.substr(schedule.c.clock, 4, 2), Integer)
_decided = exists().where(  # something was decided of the time that comes next
    occurrence.c.community == schedule.c.community,
    occurrence.c.schedule == schedule.c.id,
    occurrence.c.day == schedule.c.day,
    occurrence.c.slot == _minute,
)
_coming = select(schedule, _decided)
_ready = _coming.where(schedule.c.wake <= bindparam("now")).order_by(schedule.c.wake, schedule.c.id).limit(BATCH)
_resting = select(holiday.c.community, holiday.c.since, holiday.c.until, holiday.c.name).where(
    holiday.c.community.in_(bindparam("homes", expanding=True)),
    holiday.c.since <= bindparam("last"),
    holiday.c.until >= bindparam("first"),
)
_move = update(schedule).where(schedule.c.community == bindparam("home"), schedule.c.id == bindparam("which"))


class Clocked(House, Protocol):
    """The house, with the actions the clock may make."""

    actions: Mapping[str, Action]


async def call(house: Clocked, tx: AsyncConnection, planned: Row) -> None:
    """Make a planned Call, if it is still to be made; one that its person should not get now is held until they work.

    Of what was held the newest Call of each action is made, and all of them are said in one message.
    """
    query = select(due).where(*_claimed(planned)).with_for_update()
    await _call_all(house, tx, rows_of(due, await tx.execute(query), house.keys), alone=True)


async def call_together(house: Clocked, tx: AsyncConnection) -> int:
    """The same with many that are due, which nobody else has while this lasts: all of it or nothing. How many."""
    query = _to_call.with_for_update(skip_locked=True)
    there = rows_of(due, await tx.execute(query, {"now": house.world.now()}), house.keys)
    await _call_all(house, tx, there, alone=False)
    return len(there)


async def _call_all(house: Clocked, tx: AsyncConnection, there: Sequence[Row], *, alone: bool) -> None:
    made, held, unwritten = list[Row](), set[str](), list[Turn]()
    for row, turn in zip(there, await enter_due(tx, there, house), strict=True):
        if row.id in held:  # made with another of the same person
            continue
        if turn.away:  # should they come back, it is not forgotten
            await turn.rows.change(row, attempts=0, wake=turn.now + AWAY)
        elif row.person and not row.fixed and not (hours := await turn.hours()).reached_at(turn.now):
            await turn.rows.change(row, state=HELD, attempts=0, wake=hours.reached_from(turn.now))
        elif row.state == HELD:
            held |= await _call_held(house, tx, turn)
        else:
            said = await _lapsing(house, tx, turn, row, alone=alone)
            await _reach(turn, row, [said] if said else [])
            made.append(row)
        unwritten.append(turn)
        if not effects.is_plain(turn):  # the next may ask for what hangs from it
            await effects.write_all(tx, unwritten, house.actions)
            unwritten.clear()
    await effects.write_all(tx, unwritten, house.actions)
    await run_many(tx, _made_now, [{"home": row.community, "which": row.id} for row in made])


async def occur(house: Clocked, tx: AsyncConnection, planned: Row) -> None:
    """Let a schedule that was claimed come, or record why it does not, and find what comes next."""
    query = _coming.where(*_claimed(planned)).with_for_update(of=schedule)
    await _occur_all(house, tx, (await tx.execute(query)).all(), alone=True)


async def occur_together(house: Clocked, tx: AsyncConnection) -> int:
    """The same with many that are due, which nobody else has while this lasts: all of it or nothing. How many."""
    query = _ready.with_for_update(of=schedule, skip_locked=True)
    found = (await tx.execute(query, {"now": house.world.now()})).all()
    await _occur_all(house, tx, found, alone=False)
    return len(found)


async def _occur_all(house: Clocked, tx: AsyncConnection, found: Sequence[Sequence[Any]], *, alone: bool) -> None:
    """``found``: all columns of each schedule, and whether something was decided of its time before."""
    if not found:
        return
    there = rows_of(schedule, (values[:-1] for values in found), house.keys)
    turns, holidays = await enter_due(tx, there, house), await _holidays(tx, there)
    happened = []
    async for row, turn, (*_, decided) in in_steps(zip(there, turns, found, strict=True)):
        if not decided:
            state, why = await _occur(house, tx, turn, row, holidays.get(row.community, ()), alone=alone)
            happened.append({"community": row.community, **occurred(row, state, why)})
    await effects.write_all(tx, turns, house.actions)
    await add_all(tx, house.keys, house.world.ids, occurrence, happened)
    now = house.world.now()
    await run_many(tx, _move, [{"home": one.community, "which": one.id, **moved_on(one, now)} for one in there])


def _claimed(planned: Row) -> tuple[ColumnElement[bool], ...]:
    """It is as it was claimed: nobody has changed it since, or claimed it again."""
    its = planned.table.c
    return tuple(its[name] == getattr(planned, name) for name in ("community", "id", "attempts", "wake"))


async def _call_held(house: Clocked, tx: AsyncConnection, turn: Turn) -> set[str]:
    """Make what was held for this person, which is returned; what breaks is left, to be tried on its own."""
    rows = turn.rows
    held = await rows.find(due, due.c.person == turn.who.id, due.c.state == HELD, order=(due.c.at, due.c.id))
    found = {row.id for row in held}
    newest = {codec.loads(row.call).action: row for row in held}
    said: list[Message] = []
    for row, each in zip(newest.values(), await enter_due(tx, [*newest.values()], house), strict=True):
        try:
            said += [answer] if (answer := await _lapsing(house, tx, each, row, alone=True)) else []
            await effects.write(each, house.actions)
        except Exception:  # told of when it breaks alone
            held.remove(row)
            await rows.change(row, state="waiting", wake=turn.now + PAUSE)
    for row in held:
        await rows.remove(row)
    if held:
        await _reach(turn, held[-1], _merged(said))
    return found


async def _occur(
    house: Clocked, tx: AsyncConnection, turn: Turn, row: Row, holidays: Sequence[Holiday], *, alone: bool
) -> tuple[str, str | None]:
    """What becomes of it, and why it is skipped if it is."""
    if turn.away:
        return "skipped", GONE
    if why := excuse(row, row.day, holidays)[0]:
        return "skipped", why
    if turn.now > row.at + timedelta(seconds=row.grace):
        return "skipped", LATE
    said = await _lapsing(house, tx, turn, row, alone=alone)
    if said is None:
        return "skipped", GONE
    if row.person:
        await _reach(turn, row, [said])
    return "done", None


async def _lapsing(house: Clocked, tx: AsyncConnection, turn: Turn, row: Row, *, alone: bool) -> Message | None:
    """What a Call says; nothing when what it was about is gone, and it lapses with it.

    Raises Refusal where it wrote something before that cannot be taken back: it is not ``alone``.
    """
    written = turn.rows.written
    try:
        async with tx.begin_nested() if alone else contextlib.nullcontext():
            return await _made(house, turn, row)
    except Refusal:
        if not alone and turn.rows.written > written:
            raise
        turn.aloud.clear()
        turn.planned.clear()
        return None


async def _made(house: Clocked, turn: Turn, row: Row) -> Message:
    planned: Call = codec.loads(row.call)
    action = wire.find(house.actions, planned.action)
    if not (action.allows(turn.role) if row.person else action.by_clock):
        raise RuntimeError(f"{action.name} is not the clock's to make for {'them' if row.person else 'all'}")
    values, problems = await read(turn, action, planned.values)
    if problems:
        raise RuntimeError(f"{action.name} was planned with values it cannot read")
    said = await action.run(turn.inside(action.room, frozenset(values)), **values)
    if said.files:  # a file is handed to whoever asks for it, and to nobody else
        raise wire.out_of_date()
    return said


async def _reach(turn: Turn, row: Row, said: Sequence[Message]) -> None:
    """Say it to the person of the row, in their direct conversation; to the community nothing is said but aloud."""
    who = await turn.rows.one(person, row.person) if row.person and said else None
    if who:
        there = people.place_of(await people.direct_with(turn.rows, who))
        for number, each in enumerate(said):
            turn.post(there, each, key=f"{row.table.name}/{row.id}/{row.day if row.table is schedule else number}")


def _merged(said: Sequence[Message]) -> list[Message]:
    """One message for all of them; more only where one could not hold their words and buttons."""
    bundles: list[list[Message]] = []
    for each in said:
        there = [*bundles[-1], each] if bundles else []
        words = sum(len(one.words) + sum(len(item.words) for item in one.items) for one in there)
        if there and words <= LONG and sum(len(one.every_button) for one in there) <= BUTTONS:
            bundles[-1] = there
        else:
            bundles.append([each])
    return [bundle[0] if len(bundle) == 1 else _together(bundle) for bundle in bundles]


def _together(said: Sequence[Message]) -> Message:
    items = [item for each in said for item in (Item(each.text, each.words), *each.items)]
    buttons = [button for each in said for button in each.buttons]
    return Message(text("core.while-away"), items=tuple(items), buttons=tuple(buttons))


async def _holidays(tx: AsyncConnection, planned: Sequence[Row]) -> dict[str, list[Holiday]]:
    """The holidays that some of these days may be in, by their community."""
    homes, days = {one.community for one in planned}, [one.day for one in planned]
    found: Any = await tx.execute(_resting, {"homes": list(homes), "first": min(days), "last": max(days)})
    there: dict[str, list[Holiday]] = {}
    for home, since, until, name in found:
        there.setdefault(home, []).append(Holiday(since, until, name))
    return there
