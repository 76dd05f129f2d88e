"""What falls due is called, what waits is said: one loop over our own tables, woken by a bell."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from sqlalchemy import delete, exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clockwork import leaving
from bot.clockwork.clock import Clock
from bot.clockwork.planned import PAUSE, Door, Planned
from bot.clockwork.sender import Mouth, Sender
from bot.logs import broke
from bot.store.tables import handle, lane, occurrence, outbox, person, place, seen

log = structlog.get_logger("blether.clockwork")
SWEEP = 30  # seconds: finds what a lost bell left behind, whatever the clock on the wall does
TIDY = 3_600  # seconds between two times of clearing out
REMEMBERED = timedelta(days=7)  # how long an event's id is known; no platform repeats one after hours
CAME = timedelta(days=1_830)  # how long it is known that something came: far longer than any clock is wrong
SHUTTING = 0.5  # seconds for what is being said when the house shuts
UNANSWERED = timedelta(hours=24)  # how long somebody is kept who was greeted and never answered


class Clockwork:
    """Runs what is due and says what waits, for every adapter by its platform's name.

    With a ``clock`` that stands still no time passes by itself: nothing rings, and it is moved between the rounds.
    """

    def __init__(self, door: Door, mouths: Mapping[str, Mouth], clock: Clock | None = None) -> None:
        self._door, self._clock = door, clock
        self._planned = Planned(door)
        self._sender = Sender(door.store, door.keys, door.world, mouths, door.bell.set)
        self._tidy_at = 0.0  # by the loop's clock, which nobody puts back

    async def run(self, stopping: asyncio.Event) -> None:
        """Until ``stopping``. The scheduler only rings: a job that did the work could not be set anew from inside."""
        scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True})
        scheduler.start()
        try:
            while not stopping.is_set():
                self._door.bell.clear()
                try:
                    while not stopping.is_set() and await self._round():
                        pass
                    if asyncio.get_running_loop().time() >= self._tidy_at:
                        await self.tidy()
                    at = await self.next_at()
                except Exception as bug:
                    log.error("clockwork", **broke(bug))
                    at = self._door.world.now() + PAUSE
                if at and self._clock is None:
                    when = DateTrigger(max(at, self._door.world.now()))
                    scheduler.add_job(self._ring, when, id="wake", replace_existing=True)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._door.bell.wait(), SWEEP)
        finally:
            scheduler.shutdown(wait=False)
            await self._sender.end(SHUTTING)

    async def catch_up(self) -> None:
        """Run everything that is due now and say everything that waits, to the end."""
        while await self._round():
            await self._sender.rest()

    async def next_at(self) -> datetime | None:
        """The next instant there is something to do."""
        return min(filter(None, (await self._planned.next_at(), await self._sender.next_at())), default=None)

    async def tidy(self) -> None:
        """Clear out stored Calls that are out of date, and the ids of events that nobody repeats any more."""
        self._tidy_at, now = asyncio.get_running_loop().time() + TIDY, self._door.world.now()
        async with self._door.store.turn() as tx:
            await tx.execute(delete(handle).where(handle.c.until < now))
            await tx.execute(delete(seen).where(seen.c.at < now - REMEMBERED))
            await tx.execute(delete(occurrence).where(occurrence.c.at < now - CAME))
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
            await leaving.forget(tx, self._door.store, self._door.keys, self._door.world)
            placeless = ~exists().where(place.c.community == lane.c.community, place.c.id == lane.c.id)
            idle = ~exists().where(outbox.c.community == lane.c.community, outbox.c.lane == lane.c.id)
            await tx.execute(delete(lane).where(placeless, idle))
        await self._door.store.scrub()

    async def _ring(self) -> None:
        self._door.bell.set()

    async def _round(self) -> bool:
        """One batch of what is due, the beginning of what waits, or a step of the clock; whether there was any."""
        called = await self._planned.batch()
        return await self._sender.begin() or called or await self._step()

    async def _step(self) -> bool:
        """Move a clock that was sent on, once all is said that was due until now; whether it was."""
        if self._clock is None or not self._clock.going:
            return False
        await self._sender.rest()
        await self._clock.step(await self.next_at())
        return True


async def _passed_by(tx: AsyncConnection, before: datetime) -> Sequence[Any]:
    """Who was greeted before then and never answered."""
    silent = (person.c.language.is_(None), person.c.met < before, person.c.moderator.is_(False))
    return (await tx.execute(select(person.c.community, person.c.id).where(*silent))).all()
