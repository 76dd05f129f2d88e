"""Marks of what is named: people, places, messages, and rows that somebody owns or leads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from bot import people, talk
from bot.marks.chosen import Options
from bot.marks.mark import Mark, Wrong
from bot.marks.typed import WEB
from bot.store.schema import owner_of
from bot.store.tables import person, place
from bot.talk import Option, Person, Place, Remote, plain, text
from bot.turn import Turn

_ID = re.compile(r"[\w-]{22}", re.ASCII)


@dataclass(frozen=True)
class People(Mark):
    """Somebody of this community: as the platform names them, or one of ours by id."""

    kind = "somebody"

    def wire(self, value: Any) -> str | None:
        return _id(value.id if isinstance(value, Person) else value)

    async def read(self, raw: Any, turn: Turn) -> Person:
        if isinstance(raw, Person):
            raw = raw.id
        if isinstance(raw, Remote):
            found = await turn.rows.find(person, person.c.remote == raw.id)
            row = found[0] if found else await people.meet(turn.rows, raw, turn.now)
        elif (one := await turn.rows.one(person, plain(raw))) is not None:
            row = one
        else:
            raise Wrong(text("core.nobody"))
        return people.person_of(row)


@dataclass(frozen=True)
class Members(Mark):
    """People and groups of people, as the platform names them."""

    kind = "members"

    async def read(self, raw: Any, turn: Turn) -> tuple[Remote, ...]:
        named = raw if isinstance(raw, tuple | list) else (raw,)
        if not all(isinstance(each, Remote) and each.id for each in named):
            raise Wrong(text("core.nobody"))
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True)
class Places(Mark):
    """A place of this community."""

    kind = "somewhere"

    def wire(self, value: Any) -> str | None:
        return _id(value.id if isinstance(value, Place) else value)

    async def read(self, raw: Any, turn: Turn) -> Place:
        if isinstance(raw, Place):
            raw = raw.id
        where = place.c.remote == raw.id if isinstance(raw, Remote) else place.c.id == plain(raw)
        found = await turn.rows.find(place, where, place.c.kind != "direct")
        if found:
            row = found[0]
        elif isinstance(raw, Remote) and raw.kind != "direct":
            row = await people.find(turn.rows, raw)
        else:
            raise Wrong(text("core.nowhere"))
        return people.place_of(row)


@dataclass(frozen=True)
class Quotes(Mark):
    """A message somebody pointed at, from the menu of a message: its address and author, never its words."""

    kind = ""
    free = True

    async def read(self, raw: Any, turn: Turn) -> talk.Quoted:
        if not isinstance(raw, talk.Quoted) or not WEB.fullmatch(raw.link):
            raise Wrong(text("core.not-a-message"))
        return talk.Quoted(raw.link, None if raw.author is None else await People().read(raw.author, turn))


@dataclass(frozen=True)
class Led(Mark):
    """A row of ``table`` whose column ``role`` names this person: anybody else's is as missing.

    With ``options`` it can be asked for: they are this person's rows by id, found as one types.
    """

    table: Table
    role: str
    options: Options | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", "pick" if self.options else "")

    def wire(self, value: Any) -> str | None:
        return _id(value)

    async def offer(self, turn: Turn, typed: str = "") -> Sequence[Option]:
        """The rows to choose from, the likeliest first."""
        return await self.options(turn, typed) if self.options else ()

    async def read(self, raw: Any, turn: Turn) -> Any:
        row = await turn.rows.one(self.table, plain(raw), self.table.c[self.role] == turn.who.id)
        if row is None:
            raise Wrong(text("core.not-yours"))
        return row


def Mine(table: Table, options: Options | None = None) -> Led:  # noqa: N802  # reads as the mark it makes
    """A row of ``table`` that this person owns."""
    column = owner_of(table)
    if column is None:
        raise TypeError(f'Mine({table.name}): the table has no owner; give it owner("person"), or use Led(table, role)')
    return Led(table, column.name, options)


def _id(value: Any) -> str | None:
    """One of our ids, if it looks like one."""
    return value if isinstance(value, str) and _ID.fullmatch(value) else None
