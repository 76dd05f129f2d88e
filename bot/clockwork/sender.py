"""What waits is said: each effect once, in the order of its place, whatever dies in between."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

import structlog
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clockwork import claims
from bot.clockwork.claims import AHEAD, LEASE, Claim, gap_of
from bot.clockwork.outcomes import Ended, Ending, Lost, record
from bot.clockwork.together import record_many
from bot.delivery import Absent, Delivered, Effect, Found, Outcome, Pace, Unknown
from bot.keys import Keys
from bot.store import Store
from bot.store.rows import Rows
from bot.store.tables import lane
from bot.turn import World

log = structlog.get_logger("blether.sender")
AT_ONCE = 50  # effects under way in this process
TRIES = 5
BEAT = LEASE.total_seconds() / 3  # how often a slow platform's lane is kept ours
AGAIN = 1.0  # seconds until what became of an effect is written down again, where it could not be
Given = TypeVar("Given")
_ToRecord = tuple[Ending, asyncio.Future[bool]]


class Mouth(Protocol):
    """Where effects are said; see ``bot.core.Adapter``."""

    window: timedelta
    pace: Pace

    async def say(self, effect: Effect) -> Outcome:
        """Do it."""
        ...

    async def find(self, effect: Effect) -> Found:
        """Whether it was done."""
        ...


class Sender:
    """Says what waits, for every adapter by its platform's name; ``ring`` is called when a lane is free again."""

    def __init__(
        self, store: Store, keys: Keys, world: World, mouths: Mapping[str, Mouth], ring: Callable[[], None]
    ) -> None:
        self._store, self._keys, self._world, self._mouths, self._ring = store, keys, world, mouths, ring
        self._under_way: set[asyncio.Task[None]] = set()
        self._ahead: list[tuple[Claim, Mouth]] = []  # ours already, each for its moment
        self._to_record: list[_ToRecord] = []
        self._gate = asyncio.Semaphore(1 if store.is_sqlite else 4)  # of our turns: people's go between them
        self._recording = asyncio.Lock()  # what is said meanwhile is written down together

    async def begin(self) -> bool:
        """Begin to say what may be said now, and take what may be said next; whether anything was there to take."""
        self._start_due()
        taken = False
        for platform, mouth in self._mouths.items():
            room = AT_ONCE - len(self._under_way) - len(self._ahead)
            now, token = self._world.now(), self._world.ids()
            if room > 0 and not any(each.platform == platform and each.at > now + AHEAD for each, _ in self._ahead):
                async with self._turn() as tx:
                    found = await claims.claim(tx, self._keys, platform, mouth.pace, now, token, room)
                self._plan(found, mouth)
                taken = taken or bool(found)
        self._start_due()
        return taken

    async def end(self, seconds: float) -> None:
        """Begin nothing more: what was taken is the next one's who sends. What was just said is still written down."""
        self._ahead.clear()
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=seconds)

    async def rest(self) -> None:
        """Until nothing is under way."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def next_at(self) -> datetime | None:
        """When ``begin`` will find something; None while as much as may be is under way: its end rings."""
        if self._ahead:
            return min(each.at for each, _ in self._ahead)
        if len(self._under_way) >= AT_ONCE:
            return None
        now = self._world.now()
        async with self._turn() as tx:
            found = [await claims.next_at(tx, platform, mouth.pace, now) for platform, mouth in self._mouths.items()]
        return min(filter(None, found), default=None)

    def _start_due(self) -> None:
        now, ahead = self._world.now(), self._ahead
        self._ahead = [each for each in ahead if not each[0].is_due(now)]
        for claim, mouth in ahead:
            if claim.is_due(now):
                self._start(self._serve(claim, mouth))

    def _plan(self, found: Sequence[Claim], mouth: Mouth) -> None:
        """Each at its moment, whatever the database is busy with; where the clock stands still, the next round."""
        self._ahead += [(each, mouth) for each in found]
        now, loop = self._world.now(), asyncio.get_running_loop()
        for each in found:
            loop.call_later((each.at - now).total_seconds(), self._start_due)

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (bug := task.exception()):
            log.error("sender", kind=type(bug).__name__)
        if not self._ahead:  # otherwise it is looked again in a moment anyway
            self._ring()

    @contextlib.asynccontextmanager
    async def _turn(self) -> AsyncIterator[AsyncConnection]:
        async with self._gate, self._store.turn() as tx:
            yield tx

    async def _serve(self, claim: Claim, mouth: Mouth) -> None:
        ended = await self._holding(claim, attempt(mouth, claim, self._world.now()))
        free = self._world.now() + gap_of(mouth.pace.place)
        if await self._recorded(Ending(claim, ended, free)):
            return
        try:
            await self._record(Ending(claim, ended, free))
        except Exception as bug:  # it cannot be written: the platform is asked again, when the lease has run out
            log.error("not-recorded", kind=type(bug).__name__)
            if claim.attempt >= TRIES:
                await self._record(Ending(claim, Lost(), free))

    async def _recorded(self, ending: Ending) -> bool:
        """Whether it could be written down together with all that waits to be."""
        written: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._to_record.append((ending, written))
        async with self._recording, self._gate:
            if self._to_record:
                await self._record_many()
        return await written

    async def _record_many(self) -> None:
        """Tell each whether it is written down. Where one breaks it, none is: each is written by itself, then."""
        mine, done = list[_ToRecord](), set[str]()
        with contextlib.suppress(Exception):  # told of when it breaks alone
            async with self._store.turn() as tx:  # more may come while it begins
                mine = self._taken()
                found = await record_many(tx, [ending for ending, _ in mine], self._world.now())
            done = found
        for ending, written in mine or self._taken():
            if not written.done():
                written.set_result(ending.claim.row.id in done)

    def _taken(self) -> list[_ToRecord]:
        """All that waits to be written down, which nobody else then does."""
        mine, self._to_record = self._to_record, []
        return mine

    async def _record(self, ending: Ending) -> None:
        """For as long as there is no room on the disk, or no server: what became of it is still known here."""
        while True:
            try:
                async with self._turn() as tx:
                    rows = Rows(tx, ending.claim.row.community, self._keys, self._world.ids)
                    await record(rows, ending, self._world.now(), self._world.chance)
                return
            except OperationalError as full:
                log.error("not-recorded", kind=type(full.orig).__name__)
                await asyncio.sleep(AGAIN)

    async def _holding(self, claim: Claim, work: Coroutine[None, None, Given]) -> Given:
        """Its result, however long it takes: the lane stays ours, and a platform's library is never cancelled."""
        task = asyncio.create_task(work)
        while not (await asyncio.wait({task}, timeout=BEAT))[0]:
            with contextlib.suppress(DBAPIError):
                async with self._turn() as tx:
                    mine = (lane.c.community == claim.row.community, lane.c.owner == claim.token)
                    held = update(lane).where(*mine, lane.c.id == claim.lane.id)
                    await tx.execute(held.values(ready=self._world.now() + LEASE))
        return task.result()


async def attempt(mouth: Mouth, claim: Claim, now: datetime) -> Ended:
    """Do it, but never twice: what may be there is said again only while the platform tells, and then looked for."""
    try:
        effect = claim.effect()
    except Exception as bug:  # what it is about is gone, or it cannot be read
        log.warning("unreadable", kind=type(bug).__name__)
        return Absent()
    told_apart = timedelta() <= now - claim.since < mouth.window and not effect.native
    nameless = effect.kind == "withdraw" and effect.remote is None
    if nameless or (claim.again and effect.kind in ("say", "open") and not told_apart):
        match await _find(mouth, effect):
            case Delivered(remote) if nameless:
                effect = replace(effect, remote=remote)
            case Delivered() as there:
                return there
            case Absent() if nameless:
                return Delivered("")
            case Unknown(why):
                return Lost() if not why or claim.attempt >= TRIES else Unknown(why)
    said = await _say(mouth, effect)
    if isinstance(said, Unknown) and claim.attempt >= TRIES:
        return await _last_look(mouth, effect)
    return said


async def _last_look(mouth: Mouth, effect: Effect) -> Ended:
    """After the last try: what is there, is not, or cannot be told. An edit is there or not, but never twice."""
    if effect.kind in ("edit", "withdraw"):
        return Absent()
    found = await _find(mouth, effect)
    return Lost() if isinstance(found, Unknown) else found


async def _say(mouth: Mouth, effect: Effect) -> Outcome:
    try:
        return await mouth.say(effect)
    except Exception as bug:  # it may have been said all the same
        return Unknown(type(bug).__name__)


async def _find(mouth: Mouth, effect: Effect) -> Found:
    """As the adapter tells; with a reason when it could not look just now."""
    try:
        return await mouth.find(effect)
    except Exception as bug:
        return Unknown(type(bug).__name__)
