"""A school whose people keep something, share it and are forgotten, one after the other, until it is killed.

``answered`` has a line for each step that was answered: ``kept``, ``shared`` or ``forgotten``, and whose it was. The
folder ``said`` is the platform: a file for each post, gone when it was taken back. ``forgetting`` and ``forgotten``
have a line before and after each time, for kills to be counted from.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.delivery import Absent, Delivered, Effect, Found, Outcome
from bot.rooms.learn.tables import entries
from bot.store.tables import person
from bot.testing import Bench
from tests.faults.driver import append, school

ANSWERED, FORGETTING, FORGOTTEN, SAID = Path("answered"), Path("forgetting"), Path("forgotten"), Path("said")


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


async def live(url: str, key: str | None, run: int) -> None:
    """Each keeps and shares; every other one is forgotten again, now and then before their post was said."""
    async with school(Forgetful, url, key, run) as here:
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
                append(FORGETTING, name)
                await who.does("my.forget", event=f"{name} forget", sure="yes")
                append(ANSWERED, f"forgotten\t{name}")
                append(FORGOTTEN, name)
        await clock


async def settle(url: str, key: str | None) -> dict[str, Any]:
    """Say and take back all that waits; who is there then, and who has kept something."""
    async with school(Forgetful, url, key, -1) as here:
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
