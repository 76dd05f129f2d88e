"""A term calendar that the command line brings: to the Blether that runs, or to the house that it opens itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from datetime import date
from typing import Any

from sqlalchemy import select

from bot.control import Answer, Reply
from bot.core import Bot
from bot.fault import Fault, Faults
from bot.store.rows import Rows
from bot.store.tables import community
from bot.timetable.holidays import MOST, TooMany, add
from bot.timetable.working import Holiday

Asking = Callable[..., Reply | None]


async def add_to(bot: Bot, name: str, found: Sequence[Holiday]) -> int:
    """How many of them were new to the community of this name. Raises Faults."""
    async with bot.store.turn() as tx:
        homes = {each.id: each.name for each in (await tx.execute(select(community.c.id, community.c.name))).all()}
        ids = [id for id, called in homes.items() if called == name]
        if len(ids) != 1:
            cure = f"there are: {', '.join(sorted(homes.values())) or 'none yet; somebody has to use the bot first'}"
            raise Faults([Fault("--community", f"{len(ids) or 'no'} communities are called {name}", cure)])
        try:
            return await add(Rows(tx, ids[0], bot.keys, bot.world.ids), found)
        except TooMany:
            raise Faults([Fault("--community", f"{name} has too many holidays", f"{MOST} at most")]) from None


def brought(ask: Asking, name: str, found: Sequence[Holiday]) -> int | None:
    """The same, asked of the Blether that runs; None when none runs."""
    written = [(f"{each.since}", f"{each.until}", each.name) for each in found]
    reply = ask(do="holidays", community=name, found=written)
    if reply is None:
        return None
    if "faults" in reply:
        raise Faults(Fault(*each) for each in reply["faults"])
    return int(reply["new"])


def answer_for(bot: Bot) -> Answer:
    """What it answers then."""

    async def answer(asked: Mapping[str, Any]) -> Reply:
        days = [(date.fromisoformat(since), date.fromisoformat(until), name) for since, until, name in asked["found"]]
        try:
            return {"new": await add_to(bot, str(asked["community"]), [Holiday(*each) for each in days])}
        except Faults as wrong:
            return {"faults": [astuple(each) for each in wrong.faults]}

    return answer
