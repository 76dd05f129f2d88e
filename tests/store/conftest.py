"""What the tests of the store share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, Table, create_engine, insert, make_url, select, update

from bot.keys import Keys
from bot.rooms.learn.tables import entries
from bot.store import Store
from bot.store.rows import Rows
from bot.store.tables import community, person
from bot.testing import START

Contents = Mapping[str, Sequence[tuple[Any, ...]]]


def contents(url: str) -> Contents:
    """Every row of every table of a database nobody else uses now, read past all of our own code."""
    plain = make_url(url)
    sqlite = plain.get_backend_name() == "sqlite"
    engine = create_engine(plain.set(drivername="sqlite") if sqlite else plain)
    try:
        (tables := MetaData()).reflect(engine)
        with engine.connect() as connection:
            return {
                table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
                for table in tables.sorted_tables
            }
    finally:
        engine.dispose()


@asynccontextmanager
async def opened(url: str, *chains: Path) -> AsyncIterator[Store]:
    """A store, closed at the end."""
    store = await Store.open(url, chains)
    try:
        yield store
    finally:
        await store.close()


class Twins:
    """Two communities, "home" and "away", with people and entries of equal ids: Ailsa's one and two, Megan's three."""

    def __init__(self, store: Store) -> None:
        self.store, self.keys = store, Keys(b"k" * 32)

    @asynccontextmanager
    async def rows(self, home: str) -> AsyncIterator[Rows]:
        """The rows of one of the two, in a turn of its own."""
        async with self.store.turn() as tx:
            yield Rows(tx, home, self.keys, iter(f"new-{number}" for number in range(100)).__next__)

    async def settle(self, home: str) -> None:
        """Everybody and everything in one of the two."""
        names = {"platform": "test", "remote": home, "name": home, "languages": "en", "zone": "UTC"}
        names |= dict.fromkeys(("contact", "notice", "moderators"), "")
        async with self.store.turn() as tx:
            await tx.execute(insert(community), {"id": home} | names)
        async with self.rows(home) as rows:
            for who in ("ailsa", "megan"):
                await rows.put(person, who, remote=who, name=who, met=START, moderator=False)
            for number, (id, who) in enumerate((("one", "ailsa"), ("two", "ailsa"), ("three", "megan"))):
                when = {"on": date(2026, 11, 23 - number), "kept": START - timedelta(microseconds=number)}
                words = {"kind": "dialogue", "formality": "formal", "what": f"{home} {id}"}
                await rows.put(entries, id, person=who, **when, **words)

    async def said(self, home: str, column: str = "what") -> dict[str, Any]:
        """What the entries of one of the two say, by their id."""
        async with self.rows(home) as rows:
            return {each.id: getattr(each, column) for each in await rows.find(entries)}

    async def cell(self, table: Table, home: str, id: str, column: str, value: bytes | str | None = None) -> Any:
        """A cell as it lies in the database, and now holds this value, past all sealing."""
        here = (table.c.community == home, table.c.id == id)
        async with self.store.turn() as tx:
            if value is not None:
                await tx.execute(update(table).where(*here).values({column: value}))
            return (await tx.execute(select(table.c[column]).where(*here))).scalar_one()


@pytest.fixture
async def twins(url: str) -> AsyncIterator[Twins]:
    """Two communities with equal ids, on each database."""
    async with opened(url) as store:
        twins = Twins(store)
        await twins.settle("home")
        await twins.settle("away")
        yield twins
