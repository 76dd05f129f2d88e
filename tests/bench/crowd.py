"""Part 5: one member presses ten thousand times a minute; how long the others wait, held against a quiet minute."""

from __future__ import annotations

import asyncio
import itertools
import statistics
import time
from dataclasses import replace

from bot.core import Bot
from bot.house import Plan
from bot.talk import Refusal
from bot.testing import Bench
from tests.bench.databases import Kind
from tests.bench.entry import MEMBERS, greet, heard, keep
from tests.bench.measure import Figure, Spread, say

PRESSES, SECONDS, QUIET = 10_000, 60, 15
NOBODY, FLOOD = "while nobody hurries", f"while one member presses {PRESSES:,} times in {SECONDS} s"
_numbers = itertools.count(1_000_000)


async def measure(kind: Kind, house: Plan) -> list[Figure]:
    """The others' median and 99th percentile, without and with the flood, and what became of the presses."""
    async with Bench.open(kind.empty(), house=house) as bench:
        for number in range(MEMBERS):
            await greet(bench.bot, number)
        quiet = await _others(bench.bot, QUIET)
        flood = asyncio.create_task(_flood(bench.bot))
        hurried = await _others(bench.bot, SECONDS)
        done, refused = await flood
    say(f"    of {PRESSES:,} presses {done:,} were done and {refused:,} kindly refused")
    part = f"a flood, {kind.name}"
    return [
        *_figures(part, NOBODY, quiet),
        *_figures(part, FLOOD, hurried),
        Figure(part, "presses kindly refused", Spread.of([refused]), "of them"),
    ]


def _figures(part: str, what: str, waits: list[float]) -> list[Figure]:
    """Their median, and their 99th percentile."""
    found = {"median": statistics.median(waits), "p99": statistics.quantiles(waits, n=100)[98]}
    return [Figure(part, f"another's entry {what}, {name}", Spread.of([wait]), "ms") for name, wait in found.items()]


async def _others(bot: Bot, seconds: float) -> list[float]:
    """How long the other members' entries take, in milliseconds; each keeps one every tenth of a second."""
    waits: list[float] = []

    async def member(number: int) -> None:
        until = time.perf_counter() + seconds
        while (begun := time.perf_counter()) < until:
            await keep(bot, next(_numbers) * MEMBERS + number)
            waits.append((time.perf_counter() - begun) * 1e3)
            await asyncio.sleep(0.1)

    await asyncio.gather(*(member(number) for number in range(1, MEMBERS)))
    return waits


async def _flood(bot: Bot) -> tuple[int, int]:
    """Member 0 presses and presses, in bursts and evenly; how many were done, and how many refused."""
    begun, pressing = time.perf_counter(), set[asyncio.Task[bool]]()
    for number in range(PRESSES):
        pressing.add(asyncio.create_task(_press(bot, number)))
        if number % 50 == 49:  # bursts of fifty, as a stuck key or a script would
            await asyncio.sleep(max(0.0, begun + SECONDS * number / PRESSES - time.perf_counter()))
    done = await asyncio.gather(*pressing)
    return sum(done), PRESSES - sum(done)


async def _press(bot: Bot, number: int) -> bool:
    answer = await bot.take(replace(heard(0, "learn.log", what="again"), event=f"flood-{number}"))
    return not isinstance(answer.said, Refusal)
