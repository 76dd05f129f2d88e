"""Whoever something was planned or posted by is told what became of it, in their direct conversation."""

from __future__ import annotations

from datetime import datetime

from bot import codec, people
from bot.store import outbox
from bot.store.rows import Row, Rows
from bot.store.tables import post
from bot.talk import Message


async def tell(rows: Rows, who: Row, key: str, said: Message, now: datetime) -> None:
    """Say it to them, once under this key."""
    direct = await people.direct_with(rows, who)
    if not await rows.find(post, post.c.key == key, post.c.place == direct.id):
        new = {"person": who.id, "place": direct.id, "key": key, "wanted": 0, "said": 0}
        await outbox.say(rows, await rows.add(post, **new), codec.dumps((said, ())), now, None)
