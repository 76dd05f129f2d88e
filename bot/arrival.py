"""Who is at the door: a Turn from what was heard or is due; rows for whom and what the platform names are made here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Table, and_, bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import people
from bot.keys import Keys
from bot.store.rows import Row, Rows, rows_of
from bot.store.tables import community, person, place
from bot.talk import Community, Heard, Known, Person, Role, plain
from bot.texts import welsh_first
from bot.turn import House, Turn

_WANTED = {  # of a person only what each turn needs; the rest is `Turn.me`
    table: tuple((name, f"{table.name}_{name}") for name in wanted)
    for table, wanted in (
        (community, community.c.keys()),
        (person, ("community", "id", "remote", "name", "language", "moderator", "left")),
        (place, place.c.keys()),
    )
}
_known = (  # built once: a statement costs more to build than to run. Labelled, since the tables share names.
    select(*(table.c[name].label(label) for table, wanted in _WANTED.items() for name, label in wanted))
    .select_from(community)
    .outerjoin(person, and_(person.c.community == community.c.id, person.c.remote == bindparam("who")))
    .outerjoin(place, and_(place.c.community == community.c.id, place.c.remote == bindparam("where")))
    .where(community.c.platform == bindparam("platform"), community.c.remote == bindparam("community"))
)
_homes = select(community).where(community.c.id.in_(bindparam("homes", expanding=True)))
_with_ids = {  # by both, since the key of a row begins with its community
    table: select(table).where(
        table.c.community.in_(bindparam("homes", expanding=True)), table.c.id.in_(bindparam("ids", expanding=True))
    )
    for table in (place, person)
}


async def enter(tx: AsyncConnection, heard: Heard, house: House) -> Turn:
    """A Turn for what was heard."""
    here = people.direct(heard.who.id) if heard.where.kind == "direct" else heard.where.id
    named = {"platform": heard.platform, "community": heard.community.id, "who": heard.who.id, "where": here}
    found = (await tx.execute(_known, named)).mappings().first()
    home = _part(found, community) or await _found(tx, heard, house)
    rows = Rows(tx, home["id"], house.keys, house.world.ids)
    there = _row(person, _part(found, person), house.keys)
    who = await _named(rows, there or await people.meet(rows, heard.who, house.world.now()), heard)
    where = _row(place, _part(found, place), house.keys)
    if where is None:
        where = await people.find(rows, heard.where, who)
    ours = _community(Row(community, home, house.keys))
    if home["left"] is not None and heard.where.kind != "direct":
        await rows.settle(left=None)
    return Turn(
        room="core",
        platform=heard.platform,
        community=ours,
        who=people.person_of(who),
        where=people.place_of(where),
        role=_role(heard, who, ours),
        now=house.world.now(),
        rows=rows,
        house=house,
        newcomer=who.language is None,
    )


async def enter_due(tx: AsyncConnection, planned: Sequence[Row], house: House) -> list[Turn]:
    """A Turn for each of the clock's Calls: as its person with a member's rights, or as the community."""
    homes = list({one.community for one in planned})
    there = {
        each.id: (each, _community(each), Rows(tx, each.id, house.keys, house.world.ids))
        for each in rows_of(community, await tx.execute(_homes, {"homes": homes}), house.keys)
    }
    where = await _these(tx, house, place, homes, {one.place for one in planned})
    who = await _these(tx, house, person, homes, {id for one in planned for id in (one.person, one.by) if id})
    places = {key: people.place_of(row) for key, row in where.items()}
    persons = {key: people.person_of(row) for key, row in who.items()}
    now, turns = house.world.now(), list[Turn]()
    for one in planned:
        home, ours, rows = there[one.community]
        mine = persons.get((one.community, one.person))
        leaver = who.get((one.community, one.person))
        turns.append(
            Turn(
                room="core",
                platform=home.platform,
                community=ours,
                who=mine or Person("", ours.name),
                where=places[one.community, one.place],
                role=Role.MEMBER if mine else Role.MODERATOR,
                now=now,
                rows=rows,
                house=house,
                planner=persons.get((one.community, one.by)),
                away=home.left is not None or (leaver is not None and leaver.left is not None),
            )
        )
    return turns


async def _these(
    tx: AsyncConnection, house: House, table: Table, homes: Collection[str], ids: Collection[str]
) -> dict[tuple[str, str], Row]:
    """The rows of these communities with these ids, by both."""
    found = await tx.execute(_with_ids[table], {"homes": homes, "ids": list(ids)}) if ids else ()
    return {(each.community, each.id): each for each in rows_of(table, found, house.keys)}


async def known(tx: AsyncConnection, heard: Heard, house: House) -> Known:
    """How somebody is known here already; nothing is made or changed."""
    named = {"platform": heard.platform, "community": heard.community.id, "who": heard.who.id, "where": ""}
    found = (await tx.execute(_known, named)).mappings().first()
    who, home = _row(person, _part(found, person), house.keys), _part(found, community)
    if home is None:
        return Known(heard.role, languages(house, None, None))
    ours = _community(Row(community, home, house.keys))
    return Known(_role(heard, who, ours), languages(house, people.person_of(who) if who else None, ours))


def languages(house: House, who: Person | None, home: Community | None) -> tuple[str, ...]:
    """What the person chose, where the house speaks it; otherwise all that the community does."""
    if who and who.language in house.texts.languages:
        return (who.language,)
    return home.languages if home else welsh_first(house.defaults.languages)


def _role(heard: Heard, who: Row | None, home: Community) -> Role:
    """The platform's admins, and whom a moderator has named, as themselves or by a group they are in."""
    named = (who and who.moderator) or {*heard.groups} & {*home.moderators}
    return Role.MODERATOR if named else heard.role


def _part(found: Any, table: Table) -> dict[str, Any] | None:
    """One table's columns of the joined row, or None when there was no such row."""
    if found is None or found[f"{table.name}_id"] is None:
        return None
    return {name: found[label] for name, label in _WANTED[table]}


def _row(table: Table, values: dict[str, Any] | None, keys: Keys) -> Row | None:
    return None if values is None else Row(table, values, keys)


def _community(home: Row) -> Community:
    spoken = welsh_first(home.languages.split())
    return Community(home.id, home.name, spoken, home.zone, home.contact, home.notice, tuple(home.moderators.split()))


async def _found(tx: AsyncConnection, heard: Heard, house: House) -> dict[str, Any]:
    values = {
        "id": house.world.ids(),
        "platform": heard.platform,
        "remote": heard.community.id,
        "name": plain(heard.community.name)[: people.NAME],
        "languages": " ".join(house.defaults.languages),
        "zone": house.defaults.zone,
        "contact": house.defaults.contact,
        "notice": house.defaults.notice,
        "moderators": "",
        "welcomed": None,
        "left": None,
    }
    await tx.execute(insert(community), values)
    return values


async def _named(rows: Rows, who: Row, heard: Heard) -> Row:
    """The person with the name they have on the platform now; whoever says something there has not left."""
    name = plain(heard.who.name)[: people.NAME] or who.name
    left = who.left if heard.where.kind == "direct" else None
    return who if (who.name, who.left) == (name, left) else await rows.change(who, name=name, left=left)
