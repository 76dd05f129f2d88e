"""A walk through the house in two communities at once, whose people, places and rows have the same ids."""

from __future__ import annotations

import base64
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import func, select

from bot.house import Plan
from bot.marks import Led, Mark, Pick
from bot.store.schema import metadata
from bot.talk import Answer, Form, Remote, Role
from bot.testing import Bench, Someone
from tests.house.made import actions, inside, typed, worded

CANARY = {"north": "kittiwake", "south": "nightjars"}  # of one length, so that both take the same turns
OTHER = {"north": "south", "south": "north"}


@dataclass
class Walk:
    """What came of it: the wires and rows each community has seen, how much was said, and what went wrong."""

    fields: set[str]  # all that one types words into
    wires: dict[str, list[str]] = field(default_factory=lambda: {home: [] for home in CANARY})
    rows: dict[str, list[str]] = field(default_factory=lambda: {home: [] for home in CANARY})
    posts: Counter[str] = field(default_factory=Counter)
    made: dict[str, Counter[str]] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)


async def walk(house: Plan, steps: int, seed: str) -> Walk:
    """So many steps over all actions, each in both: half of all buttons and ids were seen in the other community."""
    here = Walk({name for action in actions(house) for name in worded(action)})
    async with Bench.open(house=house, languages=("cy", "en")) as bench:
        world, sources = bench.bot.world, {home: ids(home) for home in (*CANARY, "clock")}
        for home in CANARY:
            bench.bot.world = replace(world, ids=sources[home])
            async with inside(_somebody(bench, random.Random(0), home)):
                pass  # now the community is there, with its id
        for number in range(steps):
            answers = {}
            for home in CANARY:
                bench.bot.world = replace(world, ids=sources[home])
                answers[home] = await _step(bench, f"{seed} {number}", home, here)
            for home, (what, answer) in answers.items():
                here.wrong |= (
                    {f"{what} in {home} tells of {OTHER[home]}"} if CANARY[OTHER[home]] in repr(answer) else set()
                )
                here.wires[home] += answer.wires
                here.rows[home] += _ids(bench, answer)
            if number % 50 == 49:
                bench.bot.world = replace(world, ids=sources["clock"])
                await bench.jump(hours=13)
                _hear(bench, here)
        here.made = {home: await _made(bench, home) for home in CANARY}
    return here


def ids(home: str) -> Callable[[], str]:
    """The same ids for both communities but for the first, which is the community's own."""
    chance, own = random.Random(home == "clock"), [home.ljust(22, "_")] if home in CANARY else []
    return lambda: own.pop() if own else base64.urlsafe_b64encode(chance.randbytes(16)).decode()[:22]


async def _step(bench: Bench, seed: str, home: str, here: Walk) -> tuple[str, Answer]:
    """Somebody does something, or presses what was seen here or there; what it was, and how it was answered."""
    chance = random.Random(seed)
    where = OTHER[home] if chance.random() < 0.5 else home
    who = _somebody(bench, chance, home)
    canary = f"{CANARY[home]} {chance.randrange(9)}"
    if here.wires[where] and chance.random() < 0.5:
        wire = chance.choice(here.wires[where][-40:])
        await who.sends(wire, event=seed, **(dict.fromkeys(here.fields, canary) if chance.random() < 0.5 else {}))
        return wire.partition("|")[0], who.answer
    action = chance.choice(list(bench.bot.actions.values()))
    fields = [each for each in action.params if each.mark.kind and (each.required or chance.random() < 0.3)]
    values = {each.name: _value(each.mark, bench, chance, canary, here.rows[where][-20:]) for each in fields}
    await who.does(action.name, event=seed, **values)
    return action.name, who.answer


def _somebody(bench: Bench, chance: random.Random, home: str) -> Someone:
    """One of two people, who have the same ids on the platform, somewhere."""
    name, place = chance.choice(("ailsa", "ailsa", "bryn")), chance.choice(("hall", "yard", "dm"))
    who = bench.person(name, community=home, role=chance.choice(list(Role)))
    where = Remote(place, f"{place} {CANARY[home]}", "direct" if place == "dm" else "channel")
    who.heard = replace(who.heard, who=Remote(name, f"{name} {CANARY[home]}"), where=where)
    return who


def _value(mark: Mark, bench: Bench, chance: random.Random, canary: str, rows: list[str]) -> Any:
    """Something for a field: a row that was seen somewhere, or what fits."""
    if isinstance(mark, Pick) and isinstance(mark.options, tuple):
        return chance.choice(mark.options).value
    if isinstance(mark, Led | Pick):
        return chance.choice(rows or ["none"])
    return typed(mark, bench.clock.now, canary)


def _ids(bench: Bench, answer: Answer) -> list[str]:
    """The rows that an answer leads to: by its buttons, or as the options of a form."""
    said = answer.said
    if isinstance(said, Form):
        return [option.value for one in said.fields if one.search for option in one.options]
    found = []
    for call in [button.call for button in said.every_button if button.call.action in bench.bot.actions]:
        action = bench.bot.actions[call.action]
        found += [value for name, value in call.pairs if (one := action.param(name)) and isinstance(one.mark, Led)]
    return found


def _hear(bench: Bench, here: Walk) -> None:
    """What was said aloud since: nothing of the other community's, and its buttons may be pressed."""
    for effect in bench.effects:
        home = effect.community
        here.posts[home] += 1
        here.wires[home] += effect.wires
        if CANARY[OTHER[home]] in repr(effect):
            here.wrong.add(f"a post in {home} tells of {OTHER[home]}: {effect.message.text.key}")
    bench.effects.clear()


async def _made(bench: Bench, home: str) -> Counter[str]:
    """How many rows a community has in each table."""
    found = Counter[str]()
    async with bench.bot.store.turn() as tx:
        for table in (each for each in metadata.sorted_tables if "community" in each.c):
            own = select(func.count()).select_from(table).where(table.c.community == home.ljust(22, "_"))
            found[table.name] = (await tx.execute(own)).scalar_one()
    return +found
