"""What became of an effect is written down, if its lane is still ours; then the lane is let go."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

import structlog
from sqlalchemy import ColumnElement, literal

from bot import codec, people
from bot.clockwork.claims import Claim
from bot.clockwork.telling import tell
from bot.delivery import Absent, Delivered, NotNow, Outcome, Refused, Unknown, Why
from bot.store import outbox
from bot.store.outbox import PARKED, UNKNOWN, WAITING
from bot.store.rows import Row, Rows
from bot.store.schema import EPOCH, Instant
from bot.store.tables import lane, person, place
from bot.store.tables import outbox as effects
from bot.talk import Message, text

log = structlog.get_logger("blether.sender")
PAUSE = timedelta(seconds=2)  # before the second try, more or less; doubled before each further one


@dataclass(frozen=True, slots=True)
class Lost:
    """Nobody can tell what became of it, and nobody ever will: for the operator to see, never said again."""


Ended = Outcome | Absent | Lost


class Ending(NamedTuple):
    """What became of an effect. ``free``: from when its place may be spoken in again, counted from the answer.

    How long it was on its way there nobody knows: counted from when it was begun, the next could come too soon.
    """

    claim: Claim
    ended: Ended
    free: datetime


async def record(rows: Rows, ending: Ending, now: datetime, chance: random.Random) -> None:
    """Write it down; nothing when our lease ran out and somebody else has the lane."""
    claim, ended, free = ending
    mine = await rows.step(claim.lane, lane.c.owner == claim.token, owner=None)
    if mine is None:
        log.warning("overtaken")
        return
    at, paused = now, mine.paused
    match ended:
        case Delivered(remote):
            await _said(rows, claim, remote, now)
            paused = None
        case Refused() if claim.kind == "open" or claim.native:  # the place itself may be well
            await _end(rows, claim, PARKED, now)
        case Refused(why):
            paused = paused or now
            await _refused(rows, claim, why, paused, now)
        case NotNow(seconds):
            free = max(free, now + timedelta(seconds=seconds))
            before = {} if claim.again else {"tried": None, "trying": None}
            await rows.step(claim.row, *_as_claimed(claim), attempts=claim.attempt - 1, **before)
        case Unknown(why):
            log.warning("again", what="outbox", kind=why)
            at = now + PAUSE * 2 ** (claim.attempt - 1) * chance.uniform(0.75, 1.25)
        case Absent():
            await _end(rows, claim, PARKED, now)
        case Lost():
            await _end(rows, claim, UNKNOWN, now)
    await rows.step(mine, ready=outbox.ready_if_waiting(literal(max(at, free), Instant)), free=free, paused=paused)


def _as_claimed(claim: Claim) -> tuple[ColumnElement[bool], ...]:
    return effects.c.attempts == claim.attempt, effects.c.state == WAITING


async def _said(rows: Rows, claim: Claim, remote: str, now: datetime) -> None:
    if claim.kind in ("open", "withdraw"):
        if claim.kind == "open":
            await outbox.opened(rows, claim.row.post, remote, now)
        await rows.remove(claim.row, *_as_claimed(claim))
        return
    # After a crash the platform may have what was said at the first try: what is wanted by now follows.
    stands = claim.row.revision if claim.kind == "edit" else claim.first
    if claim.post is None or await rows.step(claim.post, remote=remote, said=stands) is None:
        await _take_back(rows, claim, remote)
    elif not await rows.remove(claim.row, *_as_claimed(claim), effects.c.revision == stands):
        await rows.step(claim.row, *_as_claimed(claim), attempts=0, tried=None, trying=None)


async def _take_back(rows: Rows, claim: Claim, remote: str) -> None:
    """It was forgotten while it was being said: now it is known where it is."""
    for row in await rows.find(effects, effects.c.kind == "withdraw", effects.c.post == claim.row.post):
        order, _ = codec.loads(row.body)
        await rows.change(row, body=codec.dumps((replace(order, remote=remote), ())))


async def _end(rows: Rows, claim: Claim, state: str, now: datetime) -> None:
    """It is not tried any more; its thread will not be open."""
    log.warning(state, what="outbox")
    if claim.kind == "open":
        await outbox.fold(rows, claim.row.post, claim.lane.id, now)
    await rows.step(claim.row, *_as_claimed(claim), state=state)


async def _refused(rows: Rows, claim: Claim, why: Why, since: datetime, now: datetime) -> None:
    """Nothing that waits here is tried any more; whoever it is from is told, once."""
    log.warning("refused", what="outbox", why=why)
    if claim.kind == "withdraw":
        await (rows.remove(claim.row) if why is Why.GONE else _end(rows, claim, PARKED, now))
        return
    here = (effects.c.lane == claim.lane.id, effects.c.state == WAITING)
    for row in await rows.find(effects, *here, effects.c.kind == "open"):
        await outbox.fold(rows, row.post, claim.lane.id, now)
    told = []
    for row in await rows.find(effects, *here, effects.c.kind != "withdraw", order=(effects.c.number,)):
        await rows.change(row, state=PARKED)
        told.append(row.by)
    for who in dict.fromkeys(told):
        if who and (one := await rows.one(person, who)):
            await _tell(rows, claim.lane, one, since, now)


async def _tell(rows: Rows, paused: Row, who: Row, since: datetime, now: datetime) -> None:
    """In their direct conversation, unless that is what is closed."""
    where, direct = await rows.one(place, paused.id), await people.direct_with(rows, who)
    if where and where.id != direct.id:
        key = f"core/not-said/{paused.id}/{(since - EPOCH) // timedelta(microseconds=1)}"
        await tell(rows, who, key, Message(text("core.not-said", place=people.place_of(where))), now)
