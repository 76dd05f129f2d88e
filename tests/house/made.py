"""Made from the declarations alone: a value for any field, a row for any table, people of every role."""

from __future__ import annotations

import inspect
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, String, Table

from bot.arrival import enter
from bot.house import Plan
from bot.marks import (
    LONG,
    Address,
    Clocks,
    Days,
    Lasting,
    Led,
    Mark,
    Members,
    Moments,
    People,
    Pick,
    Picks,
    Places,
    Quotes,
    Whole,
    Words,
)
from bot.people import NAME
from bot.room import MODERATOR, Action
from bot.store import tables
from bot.store.rows import Row
from bot.store.schema import Instant, Sealed, metadata
from bot.talk import Option, Person, Phrase, Place, Quoted, Remote, Role
from bot.testing import Bench, Someone
from bot.turn import Turn

WORDS = "Wait time"
CORE = {each.name for each in vars(tables).values() if isinstance(each, Table)}
LINK = "https://chat.example/"


def actions(house: Plan) -> list[Action]:
    """Every action of every room, once."""
    return [action for each in house.rooms for action in each.room.actions.values()]


def sound(house: Plan) -> list[Action]:
    """Those that are not meant to break: a room that breaks on purpose says so, ``bugs = (its, actions)``."""
    return [each for each in actions(house) if each not in getattr(sys.modules[each.run.__module__], "bugs", ())]


def led(action: Action) -> list[str]:
    """The fields that take a row of somebody's."""
    return [param.name for param in action.params if isinstance(param.mark, Led)]


def worded(action: Action) -> list[str]:
    """The fields one types any words into."""
    marks = {param.name: param.mark for param in action.params}
    return [name for name, mark in marks.items() if isinstance(mark, Words) and not isinstance(mark, Address)]


def tables_of(action: Action) -> list[Table]:
    """The tables of this action's room, which begin with its name, and those whose rows it takes; parents first."""
    taken = {param.mark.table for param in action.params if isinstance(param.mark, Led)}
    return [each for each in metadata.sorted_tables if each in taken or each.name.startswith(f"{action.room}_")]


@dataclass(frozen=True)
class Cast:
    """People of one community, called the same in every other: one of each role, and a colleague to speak of."""

    member: Someone
    moderator: Someone
    owner: Someone
    another: Someone
    colleague: Someone

    @classmethod
    async def of(cls, bench: Bench, home: str, action: Action) -> Cast:
        """The cast of a community, all of whom have been here before; who owns a moderators' row is a moderator."""
        above = {"moderator"} | ({"owner"} if action.may is MODERATOR and led(action) else set())
        people = {
            name: bench.person(name.title(), community=home, role=Role.MODERATOR if name in above else Role.MEMBER)
            for name in inspect.signature(cls).parameters
        }
        for who in people.values():
            await greeted(who)
        return cls(**people)


async def greeted(who: Someone) -> Someone:
    """The same, past their first contact: it changes more than a Refusal does."""
    await who.sends("2*|")
    return who


@asynccontextmanager
async def inside(who: Someone) -> AsyncIterator[Turn]:
    """A turn of this person's, as the door would begin it."""
    bot = who.bench.bot
    async with bot.store.turn() as tx:
        yield await enter(tx, replace(who.heard, call=""), bot)


async def values(turn: Turn, action: Action, words: str = WORDS, *, most: bool = False) -> dict[str, Any]:
    """A valid value for every field, and rows of whoever's turn it is for those that take one.

    ``most``: each as long or as large as the field takes it.
    """
    if any(isinstance(each.mark, Pick) and callable(each.mark.options) for each in action.params):
        for table in tables_of(action):  # so that there is something to choose from
            await row(turn, table, action, words=words, most=most)
    found = {param.name: await value(turn, param.mark, action, words, most=most) for param in action.params}
    return {name: each for name, each in found.items() if each is not None}


async def value(turn: Turn, mark: Mark, action: Action, words: str = WORDS, *, most: bool = False) -> Any:
    """Something that fits this mark, as it is typed or chosen; None where there is nothing to choose from."""
    if isinstance(mark, Led):
        return (await row(turn, mark.table, action, mark.role, words=words, most=most)).id
    if isinstance(mark, Pick):
        return chosen(mark, await mark.offer(turn), most=most)
    return typed(mark, turn.now, words, most=most)


def typed(mark: Mark, now: datetime, words: str = WORDS, *, most: bool = False) -> Any:
    """Something that fits this mark, where it is not chosen from what is there."""
    match mark:
        case Address():
            return LINK + "W" * (mark.limit - len(LINK)) if most else f"{LINK}1"
        case Words():
            return "W" * mark.limit if most else words[: mark.limit]
        case Whole():
            usual = 45 if isinstance(mark, Lasting) else 3
            return str(mark.high if most else min(max(mark.low, usual), mark.high))
        case Days():
            return "2026-09-30" if most else "today"
        case Clocks():
            return "07:30"
        case Moments():
            return (now + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
        case People() | Places() | Members():
            named = Remote("hall" if isinstance(mark, Places) else "colleague", "W" * NAME if most else words)
            return (named,) if isinstance(mark, Members) else named
        case Quotes():
            return Quoted(LINK + "W" * (508 - len(LINK)) if most else f"{LINK}1", Remote("colleague", words))
    raise LookupError(f"a value for the mark {mark} has to be written here")


def chosen(mark: Pick, offered: Sequence[Option], *, most: bool = False) -> Any:
    """The first option; or the longest, and all of them where one may choose several."""
    values = tuple(each.value for each in (sorted(offered, key=_length, reverse=True) if most else offered[:1]))
    return (values[: mark.most] if isinstance(mark, Picks) else values[0]) if values else None


def _length(option: Option) -> int:
    """How long an option's label is, where its words are known without a catalogue."""
    return max(len(words) for _, words in option.label.words) if isinstance(option.label, Phrase) else 0


async def row(
    turn: Turn, table: Table, action: Action, role: str | None = None, *, words: str = WORDS, most: bool = False
) -> Row:
    """A new row of whoever's turn it is: in ``role`` (otherwise as its owner) they stand, in others a colleague."""
    role = role or next((each.name for each in table.c if each.info.get("whose") == "owner"), None)
    made: dict[str, Any] = {}
    for column in table.c:
        if column.name in ("community", "id"):
            continue
        parent = next((each.column.table for each in column.foreign_keys if each.column.name == "id"), None)
        if column.info.get("whose") in ("owner", "about"):
            made[column.name] = turn.who.id if column.name == role else await _colleague(turn)
        elif parent is tables.place:
            made[column.name] = turn.where.id
        elif parent is table:
            made[column.name] = None
        elif parent is not None:
            made[column.name] = (await row(turn, parent, action, words=words, most=most)).id
        else:
            made[column.name] = await _cell(turn, column, action, words, most=most)
    return await turn.rows.add(table, **made)


async def _colleague(turn: Turn) -> str:
    return str((await People().read(Remote("colleague", "Colleague"), turn)).id)


async def _cell(turn: Turn, column: Column[Any], action: Action, words: str, *, most: bool) -> Any:
    """What a field of that name in the same room would bring; otherwise something of the column's type.

    Only the former holds ``words``: what else a room keeps, such as the address of a message, nobody typed.
    """
    if (mark := _named(column.name, action)) is not None:
        written = await value(turn, mark, action, words, most=most)
        return None if written is None else _stored(await mark.read(written, turn))
    if column.default is not None and column.default.is_scalar:
        return column.default.arg
    match column.type:
        case Sealed():
            return "W" * LONG if most else WORDS
        case Instant():
            return turn.now
        case Date():
            return turn.today
        case Boolean():
            return False
        case Integer():
            return 1
        case String():
            return WORDS[: column.type.length]
    raise LookupError(f"a value for the column {column} has to be written here")


def _named(name: str, action: Action) -> Mark | None:
    """The mark of the room's field of this name."""
    room = sys.modules[action.run.__module__].room
    found = (param.mark for each in room.actions.values() for param in each.params if param.name == name)
    return next((mark for mark in found if not isinstance(mark, Led)), None)


def _stored(read: Any) -> Any:
    """A value as rooms keep it in a column."""
    match read:
        case Person() | Place():
            return read.id
        case Quoted():
            return read.link
        case tuple():
            return " ".join(read)
    return read


async def remove(turn: Turn, gone: Row) -> None:
    """Take out a row, and before it every row that hangs on it."""
    for table in metadata.sorted_tables:
        for column in table.c:
            if any(each.column is gone.table.c.id for each in column.foreign_keys):
                for child in await turn.rows.find(table, column == gone.id):
                    await remove(turn, child)
    await turn.rows.remove(gone)
