"""Part 1: an entry logged through the door, against the very statements it makes on Core and on the driver alone."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Executable, event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core import Bot
from bot.house import Plan
from bot.keys import new_root
from bot.store import Store
from bot.talk import Call, Heard, Message, Remote
from bot.testing import PLATFORM, Bench
from tests.bench.databases import Bare, Kind
from tests.bench.measure import (
    ROUNDS,
    Block,
    Control,
    Figure,
    Found,
    Sample,
    Step,
    figure,
    figures,
    in_turns,
    one_by_one,
    timed,
)

MEMBERS = 10
PASSES, BLOCK = 12, 5  # one after the other: blocks to a round, turns to a block
PASSES_AT_ONCE, BLOCK_AT_ONCE = 8, 2  # ten at once: blocks to a round, turns of each member to a block
TURNS = (ROUNDS + 1) * (PASSES * BLOCK + PASSES_AT_ONCE * BLOCK_AT_ONCE * MEMBERS)
DOOR, CORE, DRIVER = "through the door", "bare Core", "bare driver"
CONTROLS = {DOOR: Control(CORE, goal=1.3), CORE: Control(DRIVER)}


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as the door issued it: its construct and values, and what the driver got."""

    construct: Executable
    values: dict[str, Any]
    words: str
    given: Any


def heard(number: int, action: str, **values: str) -> Heard:
    """One of the members begins an action."""
    who = f"member-{number % MEMBERS}"
    home, where = Remote("school", "school"), Remote("staffroom", "Staffroom")
    return Heard(PLATFORM, home, Remote(who, who), where, f"event-{number}", Call.of(action, values))


async def greet(bot: Bot, number: int) -> None:
    """One of the members comes for the first time and chooses English."""
    begun = heard(number, "learn.list")
    answer = await bot.take(replace(begun, event=f"hello-{number}"))
    await bot.take(replace(begun, event=f"en-{number}", call=next(each for each in answer.wires if each[1:3] == "en")))


async def keep(bot: Bot, number: int) -> None:
    """One entry through the door."""
    what = f"Wait time works: three seconds, number {number}"
    answer = await bot.take(heard(number, "learn.log", what=what, kind="dialogue", minutes="20"))
    if not isinstance(answer.said, Message):
        raise RuntimeError(f"the door did not keep it: {answer.said}")


async def record(bot: Bot, numbers: range, step: Callable[[Bot, int], Awaitable[None]] = keep) -> list[list[Said]]:
    """What the door says to the database for each of these entries, or for each ``step``."""
    turns: list[list[Said]] = []
    constructs: dict[str, Executable] = {}

    def note(_connection: Any, _cursor: Any, words: str, given: Any, context: Any, _many: bool) -> None:
        if context.compiled is not None:  # BEGIN is the engine's own
            construct = constructs.setdefault(words, context.invoked_statement)
            turns[-1].append(Said(construct, dict(context.compiled_parameters[0]), words, given))

    event.listen(bot.store.engine.sync_engine, "before_cursor_execute", note)
    for number in numbers:
        turns.append([])
        await step(bot, number)
    event.remove(bot.store.engine.sync_engine, "before_cursor_execute", note)
    return turns


async def on_core(engine: AsyncEngine, turn: Sequence[Said]) -> None:
    """The same statements on bare Core, in one transaction."""
    async with engine.begin() as tx:
        for said in turn:
            result = await tx.execute(said.construct, said.values)
            if result.returns_rows:
                result.mappings().all()


async def on_driver(bare: Bare, turn: Sequence[Said]) -> None:
    """The same on the driver alone."""
    await bare.transaction([(said.words, said.given) for said in turn])


async def measure(kind: Kind, house: Plan) -> tuple[list[Figure], list[str]]:
    """One after the other, and ten members at once; what is to be known beside it."""
    key, url = new_root(), kind.empty()
    async with Bench.open(url, house=house, key=key) as bench:
        for number in range(MEMBERS):
            await greet(bench.bot, number)
            await keep(bench.bot, number)
    for_record, for_core, for_driver = (kind.copy(url) for _ in range(3))
    async with Bench.open(for_record, house=house, key=key, seed=2) as bench:
        turns = await record(bench.bot, range(MEMBERS, MEMBERS + TURNS))
    async with (
        Bench.open(url, house=house, key=key, seed=2) as bench,
        opened(for_core) as store,
        kind.bare(for_driver) as bare,
    ):
        door, core, driver = itertools.count(MEMBERS), iter(turns), iter(turns)
        steps: dict[str, Step] = {
            DOOR: lambda: keep(bench.bot, next(door)),
            CORE: lambda: on_core(store.engine, next(core)),
            DRIVER: lambda: on_driver(bare, next(driver)),
        }
        alone = await in_turns({name: one_by_one(step, BLOCK) for name, step in steps.items()}, passes=PASSES)
        at_once = await in_turns({name: _at_once(step) for name, step in steps.items()}, passes=PASSES_AT_ONCE)
    return [
        *_figures(f"an entry, {kind.name}, one after the other", alone),
        *_figures(f"an entry, {kind.name}, {MEMBERS} members at once, each", at_once),
    ], [_statements(kind, turns[-1])]


def _figures(part: str, found: Found) -> list[Figure]:
    work = figure(part, DOOR, found, Control(CORE), by=1, aside=", work of this process")
    return [*figures(part, found, CONTROLS), work]


def _statements(kind: Kind, turn: Sequence[Said]) -> str:
    firsts = ", ".join(said.words.split()[0] for said in turn)
    return f"An entry is {len(turn)} statements on {kind.name} ({firsts}) between BEGIN and COMMIT."


def _at_once(step: Step) -> Block:
    async def member() -> None:
        for _ in range(BLOCK_AT_ONCE):
            await step()

    async def all_members() -> None:
        await asyncio.gather(*(member() for _ in range(MEMBERS)))

    async def block() -> list[Sample]:
        return [await timed(all_members, MEMBERS * BLOCK_AT_ONCE)]

    return block


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    store = await Store.open(url)
    try:
        yield store
    finally:
        await store.close()
