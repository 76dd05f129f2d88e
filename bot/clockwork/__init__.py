"""What falls due is called, what waits is said: one loop over our own tables, woken by a bell."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from sqlalchemy import delete, exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clockwork.sender import TRIES, Mouth, Sender
from bot.keys import Keys
from bot.store import Store
from bot.store.rows import Row, Rows
from bot.store.tables import due, handle, lane, outbox, person, place, seen
from bot.turn import World

log = structlog.get_logger("blether.clockwork")
BATCH = 200
PAUSE = timedelta(seconds=2)  # before the second try; doubled before each further one
SWEEP = 30  # seconds: finds what a lost bell left behind
TIDY = 3_600  # seconds between two times of clearing out
REMEMBERED = timedelta(days=7)  # how long an event's id is known; no platform repeats one after hours
UNANSWERED = timedelta(hours=24)  # how long somebody is kept who was greeted and never answered


class Door(Protocol):
    """What the clock knocks at."""

    store: Store
    keys: Keys
    world: World
    bell: asyncio.Event

    async def take_due(self, row: Row) -> None:
        """Make a planned Call."""
        ...


class Clockwork:
    """Runs what is due and says what waits, for every adapter by its platform's name."""

    def __init__(self, door: Door, mouths: Mapping[str, Mouth]) -> None:
        self._door = door
        self._sender = Sender(door.store, door.keys, door.world, mouths, door.bell.set)
        self._untidy = True

    async def run(self, stopping: asyncio.Event) -> None:
        """Until ``stopping``. The scheduler only rings: a job that did the work could not be set anew from inside."""
        scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True})
        scheduler.start()
        scheduler.add_job(self._ring, "interval", seconds=SWEEP, id="sweep")
        scheduler.add_job(self._ring_to_tidy, "interval", seconds=TIDY, id="tidy")
        try:
            while not stopping.is_set():
                self._door.bell.clear()
                try:
                    while await self._round():
                        pass
                    if self._untidy:
                        await self.tidy()
                    at = await self.next_at()
                except Exception as bug:
                    log.error("clockwork", kind=type(bug).__name__)
                    at = self._door.world.now() + PAUSE
                if at:
                    when = DateTrigger(max(at, self._door.world.now()))
                    scheduler.add_job(self._ring, when, id="wake", replace_existing=True)
                await self._door.bell.wait()
        finally:
            scheduler.shutdown(wait=False)

    async def catch_up(self) -> None:
        """Run everything that is due now and say everything that waits, to the end."""
        while await self._round():
            await self._sender.rest()

    async def next_at(self) -> datetime | None:
        """The next instant there is something to do."""
        planned = select(func.min(due.c.at)).where(due.c.state == "waiting")
        async with self._door.store.turn() as tx:
            found = [(await tx.execute(planned)).scalar()]
        return min(filter(None, [*found, await self._sender.next_at()]), default=None)

    async def tidy(self) -> None:
        """Clear out stored Calls that are out of date, and the ids of events that nobody repeats any more."""
        self._untidy, now = False, self._door.world.now()
        async with self._door.store.turn() as tx:
            await tx.execute(delete(handle).where(handle.c.until < now))
            await tx.execute(delete(seen).where(seen.c.at < now - REMEMBERED))
            for each in await _passed_by(tx, now - UNANSWERED):
                try:
                    async with tx.begin_nested():
                        await tx.execute(
                            delete(place).where(place.c.community == each.community, place.c.person == each.id)
                        )
                        await tx.execute(
                            delete(person).where(person.c.community == each.community, person.c.id == each.id)
                        )
                except IntegrityError:  # somebody named them, or they have something here
                    continue
            placeless = ~exists().where(place.c.community == lane.c.community, place.c.id == lane.c.id)
            idle = ~exists().where(outbox.c.community == lane.c.community, outbox.c.lane == lane.c.id)
            await tx.execute(delete(lane).where(placeless, idle))
        await self._door.store.scrub()

    async def _ring(self) -> None:
        self._door.bell.set()

    async def _ring_to_tidy(self) -> None:
        self._untidy = True
        self._door.bell.set()

    async def _round(self) -> bool:
        """One batch of what is due, and the beginning of what waits; whether there was anything."""
        called = await self._waiting()
        for row in called:
            await self._try(row)
        return await self._sender.begin() or bool(called)

    async def _waiting(self) -> list[Row]:
        ready = select(due).where(due.c.state == "waiting", due.c.at <= self._door.world.now())
        async with self._door.store.turn() as tx:
            found = (await tx.execute(ready.order_by(due.c.at).limit(BATCH))).mappings().all()
        return [Row(due, dict(values), self._door.keys) for values in found]

    async def _try(self, row: Row) -> None:
        """Do it, or try again later; after the last try it is parked and the others go on."""
        try:
            await self._door.take_due(row)
        except Exception as bug:
            attempts = row.attempts + 1
            state = "parked" if attempts >= TRIES else "waiting"
            log.warning("again" if state == "waiting" else "parked", what="due", kind=type(bug).__name__)
            at = self._door.world.now() + PAUSE * 2**attempts
            async with self._door.store.turn() as tx:
                rows = Rows(tx, row.community, self._door.keys, self._door.world.ids)
                await rows.change(row, attempts=attempts, state=state, at=at)


async def _passed_by(tx: AsyncConnection, before: datetime) -> Sequence[Any]:
    """Who was greeted before then and never answered."""
    silent = (person.c.language.is_(None), person.c.met < before, person.c.moderator.is_(False))
    return (await tx.execute(select(person.c.community, person.c.id).where(*silent))).all()
