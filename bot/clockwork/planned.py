"""What is planned is claimed, with a lease and the number of the attempt, and made through the door."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from sqlalchemy import Executable, Table, bindparam, delete, exists, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import people
from bot.clockwork.telling import tell
from bot.keys import Keys
from bot.store import Store
from bot.store.rows import Row, Rows, rows_of
from bot.store.tables import due, occurrence, person, place, schedule
from bot.talk import Message, text
from bot.timetable.schedules import BY_HAND, aimed, moved_on, occurred, times_of
from bot.turn import World

log = structlog.get_logger("blether.clockwork")
BATCH = 100  # claimed at once
CLAIMED = ("community", "id", "at", "wake", "attempts")  # what is claimed of a row; the rest is read when it is made
TRIES = 5
PAUSE = timedelta(seconds=2)  # before the second try; doubled before each further one
LEASE = timedelta(seconds=15)  # until what was claimed by a process that died is claimed again


class Door(Protocol):
    """What the clock knocks at."""

    store: Store
    keys: Keys
    world: World
    bell: asyncio.Event

    async def take_due(self, row: Row) -> None:
        """Make a planned Call."""
        ...

    async def take_dues(self) -> int:
        """Make all that are due now, as many as go into one transaction; how many there were."""
        ...

    async def take_schedule(self, row: Row) -> None:
        """Let what comes again come."""
        ...

    async def take_schedules(self) -> int:
        """Let all come that is due now, as much as goes into one transaction; how many there were."""
        ...


def _claim(table: Table) -> Executable:
    ready = select(table.c.community, table.c.id).where(table.c.wake <= bindparam("now")).order_by(table.c.wake)
    key = tuple_(table.c.community, table.c.id)
    claim = (
        update(table)
        .where(key.in_(ready.limit(BATCH).with_for_update(skip_locked=True)))
        .returning(*(table.c[name] for name in CLAIMED))
    )
    return claim.values(wake=bindparam("lease"), attempts=table.c.attempts + 1)


_claims = {table: _claim(table) for table in (due, schedule)}  # built once: that costs more than to run them
_waiting = select(*(exists().where(table.c.wake <= bindparam("now")) for table in (due, schedule)))
_ahead = select(schedule).where(schedule.c.moved > bindparam("now")).limit(BATCH)


class Planned:
    """Makes what is due. Its rows are the only truth; ``wake`` says when each is to be tried."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._before: datetime | None = None  # what the clock showed

    async def batch(self) -> bool:
        """Make one batch of each kind; whether there was any."""
        async with self._door.store.turn() as tx:
            looked = await self._look_at_the_clock(tx)
            (waits,) = await tx.execute(_waiting, {"now": self._door.world.now()})
        door = self._door
        ways = ((due, door.take_dues, door.take_due), (schedule, door.take_schedules, door.take_schedule))
        made = [await self._make(*way) for way, some in zip(ways, waits, strict=True) if some]
        return looked or any(made)

    async def claim(self, tx: AsyncConnection, table: Table) -> list[Row]:
        """What is due now, ours until the lease ends: each later step holds only for this attempt at it."""
        now = self._door.world.now()
        found = await tx.execute(_claims[table], {"now": now, "lease": now + LEASE})
        rows = [Row(table, dict(zip(CLAIMED, values, strict=True)), self._door.keys) for values in found]
        return sorted(rows, key=lambda row: (row.at, row.id))

    async def next_at(self) -> datetime | None:
        """The next instant there is something to make."""
        async with self._door.store.turn() as tx:
            found = [(await tx.execute(select(func.min(table.c.wake)))).scalar() for table in (due, schedule)]
        return min(filter(None, found), default=None)

    async def _make(
        self, table: Table, together: Callable[[], Awaitable[int]], alone: Callable[[Row], Awaitable[None]]
    ) -> bool:
        """Make what is due of a kind, as much as goes into one transaction; whether there was any."""
        try:
            return bool(await together())
        except Exception:  # one of them holds up the others: each by itself, and told of when it breaks alone
            async with self._door.store.turn() as tx:
                claimed = await self.claim(tx, table)
        for row in claimed:
            await self._try(alone, row)
        return bool(claimed)

    async def _try(self, make: Callable[[Row], Awaitable[None]], row: Row) -> None:
        try:
            await make(row)
        except Exception as bug:
            await self._failed(row, bug)

    async def _failed(self, row: Row, bug: Exception) -> None:
        """It is tried again later; after the last try it is parked, and a schedule goes on with its next time."""
        now, parked = self._door.world.now(), row.attempts >= TRIES
        log.warning("parked" if parked else "again", what=row.table.name, kind=type(bug).__name__)
        async with self._door.store.turn() as tx:
            rows = Rows(tx, row.community, self._door.keys, self._door.world.ids)
            there = await rows.one(row.table, row.id, row.table.c.attempts == row.attempts)
            if there is None:
                return
            if not parked:
                await rows.change(there, wake=now + PAUSE * 2**row.attempts)
                return
            await self._tell(rows, there, now)
            if row.table is due:
                await rows.change(there, state="parked", wake=None)
            else:
                await rows.add(occurrence, **occurred(there, "parked", None))
                await rows.change(there, **moved_on(there, now))
        self._door.bell.set()

    async def _tell(self, rows: Rows, row: Row, now: datetime) -> None:
        """Whoever planned it is told; of what comes again once, until it has gone well again."""
        who = await rows.one(person, row.by or row.person) if row.by or row.person else None
        if who is None or (row.table is schedule and await _parked_before(rows, row)):
            return
        where = await rows.one(place, row.place) if row.by else None
        said = text("core.broke", place=people.place_of(where)) if where else text("core.broke-own")
        await tell(rows, who, f"core/broke/{row.id}/{row.at:%Y-%m-%dT%H:%M}", Message(said), now)

    async def _look_at_the_clock(self, tx: AsyncConnection) -> bool:
        """When it was put back, what was put off by what it showed before is looked at again; whether there is any."""
        now = self._door.world.now()
        if self._before is None or now < self._before:
            await tx.execute(update(due).where(due.c.wake > due.c.at).values(wake=due.c.at))
        ahead = rows_of(schedule, await tx.execute(_ahead, {"now": now}), self._door.keys)
        for row in ahead:
            await self._aim(tx, row, now)
        self._before = now
        return bool(ahead)

    async def _aim(self, tx: AsyncConnection, row: Row, now: datetime) -> None:
        """What comes next by the clock as it is now. What came stays so; what was only skipped may still come."""
        rows, its = Rows(tx, row.community, self._door.keys, self._door.world.ids), occurrence.c
        skipped = (its.schedule == row.id, its.state == "skipped", its.why != BY_HAND, its.at > now)
        await tx.execute(delete(occurrence).where(its.community == row.community, *skipped))
        times = times_of(row)
        await rows.change(row, attempts=0, moved=now, **aimed(times.next(times.since, now)))


async def _parked_before(rows: Rows, one: Row) -> bool:
    """Whether it was parked, too, when it last came."""
    its = occurrence.c
    came = await rows.find(occurrence, its.schedule == one.id, its.state != "skipped", order=(its.at.desc(),), limit=1)
    return bool(came) and came[0].state == "parked"
