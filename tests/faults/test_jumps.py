"""A clock that jumps by hours or years makes nothing come twice, and nothing stop for good (RELIABILITY.md G7)."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta

import pytest

from bot.house import Plan
from bot.store.tables import occurrence
from bot.talk import Role
from bot.testing import START, Bench
from tests.sweeps import part, tried
from tests.timetable.conftest import tower

__all__ = ["tower"]

pytestmark = pytest.mark.faults
RHYTHMS = [
    ("week", "1234567", "00:30"),
    ("week", "135", "09:00"),
    ("fortnight", "2", "01:30"),
    ("last", "5", "23:45"),
]
YEARS = timedelta(days=730)


async def came(bench: Bench) -> Counter[tuple[str, str]]:
    """How often each schedule came on each day, by what is kept of it."""
    async with bench.bot.store.turn() as tx:
        found = await tx.execute(occurrence.select().where(occurrence.c.state == "done"))
        return Counter((each.schedule, f"{each.day}") for each in found)


@part("jumps of the clock", 40, 2_000, 500)
async def test_nothing_comes_twice(times: int, request: pytest.FixtureRequest, tower: Plan) -> None:
    chance = random.Random(request.node.name)
    async with Bench.open(house=tower, languages=("cy", "en"), seed=times) as bench:
        ailsa = bench.person("Ailsa", role=Role.MODERATOR)
        for often, days, clock in RHYTHMS:
            await ailsa.does("bell.plan", often=often, days=tuple(days), clock=clock, grace="30")
        for _ in range(times):
            tried["jumps of the clock"] += 1
            bench.clock.now = START + YEARS * chance.uniform(-1, 1)
            await bench.settle()
            if chance.random() < 0.3:
                await bench.jump(hours=chance.uniform(0, 50))
        there = await came(bench)
        assert (max(there.values()), len(bench.effects)) == (1, len(there))
        assert len(there) > times / 3
        bench.clock.now = START + YEARS * 1.5
        await bench.settle()
        before = len(bench.effects)
        await bench.jump(days=28)
        assert (len(bench.effects) - before) in range(28 + 12 + 2 + 1 - 3, 28 + 12 + 2 + 1 + 3)
