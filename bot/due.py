"""The clock's Calls, made through the same door: what is due for a person or the community, and what comes again."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Protocol

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import codec, effects, people, wire
from bot.arrival import enter_due
from bot.limits import BUTTONS
from bot.marks import LONG
from bot.reading import read
from bot.room import Action
from bot.store.rows import Row, add_all
from bot.store.tables import due, holiday, occurrence, person, schedule
from bot.talk import Call, Item, Message, Refusal, text
from bot.timetable.schedules import GONE, LATE, excuse, moved_on, occurred, times_of
from bot.timetable.working import Holiday
from bot.turn import House, Turn

HELD = "held"  # until its person works again
PAUSE = timedelta(seconds=2)  # before what broke among others is tried on its own

_move = update(schedule).where(schedule.c.community == bindparam("home"), schedule.c.id == bindparam("which"))


class Clocked(House, Protocol):
    """The house, with the actions the clock may make."""

    actions: Mapping[str, Action]


async def call(house: Clocked, tx: AsyncConnection, planned: Row) -> None:
    """Make a planned Call, if it is still to be made; one that its person should not get now is held until they work.

    Of what was held the newest Call of each action is made, and all of them are said in one message.
    """
    for row in await _still(house, tx, due, [planned]):
        (turn,) = await enter_due(tx, [row], house)
        if row.person and not row.fixed and not (hours := await turn.hours()).reached_at(turn.now):
            await turn.rows.change(row, state=HELD, attempts=0, wake=hours.reached_from(turn.now))
        elif row.state == HELD:
            await _call_held(house, tx, turn)
        else:
            await _reach(turn, row, [said] if (said := await _lapsing(house, tx, turn, row)) else [])
            await turn.rows.remove(row)
            await effects.write(turn, house.actions)


async def occur(house: Clocked, tx: AsyncConnection, planned: Sequence[Row]) -> None:
    """Let each of these schedules come, or record why it does not, and find what comes next. All of it or nothing."""
    there = await _still(house, tx, schedule, planned)
    turns = await enter_due(tx, there, house)
    taken, holidays = await _taken(tx, there), await _holidays(tx, there)
    happened = []
    for row, turn in zip(there, turns, strict=True):
        if (row.community, row.id, row.day, times_of(row).minute) not in taken:
            here = tuple(each for home, each in holidays if home == row.community)
            state, why = await _occur(house, tx, turn, row, here, alone=len(planned) == 1)
            happened.append({"community": row.community, **occurred(row, state, why)})
    await effects.write_all(tx, turns, house.actions)
    await add_all(tx, house.keys, house.world.ids, occurrence, happened)
    if there:
        now = house.world.now()
        await tx.execute(_move, [{"home": one.community, "which": one.id, **moved_on(one, now)} for one in there])


async def _still(house: Clocked, tx: AsyncConnection, table: Table, planned: Sequence[Row]) -> list[Row]:
    """The rows as they are now, without those that somebody else has changed since they were claimed."""
    claimed = {(each.community, each.id, each.attempts, each.wake) for each in planned}
    query = select(table).where(table.c.id.in_([each.id for each in planned])).order_by(table.c.id).with_for_update()
    rows = [Row(table, dict(values), house.keys) for values in (await tx.execute(query)).mappings()]
    return [each for each in rows if (each.community, each.id, each.attempts, each.wake) in claimed]


async def _call_held(house: Clocked, tx: AsyncConnection, turn: Turn) -> None:
    """Make what was held for this person; what breaks is left, to be tried on its own."""
    rows = turn.rows
    held = await rows.find(due, due.c.person == turn.who.id, due.c.state == HELD, order=(due.c.at, due.c.id))
    newest = {codec.loads(row.call).action: row for row in held}
    said: list[Message] = []
    for row, each in zip(newest.values(), await enter_due(tx, [*newest.values()], house), strict=True):
        try:
            said += [answer] if (answer := await _lapsing(house, tx, each, row)) else []
            await effects.write(each, house.actions)
        except Exception:  # told of when it breaks alone
            held.remove(row)
            await rows.change(row, state="waiting", wake=turn.now + PAUSE)
    for row in held:
        await rows.remove(row)
    if held:
        await _reach(turn, held[-1], _merged(said))
        await effects.write(turn, house.actions)


async def _occur(
    house: Clocked, tx: AsyncConnection, turn: Turn, row: Row, holidays: tuple[Holiday, ...], *, alone: bool
) -> tuple[str, str | None]:
    """What becomes of it, and why it is skipped if it is."""
    if why := excuse(row, row.day, holidays)[0]:
        return "skipped", why
    if turn.now > row.at + timedelta(seconds=row.grace):
        return "skipped", LATE
    try:
        async with tx.begin_nested() if alone else contextlib.nullcontext():
            said = await _made(house, turn, row)
    except Refusal:
        if not alone:  # what it did before has to be taken back: without the others, then
            raise
        turn.aloud.clear()
        turn.planned.clear()
        return "skipped", GONE
    await _reach(turn, row, [said])
    return "done", None


async def _lapsing(house: Clocked, tx: AsyncConnection, turn: Turn, row: Row) -> Message | None:
    """What a Call says; nothing when what it was about is gone, and it lapses with it."""
    try:
        async with tx.begin_nested():
            return await _made(house, turn, row)
    except Refusal:
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


async def _taken(tx: AsyncConnection, planned: Sequence[Row]) -> set[tuple[str, str, date, int]]:
    """The times of these schedules of which something was decided before."""
    its = occurrence.c
    query = select(its.community, its.schedule, its.day, its.slot).where(
        its.community.in_({one.community for one in planned}),
        its.schedule.in_({one.id for one in planned}),
        its.day.in_({one.day for one in planned}),
    )
    return {(home, id, day, slot) for home, id, day, slot in (await tx.execute(query)).all()}


async def _holidays(tx: AsyncConnection, planned: Sequence[Row]) -> list[tuple[str, Holiday]]:
    """The holidays, each with its community, that some of these days may be in."""
    days: list[date] = [one.day for one in planned] or [date.max]
    its = holiday.c
    query = select(its.community, its.since, its.until, its.name).where(
        its.community.in_({one.community for one in planned}), its.since <= max(days), its.until >= min(days)
    )
    found: Any = (await tx.execute(query)).all()
    return [(each.community, Holiday(each.since, each.until, each.name)) for each in found]
