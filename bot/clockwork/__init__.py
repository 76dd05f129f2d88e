"""What falls due is called, what waits is said: one loop over our own tables, woken by a bell."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import codec
from bot.clockwork.planned import PAUSE, TRIES, Door, Planned
from bot.store.rows import Row, Rows
from bot.store.tables import community, handle, occurrence, outbox, person, place, post, seen
from bot.talk import Effect, Place

log = structlog.get_logger("blether.clockwork")
BATCH = 200
SWEEP = 30  # seconds: finds what a lost bell left behind, whatever the clock on the wall does
TIDY = 3_600  # seconds between two times of clearing out
REMEMBERED = timedelta(days=7)  # how long an event's id is known; no platform repeats one after hours
CAME = timedelta(days=1_830)  # how long it is known that something came: far longer than any clock is wrong
UNANSWERED = timedelta(hours=24)  # how long somebody is kept who was greeted and never answered


class Mouth(Protocol):
    """Where an effect is said."""

    async def say(self, effect: Effect) -> str:
        """As ``bot.core.Adapter.say``."""
        ...


class Clockwork:
    """Runs what is due and says what waits, for every adapter by its platform's name."""

    def __init__(self, door: Door, mouths: Mapping[str, Mouth]) -> None:
        self._door, self._mouths = door, mouths
        self._planned = Planned(door)
        self._tidy_at = 0.0  # by the loop's clock, which nobody puts back

    async def run(self, stopping: asyncio.Event) -> None:
        """Until ``stopping``. The scheduler only rings: a job that did the work could not be set anew from inside."""
        scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True})
        scheduler.start()
        try:
            while not stopping.is_set():
                self._door.bell.clear()
                try:
                    await self.catch_up()
                    if asyncio.get_running_loop().time() >= self._tidy_at:
                        await self.tidy()
                    at = await self.next_at()
                except Exception as bug:
                    log.error("clockwork", kind=type(bug).__name__)
                    at = self._door.world.now() + PAUSE
                if at:
                    when = DateTrigger(max(at, self._door.world.now()))
                    scheduler.add_job(self._ring, when, id="wake", replace_existing=True)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._door.bell.wait(), SWEEP)
        finally:
            scheduler.shutdown(wait=False)

    async def catch_up(self) -> None:
        """Run everything that is due now and say everything that waits."""
        while await self._round():
            pass

    async def next_at(self) -> datetime | None:
        """The next instant there is something to do."""
        async with self._door.store.turn() as tx:
            waiting = select(func.min(outbox.c.at)).where(outbox.c.state == "waiting")
            said = (await tx.execute(waiting)).scalar()
        return min(filter(None, (said, await self._planned.next_at())), default=None)

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
        await self._door.store.scrub()

    async def _ring(self) -> None:
        self._door.bell.set()

    async def _round(self) -> bool:
        """One batch of each; whether there was any."""
        called, said = await self._planned.batch(), await self._waiting()
        for row in said:
            await self._try(row, self._say)
        return bool(called or said)

    async def _waiting(self) -> list[Row]:
        ready = select(outbox).where(outbox.c.state == "waiting", outbox.c.at <= self._door.world.now())
        async with self._door.store.turn() as tx:
            found = (await tx.execute(ready.order_by(outbox.c.at).limit(BATCH))).mappings().all()
        return [Row(outbox, dict(values), self._door.keys) for values in found]

    async def _try(self, row: Row, step: Any) -> None:
        """Do it, or try again later; after the last try it is parked and the others go on."""
        try:
            await step(row)
        except Exception as bug:
            attempts = row.attempts + 1
            state = "parked" if attempts >= TRIES else "waiting"
            log.warning("again" if state == "waiting" else "parked", what=row.table.name, kind=type(bug).__name__)
            at = self._door.world.now() + PAUSE * 2**attempts
            async with self._door.store.turn() as tx:
                await self._rows(tx, row).change(row, attempts=attempts, state=state, at=at)

    async def _say(self, row: Row) -> None:
        if row.post is None:
            await self._take_back(row)
            return
        async with self._door.store.turn() as tx:
            one = await self._rows(tx, row).one(post, row.post)
            where = await self._rows(tx, row).one(place, one.place) if one else None
            reader = await self._rows(tx, row).one(person, where.person) if where and where.person else None
            home: Any = (await tx.execute(select(community).where(community.c.id == row.community))).mappings().one()
        if one is None or where is None:
            raise LookupError("the post of this effect is gone")
        message, wires = codec.loads(row.body)
        languages = tuple(((reader and reader.language) or where.languages or home["languages"]).split())
        here = Place(where.id, where.kind, where.name, where.remote, languages)
        # After a crash the first may be there already: it is asked for as it was then, and the newer one follows.
        revision = 1 if one.remote is None else row.revision
        key = f"{one.id}-{revision}"
        effect = Effect(key, home["remote"], here, message, wires, languages, one.remote)
        remote = await self._mouths[home["platform"]].say(effect)
        async with self._door.store.turn() as tx:
            rows = self._rows(tx, row)
            await rows.change(one, remote=remote, said=revision)
            if await rows.one(outbox, row.id, outbox.c.revision == revision):  # or a newer one is to be said
                await rows.remove(row)

    async def _take_back(self, row: Row) -> None:
        order, _ = codec.loads(row.body)
        async with self._door.store.turn() as tx:
            home: Any = (await tx.execute(select(community).where(community.c.id == row.community))).mappings().one()
        effect = Effect(f"{order.post}-1", home["remote"], order.place, None, (), (), order.remote)
        await self._mouths[home["platform"]].say(effect)
        async with self._door.store.turn() as tx:
            await self._rows(tx, row).remove(row)

    def _rows(self, tx: Any, row: Row) -> Rows:
        return Rows(tx, row.community, self._door.keys, self._door.world.ids)


async def _passed_by(tx: AsyncConnection, before: datetime) -> Sequence[Any]:
    """Who was greeted before then and never answered."""
    silent = (person.c.language.is_(None), person.c.met < before, person.c.moderator.is_(False))
    return (await tx.execute(select(person.c.community, person.c.id).where(*silent))).all()
