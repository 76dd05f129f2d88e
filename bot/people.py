"""Our rows for the people and places a platform names: found again, or made at first contact."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.store.rows import Row, Rows
from bot.store.schema import EPOCH
from bot.store.tables import EVERY, lane, person, place
from bot.talk import Person, Place, Remote, plain

DAYS = "12345"  # the working days everybody starts with, 1 for Monday
QUIET = ("18:00", "07:30")  # and the hours in which nothing reaches them
NAME = 200  # characters kept of a platform's name for something


def person_of(row: Row) -> Person:
    """The Person a row is."""
    return Person(row.id, row.name, None if row.language == EVERY else row.language)


def place_of(row: Row) -> Place:
    """The Place a row is."""
    return Place(row.id, row.kind, row.name, row.remote or "", tuple((row.languages or "").split()))


async def meet(rows: Rows, who: Remote, now: datetime) -> Row:
    """A new row for somebody, who was not asked anything yet."""
    return await rows.add(person, remote=who.id, name=plain(who.name)[:NAME], met=now, moderator=False)


async def find(rows: Rows, where: Remote, who: Row | None = None) -> Row:
    """A new row for a place, and the lane of what is said there; a direct conversation is ``who``'s."""
    return await _made(
        rows,
        person=who.id if who and where.kind == "direct" else None,
        kind=where.kind,
        remote=direct(who.remote) if who and where.kind == "direct" else where.id,
        name=plain(where.name)[:NAME],
        languages=" ".join(where.languages) or None,
    )


async def thread_in(rows: Rows, parent: Place) -> Row:
    """A new row for a thread of this place, which is not open yet."""
    languages = " ".join(parent.languages) or None
    return await _made(rows, person=None, kind="thread", remote=None, name=parent.name, languages=languages)


async def _made(rows: Rows, **values: Any) -> Row:
    new = await rows.add(place, **values)
    await rows.put(lane, new.id, last=0, free=EPOCH, held=new.remote is None)
    return new


async def direct_with(rows: Rows, who: Row) -> Row:
    """The row of this person's direct conversation."""
    found = await rows.find(place, place.c.remote == direct(who.remote))
    return found[0] if found else await find(rows, Remote("", kind="direct"), who)


def direct(remote: str) -> str:
    """What stands for the platform's id of a direct conversation: it can be said before it was ever opened."""
    return f"direct:{remote}"
