"""Part 2: one person's list and search in a small store and in a large one."""

from __future__ import annotations

import asyncio
import base64
import functools
import itertools
import random
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.core import Bot
from bot.house import Plan
from bot.keys import Keys, new_root, read_root
from bot.rooms.learn.declared import FORMALITY, KINDS
from bot.rooms.learn.tables import entries
from bot.store.rows import bound
from bot.store.tables import person
from bot.talk import Message
from bot.testing import START, Bench
from tests.bench.databases import Kind
from tests.bench.entry import greet, heard
from tests.bench.measure import Control, Figure, Spread, figures, in_turns, one_by_one, say

MINE = 1_000
NEIGHBOURS = 999  # who share the other entries of a large store
PASSES, BLOCK = 3, 3
ASKED = {
    "first page": {},
    "page 100": {"page": "100"},
    "one kind": {"kind": "reading"},
    "search": {"words": "fractions"},
}
ABOUT = ("fractions", "wait time", "phonics", "feedback", "maps", "retrieval", "play", "Gaelic", "rubrics", "sound")


NEW = {"met": 0, "language": "en", "moderator": False}


@dataclass(frozen=True, slots=True)
class Filled:
    """A closed database with so many entries, ``MINE`` of them one person's and truly sealed, and its key."""

    url: str
    key: str
    entries: int

    @property
    def name(self) -> str:
        """How the table names it."""
        return f"{self.entries:,} entries"


async def fill(kind: Kind, house: Plan, count: int) -> Filled:
    """Make one; the person's own entries lie scattered among the others', as the years would leave them."""
    begun = time.perf_counter()
    chance, key, url = random.Random(count), new_root(), kind.empty()
    async with Bench.open(url, house=house, key=key) as bench:
        await greet(bench.bot, 0)
        async with bench.bot.store.turn() as tx:
            me = (await tx.execute(select(person.c.community, person.c.id))).one()
    neighbours = [_id(chance) for _ in range(NEIGHBOURS)]
    empty = dict.fromkeys(person.c.keys())
    rows = (
        tuple((empty | {"community": me.community, "id": each, "remote": each, "name": each, **NEW}).values())
        for each in neighbours
    )
    await asyncio.to_thread(kind.fill, url, person, rows)
    several = _entries(chance, read_root(key), me.community, me.id, neighbours, count)
    await asyncio.to_thread(kind.fill, url, entries, several)
    say(f"    {count:,} entries put into {kind.name} in {time.perf_counter() - begun:.0f} s")
    return Filled(url, key, count)


async def measure(kind: Kind, house: Plan, small: Filled, large: Filled) -> list[Figure]:
    """Each question to the small store and to the large one, by turns."""
    found: list[Figure] = []
    async with AsyncExitStack() as stack:
        bots = {
            each.name: (await stack.enter_async_context(Bench.open(each.url, house=house, key=each.key, seed=3))).bot
            for each in (small, large)
        }
        for question, values in ASKED.items():
            steps = {f"{question}, {name}": functools.partial(_ask, bot, values) for name, bot in bots.items()}
            blocks = {name: one_by_one(step, BLOCK) for name, step in steps.items()}
            controls = {f"{question}, {large.name}": Control(f"{question}, {small.name}", goal=1.5)}
            found += figures(f"learn.list, {kind.name}", await in_turns(blocks, passes=PASSES), controls)
        held = Spread.of([await _held(bots[large.name]) for _ in range(9)])
    what = f"search, {large.name}: longest hold of the event loop"
    return [*found, Figure(f"learn.list, {kind.name}", what, held, "ms")]


_events = itertools.count(1)


async def _ask(bot: Bot, values: dict[str, str]) -> None:
    answer = await bot.take(heard(next(_events) * 10, "learn.list", **values))
    if not isinstance(answer.said, Message) or len(answer.said.items) != 5:
        raise RuntimeError(f"that is not a page: {answer.said}")


async def _held(bot: Bot) -> float:
    """Milliseconds that one search keeps everybody else waiting at a stretch."""
    searching = asyncio.create_task(_ask(bot, ASKED["search"]))
    longest, last = 0.0, time.perf_counter()
    while not searching.done():
        await asyncio.sleep(0)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    await searching
    return longest * 1e3


def _entries(
    chance: random.Random, keys: Keys, home: str, me: str, others: list[str], count: int
) -> Iterator[tuple[Any, ...]]:
    """Rows as a driver takes them, oldest first, every so many of them mine."""
    sealed = keys.seal(home, "somebody's", "Wait time works: after three seconds more of them answer.")
    days = [(START - timedelta(days=1_000 - number)).date().isoformat() for number in range(1_000)]
    every, begun = count // MINE, int(START.timestamp() * 1e6) - count
    kinds, formalities = ([option.value for option in options] for options in (KINDS, FORMALITY))
    for number in range(count):
        row = dict.fromkeys(entries.c.keys()) | {
            "community": home,
            "id": f"{number:022}",
            "person": chance.choice(others) if number % every else me,
            "on": days[number * len(days) // count],
            "kept": begun + number,
            "kind": chance.choice(kinds),
            "formality": chance.choice(formalities),
            "minutes": 20,
        }
        if number % every:
            row |= {"what": sealed, "why": sealed}
        else:
            words = _words(chance, number // every)
            row |= {name: keys.seal(home, bound(entries, name, row), each) for name, each in words.items()}
        yield tuple(row.values())


def _words(chance: random.Random, number: int) -> dict[str, str]:
    """What a person writes: always what, often why, sometimes what came of it."""
    topic = ABOUT[number % len(ABOUT)]
    words = {"what": f"Looked at {topic} with the other probationers, and at what the class makes of it ({number})."}
    if chance.random() < 0.5:
        words["why"] = f"It has come up in each lesson observed since the summer, so I read what there is on {topic}."
    if chance.random() < 0.25:
        words["practice"] = "I now wait, count to three, and ask a second child before I say anything myself."
    return words


def _id(chance: random.Random) -> str:
    return base64.urlsafe_b64encode(chance.randbytes(16)).decode()[:22]
