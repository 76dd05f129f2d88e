"""What is held on somebody, and how it is forgotten: both follow from whose each column is (``bot.store.schema``)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, or_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import codec
from bot.store import outbox as waiting
from bot.store.rows import Row, Rows
from bot.store.schema import about_in, owner_of
from bot.store.tables import community, due, outbox, person, place, post, schedule

Held = dict[str, list[dict[str, Any]]]  # by table: its rows, each by column, sealed words opened


async def held(rows: Rows, tables: Sequence[Table], who: str) -> Held:
    """Every row that is this person's; whom such a row is about stands there by name."""
    names: dict[str, str] = {}
    found: Held = {}
    for table in tables:
        if (owner := owner_of(table)) is not None and not table.info.get("derived"):
            abouts = {column.name for column in about_in(table)}
            mine = await rows.find(table, owner == who, order=(table.c.id,))
            for row in mine:
                for id in filter(None, (getattr(row, name) for name in abouts)):
                    names[id] = names.get(id) or await _name(rows, id)
            found |= {table.name: [_shown(row, abouts, names) for row in mine]} if mine else {}
    return found


async def _name(rows: Rows, id: str) -> str:
    one = await rows.one(person, id)
    return one.name if one else ""


def _shown(row: Row, abouts: set[str], names: dict[str, str]) -> dict[str, Any]:
    there = {column.name: getattr(row, column.name) for column in row.table.c if column.name != "community"}
    return there | {name: names.get(there[name]) for name in abouts}


async def forget_community(tx: AsyncConnection, tables: Sequence[Table], home: str) -> None:
    """Nothing of a community is left. What it said stands where Blether cannot come any more."""
    for table in reversed(tables):
        if "community" in table.c:
            await tx.execute(delete(table).where(table.c.community == home))
    await tx.execute(delete(community).where(community.c.id == home))


async def forget(rows: Rows, tables: Sequence[Table], who: str, at: datetime) -> None:
    """Nothing of this person's is left, and nothing that speaks of them; their posts are to be withdrawn.

    What remains until the platform has taken a post back is where it stands, sealed and nobody's.
    """
    direct = [each.id for each in await rows.find(place, place.c.person == who)]
    for one in await rows.find(post, or_(post.c.person == who, post.c.place.in_(direct))):
        await waiting.withdraw(rows, one, at)
        await rows.remove(one)
    for row in await rows.find(outbox, outbox.c.kind != "withdraw"):
        if who in codec.people(codec.loads(row.body)):
            await waiting.unsay(rows, row, at)
    for planned in (due, schedule):
        await rows.remove_all(planned, planned.c.place.in_(direct))
    for table in reversed(tables):
        for column in about_in(table):
            await rows.blank(column, who)
        if (owner := owner_of(table)) is not None:
            await rows.remove_all(table, owner == who)
