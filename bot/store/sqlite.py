"""SQLite with one connection for ever, and each statement one visit to its thread."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from aiosqlite import Connection
from sqlalchemy import event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

CHUNK = 64  # rows that aiosqlite would read ahead, had we kept its cursor
PRAGMAS = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",  # what was forgotten is overwritten, not only let go
)


def sqlite_engine(url: str, image: bytes | None = None) -> AsyncEngine:
    """The pool of one is the lock: first come, first served. ``image`` is what a database in memory begins with."""
    engine = create_async_engine(
        url,
        async_creator=lambda: _connect(make_url(url).database or ":memory:", image),
        hide_parameters=True,  # an error message must not carry what somebody wrote
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=10,
        pool_reset_on_return=None,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(dbapi: Any, _: Any) -> None:
        cursor = dbapi.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.execute("BEGIN IMMEDIATE")  # takes the file's lock now, not at the first turn
        cursor.execute("COMMIT")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


async def _connect(database: str, image: bytes | None) -> Connection:
    def begin() -> sqlite3.Connection:
        driver = sqlite3.connect(database, isolation_level=None, timeout=0.2)
        if image is not None:
            driver.deserialize(image)
        return driver

    connection = _Connection(begin, CHUNK)
    connection._thread.daemon = True  # as SQLAlchemy does with those it makes: a forgotten one must not hold us up
    return await connection


class _Connection(Connection):
    def cursor(self) -> Any:
        """What SQLAlchemy asks for once a statement."""
        return _Cursor(self)

    async def serialize(self) -> bytes:
        """All of the database."""
        return bytes(await self._execute(self._conn.serialize))  # type: ignore[no-untyped-call]


class _Cursor:
    """A statement, its rows and its end in one visit to the connection's thread; aiosqlite's own needs up to four.

    Between any two of them the loop has to come round, which takes longer than most of our statements. It stands on
    ``Connection._execute`` and ``_conn``, which are not documented; no test on SQLite would pass without them.
    """

    arraysize = 1

    def __init__(self, connection: Connection) -> None:
        self._connection, self._rows = connection, list[Any]()
        self.description: Any = None
        self.rowcount, self.lastrowid = -1, None

    async def __aenter__(self) -> _Cursor:
        return self

    async def execute(self, sql: str, parameters: Any = ()) -> _Cursor:
        return await self._visit("execute", sql, parameters)

    async def executemany(self, sql: str, parameters: Any) -> _Cursor:
        return await self._visit("executemany", sql, parameters)

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        self._rows = []

    async def _visit(self, how: str, sql: str, parameters: Any) -> _Cursor:
        found = await self._connection._execute(  # type: ignore[no-untyped-call]
            self._do, how, sql, parameters
        )
        self.description, self.rowcount, self.lastrowid, self._rows = found
        return self

    def _do(self, how: str, sql: str, parameters: Any) -> Any:
        with closing(self._connection._conn.cursor()) as cursor:
            getattr(cursor, how)(sql, parameters)
            rows = cursor.fetchall() if cursor.description else []
            return cursor.description, cursor.rowcount, cursor.lastrowid, rows
