"""What was said for the first time, as nearly every post is, is written down for many at once, in a few statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clockwork.claims import Claim
from bot.clockwork.outcomes import Ending
from bot.delivery import Delivered
from bot.store.many import run_many
from bot.store.outbox import WAITING, ready_if_waiting
from bot.store.schema import Instant
from bot.store.tables import lane, outbox, post

# As they are now, and nobody else's meanwhile; what somebody else is just changing is left to be written down alone.
_there = (
    select(outbox.c.community, outbox.c.id, outbox.c.attempts, outbox.c.revision, lane.c.owner)
    .join(lane, and_(lane.c.community == outbox.c.community, lane.c.id == outbox.c.lane))
    .join(post, and_(post.c.community == outbox.c.community, post.c.id == outbox.c.post))
    .where(
        outbox.c.community.in_(bindparam("homes", expanding=True)),
        outbox.c.id.in_(bindparam("ids", expanding=True)),
        outbox.c.state == WAITING,
    )
    .with_for_update(of=(outbox, lane, post), skip_locked=True)
)
_stands = update(post).where(post.c.community == bindparam("home"), post.c.id == bindparam("which"))
_done = delete(outbox).where(outbox.c.community == bindparam("home"), outbox.c.id == bindparam("which"))
_freed = (
    update(lane)
    .where(lane.c.community == bindparam("home"), lane.c.id == bindparam("which"))
    .values(ready=ready_if_waiting(bindparam("at", type_=Instant)))
)


async def record_many(tx: AsyncConnection, endings: Sequence[Ending], now: datetime) -> set[str]:
    """Write down those that are as simple as that; the ids of their rows. The others are left as they are."""
    simple = {each.claim.row.id: each.claim for each in endings if _is_simple(each)}
    if not simple:
        return set()
    asked = {"homes": [*{claim.row.community for claim in simple.values()}], "ids": [*simple]}
    found = (await tx.execute(_there, asked)).all()
    ours = {id for home, id, *as_claimed in found if _as_claimed(simple[id]) == [home, *as_claimed]}
    said = [each for each in endings if each.claim.row.id in ours]
    await run_many(tx, _stands, [_post(each) for each in said])
    await run_many(tx, _done, [_of(each, each.claim.row.id) for each in said])
    await run_many(tx, _freed, [_lane(each, now) for each in said])
    return ours


def _is_simple(each: Ending) -> bool:
    return each.claim.kind == "say" and each.claim.post is not None and isinstance(each.ended, Delivered)


def _as_claimed(claim: Claim) -> list[Any]:
    return [claim.row.community, claim.attempt, claim.first, claim.token]


def _of(each: Ending, id: str) -> dict[str, Any]:
    return {"home": each.claim.row.community, "which": id}


def _post(each: Ending) -> dict[str, Any]:
    remote = each.ended.remote if isinstance(each.ended, Delivered) else None
    return _of(each, each.claim.row.post) | {"remote": remote, "said": each.claim.first}


def _lane(each: Ending, now: datetime) -> dict[str, Any]:
    at = {"free": each.free, "at": max(now, each.free)}
    return _of(each, each.claim.lane.id) | {"owner": None, "paused": None} | at
