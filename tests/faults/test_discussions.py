"""A discussion through restarts at random moments: nothing is said twice, nothing early, and only lateness changes."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.house import Plan
from bot.keys import new_root
from bot.rooms.discuss.tables import stages
from bot.testing import Bench, empty
from tests.sweeps import part, tried

pytestmark = pytest.mark.faults
BEGINS = "2026-11-24T20:00"
Said = tuple[datetime, str]  # when a stage was handed over, and the key it is said under


def heard(bench: Bench) -> list[Said]:
    """What was said in the thread while this house was open."""
    there = [each for each in bench.effects if each.kind == "say" and each.place.kind == "thread"]
    return [(bench.spoken[each.key][1], each.key) for each in there]


async def plans(bench: Bench) -> None:
    """A live hour tomorrow, and a slow week after it."""
    ailsa = bench.person("Ailsa", language="en")
    await ailsa.does("discuss.start", protocol="live-and-slow", topic="Wait time", way="live-first", when=BEGINS)
    await ailsa.presses("discuss.plan-it")
    await bench.settle()


async def kept(bench: Bench) -> list[tuple[datetime, str]]:
    """Each stage's time, and what became of it."""
    async with bench.bot.store.turn() as tx:
        return [(each.at, each.state) for each in await tx.execute(stages.select().order_by(stages.c.number))]


@part("restarts within a discussion", 6, 100, 25)
async def test_nothing_is_said_twice_or_early(
    times: int, request: pytest.FixtureRequest, house: Plan, tmp_path: Path
) -> None:
    """Each time the house stops at a random moment of the hour or the week, and comes back a little or much later."""
    chance, key = random.Random(request.node.name), new_root()
    for number in range(times):
        tried["restarts within a discussion"] += 1
        url = f"sqlite+aiosqlite:///{tmp_path}/{number}.db"
        (tmp_path / f"{number}.db").write_bytes(await empty(house.migrations))
        async with Bench.open(url, house=house, languages=("cy", "en"), key=key) as bench:
            await plans(bench)
            within = timedelta(minutes=70) if chance.random() < 0.6 else timedelta(days=8)
            await bench.jump(hours=35, seconds=chance.random() * within.total_seconds())
            before, stopped = heard(bench), bench.clock.now
        away = timedelta(seconds=chance.choice((5, 400, 2_000, 90_000)) * chance.random())
        async with Bench.open(url, house=house, languages=("cy", "en"), key=key, seed=2 + number) as bench:
            bench.clock.now = opened = stopped + away
            await bench.settle()
            after = heard(bench)
            assert len(after) <= 1  # of all that fell due meanwhile, the newest
            await bench.jump(days=21)
            after, there = heard(bench), await kept(bench)
        said = [at for at, state in there if state == "said"]
        passed = [at for at, state in there if state == "passed"]
        assert [state for _, state in there if state not in ("said", "passed")] == []
        assert all(stopped < at <= opened for at in passed)
        times_said = [at for at, _ in before + after]
        assert times_said == [max(at, opened) if stopped < at else at for at in said]
        assert len({key for _, key in before + after}) == len(said)
