"""A school that keeps things and shares some of them until it is killed. Everything it was answered stands in a file.

``answered`` has a line for each answer: ``kept`` or ``shared``, the entry's id and its words. ``said`` has a line for
each post, by its key: the platform, which says the same key only once.
"""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import os
import random
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from bot.delivery import Effect, Outcome
from bot.house import open_house, plan
from bot.rooms.learn.tables import entries
from bot.store import Busy, Store
from bot.store.rows import Rows
from bot.store.tables import community, person, seen
from bot.talk import Message
from bot.testing import START, Bench, Clock
from bot.turn import Defaults, World

HOUSE = plan()
PEOPLE = ("Ailsa", "Megan", "Mererid")


class School(Bench):
    """A Bench whose platform outlives the process."""

    said = Path("said")

    async def say(self, effect: Effect) -> Outcome:
        """Take a while, as platforms do, before it is there and until one hears of it; the same key is there once."""
        outcome = await super().say(effect)
        await asyncio.sleep(0.01)
        there = self.said.read_text("utf-8") if self.said.exists() else ""
        if f"{effect.key}\t" not in there:
            append(self.said, f"{effect.key}\t{effect.message.words}")
        await asyncio.sleep(0.01)
        return outcome


def append(file: Path, line: str) -> None:
    """A whole line, on the disk."""
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(handle, f"{line}\n".encode())
    os.fsync(handle)
    os.close(handle)


@asynccontextmanager
async def school(url: str, key: str | None, run: int) -> AsyncIterator[School]:
    """The house over this database; a server needs a moment to see that the one before it was killed."""
    clock, chance = Clock(START), random.Random(run)
    world = World(clock, lambda: base64.urlsafe_b64encode(chance.randbytes(16)).decode()[:22], chance)
    for patience in itertools.count():
        try:
            async with open_house(HOUSE, url, world, Defaults(("cy", "en")), key) as bot:
                yield School(bot, clock)
                return
        except Busy:
            if patience == 50:
                raise
            await asyncio.sleep(0.1)


async def live(url: str, key: str | None, run: int) -> None:
    """Everybody keeps one thing after the other; every third is shared, and the clock says what waits."""
    async with school(url, key, run) as here:
        clock = asyncio.create_task(here.clockwork.run(asyncio.Event()))
        await asyncio.gather(*(keep_on(here, name, run) for name in PEOPLE))
        await clock


async def keep_on(here: School, name: str, run: int) -> None:
    """One person, for ever."""
    someone, answered = here.person(name), Path("answered")
    for number in itertools.count():
        what = f"{name} {run} {number}"
        kept = await someone.does("learn.log", event=f"keep {what}", what=what)
        if not isinstance(kept, Message) or kept.words != what:
            raise AssertionError(f"not kept: {kept}")
        entry = kept.buttons[0].call.values["entry"]
        append(answered, f"kept\t{entry}\t{what}")
        if number % 3 == 0:
            await someone.presses("learn.share-it", event=f"share {what}")
            append(answered, f"shared\t{entry}\t{what}")


async def settle(url: str, key: str | None) -> dict[str, Any]:
    """Say all that waits; what is there then."""
    async with school(url, key, -1) as here:
        await here.settle()
        async with here.bot.store.turn() as tx:
            homes = (await tx.execute(select(community.c.id))).scalars().all()
            rows = [Rows(tx, home, here.bot.keys, here.bot.world.ids) for home in homes]
            there = [each for one in rows for each in await one.find(entries)]
            counted = sum([await one.count(seen) for one in rows]) - sum([await one.count(person) for one in rows])
            sound = (await tx.execute(text("PRAGMA integrity_check"))).scalar() if here.bot.store.is_sqlite else "ok"
    shared = sorted(each.what for each in there if each.shared)
    return {"sound": sound, "kept": {each.id: each.what for each in there}, "shared": shared, "counted": counted}


async def opened(url: str, chain: str) -> None:
    """Open the store with one more chain of migrations, and close it."""
    await (await Store.open(url, [Path(chain)])).close()


def lives(url: str, key: str | None, run: int) -> None:
    """``live`` until somebody kills it."""
    asyncio.run(live(url, key, run))


def settles(url: str, key: str | None) -> None:
    """``settle``, with what is there in a file."""
    there = asyncio.run(settle(url, key))
    Path("there").write_text(json.dumps(there), "utf-8")


def opens(url: str, chain: str) -> None:
    """``opened``."""
    asyncio.run(opened(url, chain))


if __name__ == "__main__":
    lives(sys.argv[1], sys.argv[2] or None, int(sys.argv[3]))
