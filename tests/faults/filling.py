"""A school on a disk that is full for a while: no file of this process may grow past its last byte but so many more."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from bot.store.tables import outbox
from bot.talk import Message
from tests.faults.sending import Points, School, school

WAL = Path("blether.db-wal")
MOST = 400_000  # bytes that are still free, a few times as many as one post writes on its way


@contextmanager
def full(left: int) -> Iterator[None]:
    """Inside, the system refuses to write the journal on after so many bytes."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (WAL.stat().st_size + left, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


async def share(here: School, number: int) -> list[str]:
    """What was answered: nothing, when there was no room for it."""
    with contextlib.suppress(AssertionError):
        who = here.person("Ailsa")
        kept = await who.does("learn.log", event=f"keep {number}", what=f"{number}")
        if isinstance(kept, Message):
            said = await who.does("learn.share", event=f"{number}", entry=kept.buttons[0].call.values["entry"])
            return [f"{number}"] if isinstance(said, Message) else []
    return []


async def fill(url: str, key: str, times: int) -> dict[str, Any]:
    """So many times there is no room any more, somewhere on the way of a post; then there is again."""
    chance, promised, refused = random.Random(times), list[str](), 0
    async with school(url, key, "open", 1, "", Points()) as here:
        await here.person("Ailsa").does("learn.list")
        for number in range(times):
            with full(chance.randrange(MOST)):
                there = await share(here, number)
                with contextlib.suppress(DBAPIError):
                    await here.clockwork._round()
                await asyncio.sleep(0.05)
            promised += there
            refused += not there
            await here.settle()
            here.clock.now += here.window  # a lane that was taken in vain is free again
        await here.settle()
        async with here.bot.store.turn() as tx:
            left = (await tx.execute(select(outbox.c.state))).scalars().all()
            sound = (await tx.execute(text("PRAGMA integrity_check"))).scalar()
        lost = here.bot.store.lost.is_set()
    return {"promised": promised, "refused": refused, "left": list(left), "sound": sound, "lost": lost}


def fills(url: str, key: str, times: int) -> None:
    """``fill``, with what came of it in a file."""
    Path("there").write_text(json.dumps(asyncio.run(fill(url, key, times))), "utf-8")
