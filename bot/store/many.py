"""One statement for very many rows: SQLAlchemy writes its text once, and the driver is handed only the values.

Core reads every row of an executemany anew, which costs several times what the database does with it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Delete, Dialect, Insert, Update
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement as a driver takes it: its text, the names of its values in order, and how each is stored.

    ``own``: the values that stand in the statement itself, the same for every row.
    """

    text: str
    names: tuple[str, ...]
    stored: tuple[Callable[[Any], Any] | None, ...]
    own: Mapping[str, Any]
    positional: bool


async def run_many(tx: AsyncConnection, statement: Insert | Update | Delete, rows: Sequence[Mapping[str, Any]]) -> None:
    """Run it once for each row; all of them name the same values. A statement that is kept is written only once."""
    if not rows:
        return
    written = _write(statement, tx.dialect, tuple(rows[0]))
    columns = [
        [written.own[name]] * len(rows)
        if name in written.own
        else [row[name] for row in rows]
        if store is None
        else [store(row[name]) for row in rows]
        for name, store in zip(written.names, written.stored, strict=True)
    ]
    values = zip(*columns, strict=True)
    handed = list(values) if written.positional else [dict(zip(written.names, row, strict=True)) for row in values]
    await tx.exec_driver_sql(written.text, handed)


@functools.lru_cache(maxsize=100)
def _write(statement: Insert | Update | Delete, dialect: Dialect, keys: tuple[str, ...]) -> _Written:
    written: Any = statement.compile(dialect=dialect, column_keys=list(keys))
    names = tuple(written.positiontup or written.binds)
    stored = tuple(written.binds[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names)
    own = {
        name: written.binds[name].value if store is None else store(written.binds[name].value)
        for name, store in zip(names, stored, strict=True)
        if name not in keys
    }
    return _Written(written.string, names, stored, own, bool(written.positiontup))
