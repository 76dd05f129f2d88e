"""The database: SQLite by one connection, or PostgreSQL. Nobody else knows which of the two it is."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Table, event, func, inspect, make_url, select, update
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.fault import Shut
from bot.store.erasures import Erasures
from bot.store.migrations import upgrade
from bot.store.schema import EPOCH, metadata
from bot.store.sqlite import sqlite_engine
from bot.store.tables import lane

ONE_PROCESS = 0x626C6574  # the PostgreSQL advisory lock that says "a Blether runs here"
SENDERS = ONE_PROCESS + 1  # and the one that every process which only sends shares


class Busy(Exception):
    """Another process holds this database."""


def file_of(url: str) -> Path | None:
    """Where an SQLite database lies; one on a server or in memory has no file."""
    parsed = make_url(url)
    named = parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:")
    return Path(str(parsed.database)) if named else None


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Inside, no other process has this SQLite file. Raises Busy when one has it already."""
    handle = _locked(database)
    try:
        yield
    finally:
        os.close(handle)


class Store:
    """An open database. Use ``Store.open`` and always ``close``."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.lost = asyncio.Event()  # the connection that keeps other processes out is gone: time to end
        self.connections = 0
        self.erasures = Erasures(None)
        self.tables: tuple[Table, ...] = ()  # of this house, those that others point at first
        self._sidecar: int | None = None
        self._copying: Any = None
        self._guard: AsyncConnection | None = None
        self._watch: asyncio.Task[None] | None = None

    @classmethod
    async def open(
        cls,
        url: str,
        migrations: Sequence[Path] = (),
        folder: Path | None = None,
        *,
        join: bool = False,
        image: bytes | None = None,
    ) -> Store:
        """Open, lock and migrate. Raises Busy when another process holds it, Newer when its schema is unknown here.

        ``folder`` is where the erasure log of a server's database lies; an SQLite file has it beside itself. With
        ``join`` it only helps to send, beside the one that holds a server's database: as many as like may, and none
        of them migrates. Stop them before a newer version starts. An SQLite database in memory begins as ``image``.
        """
        sqlite = make_url(url).get_backend_name() == "sqlite"
        engine = sqlite_engine(url, image) if sqlite else create_async_engine(url, pool_size=8, hide_parameters=True)
        store = cls(engine)
        beside = Path(f"{store.file}.erased") if store.file else folder and folder / f"{make_url(url).database}.erased"
        store.erasures = Erasures(None if sqlite and not store.file else beside)
        try:
            try:
                await (store._hold_file(make_url(url).database, join) if sqlite else store._hold_server(join))
            except (OSError, DBAPIError) as wrong:
                why = str(getattr(wrong, "orig", None) or wrong).splitlines()[0]
                raise Shut(f"{make_url(url).database} cannot be opened: {why}.") from wrong
            if not join:
                await upgrade(store.engine, migrations)
                await store._let_go()
            async with store.turn() as tx:
                there = set(await tx.run_sync(lambda connection: inspect(connection).get_table_names()))
            store.tables = tuple(each for each in metadata.sorted_tables if each.name in there)
        except BaseException:
            await store.close()
            raise
        return store

    @property
    def is_sqlite(self) -> bool:
        """Whether one connection is all there is."""
        return self.engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The SQLite file; a database on a server or in memory has none."""
        return file_of(self.engine.url.render_as_string(hide_password=False))

    @property
    def key_file(self) -> Path | None:
        """Where the root key lies, beside an SQLite file."""
        return self.file and Path(f"{self.file}.key")

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[AsyncConnection]:
        """One transaction: commits at the end, rolls back on any exception. Await nothing but it inside."""
        async with self.engine.begin() as tx:
            yield tx

    async def scrub(self) -> None:
        """Leave nothing of what was deleted in the journal either. A server's database sees to that by itself."""
        if self.is_sqlite:
            async with self.engine.connect() as connection:
                driver: Any = (await connection.get_raw_connection()).driver_connection
                await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    async def copy_to(self, file: Path) -> None:
        """Write all of an SQLite database into an empty file; nothing else can be done meanwhile, 2 ms for each MB."""
        async with self.engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            self._copying = driver
            try:
                await driver.execute("VACUUM INTO ?", (str(file),))  # in no transaction: it makes its own
            finally:
                self._copying = None

    async def image(self) -> bytes:
        """All of an SQLite database, for another in memory to begin with."""
        async with self.engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            return bytes(await driver.serialize())

    async def interrupt(self) -> None:
        """Break off the copy that is under way, if there is one."""
        if self._copying is not None:
            await self._copying.interrupt()

    async def close(self) -> None:
        """Give everything back; safe to call twice."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.wait([self._watch])
        guard, self._guard = self._guard, None
        if guard is not None:
            with contextlib.suppress(SQLAlchemyError):  # at once: the server sees only later that a connection is gone
                await guard.execute(select(func.pg_advisory_unlock_all()))
            await guard.close()
        await self.engine.dispose()
        if self._sidecar is not None:
            os.close(self._sidecar)
            self._sidecar = None

    async def _hold_file(self, database: str | None, join: bool) -> None:
        if join:
            raise Busy(database)
        if database and database != ":memory:":
            self._sidecar = _locked(Path(database))
        event.listen(self.engine.sync_engine, "connect", self._count, insert=True)  # before it waits for the lock
        try:
            async with self.engine.begin():
                pass
        except OperationalError as error:
            if "locked" in str(error):
                raise Busy(database) from None
            raise

    async def _hold_server(self, join: bool) -> None:
        self._guard = await self.engine.connect()
        wanted = func.pg_try_advisory_lock_shared(SENDERS) if join else func.pg_try_advisory_lock(ONE_PROCESS)
        got = (await self._guard.execute(select(wanted))).scalar()
        await self._guard.commit()  # the lock is the session's, not the transaction's
        if not got:
            raise Busy(self.engine.url.database)
        self._watch = asyncio.create_task(self._until_lost((await self._guard.get_raw_connection()).driver_connection))

    async def _let_go(self) -> None:
        """While nobody else sends, whatever lanes are taken were taken by a process that is dead."""
        async with self.turn() as tx:
            if self.is_sqlite or (await tx.execute(select(func.pg_try_advisory_xact_lock(SENDERS)))).scalar():
                await tx.execute(update(lane).where(lane.c.owner.is_not(None)).values(owner=None, ready=EPOCH))

    async def _until_lost(self, driver: Any) -> None:
        """Listen on the connection that holds the server's lock: nothing is ever said there, but it may break off."""
        try:
            async for _ in driver.notifies():
                pass
        except Exception:  # whatever the driver says of it: with the connection the lock is gone
            self.lost.set()

    def _count(self, *_: Any) -> None:
        self.connections += 1
        if self.connections > 1:  # the first one's lock holds us up too
            self.lost.set()


def _locked(database: Path) -> int:
    """A handle on a file beside the database that no other process can have. Raises Busy when one has it."""
    if database.is_dir():  # said here: the driver would say it from a thread that outlives the loop
        raise IsADirectoryError("unable to open database file")
    database.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(f"{database}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise Busy(str(database)) from None
    return handle
