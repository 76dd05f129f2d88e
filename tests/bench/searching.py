"""Part 11: discussions found again by words of theirs, in a small record and in a large one."""

from __future__ import annotations

import functools
import itertools
import random
import time
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

from sqlalchemy import Table, select

from bot.finding import roots
from bot.house import Plan
from bot.keys import new_root, read_root
from bot.rooms.discuss.tables import discussions, notes
from bot.store.rows import bound
from bot.store.search import blinded, number_of
from bot.store.tables import findable, person, place
from bot.talk import Message
from bot.testing import START, Bench
from tests.bench.databases import Kind
from tests.bench.entry import greet, heard
from tests.bench.finding import Filled
from tests.bench.measure import Control, Figure, figures, in_turns, one_by_one, say

SMALL, LARGE = 1_000, 100_000  # notes on record
EACH = 50  # of a discussion
RARE = 40  # notes that hold the rare word, in either record
PASSES, BLOCK = 3, 3
COMMON = "a word that there is everywhere"  # whose notes are a hundred times as many in the large record
ASKED = {"one word": "marbles", "two words": "marbles chalk", "a word that is nowhere": "astrolabe", COMMON: "word10"}
LEXICON = 5_000  # words that notes are made of, the first of them the most common
NOTE = 15  # words of a note


async def fill(kind: Kind, house: Plan, count: int) -> Filled:
    """A closed database with so many notes, whose words are as common as words are; ``RARE`` of them hold two more."""
    begun = time.perf_counter()
    chance, key, url = random.Random(count), new_root(), kind.empty()
    async with Bench.open(url, house=house, key=key) as bench:
        await greet(bench.bot, 0)
        async with bench.bot.store.turn() as tx:
            (home, me), there = (await tx.execute(select(person.c.community, person.c.id))).one(), place.c
            (where,) = (await tx.execute(select(there.id).where(there.kind == "channel"))).one()
    keys, base = read_root(key), int(START.timestamp() * 1e6)
    held, noted, found = list[Any](), list[Any](), list[Any]()
    for number in range(count // EACH):
        begins = base - number * int(timedelta(hours=1).total_seconds() * 1e6)
        one = {"community": home, "id": f"d{number:021}", "lead": me, "place": where, "thread": where}
        one |= {"protocol": "edu-chat", "way": "live", "state": "closed", "begins": begins, "replies": 0}
        held.append(_row(discussions, one))
    blind = functools.cache(lambda word: blinded(keys, home, sorted(roots(word, ("en",)))))
    for number in range(count):
        words = [f"word{int(LEXICON * chance.random() ** 3)}" for _ in range(NOTE)]
        words += ["marbles", "chalk"] if number % (count // RARE) == 0 else []
        one = {"community": home, "id": f"n{number:021}", "person": me, "discussion": f"d{number // EACH:021}"}
        one |= {"signed": False, "kept": base + number}
        noted.append(_row(notes, one | {"words": keys.seal(home, bound(notes, "words", one), " ".join(words))}))
        tokens = " ".join(sorted({token for word in words for token in blind(word)}))
        row = {"community": home, "id": one["id"], "person": me, "of": one["discussion"], "tokens": tokens}
        found.append(_row(findable, row | {"number": number_of(home, one["id"])}))
    for table, rows in ((discussions, held), (notes, noted), (findable, found)):
        kind.fill(url, table, rows)
    say(f"    {count:,} notes put into {kind.name} in {time.perf_counter() - begun:.0f} s")
    return Filled(url, key, count)


def _row(table: Table, values: dict[str, Any]) -> tuple[Any, ...]:
    return tuple((dict.fromkeys(table.c.keys()) | values).values())


async def measure(kind: Kind, house: Plan) -> list[Figure]:
    """Each question to the small record and to the large one, by turns."""
    small, large = [await fill(kind, house, count) for count in (SMALL, LARGE)]
    found: list[Figure] = []
    async with AsyncExitStack() as stack:
        bots = {
            f"{each.entries:,} notes": (
                await stack.enter_async_context(Bench.open(each.url, house=house, key=each.key, seed=3))
            ).bot
            for each in (small, large)
        }
        few, many = bots
        for question, words in ASKED.items():
            steps = {f"{question}, {name}": functools.partial(_ask, bot, words) for name, bot in bots.items()}
            blocks = {name: one_by_one(step, BLOCK) for name, step in steps.items()}
            controls = {f"{question}, {many}": Control(f"{question}, {few}", None if question == COMMON else 1.5)}
            found += figures(f"discuss.find, {kind.name}", await in_turns(blocks, passes=PASSES), controls)
    return found


_events = itertools.count(1)


async def _ask(bot: Any, words: str) -> None:
    answer = await bot.take(heard(next(_events) * 10, "discuss.find", sought=words))
    if not isinstance(answer.said, Message) or len(answer.said.items) != (0 if words == "astrolabe" else 8):
        raise RuntimeError(f"that is not a page: {answer.said}")
