"""Who is at the door and where they stand: our rows for what the platform names, made at first contact."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, and_, bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import people
from bot.keys import Keys
from bot.store.rows import Row, Rows
from bot.store.tables import community, person, place
from bot.talk import Call, Community, Heard, Message, Person, Role, plain
from bot.turn import Turn, World

Do = Callable[[Turn, Call], Awaitable[Message]]


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a community starts with until its moderators say otherwise."""

    languages: tuple[str, ...] = ("en",)
    zone: str = "Europe/London"


_known = (  # built once: a statement costs more to build than to run. Labelled, since the tables share names.
    select(*(column.label(f"{table.name}_{column.name}") for table in (community, person, place) for column in table.c))
    .select_from(community)
    .outerjoin(person, and_(person.c.community == community.c.id, person.c.remote == bindparam("who")))
    .outerjoin(place, and_(place.c.community == community.c.id, place.c.remote == bindparam("where")))
    .where(community.c.platform == bindparam("platform"), community.c.remote == bindparam("community"))
)


async def enter(tx: AsyncConnection, heard: Heard, defaults: Defaults, keys: Keys, world: World, do: Do) -> Turn:
    """A Turn for what was heard."""
    here = people.direct(heard.who.id) if heard.where.kind == "direct" else heard.where.id
    named = {"platform": heard.platform, "community": heard.community.id, "who": heard.who.id, "where": here}
    found = (await tx.execute(_known, named)).mappings().first()
    home = _part(found, community) or await _found(tx, heard, defaults, world)
    rows = Rows(tx, home["id"], keys, world.ids)
    who = _row(person, _part(found, person), keys) or await people.meet(rows, heard.who, heard.language)
    who = await _kept(rows, who, heard)
    where = _row(place, _part(found, place), keys)
    if where is None:
        where = await people.find(rows, heard.where, who)
    return Turn(
        room="core",
        community=_community(home),
        who=people.person_of(who),
        where=people.place_of(where),
        role=heard.role,
        now=world.now(),
        rows=rows,
        world=world,
        take=do,
    )


async def enter_due(tx: AsyncConnection, due: Row, keys: Keys, world: World, do: Do) -> Turn:
    """A Turn for a Call of the clock's: as its person with a member's rights, or as the community."""
    home: Any = (await tx.execute(select(community).where(community.c.id == due.community))).mappings().one()
    rows = Rows(tx, due.community, keys, world.ids)
    where = await rows.one(place, due.place)
    who = await rows.one(person, due.person) if due.person else None
    if where is None:
        raise LookupError("the place of a planned Call is gone")
    return Turn(
        room="core",
        community=_community(home),
        who=people.person_of(who) if who else Person("", home["name"]),
        where=people.place_of(where),
        role=Role.MEMBER if who else Role.MODERATOR,
        now=world.now(),
        rows=rows,
        world=world,
        take=do,
    )


def _part(found: Any, table: Table) -> dict[str, Any] | None:
    """One table's columns of the joined row, or None when there was no such row."""
    if found is None or found[f"{table.name}_id"] is None:
        return None
    return {name: found[f"{table.name}_{name}"] for name in table.c.keys()}  # noqa: SIM118  # iterating gives columns


def _row(table: Table, values: dict[str, Any] | None, keys: Keys) -> Row | None:
    return None if values is None else Row(table, values, keys)


def _community(values: Any) -> Community:
    return Community(values["id"], values["name"], tuple(values["languages"].split()), values["zone"])


async def _found(tx: AsyncConnection, heard: Heard, defaults: Defaults, world: World) -> dict[str, Any]:
    values = {
        "id": world.ids(),
        "platform": heard.platform,
        "remote": heard.community.id,
        "name": plain(heard.community.name)[: people.NAME],
        "languages": " ".join(defaults.languages),
        "zone": defaults.zone,
    }
    await tx.execute(insert(community), values)
    return values


async def _kept(rows: Rows, who: Row, heard: Heard) -> Row:
    """The person with the name and language they have on the platform now."""
    now: dict[str, str | None] = {"name": plain(heard.who.name)[: people.NAME] or who.name}
    if heard.language is not None:
        now["language"] = heard.language or None
    return who if all(getattr(who, name) == value for name, value in now.items()) else await rows.change(who, **now)
