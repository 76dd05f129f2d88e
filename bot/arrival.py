"""Who is at the door: a Turn from what was heard or is due; rows for whom and what the platform names are made here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Executable, Table, and_, bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import people
from bot.keys import Keys
from bot.store.rows import Row, Rows
from bot.store.tables import community, person, place
from bot.talk import Community, Heard, Known, Person, Role, plain
from bot.texts import welsh_first
from bot.turn import House, Turn

_WANTED = {  # of a person only what each turn needs; the rest is `Turn.me`
    table: tuple((name, f"{table.name}_{name}") for name in wanted)
    for table, wanted in (
        (community, community.c.keys()),
        (person, ("community", "id", "remote", "name", "language", "moderator")),
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
_homes, _places, _people = (
    select(table).where(table.c.id.in_(bindparam("ids", expanding=True))) for table in (community, place, person)
)


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
    ours = _community(home)
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
    homes = {id: each for (_, id), each in (await _these(tx, _homes, {one.community for one in planned})).items()}
    there = {id: (_community(each), Rows(tx, id, house.keys, house.world.ids)) for id, each in homes.items()}
    places = await _these(tx, _places, {one.place for one in planned})
    who = await _these(tx, _people, {id for one in planned for id in (one.person, one.by) if id})
    now, turns = house.world.now(), list[Turn]()
    for one in planned:
        home, (ours, rows) = homes[one.community], there[one.community]
        mine, by = (_row(person, who.get((one.community, id)), house.keys) for id in (one.person, one.by))
        where = people.place_of(Row(place, places[one.community, one.place], house.keys))
        turns.append(
            Turn(
                room="core",
                platform=home["platform"],
                community=ours,
                who=people.person_of(mine) if mine else Person("", ours.name),
                where=where,
                role=Role.MEMBER if mine else Role.MODERATOR,
                now=now,
                rows=rows,
                house=house,
                planner=people.person_of(by) if by else None,
            )
        )
    return turns


async def _these(tx: AsyncConnection, query: Executable, ids: Collection[str]) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows with these ids, by community and id."""
    found = (await tx.execute(query, {"ids": list(ids)})).mappings() if ids else ()
    return {(each.get("community", ""), each["id"]): dict(each) for each in found}


async def known(tx: AsyncConnection, heard: Heard, house: House) -> Known:
    """How somebody is known here already; nothing is made or changed."""
    named = {"platform": heard.platform, "community": heard.community.id, "who": heard.who.id, "where": ""}
    found = (await tx.execute(_known, named)).mappings().first()
    who, home = _row(person, _part(found, person), house.keys), _part(found, community)
    if home is None:
        return Known(heard.role, languages(house, None, None))
    ours = _community(home)
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


def _community(values: Any) -> Community:
    spoken = welsh_first(values["languages"].split())
    groups = tuple(values["moderators"].split())
    return Community(values["id"], values["name"], spoken, values["zone"], values["contact"], values["notice"], groups)


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
    }
    await tx.execute(insert(community), values)
    return values


async def _named(rows: Rows, who: Row, heard: Heard) -> Row:
    """The person with the name they have on the platform now."""
    name = plain(heard.who.name)[: people.NAME] or who.name
    return who if who.name == name else await rows.change(who, name=name)
