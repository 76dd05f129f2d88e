"""A look into the database itself."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, inspect, select

from bot.store.schema import metadata
from bot.testing import Bench


async def everything(bench: Bench) -> dict[str, list[Any]]:
    """Every row of every table: equal when nothing was changed, sealed words included."""
    async with bench.bot.store.turn() as tx:
        return await tx.run_sync(_everything)


async def sizes(bench: Bench) -> dict[str, int]:
    """How many rows each table has; empty ones are left out."""
    return {name: len(rows) for name, rows in (await everything(bench)).items() if rows}


def _everything(tx: Connection) -> dict[str, list[Any]]:
    there = set(inspect(tx).get_table_names())
    tables = [table for table in metadata.sorted_tables if table.name in there]
    return {table.name: sorted(map(repr, tx.execute(select(table)))) for table in tables}
