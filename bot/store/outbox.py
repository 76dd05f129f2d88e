"""What waits to be said: effects as rows, each in the lane of its place, in the order in which they were made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, case, exists, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import codec
from bot.delivery import OCCASION, Withdrawal
from bot.keys import Keys
from bot.store.many import run_many
from bot.store.rows import Row, Rows, add_all, rows_of
from bot.store.schema import Instant
from bot.store.tables import lane, outbox, place, post
from bot.talk import Place

WAITING, PARKED, UNKNOWN = "waiting", "parked", "unknown"
_FIRST = {"kind": "post", "revision": 1, "state": WAITING, "attempts": 0}
_lanes = (
    select(lane)
    .where(
        lane.c.community.in_(bindparam("homes", expanding=True)),
        lane.c.id.in_(bindparam("ids", expanding=True)),
        lane.c.instead.is_(None),
    )
    .order_by(lane.c.id)
    .with_for_update()
)
_on = update(lane).where(lane.c.community == bindparam("home"), lane.c.id == bindparam("which"))


async def say(rows: Rows, one: Row, body: str, now: datetime, by: str | None) -> None:
    """Say a post, or say it again: at most one revision of it that was not said is kept, the newest."""
    there = await _taken(rows, one.place, now)
    wanted = await rows.step(one, wanted=post.c.wanted + 1)
    if wanted is None:
        raise LookupError("the post to say is gone")
    for row in await rows.find(outbox, outbox.c.kind == "post", outbox.c.post == one.id):
        anew = {"state": WAITING, "attempts": 0, "tried": None, "trying": None} if row.state == PARKED else {}
        await rows.change(row, revision=wanted.wanted, body=body, by=by, **anew)
        return
    await _add(rows, there, wanted, {"kind": "post", "person": one.person, "body": body, "by": by})


class First(NamedTuple):
    """A post that nobody said before, whose row has to be made: its place, key and owner, what it says, who is told."""

    community: str
    place: str
    key: str
    person: str | None
    body: str
    by: str | None


async def lanes(tx: AsyncConnection, keys: Keys, places: Collection[tuple[str, str]]) -> dict[tuple[str, str], Row]:
    """The lanes of these (community, place), nobody else's until the end of the turn; without those that moved on."""
    asked = {"homes": [*{home for home, _ in places}], "ids": [*{id for _, id in places}]}
    return {(each.community, each.id): each for each in rows_of(lane, await tx.execute(_lanes, asked), keys)}


async def say_first(
    tx: AsyncConnection,
    keys: Keys,
    ids: Callable[[], str],
    there: Mapping[tuple[str, str], Row],
    said: Sequence[First],
    now: datetime,
) -> None:
    """Say many posts for the first time, in a few statements; ``there`` are all their lanes."""
    new = [
        {"community": one.community, "person": one.person, "place": one.place, "key": one.key, "wanted": 1, "said": 0}
        for one in said
    ]
    posts = await add_all(tx, keys, ids, post, new)
    last = {name: row.last for name, row in there.items()}
    waiting = []
    for one, id in zip(said, posts, strict=True):
        name = (one.community, one.place)
        last[name] += 1
        row = {"community": one.community, "person": one.person, "by": one.by, "lane": one.place, "number": last[name]}
        waiting.append(row | {"post": id, "body": one.body} | _FIRST)
    await add_all(tx, keys, ids, outbox, waiting)
    moved = [
        {"home": row.community, "which": row.id, "last": last[name], "ready": _when(row, now)}
        for name, row in there.items()
        if last[name] > row.last
    ]
    await run_many(tx, _on, moved)


async def thread(rows: Rows, one: Row, made: Row, body: str, now: datetime, by: str | None) -> None:
    """Open a thread, which this row is of, right behind the post it hangs from."""
    await rows.change(made, opener=one.id)
    there = await _taken(rows, one.place, now)
    await _add(rows, there, one, {"kind": "open", "person": one.person, "body": body, "by": by})


async def withdraw(rows: Rows, one: Row, now: datetime) -> None:
    """Take a post back; what of it was not said yet is not said any more.

    One that was never said is looked for all the same: in a restored backup it waits although it was said since.
    """
    where = await rows.one(place, one.place)
    if where is None:
        raise LookupError("the place of a post is gone")
    taken, revision = await _taken(rows, one.place, now), one.wanted
    for row in await rows.find(outbox, outbox.c.post == one.id):
        if row.kind == "open":
            await fold(rows, one.id, row.lane, now)
        else:
            revision = row.trying or row.revision
        await rows.remove(row)
    here = Place(where.id, where.kind, where.name, where.remote or "", ())
    order = codec.dumps((Withdrawal(one.id, here, one.remote, one.key.startswith(OCCASION)), ()))
    await _add(rows, taken, one, {"kind": "withdraw", "revision": revision, "body": order})


async def unsay(rows: Rows, row: Row, now: datetime) -> None:
    """What waits is not said any more; where nobody knows whether it was, it is taken back."""
    one = await rows.one(post, row.post)
    if one and one.remote is None:
        await withdraw(rows, one, now)
    else:
        await _taken(rows, row.lane, now)
        await rows.remove(row)


async def _add(rows: Rows, there: Row, one: Row, values: dict[str, Any]) -> None:
    """One more effect, about this post, at the end of a lane that is taken."""
    last = await rows.step(there, last=lane.c.last + 1)
    if last is None:
        raise LookupError("a lane is gone")
    new = {"revision": one.wanted, "lane": last.id, "number": last.last, "post": one.id}
    await rows.add(outbox, **new | {"state": WAITING, "attempts": 0} | values)


async def opened(rows: Rows, opener: str, remote: str, now: datetime) -> None:
    """The thread that hangs from this post is open: what waits in it may be said."""
    for made in await rows.find(place, place.c.opener == opener):
        if known := await rows.find(place, place.c.remote == remote):  # somebody spoke there before we knew
            await _move(rows, made.id, known[0].id, now)
            continue
        await rows.change(made, remote=remote)
        held = await rows.one(lane, made.id)
        if held and not held.instead:
            await rows.change(held, held=False)
            await _taken(rows, made.id, now)


async def fold(rows: Rows, opener: str, parent: str, now: datetime) -> None:
    """The thread that hangs from this post will never be open: what waits in it, and what is to come, goes there."""
    for made in await rows.find(place, place.c.opener == opener):
        await _move(rows, made.id, parent, now)


def ready_if_waiting(at: ColumnElement[datetime]) -> ColumnElement[datetime]:
    """When a lane is ready: then, or never while nothing waits in it."""
    waits = exists().where(
        outbox.c.community == lane.c.community, outbox.c.lane == lane.c.id, outbox.c.state == WAITING
    )
    return case((waits, at))


async def _move(rows: Rows, old: str, new: str, now: datetime) -> None:
    """The effects of one lane go to the end of another, in their order, and those to come follow them."""
    target, left = await _taken(rows, new, now), await rows.one(lane, old)
    if left is None or left.instead:
        return
    emptied = await rows.step(left, instead=target.id, held=False, ready=None)
    if emptied is None:
        raise LookupError("a lane is gone")
    await rows.step(target, last=lane.c.last + emptied.last)
    for row in await rows.find(outbox, outbox.c.lane == old):
        await rows.change(row, lane=target.id, number=target.last + row.number)


async def _taken(rows: Rows, place: str, now: datetime) -> Row:
    """The lane of a place, or the one that takes what was for it: nobody else's until the end of this turn, then rung.

    Whoever changes effects takes their lane first, so that nobody waits in a circle.
    """
    found = None
    while found is None:  # it may be moved just now
        there = await rows.one(lane, place)
        if there is None:
            raise LookupError("a place without its lane")
        place = there.instead or place
        found = await rows.step(there, lane.c.instead.is_(None), ready=_ready(now))
    return found


def _when(there: Row, now: datetime) -> datetime | None:
    """As ``_ready``, of a lane as it stands."""
    return None if there.held else there.ready or max(there.free, now)


def _ready(now: datetime) -> ColumnElement[datetime]:
    """When a lane with something to say may be taken: as it stands, or as soon as its pace allows."""
    soon = case((lane.c.free > now, lane.c.free), else_=literal(now, Instant))
    return case((~lane.c.held, func.coalesce(lane.c.ready, soon)))
