"""A look into the database itself."""

from __future__ import annotations

import functools

from sqlalchemy import Table, TextClause, text

from bot.testing import Bench


async def everything(bench: Bench) -> dict[str, list[str]]:
    """Every row of every table: equal when nothing was changed, sealed words included."""
    found: dict[str, list[str]] = {table.name: [] for table in bench.bot.store.tables}
    query = _everything(bench.bot.store.tables, bench.bot.store.is_sqlite)
    async with bench.bot.store.turn() as tx:
        for name, row in await tx.execute(query):
            found[name].append(row)
    return {name: sorted(rows) for name, rows in found.items()}


def changes(before: dict[str, list[str]], after: dict[str, list[str]]) -> list[str]:
    """The tables that changed, but for what the door itself keeps: who was there, and what they typed, come to stay."""
    kept = ("community", "handle", "person", "place")
    return [
        name
        for name in after
        if (set(before[name]) - set(after[name]) if name in kept else before[name] != after[name])
    ]


async def sizes(bench: Bench) -> dict[str, int]:
    """How many rows each table has; empty ones are left out."""
    return {name: len(rows) for name, rows in (await everything(bench)).items() if rows}


@functools.cache
def _everything(tables: tuple[Table, ...], sqlite: bool) -> TextClause:
    """One statement, since it is asked for thousands of times."""
    return text(" UNION ALL ".join(map(_by_cell if sqlite else _by_row, tables)))


def _by_cell(table: Table) -> str:
    """SQLite writes a cell."""
    cells = " || ',' || ".join(f'quote("{column.name}")' for column in table.c)
    return f"SELECT '{table.name}', {cells} FROM \"{table.name}\""  # noqa: S608  # names of our own schema


def _by_row(table: Table) -> str:
    """PostgreSQL writes a row."""
    return f'SELECT \'{table.name}\', CAST("{table.name}" AS text) FROM "{table.name}"'  # noqa: S608  # as above
