"""Part 6: how fast what waits is handed over, what people feel of it, and how several processes share it."""

from __future__ import annotations

import asyncio
import base64
import random
import statistics
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from bot import codec
from bot.clockwork import Clockwork
from bot.core import Bot
from bot.delivery import Absent, Delivered, Effect, Found, Outcome, Pace
from bot.house import Plan, open_house, plan
from bot.keys import new_root, read_root
from bot.store.rows import bound
from bot.store.schema import EPOCH
from bot.store.tables import lane, outbox, place, post
from bot.talk import Message, text
from bot.testing import PLATFORM, START, Bench, Clock
from bot.turn import Defaults, World
from tests.bench.databases import Kind
from tests.bench.entry import MEMBERS, greet, keep
from tests.bench.measure import Figure, Spread, say

POSTS, LANES, ROUNDS = 10_000, 500, 3
TAKEN = 1_000  # posts that several processes share
PROCESSES = (1, 2, 4)
GOAL = 25  # milliseconds of a member's p99
SECONDS = 20.0


class Fast:
    """An adapter that has said everything at once."""

    window, pace = timedelta(), Pace()

    async def say(self, effect: Effect) -> Outcome:
        return Delivered(effect.key)

    async def find(self, effect: Effect) -> Found:
        return Absent()


async def measure(kind: Kind, house: Plan) -> list[Figure]:
    """A Figure for each."""
    part, rates = f"sending, {kind.name}", list[float]()
    for number in range(ROUNDS):
        async with _opened(kind, house, TAKEN, number) as bench:
            rates.append(TAKEN / await _spent(bench))
    async with _opened(kind, house, POSTS, ROUNDS) as bench:
        waits = await _beside(bench)
    found = {"median": statistics.median(waits), "p99": statistics.quantiles(waits, n=100)[98]}
    return [
        Figure(part, "handed over to a fast adapter", Spread.of(rates), "/s"),
        *(
            Figure(
                part,
                f"a member's entry while {POSTS:,} posts fan out, {name}",
                Spread.of([wait]),
                "ms",
                goal=GOAL if name == "p99" else None,
            )
            for name, wait in found.items()
        ),
    ]


@asynccontextmanager
async def _opened(kind: Kind, house: Plan, posts: int, seed: int) -> AsyncIterator[Bench]:
    """A house where so many posts wait, with a fast adapter."""
    url, key = await filled(kind, house, posts)
    async with Bench.open(url, house=house, key=key, seed=2 + seed) as bench:
        for member in range(1, MEMBERS):
            await greet(bench.bot, member)
        bench.clockwork = Clockwork(bench.bot, {PLATFORM: Fast()})
        yield bench


async def shared(kind: Kind, house: Plan) -> list[Figure]:
    """What so many processes hand over together, from one server."""
    found = []
    for count in PROCESSES:
        url, key = await filled(kind, house, TAKEN)
        asked = [sys.executable, "-m", "tests.bench.sending", url, key]
        processes = [
            await asyncio.create_subprocess_exec(*asked, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
            for _ in range(count)
        ]
        for each in processes:
            assert each.stdout
            await each.stdout.readline()
        begun = time.perf_counter()
        await asyncio.gather(*(each.communicate(b"\n") for each in processes))
        rate = TAKEN / (time.perf_counter() - begun)
        found.append(Figure(f"sending, {kind.name}", f"claimed and marked by {count}", Spread.of([rate]), "/s"))
    return found


async def filled(kind: Kind, house: Plan, count: int, remotes: Sequence[str] = ()) -> tuple[str, str]:
    """The URL and the key of a house where so many posts wait, each in one of LANES, or of these channels."""
    url, key = kind.empty(), new_root()
    async with Bench.open(url, house=house, key=key) as bench:
        await greet(bench.bot, 0)
        async with bench.bot.store.turn() as tx:
            home = (await tx.execute(select(place.c.community))).scalars().first()
    keys, body = read_root(key), codec.dumps((Message(text("core.done"), "Wait time"), ()))
    lanes = [_id("place", number) for number in range(len(remotes) or LANES)]
    sealed = (
        {
            "id": (id := _id("row", number)),
            "body": keys.seal(home, bound(outbox, "body", {"person": None, "id": id}), body),
        }
        for number in range(count)
    )
    micros = (START - EPOCH) // timedelta(microseconds=1)
    rows: list[tuple[Any, Iterator[dict[str, Any]]]] = [
        (
            place,
            (
                {"id": each, "kind": "channel", "remote": remote, "name": remote}
                for each, remote in zip(lanes, remotes or lanes, strict=True)
            ),
        ),
        (lane, ({"id": each, "last": count, "ready": micros, "free": 0, "held": False} for each in lanes)),
        (
            post,
            (
                {"id": _id("post", each), "place": lanes[each % len(lanes)], "key": f"{each}", "wanted": 1, "said": 0}
                for each in range(count)
            ),
        ),
        (
            outbox,
            (
                {
                    "lane": lanes[each % len(lanes)],
                    "number": each,
                    "kind": "post",
                    "post": _id("post", each),
                    "revision": 1,
                }
                | {"state": "waiting", "attempts": 0}
                | values
                for each, values in enumerate(sealed)
            ),
        ),
    ]
    for table, each in rows:
        there = (tuple((dict.fromkeys(table.c.keys()) | {"community": home} | row).values()) for row in each)
        await asyncio.to_thread(kind.fill, url, table, there)
    return url, key


async def _spent(bench: Bench) -> float:
    """Seconds until all that waits is handed over."""
    begun = time.perf_counter()
    await bench.settle()
    return time.perf_counter() - begun


async def _beside(bench: Bench) -> list[float]:
    """How long members' entries take, in milliseconds, for as long as posts fan out."""
    stopping, waits, number = asyncio.Event(), list[float](), 0
    clock = asyncio.create_task(bench.clockwork.run(stopping))
    until = time.perf_counter() + SECONDS
    while time.perf_counter() < until and await _waits(bench.bot):
        for _ in range(10):
            number += 1
            begun = time.perf_counter()
            await keep(bench.bot, number)
            waits.append((time.perf_counter() - begun) * 1e3)
            await asyncio.sleep(0.01)
    say(f"    {len(waits)} entries beside")
    stopping.set()
    bench.bot.bell.set()
    await clock
    return waits


async def _waits(bot: Bot) -> bool:
    async with bot.store.turn() as tx:
        return bool((await tx.execute(select(func.count()).select_from(outbox))).scalar_one())


def _id(kind: str, number: int) -> str:
    return f"{kind}{number}".ljust(22, "_")


async def _share(url: str, key: str, house: Plan) -> None:
    """One of several processes: waits for a line, and hands over until nothing is left."""
    chance = random.Random()
    world = World(Clock(START), lambda: base64.urlsafe_b64encode(chance.randbytes(16)).decode()[:22], chance)
    async with open_house(house, url, world, Defaults(), key, join=True) as bot:
        print(flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        clockwork = Clockwork(bot, {PLATFORM: Fast()})
        while await _waits(bot):
            await clockwork.catch_up()


if __name__ == "__main__":
    asyncio.run(_share(sys.argv[1], sys.argv[2], plan()))
