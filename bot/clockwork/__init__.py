"""What falls due is called, what waits is said: one loop over our own tables, woken by a bell."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from sqlalchemy import Table, delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import codec, people
from bot.keys import Keys
from bot.logs import broke
from bot.store import Store
from bot.store.rows import Row, Rows
from bot.store.tables import community, due, handle, outbox, person, place, post, seen
from bot.talk import Effect, Place
from bot.texts import welsh_first
from bot.turn import World

log = structlog.get_logger("blether.clockwork")
BATCH = 200
TRIES = 5
PAUSE = timedelta(seconds=2)  # before the second try; doubled before each further one
SWEEP = 30  # seconds: finds what a lost bell left behind
TIDY = 3_600  # seconds between two times of clearing out
REMEMBERED = timedelta(days=7)  # how long an event's id is known; no platform repeats one after hours


UNANSWERED = timedelta(hours=24)  # how long somebody is kept who was greeted and never answered


class Mouth(Protocol):
    """Where an effect is said."""

    async def say(self, effect: Effect) -> str:
        """As ``bot.core.Adapter.say``."""
        ...


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
        self._door, self._mouths = door, mouths
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
                    await self.catch_up()
                    if self._untidy:
                        await self.tidy()
                    at = await self.next_at()
                except Exception as bug:
                    log.error("clockwork", **broke(bug))
                    at = self._door.world.now() + PAUSE
                if at:
                    when = DateTrigger(max(at, self._door.world.now()))
                    scheduler.add_job(self._ring, when, id="wake", replace_existing=True)
                await self._door.bell.wait()
        finally:
            scheduler.shutdown(wait=False)

    async def catch_up(self) -> None:
        """Run everything that is due now and say everything that waits."""
        while await self._round():
            pass

    async def next_at(self) -> datetime | None:
        """The next instant there is something to do."""
        async with self._door.store.turn() as tx:
            found = [
                (await tx.execute(select(func.min(table.c.at)).where(table.c.state == "waiting"))).scalar()
                for table in (due, outbox)
            ]
        return min(filter(None, found), default=None)

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
        await self._door.store.scrub()

    async def _ring(self) -> None:
        self._door.bell.set()

    async def _ring_to_tidy(self) -> None:
        self._untidy = True
        self._door.bell.set()

    async def _round(self) -> bool:
        """One batch of each; whether there was any."""
        called, said = await self._waiting(due), await self._waiting(outbox)
        for row in called:
            await self._try(row, self._door.take_due)
        for row in said:
            await self._try(row, self._say)
        return bool(called or said)

    async def _waiting(self, table: Table) -> list[Row]:
        ready = select(table).where(table.c.state == "waiting", table.c.at <= self._door.world.now())
        async with self._door.store.turn() as tx:
            found = (await tx.execute(ready.order_by(table.c.at).limit(BATCH))).mappings().all()
        return [Row(table, dict(values), self._door.keys) for values in found]

    async def _try(self, row: Row, step: Any) -> None:
        """Do it, or try again later; after the last try it is parked and the others go on."""
        try:
            await step(row)
        except Exception as bug:
            attempts = row.attempts + 1
            state = "parked" if attempts >= TRIES else "waiting"
            log.warning("again" if state == "waiting" else "parked", what=row.table.name, **broke(bug))
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
        own = people.person_of(reader).language if reader else None
        languages = welsh_first((own or where.languages or home["languages"]).split())
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
