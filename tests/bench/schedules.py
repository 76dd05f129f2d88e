"""Part 6: what comes again: planning it, starting with a hundred thousand of it, and ten thousand in one second."""

from __future__ import annotations

import asyncio
import gc
import logging
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import func, select

from bot import codec
from bot.arrival import enter
from bot.due import BATCH
from bot.house import Plan, plan
from bot.keys import new_root
from bot.store.rows import bound
from bot.store.tables import occurrence, outbox, post, schedule
from bot.talk import Call, Role
from bot.testing import Bench
from bot.timetable.recurrence import Rhythm
from tests.bench.databases import Sqlite
from tests.bench.finding import Filled
from tests.bench.measure import Block, Control, Figure, Sample, figures, in_turns, say
from tests.bench.start import ROUNDS as STARTS
from tests.bench.start import _blether

MANY, DUE, PLACES = 100_000, 10_000, 200
ADDED = 1_000  # jobs and schedules of a round of planning
ROUNDS = 3
STALL = 2  # seconds
OURS, THEIRS, BARE = "Blether", "APScheduler 3.11, a job each", "the same rows, bare executemany"
ROOMS = Path(__file__).parents[1] / "timetable"
RING = Call.of("bell.ring", {})
ran: list[None] = []


async def job() -> None:
    """What a job of APScheduler's does here: nothing but to have been started."""
    ran.append(None)


async def measure(folder: Path, sqlite: Sqlite) -> tuple[list[Figure], list[str]]:
    """Each against APScheduler with one job each in its SQLAlchemy store, on SQLite files of the same folder."""
    house, found, notes = plan([ROOMS]), list[Figure](), list[str]()
    say("planning ...")
    blocks: dict[str, Block] = {OURS: lambda: _plans(house), THEIRS: _adds}
    planned = await in_turns(blocks, passes=1, rounds=ROUNDS)
    found += figures(f"planning {ADDED:,}, each", planned, {OURS: Control(THEIRS)})
    say(f"filling a store with {MANY:,} schedules ...")
    none, many = await _filled(sqlite, house, 0), await _filled(sqlite, house, MANY)
    say("start-up ...")
    starts: dict[str, Block] = {"no schedules": lambda: _blether(folder, none)}
    starts[f"{MANY:,} schedules"] = lambda: _blether(folder, many)
    opened = await in_turns(starts, passes=1, rounds=STARTS)
    controls = {f"{MANY:,} schedules": Control("no schedules", goal=1.2)}
    found += figures("start-up: until it is open", opened, controls)
    say(f"{DUE:,} due in one second ...")
    blocks = {OURS: lambda: _comes(house, 0), BARE: lambda: _bare(house), THEIRS: lambda: _starts(None)}
    came = await in_turns(blocks, passes=1, rounds=ROUNDS)
    goals = {OURS: Control(THEIRS, goal=1 / 20), BARE: Control(THEIRS)}
    found += figures(f"{DUE:,} due in one second", came, goals)
    held = {name: came[name] for name in (OURS, THEIRS)}
    found += figures(f"{DUE:,} due in one second: longest step of the loop", held, {}, by=1)
    say(f"after a stall of {STALL} s ...")
    await _comes(house, STALL)
    (taken, _), *_ = await _starts(1)
    notes.append(
        f"After a stall of {STALL} s: Blether made all {DUE:,}; APScheduler with its own misfire_grace_time started "
        f"{len(ran):,} ({taken:,.0f} ms)."
    )
    return found, notes


@asynccontextmanager
async def _bench(house: Plan, places: int) -> AsyncIterator[Bench]:
    """A Bench over a new file, with a schedule in each of some places."""
    with tempfile.TemporaryDirectory(prefix="blether-schedules-") as folder:
        async with Bench.open(f"sqlite+aiosqlite:///{folder}/blether.db", house=house) as bench:
            await _seed(bench, places)
            yield bench


async def _seed(bench: Bench, places: int) -> None:
    head = bench.person("Head", language="en", role=Role.MODERATOR)
    await head.does("my.settings")
    for number in range(places):
        await head.at(f"place-{number}").does("bell.plan", often="week", days=("1",), clock="10:00")


async def _copies(bench: Bench, count: int) -> None:
    """As many more schedules, like those there are."""
    async with bench.bot.store.turn() as tx:
        there = [dict(each) for each in (await tx.execute(select(schedule))).mappings()]
        for first in range(0, count, 10_000):
            rows = [{**there[n % len(there)], "id": f"{n:022}"} for n in range(first, min(first + 10_000, count))]
            for row in rows:
                row["call"] = bench.bot.keys.seal(row["community"], bound(schedule, "call", row), codec.dumps(RING))
            await tx.execute(schedule.insert(), rows)


async def _filled(sqlite: Sqlite, house: Plan, count: int) -> Filled:
    """A closed database with so many schedules, far away from being due."""
    url, key = sqlite.empty(), new_root()
    async with Bench.open(url, house=house, key=key) as bench:
        bench.clock.now = datetime.now(UTC)
        await _seed(bench, 1)
        await _copies(bench, count)
    return Filled(url, key, count)


async def _plans(house: Plan) -> list[Sample]:
    """Planned by their API, a transaction each."""
    async with _bench(house, 1) as bench:
        heard, rhythm = bench.person("Head").heard, Rhythm("week", "1", "10:00")
        begun, worked = time.perf_counter(), time.process_time()
        for _ in range(ADDED):
            async with bench.bot.store.turn() as tx:
                turn = await enter(tx, heard, bench.bot)
                await turn.schedules.plan(RING, rhythm, turn.where, zone="Europe/London")
        return [((time.perf_counter() - begun) / ADDED * 1e3, (time.process_time() - worked) / ADDED * 1e3)]


async def _adds() -> list[Sample]:
    with tempfile.TemporaryDirectory(prefix="blether-jobs-") as folder:
        scheduler = _scheduler(folder)
        scheduler.start(paused=True)
        begun, worked = time.perf_counter(), time.process_time()
        for number in range(ADDED):
            scheduler.add_job(job, "cron", day_of_week="mon", hour=10, timezone="Europe/London", id=str(number))
        taken = (time.perf_counter() - begun) / ADDED * 1e3, (time.process_time() - worked) / ADDED * 1e3
        scheduler.shutdown()
        return [taken]


async def _comes(house: Plan, stall: float) -> list[Sample]:
    """From when all of them are due until their occurrences and effects are committed; the longest step of the loop."""
    async with _bench(house, PLACES) as bench:
        await _copies(bench, DUE - PLACES)
        bench.clock.now += timedelta(hours=1)
        time.sleep(stall)  # noqa: ASYNC251  # it stalls on purpose
        gc.freeze()  # as `blether run` does
        held: list[float] = []
        watch = asyncio.create_task(_watch(held))
        begun = time.perf_counter()
        while await bench.clockwork._planned.batch():
            pass
        taken = time.perf_counter() - begun
        watch.cancel()
        gc.unfreeze()
        async with bench.bot.store.turn() as tx:
            counts = [
                (await tx.execute(select(func.count()).select_from(each))).scalar() for each in (occurrence, outbox)
            ]
        if counts != [DUE, DUE]:
            raise RuntimeError(f"{counts} of {DUE} came")
        return [(taken * 1e3, max(held) * 1e3)]


async def _bare(house: Plan) -> list[Sample]:
    """The rows that `_comes` writes, sealed already, in as many transactions: what is left when nobody thinks."""
    async with _bench(house, PLACES) as bench:
        await _copies(bench, DUE - PLACES)
        bench.clock.now += timedelta(hours=1)
        while await bench.clockwork._planned.batch():
            pass
        steps: list[tuple[str, list[tuple[Any, ...]]]] = []
        async with bench.bot.store.turn() as tx:
            for each in (post, outbox, occurrence):
                rows = [tuple(row) for row in await tx.exec_driver_sql(f"SELECT * FROM {each.name}")]  # noqa: S608
                steps.append((f"INSERT INTO {each.name} VALUES ({', '.join('?' * len(rows[0]))})", rows))  # noqa: S608
            moved = "SELECT day, at, wake, attempts, moved, community, id FROM schedule"
            on = "UPDATE schedule SET day = ?, at = ?, wake = ?, attempts = ?, moved = ? WHERE community = ? AND id = ?"
            steps.append((on, [tuple(row) for row in await tx.exec_driver_sql(moved)]))
            for each in (occurrence, outbox, post):
                await tx.execute(each.delete())
            await tx.execute(schedule.update().values(wake=schedule.c.moved, moved=schedule.c.at))
        begun, worked = time.perf_counter(), time.process_time()
        for first in range(0, DUE, BATCH):
            async with bench.bot.store.turn() as tx:
                for statement, rows in steps:
                    await tx.exec_driver_sql(statement, rows[first : first + BATCH])
        return [((time.perf_counter() - begun) * 1e3, (time.process_time() - worked) * 1e3)]


async def _starts(grace: int | None) -> list[Sample]:
    """From when all jobs are due until every coroutine was started, which nobody waits for, or they were dropped."""
    with tempfile.TemporaryDirectory(prefix="blether-jobs-") as folder:
        ran.clear()
        scheduler = _scheduler(folder)
        scheduler.start(paused=True)
        for number in range(DUE):
            options: dict[str, Any] = {} if grace else {"misfire_grace_time": None}
            at = datetime.now(UTC)  # due as soon as it is there: the scheduler is still paused
            scheduler.add_job(job, "interval", days=7, next_run_time=at, id=str(number), **options)
        if grace:
            time.sleep(STALL)  # noqa: ASYNC251
        held: list[float] = []
        watch = asyncio.create_task(_watch(held))
        begun = time.perf_counter()
        scheduler.resume()
        until = begun + (30 if grace else 600)
        while len(ran) < DUE and time.perf_counter() < until:  # noqa: ASYNC110  # nobody rings when jobs are dropped
            await asyncio.sleep(0.01)
        taken = time.perf_counter() - begun
        watch.cancel()
        scheduler.shutdown(wait=False)
        return [(taken * 1e3, max(held, default=taken) * 1e3)]


async def _watch(held: list[float]) -> None:
    """Note how long the loop worked from one millisecond to the next, whoever else uses the processors."""
    while True:
        begun = time.thread_time()
        await asyncio.sleep(0.001)
        held.append(time.thread_time() - begun)


def _scheduler(folder: str) -> AsyncIOScheduler:
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it warns of each job that it drops
    store = SQLAlchemyJobStore(url=f"sqlite:///{folder}/jobs.db")
    return AsyncIOScheduler(jobstores={"default": store}, timezone="UTC")
