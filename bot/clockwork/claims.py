"""Which effects may be said now: lanes are taken, community by community, no faster than the platform's pace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Table, and_, exists, func, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import codec
from bot.delivery import OCCASION, Effect, Kind, Pace, Withdrawal, key_of
from bot.keys import Keys
from bot.store.outbox import WAITING
from bot.store.rows import Row
from bot.store.schema import Instant
from bot.store.tables import EVERY, community, lane, outbox, pace, person, place, post
from bot.talk import Occasion, Place

LEASE = timedelta(seconds=15)  # how long a lane is somebody's, unless they say that they are still at it
FAR = timedelta(days=1)  # longer than any pause of ours: what is ready later was written before the clock was put back
INSTANT = timedelta(microseconds=1)
SHARE = 25  # lanes of one community before it is another's turn
AHEAD = timedelta(milliseconds=100)  # how long before its moment something is taken that a pace lets out one by one

_head = outbox.alias()
_first = (
    select(func.min(_head.c.number))
    .where(_head.c.community == outbox.c.community, _head.c.lane == outbox.c.lane, _head.c.state == WAITING)
    .scalar_subquery()
)
_heads = (
    select(
        *(
            column.label(f"{table.name}_{column.name}")
            for table in (outbox, post, place, person, community)
            for column in table.c
        )
    )
    .select_from(outbox)
    .join(community, community.c.id == outbox.c.community)
    .outerjoin(post, and_(post.c.community == outbox.c.community, post.c.id == outbox.c.post))
    .outerjoin(place, and_(place.c.community == outbox.c.community, place.c.id == outbox.c.lane))
    .outerjoin(person, and_(person.c.community == place.c.community, person.c.id == place.c.person))
    .where(outbox.c.state == WAITING, outbox.c.number == _first)
    .with_for_update(of=outbox)
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One effect that is ours to say ``at`` a moment, in a lane that is ours under ``token``; ``platform`` is where.

    ``again``: nobody knows what became of an earlier try. ``first`` is the revision that was said at the first of
    those, ``since`` when.
    """

    platform: str
    token: str
    at: datetime
    row: Row
    lane: Row
    post: Row | None
    again: bool
    attempt: int
    first: int
    since: datetime
    found: RowMapping

    def is_due(self, now: datetime) -> bool:
        """Whether its moment is there; what is so far away was claimed before the clock was put back."""
        return not now < self.at <= now + LEASE

    @property
    def kind(self) -> Kind:
        """What there is to do; a post that is there already is edited."""
        if self.row.kind == "post":
            return "edit" if self.post and self.post.remote else "say"
        return "open" if self.row.kind == "open" else "withdraw"

    @property
    def native(self) -> bool:
        """Whether it is about an event of the community's, not about a post."""
        return self.post is not None and self.post.key.startswith(OCCASION)

    def effect(self) -> Effect:
        """What the adapter is asked. LookupError when what it is about is gone."""
        said, *rest = codec.loads(self.row.body)
        kind, home = self.kind, self.found["community_remote"]
        name = "open" if kind == "open" else "post"
        key = key_of(self.row.community, name, self.row.post, self.row.revision if kind == "edit" else self.first)
        if isinstance(said, Withdrawal):
            return Effect(kind, key, home, said.place, None, (), (), self.since, said.remote, said.native)
        if self.post is None or (kind == "open" and not self.post.remote):
            raise LookupError("the post of this effect is not there")
        if isinstance(said, Occasion):
            return Effect(
                kind, key, home, self._place(), None, (), self._languages(), self.since, self.post.remote, True, said
            )
        wires = () if kind == "open" else rest[0]
        spoken = said.languages or self._languages()
        return Effect(kind, key, home, self._place(), said, wires, spoken, self.since, self.post.remote)

    def _place(self) -> Place:
        there = self.found
        if not there["place_remote"]:
            raise LookupError("the place of this effect is not there")
        id, kind, name, remote = (there[f"place_{each}"] for each in ("id", "kind", "name", "remote"))
        return Place(id, kind, name, remote, self._languages())

    def _languages(self) -> tuple[str, ...]:
        chosen = self.found["person_language"]
        own = None if chosen == EVERY else chosen
        return tuple((own or self.found["place_languages"] or self.found["community_languages"]).split())


async def claim(
    tx: AsyncConnection, keys: Keys, platform: str, limit: Pace, now: datetime, token: str, room: int
) -> list[Claim]:
    """At most ``room`` effects of the community that has waited longest: they are ours for LEASE.

    Where there is a pace for all, each has a moment of its own, which is near.
    """
    gap = gap_of(limit.bot)
    free = await _bot_free(tx, platform, now) if limit.bot else now
    if free > now + max(gap, AHEAD):
        return []
    home = await _next_community(tx, platform, limit, now)
    if home is None:
        return []
    lanes = await _take_lanes(tx, home["id"], now, min(room, _share(limit)))
    found = (await tx.execute(_heads.where(*_in(outbox, home["id"], "lane", lanes)))).mappings().all()
    heads = {each["outbox_lane"]: each for each in found}
    await _empty(tx, home["id"], lanes.keys() - heads.keys())
    if not heads:
        return []
    moments = [max(free, now) + gap * number for number in range(len(heads))]
    mine = {"owner": token, "ready": now + LEASE, "free": moments[-1] + gap_of(limit.place)}
    await tx.execute(update(lane).where(*_in(lane, home["id"], "id", heads)).values(mine))
    tried = {
        "attempts": outbox.c.attempts + 1,
        "tried": func.coalesce(outbox.c.tried, literal(now, Instant)),
        "trying": func.coalesce(outbox.c.trying, outbox.c.revision),
    }
    await tx.execute(update(outbox).where(*_in(outbox, home["id"], "id", _ids(found))).values(tried))
    after = _after(home["free"], moments[-1], limit.community)
    await tx.execute(update(community).where(community.c.id == home["id"]).values(free=after))
    if limit.bot:
        await tx.execute(update(pace).where(pace.c.platform == platform).values(free=moments[-1] + gap))
    return [
        _claim(platform, token, at, lanes[name], each, now, keys)
        for at, (name, each) in zip(moments, heads.items(), strict=True)
    ]


async def next_at(tx: AsyncConnection, platform: str, limit: Pace, now: datetime) -> datetime | None:
    """When ``claim`` will find something; None when nothing waits."""
    soonest = select(func.min(lane.c.ready)).where(lane.c.community == community.c.id).scalar_subquery()
    put_back = exists().where(lane.c.community == community.c.id, lane.c.ready > now + FAR)
    asked = select(soonest, community.c.free, put_back)
    asked = asked.where(community.c.platform == platform, community.c.left.is_(None))
    bot = (await tx.execute(select(pace.c.free).where(pace.c.platform == platform))).scalar() if limit.bot else None
    found = [
        now if early else max(ready, _sane(free, now) if limit.community else ready)
        for ready, free, early in (await tx.execute(asked)).all()
        if ready is not None
    ]
    return max(min(found), _sane(bot, now) - max(gap_of(limit.bot), AHEAD) if bot else now) if found else None


async def _bot_free(tx: AsyncConnection, platform: str, now: datetime) -> datetime:
    """From when on something may be said there again."""
    asked = select(pace.c.free).where(pace.c.platform == platform).with_for_update()
    free: datetime | None = (await tx.execute(asked)).scalar()
    if free is None:
        await tx.execute(insert(pace), {"platform": platform, "free": now})
    return now if free is None else _sane(free, now)


async def _next_community(tx: AsyncConnection, platform: str, limit: Pace, now: datetime) -> RowMapping | None:
    """The one that was served longest ago of those with something to say, so that a large one holds up no other."""
    waiting = exists().where(lane.c.community == community.c.id, _due(lane.c.ready, now))
    there = (community.c.platform == platform, community.c.left.is_(None))
    asked = select(community.c.id, community.c.free).where(*there, waiting)
    asked = asked.order_by(community.c.free, community.c.id).limit(1)
    if limit.community:  # of several processes one at a time, which sees what the other left
        asked = asked.where(_due(community.c.free, now)).with_for_update(key_share=True)
    return (await tx.execute(asked)).mappings().first()


async def _take_lanes(tx: AsyncConnection, home: str, now: datetime, many: int) -> dict[str, RowMapping]:
    """Ready lanes, by their id, that nobody else is just taking."""
    asked = select(lane).where(lane.c.community == home, _due(lane.c.ready, now))
    asked = asked.order_by(lane.c.ready, lane.c.id).limit(many).with_for_update(skip_locked=True)
    return {each["id"]: each for each in (await tx.execute(asked)).mappings()}


async def _empty(tx: AsyncConnection, home: str, lanes: Iterable[str]) -> None:
    if left := set(lanes):
        await tx.execute(update(lane).where(*_in(lane, home, "id", left)).values(ready=None, owner=None))


def _share(limit: Pace) -> int:
    """Lanes that one community is served at once."""
    if limit.community:
        return 1
    return min(SHARE, max(1, AHEAD // gap_of(limit.bot))) if limit.bot else SHARE


def _claim(
    platform: str, token: str, at: datetime, there: RowMapping, found: RowMapping, now: datetime, keys: Keys
) -> Claim:
    row = Row(outbox, _part(found, outbox), keys)
    said = Row(post, _part(found, post), keys) if found["post_id"] else None
    first = row.revision if row.trying is None else row.trying
    return Claim(
        platform,
        token,
        at,
        row,
        Row(lane, dict(there), keys),
        said,
        again=row.tried is not None,
        attempt=row.attempts + 1,
        first=first,
        since=row.tried or now,
        found=found,
    )


def _part(found: RowMapping, table: Table) -> dict[str, Any]:
    return {name: found[f"{table.name}_{name}"] for name in table.c.keys()}  # noqa: SIM118  # iterating gives columns


def _ids(found: Iterable[RowMapping]) -> list[str]:
    return [each["outbox_id"] for each in found]


def _in(table: Table, home: str, column: str, values: Iterable[str]) -> tuple[ColumnElement[bool], ...]:
    return table.c.community == home, table.c[column].in_(list(values))


def _due(column: ColumnElement[Any], now: datetime) -> ColumnElement[bool]:
    """It is time; or the clock was put back since it was written."""
    return or_(column <= now, column > now + FAR)


def _sane(at: datetime, now: datetime) -> datetime:
    return now if at > now + FAR else at


def gap_of(per_second: float | None) -> timedelta:
    """From one to the next at that pace."""
    return timedelta(seconds=1 / per_second) if per_second else timedelta()


def _after(free: datetime, now: datetime, per_second: float | None) -> datetime:
    """When a community may be served again or, without a limit, its place in the round."""
    return max(_sane(free, now), now) + max(gap_of(per_second), INSTANT)
