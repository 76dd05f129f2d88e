"""Two communities whose people, places and rows have the same ids never learn of each other."""

from __future__ import annotations

import base64
import os
import random
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.house import Plan
from bot.marks import Mark
from bot.store.schema import metadata
from bot.talk import Answer, Remote, Role
from bot.testing import Bench, Someone

WHOLE = os.environ.get("BLETHER_FAULTS") == "whole"
STEPS = 1_000 if WHOLE else 250  # each of them taken in both communities
CANARY = {"north": "kittiwake", "south": "nightjars"}  # of one length, so that both take the same turns
OTHER = {"north": "south", "south": "north"}
ID = re.compile(r"'(?:entry|packet)', '([\w-]{22})'")  # of what somebody owns


@pytest.mark.faults
async def test_two_communities_with_the_same_ids_never_meet(outside: Plan) -> None:
    """A seeded walk over every action: half of all buttons and ids were seen in the other community."""
    async with Bench.open(house=outside, languages=("cy", "en")) as bench:
        world, sources = bench.bot.world, {home: ids(home) for home in (*CANARY, "clock")}
        wires, rows = ({home: list[str]() for home in CANARY} for _ in range(2))
        for number in range(STEPS):
            answers = {}
            for home in CANARY:
                bench.bot.world = replace(world, ids=sources[home])
                answers[home] = await step(bench, number, home, wires, rows)
            for home, answer in answers.items():
                assert CANARY[OTHER[home]] not in repr(answer)
                wires[home] += answer.wires
                rows[home] += ID.findall(repr(answer.said))
            if number % 100 == 99:
                bench.bot.world = replace(world, ids=sources["clock"])
                await bench.jump(minutes=30)
        said = {home: [repr(each) for each in bench.effects if each.community == home] for home in CANARY}
        assert [each for home in CANARY for each in said[home] if CANARY[OTHER[home]] in each] == []
        assert min(map(len, said.values())) > STEPS / 40
        north, south = [await made(bench, home) for home in CANARY]
        assert (north, len(north) > STEPS / 3) == (south, True)


def ids(home: str) -> Callable[[], str]:
    """The same ids for both communities but for the first, which is the community's own."""
    chance, own = random.Random(home == "clock"), [home.ljust(22, "_")] if home in CANARY else []
    return lambda: own.pop() if own else base64.urlsafe_b64encode(chance.randbytes(16)).decode()[:22]


Seen = dict[str, list[str]]


async def step(bench: Bench, number: int, home: str, wires: Seen, rows: Seen) -> Answer:
    """Somebody does something, or presses what was seen here or there."""
    chance = random.Random(number)
    where = OTHER[home] if chance.random() < 0.5 else home
    who = somebody(bench, chance, home)
    if wires[where] and chance.random() < 0.5:
        wire = chance.choice(wires[where][-40:])
        typed = dict.fromkeys(("what", "reflection", "name", "to"), CANARY[home]) if chance.random() < 0.5 else {}
        await who.sends(wire, event=str(number), **typed)
    else:
        room = chance.choice(("learn.", "learn.", ""))
        action = chance.choice([each for name, each in bench.bot.actions.items() if name.startswith(room)])
        chosen = [each for each in action.params if each.mark.kind and (each.required or chance.random() < 0.3)]
        typed = {each.name: value(each.mark, chance, home, rows[where][-20:]) for each in chosen}
        await who.does(action.name, event=str(number), **typed)
    return who.answer


def somebody(bench: Bench, chance: random.Random, home: str) -> Someone:
    """One of two people, who have the same ids on the platform, somewhere."""
    name, place = chance.choice(("ailsa", "ailsa", "bryn")), chance.choice(("hall", "yard", "dm"))
    who = bench.person(name, community=home, role=chance.choice(list(Role)))
    where = Remote(place, f"{place} {CANARY[home]}", "direct" if place == "dm" else "channel")
    who.heard = replace(who.heard, who=Remote(name, f"{name} {CANARY[home]}"), where=where)
    return who


def value(mark: Mark, chance: random.Random, home: str, rows: list[str]) -> Any:
    """Something for a field."""
    options = getattr(mark, "options", None)
    usual = {"number": "3", "minutes": "1h30", "day": "today", "moment": "2026-11-23T10:00", "picks": ()}
    somewhere = {
        "somebody": Remote("bryn", f"bryn {CANARY[home]}"),
        "somewhere": Remote("hall", f"hall {CANARY[home]}"),
    }
    if isinstance(options, tuple):
        return chance.choice(options).value
    if mark.kind == "pick":
        return chance.choice(rows or ["none"])
    return (usual | somewhere).get(mark.kind, f"{CANARY[home]} {chance.randrange(9)}")


async def made(bench: Bench, home: str) -> list[tuple[str, str]]:
    """What the people of a community made, as tables and ids."""
    async with bench.bot.store.turn() as tx:
        there = [
            metadata.tables[name] for name in ("garden_packet", "handle", "learn_entry", "person", "place", "seen")
        ]
        query = [(table.name, select(table.c.id).where(table.c.community == home.ljust(22, "_"))) for table in there]
        return sorted([(name, id) for name, each in query for id in (await tx.execute(each)).scalars()])
