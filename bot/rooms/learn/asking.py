"""What is asked about entries, one question a week at most: the rows that say what comes next, and when."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.rooms.learn.rules import Step, ahead, learned_at, reached, spaced
from bot.rooms.learn.tables import entries, paces, questions
from bot.store.rows import Row
from bot.turn import Turn


async def about(turn: Turn, entry: Row) -> Row | None:
    """What is still to be asked about this entry."""
    return next(iter(await turn.rows.find(questions, questions.c.entry == entry.id)), None)


async def begin(turn: Turn, entry: Row) -> date | None:
    """From now on this entry is asked about: from which day; None when the last step lies behind."""
    hours = await turn.hours()
    question = await about(turn, entry)
    if question is None:
        since = learned_at(entry.on, entry.kept, hours.zone)
        if (coming := ahead(hours, since, 0, turn.now)) is None:
            return None
        step, at = coming
        new = {"person": turn.who.id, "entry": entry.id, "counted": since, "weeks": step.weeks, "at": at}
        question = await turn.rows.add(questions, **new)
        if await turn.rows.one(paces, turn.who.id) is None:
            await turn.rows.put(paces, turn.who.id, person=turn.who.id)
    return _day(question.at, hours.zone)


async def call_at(turn: Turn) -> datetime | None:
    """When the clock is to make its Call for this person; None where it has one that will do.

    One that it has from before, and that now comes too soon, finds ``wakes`` ahead of it and lapses.
    """
    pace = await turn.rows.one(paces, turn.who.id)
    if pace is None:
        return None
    first = await _first(turn)
    at = spaced(await turn.hours(), first.at, pace.asked) if first else None
    if at == pace.wakes:
        return None
    await turn.rows.change(pace, wakes=at)
    return at


async def claim(turn: Turn) -> tuple[Row, Step] | None:
    """The entry to ask about now and the step of it, so that nothing else is asked this week; None when not now."""
    hours = await turn.hours()
    pace = await turn.rows.one(paces, turn.who.id)
    day = _day(turn.now, hours.zone)
    if pace is None or not await turn.rows.step(pace, paces.c.wakes <= turn.now, asked=day, wakes=None):
        return None
    first = await _first(turn)
    entry = await turn.rows.one(entries, first.entry) if first else None
    if first is None or entry is None:
        return None
    step = reached(hours, first.counted, first.weeks, turn.now)
    if coming := ahead(hours, first.counted, step.weeks, turn.now):
        await turn.rows.change(first, weeks=coming[0].weeks, at=coming[1])
    else:
        await turn.rows.remove(first)
    return entry, step


async def _first(turn: Turn) -> Row | None:
    """The question that waits the longest; of those that wait equally long, about what was learned first."""
    oldest = (questions.c.at, questions.c.counted, questions.c.id)
    return next(iter(await turn.rows.find(questions, questions.c.person == turn.who.id, order=oldest, limit=1)), None)


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()
