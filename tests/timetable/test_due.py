"""However much is due at one moment, what comes first is found in its order: nothing is read in vain, or sorted."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Select

from bot import due
from bot.house import Plan
from bot.testing import Bench

CALLS = ["SEARCH due USING INDEX ix_due_wake_at_id (wake<?)"]
SCHEDULES = [
    "SEARCH schedule USING INDEX ix_schedule_wake_id (wake<?)",
    "CORRELATED SCALAR SUBQUERY 1",
    "SEARCH occurrence USING INDEX sqlite_autoindex_occurrence_2 (community=? AND schedule=? AND day=? AND slot=?)",
]


@pytest.mark.parametrize(
    ("query", "steps"), [(due._to_call, CALLS), (due._ready, SCHEDULES)], ids=["calls", "schedules"]
)
async def test_what_is_due_is_read_along_an_index(house: Plan, query: Select[Any], steps: list[str]) -> None:
    async with Bench.open(house=house) as bench, bench.bot.store.turn() as tx:
        written = str(query.compile(dialect=tx.dialect))
        plan = await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {written}", (0,) * written.count("?"))
        assert [detail for *_, detail in plan] == steps
