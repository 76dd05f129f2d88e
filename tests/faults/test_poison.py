"""A hundred posts that break the platform's library each time hold up none of ten thousand others."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from bot.delivery import Effect, Outcome
from bot.house import Plan
from bot.store.tables import outbox
from bot.testing import Bench
from tests.outside.conftest import outside
from tests.sweeps import part, tried

__all__ = ["outside"]

pytestmark = pytest.mark.faults
PLACES = 50


class Poisoned(Bench):
    """A platform whose library breaks on some words."""

    async def say(self, effect: Effect) -> Outcome:
        words = effect.message.words if effect.message else ""
        self.asked[words] += 1
        if "poison" in words:
            raise ValueError(words)
        return await super().say(effect)


@part("posts, one in a hundred of them poison", 300, 10_000, 10_000)
async def test_poison(tmp_path: Path, times: int, outside: Plan) -> None:
    numbers = range(times)
    async with Poisoned.open(f"sqlite+aiosqlite:///{tmp_path}/blether.db", house=outside) as bench:
        bench.asked, ailsa = Counter[str](), bench.person("Ailsa")
        for first in range(0, times, 3):  # as many as it takes at once
            names = "\n".join(f"{'good' if each % 100 else 'poison'} {each}" for each in numbers[first : first + 3])
            await ailsa.at(f"place {first % PLACES}").does("shed.clear", names=names)
        with capture_logs() as logs:
            await bench.settle()
            await bench.jump(hours=1)
        tried["posts, one in a hundred of them poison"] += times
        good = sum(len(bench.aloud(f"place {number}")) for number in range(PLACES))
        assert (good, Counter(bench.asked.values())) == (times * 99 // 100, {1: good, 5: times // 100})
        async with bench.bot.store.turn() as tx:
            left = (await tx.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))).all()
        assert [tuple(each) for each in left] == [("parked", times // 100)]
        assert Counter(each["event"] for each in logs) == {"again": times // 25, "parked": times // 100}
