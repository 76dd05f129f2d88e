"""Part 10: a thousand live discussions at once: how long after its minute a stage is handed over."""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime, timedelta

from bot.delivery import Effect, Outcome
from bot.house import Plan
from bot.testing import Bench
from tests.bench.databases import Kind
from tests.bench.measure import Figure, Spread, say

MANY, LED, APART = 1_000, 10, 10  # discussions, of each person, begun at so many different minutes
BEGINS = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
ROUND = 10  # minutes of a question: in each of them some discussions go on
SECOND = "one second"


async def measure(kind: Kind, house: Plan) -> list[Figure]:
    """The median and the 99th percentile, over ten minutes in which each discussion says its next question once."""
    url = kind.empty()
    async with Bench.open(url, house=house, languages=("cy", "en")) as bench:
        for number in range(MANY):
            who = bench.person(f"Lead {number // LED}", language="en").at(f"place-{number}")
            begins = BEGINS + timedelta(minutes=number % APART)
            await who.does("discuss.start", protocol="edu-chat", topic=f"{number}", when=f"{begins:%Y-%m-%dT%H:%M}")
            await who.presses("discuss.plan-it")
        await bench.settle()
        bench.clock.send(BEGINS + timedelta(minutes=APART + 4, seconds=30))  # all have begun; none asked in this minute
        await bench.settle()
        kind.rest(url)
        waits = await _waits(bench)
    part = f"{MANY:,} live discussions, {kind.name}"
    if len(waits) != MANY:
        raise RuntimeError(f"{len(waits)} of {MANY} stages were said")
    found = {"median": statistics.median(waits), "p99": statistics.quantiles(waits, n=100)[98]}
    return [
        Figure(
            part,
            f"a stage after its minute, {name}",
            Spread.of([wait]),
            "ms",
            SECOND,
            Spread.of([wait / 1e3]),
            1.0 if name == "p99" else None,
        )
        for name, wait in found.items()
    ]


async def _waits(bench: Bench) -> list[float]:
    """How long each stage of these minutes takes from its minute until it is handed over, in milliseconds."""
    waits: list[float] = []
    said, begun = bench.say, 0.0

    async def hears(effect: Effect) -> Outcome:
        waits.append((time.perf_counter() - begun) * 1e3)
        return await said(effect)

    bench.say = hears  # type: ignore[method-assign]  # the bench is the platform, too
    for minute in range(ROUND):
        say(f"    minute {minute + 1} of {ROUND}, {len(waits):,} said ...")
        bench.clock.now = BEGINS + timedelta(minutes=APART + 5 + minute)
        begun = time.perf_counter()
        await bench.settle()
    return waits
