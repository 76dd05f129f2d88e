"""A school whose people keep something, share it and are forgotten, one after the other, until it is killed.

``answered`` has a line for each step that was answered: ``kept``, ``shared`` or ``forgotten``, and whose it was. The
folder ``said`` is the platform: a file for each post, gone when it was taken back.
"""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.delivery import Absent, Delivered, Effect, Found, Outcome
from bot.house import open_house
from bot.rooms.learn.tables import entries
from bot.store import Busy
from bot.store.tables import person
from bot.testing import START, Bench, Clock
from bot.turn import Defaults, World
from tests.faults.driver import HOUSE, append

ANSWERED, SAID = Path("answered"), Path("said")


class Forgetful(Bench):
    """A Bench whose platform outlives the process and takes a while."""

    async def say(self, effect: Effect) -> Outcome:
        """The same key is there once, and gone when it is taken back."""
        outcome = await super().say(effect)
        await asyncio.sleep(0.005)
        happen(effect)
        await asyncio.sleep(0.005)
        return outcome

    async def find(self, effect: Effect) -> Found:
        """Whether there is a file for it."""
        there = named(effect)
        return Delivered(there.name) if there.exists() else Absent()


def named(effect: Effect) -> Path:
    """The file of a post."""
    return SAID / (effect.remote or f"post-{effect.key}")


def happen(effect: Effect) -> None:
    """The platform does it."""
    SAID.mkdir(exist_ok=True)
    if effect.message is None:
        named(effect).unlink(missing_ok=True)
    else:
        named(effect).write_text(effect.message.words, "utf-8")


@asynccontextmanager
async def school(url: str, key: str | None, run: int) -> AsyncIterator[Forgetful]:
    """The house over this database; a server needs a moment to see that the one before it was killed."""
    clock, chance = Clock(START), random.Random(run)
    world = World(clock, lambda: base64.urlsafe_b64encode(chance.randbytes(16)).decode()[:22], chance)
    for patience in itertools.count():
        try:
            async with open_house(HOUSE, url, world, Defaults(("cy", "en")), key, folder=Path()) as bot:
                yield Forgetful(bot, clock)
                return
        except Busy:
            if patience == 50:
                raise
            await asyncio.sleep(0.1)


async def live(url: str, key: str | None, run: int) -> None:
    """Each keeps and shares; every other one is forgotten again, now and then before their post was said."""
    async with school(url, key, run) as here:
        clock = asyncio.create_task(here.clockwork.run(asyncio.Event()))
        for number in itertools.count():
            name = f"xq{run}x{number}xq"
            who = here.person(name)
            await who.does("learn.log", event=f"{name} keep", what=name)
            append(ANSWERED, f"kept\t{name}")
            await who.presses("learn.share-it", event=f"{name} share")
            append(ANSWERED, f"shared\t{name}")
            await asyncio.sleep(0.02 * (number % 4))
            if number % 2:
                await who.does("my.forget", event=f"{name} forget", sure="yes")
                append(ANSWERED, f"forgotten\t{name}")
        await clock


async def settle(url: str, key: str | None) -> dict[str, Any]:
    """Say and take back all that waits; who is there then, and who has kept something."""
    async with school(url, key, -1) as here:
        await here.settle()
        async with here.bot.store.turn() as tx:
            there = (await tx.execute(select(person.c.remote))).scalars().all()
            joined = select(person.c.remote).join(entries, entries.c.person == person.c.id)
            kept = (await tx.execute(joined)).scalars().all()
        waiting = await here.clockwork.next_at()
    return {"there": sorted(there), "kept": sorted(kept), "waiting": waiting is not None}


def lives(url: str, key: str | None, run: int) -> None:
    """``live`` until somebody kills it."""
    asyncio.run(live(url, key, run))


def settles(url: str, key: str | None) -> None:
    """``settle``, with what is there in a file."""
    Path("there").write_text(json.dumps(asyncio.run(settle(url, key))), "utf-8")
