"""The holidays of a community, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from bot.store.rows import Rows
from bot.store.tables import holiday
from bot.timetable.working import Holiday

MOST = 500  # of one community


class TooMany(Exception):
    """A community cannot have so many holidays."""


async def holidays_of(rows: Rows) -> tuple[Holiday, ...]:
    """The holidays of this community, in order."""
    found = await rows.find(holiday, order=(holiday.c.since, holiday.c.until, holiday.c.id))
    return tuple(Holiday(each.since, each.until, each.name) for each in found)


async def add(rows: Rows, holidays: Sequence[Holiday]) -> int:
    """Those of them that were not there already are added; how many. Raises TooMany, and then adds none."""
    there = await holidays_of(rows)
    new = [each for each in dict.fromkeys(holidays) if each not in there]
    if len(there) + len(new) > MOST:
        raise TooMany
    for each in new:
        await rows.add(holiday, **asdict(each))
    return len(new)
