"""Who has left is kept for a while, since people come back and are put out by mistake; then they are forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.keys import Keys
from bot.store import Store, personal
from bot.store.rows import Rows
from bot.store.tables import community, person
from bot.turn import World

GRACE: Final = timedelta(days=30)


async def forget(tx: AsyncConnection, store: Store, keys: Keys, world: World) -> bool:
    """Forget the communities and the people that left before the grace; whether there were any."""
    now = world.now()
    homes = (await tx.execute(select(community.c.id).where(community.c.left < now - GRACE))).scalars().all()
    for home in homes:
        store.erasures.add(home, home, now)
        await personal.forget_community(tx, store.tables, home)
    gone = select(person.c.community, person.c.id).where(person.c.left < now - GRACE)
    people = (await tx.execute(gone)).all()
    for home, who in people:
        store.erasures.add(home, who, now)
        await personal.forget(Rows(tx, home, keys, world.ids), store.tables, who, now)
    return bool(homes or people)
