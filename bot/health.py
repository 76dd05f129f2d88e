"""Whether the house is ready, and what waits in it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Select, Table, TextClause, func, literal, select, union_all

from bot.store import Store
from bot.store.tables import PARKED, due, occurrence, outbox

PATIENCE: Final = 1.0  # seconds for the store to answer
STATES: Final = {outbox: ("waiting", "parked", "unknown"), due: ("waiting", "held", "parked"), occurrence: ("parked",)}


@dataclass(frozen=True, slots=True)
class Look:
    """How the house is: ``trouble`` says why it is not ready, ``rows`` are counted by table and state."""

    trouble: str | None
    rows: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Health:
    """Looks at an open store, with one question at a time however many ask."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._asked: asyncio.Task[dict[str, dict[str, int]]] | None = None

    async def look(self) -> Look:
        """Count what waits: a store that does it in time is ready."""
        if self._store.lost.is_set():
            return Look("the lock on the database is lost")
        if self._asked is None or self._asked.done():
            self._asked = asyncio.create_task(self._count())
            self._asked.add_done_callback(lambda task: task.cancelled() or task.exception())  # seen: not unexpected
        asked = self._asked
        await asyncio.wait([asked], timeout=PATIENCE)  # never cancelled: it is in a transaction
        if not asked.done():
            return Look("the store does not answer in time")
        if asked.cancelled() or asked.exception():
            return Look("the store cannot be read")
        return Look(None, asked.result())

    async def _count(self) -> dict[str, dict[str, int]]:
        counted = {table.name: dict.fromkeys(states, 0) for table, states in STATES.items()}
        async with self._store.turn() as tx:
            for name, state, count in await tx.execute(_counts):
                counted[name][state] = count
        return counted


def _by_state(table: Table, *where: TextClause) -> Select[Any]:
    return select(literal(table.name), table.c.state, func.count()).where(*where).group_by(table.c.state)


_counts = union_all(_by_state(outbox), _by_state(due), _by_state(occurrence, PARKED))
