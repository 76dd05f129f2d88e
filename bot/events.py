"""Events count once: the platform's id of one is stored in the turn it took effect in, hashed with its person."""

from __future__ import annotations

import base64
import hashlib

from sqlalchemy.exc import IntegrityError

from bot.store.tables import seen
from bot.talk import Refusal, text
from bot.turn import Turn


async def count(turn: Turn, event: str) -> None:
    """The event has had its effect, if this turn commits. Raises Refusal when it had it before."""
    try:
        await turn.rows.put(seen, _digest(turn, event), at=turn.now)
    except IntegrityError:
        raise Refusal(text("core.already-done")) from None


async def remember(turn: Turn, event: str) -> None:
    """The event of a greeting counts too, but somebody who was not answered is greeted again."""
    if await turn.rows.one(seen, _digest(turn, event)) is None:
        await count(turn, event)


def _digest(turn: Turn, event: str) -> str:
    digest = hashlib.blake2b(f"{turn.who.id}/{event}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return base64.urlsafe_b64encode(digest).decode()[:22]
