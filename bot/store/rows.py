"""Rows of one community: what a room sees of the database."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    CursorResult,
    Delete,
    Executable,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    func,
    insert,
    select,
)
from sqlalchemy import delete as sql_delete
from sqlalchemy import update as sql_update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.keys import Keys
from bot.store.many import run_many
from bot.store.schema import Sealed, owner_of
from bot.store.tables import community

NUMBERED = 5  # last characters of the ids of rows that are added together


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is asked of a table at every row, found once."""

    empty: Mapping[str, None]
    sealed: frozenset[str]
    owner: str | None


@functools.cache
def _shape(table: Table) -> _Shape:
    owner = owner_of(table)
    sealed = frozenset(column.name for column in table.c if isinstance(column.type, Sealed))
    return _Shape(dict.fromkeys(table.c.keys()), sealed, None if owner is None else owner.name)


@dataclass(frozen=True, slots=True)
class _Statements:
    """What rooms ask of a table, built once: that costs as much as to run it."""

    find: Select[Any]
    one: Select[Any]
    add: Insert
    change: Update
    remove: Delete


@functools.cache
def _statements(table: Table) -> _Statements:
    """``_home`` is the community; no column is called so, or ``_id``."""
    home, id = table.c.community == bindparam("_home"), table.c.id == bindparam("_id")
    return _Statements(
        find=select(table).where(home),
        one=select(table).where(home, id),
        add=insert(table),
        change=sql_update(table).where(home, id),
        remove=sql_delete(table).where(home, id),
    )


class Row:
    """One row of a table, its columns as attributes; sealed words are opened when they are asked for."""

    def __init__(self, table: Table, values: Mapping[str, Any], keys: Keys) -> None:
        there = vars(self)
        there.update(values)
        for name in _shape(table).sealed:
            there.pop(name, None)
        self.table, self._values, self._keys = table, values, keys

    def __getattr__(self, name: str) -> Any:
        """A column that is not there as it is: it is sealed."""
        try:
            value = self._values[name]
        except KeyError:
            raise AttributeError(f"{self.table.name} has no {name}") from None
        if value is None:
            return None
        return self._keys.open(self._values["community"], bound(self.table, name, self._values), value)

    def __repr__(self) -> str:
        return f"<{self.table.name} {self._values['id']}>"


class Rows:
    """Finds, adds, changes and removes rows of one community; no query leaves it. ``written``: how often it wrote."""

    def __init__(self, tx: AsyncConnection, home: str, keys: Keys, ids: Callable[[], str]) -> None:
        self._tx, self.community, self._keys, self._ids = tx, home, keys, ids
        self.written = 0

    async def find(
        self,
        table: Table,
        *where: ColumnElement[bool],
        order: Sequence[ColumnElement[Any]] = (),
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[Row]:
        """The rows of this community for which all of ``where`` holds."""
        query = _statements(table).find.where(*where)
        if order:
            query = query.order_by(*order)
        if limit is not None or offset is not None:
            query = query.limit(limit).offset(offset)
        return rows_of(table, await self._tx.execute(query, {"_home": self.community}), self._keys)

    async def one(self, table: Table, id: str, *where: ColumnElement[bool]) -> Row | None:
        """The row with this id, if it is in this community and ``where`` holds."""
        query = _statements(table).one.where(*where) if where else _statements(table).one
        found = (await self._tx.execute(query, {"_home": self.community, "_id": id})).first()
        return None if found is None else rows_of(table, (found,), self._keys)[0]

    async def count(self, table: Table, *where: ColumnElement[bool]) -> int:
        """How many rows ``find`` would give."""
        query = select(func.count()).select_from(table).where(table.c.community == self.community, *where)
        return int((await self._tx.execute(query)).scalar_one())

    async def add(self, table: Table, **values: Any) -> Row:
        """A new row with a new id."""
        return await self.put(table, self._ids(), **values)

    async def put(self, table: Table, id: str, **values: Any) -> Row:
        """A new row with this id. Raises IntegrityError when there is one already."""
        row = {**_shape(table).empty, **values, "community": self.community, "id": id}
        row |= self._sealed(table, row, values)
        await self._write(_statements(table).add, row)
        return Row(table, row, self._keys)

    async def change(self, row: Row, **values: Any) -> Row:
        """The same row with other values."""
        if not values:
            return row
        sealed = self._sealed(row.table, row._values, values)
        await self._write(_statements(row.table).change, self._is(row) | sealed)
        return Row(row.table, {**row._values, **sealed}, self._keys)

    async def step(self, row: Row, *where: ColumnElement[bool], **values: Any) -> Row | None:
        """The same row as it is now, with other values, which may be computed from its own; None unless ``where``."""
        sealed = self._sealed(row.table, row._values, values)
        query = _statements(row.table).change.where(*where).values(**sealed).returning(*row.table.c)
        found = (await self._write(query, self._is(row))).mappings().first()
        return Row(row.table, dict(found), self._keys) if found else None

    async def settle(self, *where: ColumnElement[bool], **values: Any) -> bool:
        """This community itself has other settings from now on, if ``where`` holds; whether it did."""
        if not values:
            return True
        query = sql_update(community).where(community.c.id == self.community, *where).values(**values)
        return bool((await self._write(query)).rowcount)

    async def remove(self, row: Row, *where: ColumnElement[bool]) -> bool:
        """The row is gone, if ``where`` holds; whether it was there."""
        query = _statements(row.table).remove.where(*where) if where else _statements(row.table).remove
        return bool((await self._write(query, self._is(row))).rowcount)

    async def remove_all(self, table: Table, *where: ColumnElement[bool]) -> None:
        """All that ``find`` would give are gone."""
        await self._write(sql_delete(table).where(table.c.community == self.community, *where))

    async def blank(self, column: Column[Any], value: Any) -> None:
        """Wherever the column holds this value, it holds none any more."""
        here = column.table.c.community == self.community
        await self._write(sql_update(column.table).where(here, column == value).values({column.name: None}))

    async def _write(self, statement: Executable, values: Mapping[str, Any] | None = None) -> CursorResult[Any]:
        self.written += 1
        return await self._tx.execute(statement, values)

    def _is(self, row: Row) -> dict[str, Any]:
        if row.community != self.community:
            raise LookupError(f"{row!r} is another community's")
        return {"_home": self.community, "_id": row.id}

    def _sealed(self, table: Table, row: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
        """The values as they are stored."""
        sealed = _shape(table).sealed
        return {
            name: self._keys.seal(self.community, bound(table, name, row), value)
            if name in sealed and value is not None
            else value
            for name, value in values.items()
        }


async def add_all(
    tx: AsyncConnection, keys: Keys, ids: Callable[[], str], table: Table, new: Sequence[Mapping[str, Any]]
) -> list[str]:
    """New rows of any communities, in one statement; each is a mapping that also has ``community``. Their new ids.

    The ids are numbers behind one random beginning: rows that come together lie together, in every index of ids.
    """
    shape, begun, rows = _shape(table), ids()[:-NUMBERED], list[dict[str, Any]]()
    for number, values in enumerate(new):
        row = {**shape.empty, **values, "id": f"{begun}{number:0{NUMBERED}}"}
        for name in shape.sealed:
            if row[name] is not None:
                row[name] = keys.seal(row["community"], bound(table, name, row), row[name])
        rows.append(row)
    await run_many(tx, _statements(table).add, rows)
    return [row["id"] for row in rows]


def rows_of(table: Table, found: Iterable[Sequence[Any]], keys: Keys) -> list[Row]:
    """Rows from all columns of a table, in their order."""
    names = table.c.keys()
    return [Row(table, dict(zip(names, values, strict=True)), keys) for values in found]


def bound(table: Table, column: str, row: Mapping[str, Any]) -> str:
    """What a sealed cell is bound to beside its community: moved to another cell it does not open."""
    owner = _shape(table).owner
    return f"{table.name}.{column}/{row[owner] if owner else ''}/{row['id']}"
