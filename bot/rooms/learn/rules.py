"""What the room knows without asking anybody: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.talk import Item
from bot.timetable.recurrence import instant
from bot.timetable.working import Hours

PAGE = 5  # entries to a page of the list
AT_HOME = 3  # entries on a page of their person's own
SHORT = 200  # characters of an entry in the list
OPTION = 72  # characters of a name in a menu
ROOM = 1_700  # characters to a page of one entry: twice as many after escaping still fit the tightest platform
LABEL = 100  # characters to reckon with for a sentence of our own
TERM = 13  # weeks of school: a year's 39 in three terms, since a calendar names holidays and never terms
WEEK = timedelta(days=7)
AUGUST = 8  # in which the first schools of a year begin


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the pack ``impact``: after how many weeks of school it is asked, and in which fields it is answered."""

    id: str
    weeks: int
    fields: tuple[str, ...]


STEPS = (
    Step("3-week", 3, ("thinking", "practice", "next_step")),
    Step("6-week", 6, ("practice", "evidence", "next_step")),
    Step("12-week", 12, ("learners", "evidence", "next_step")),
    Step("two-terms", 2 * TERM, ("thinking", "practice", "learners", "evidence")),
)


def shortened(words: str, most: int) -> str:
    """As much of one line as fits."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def pages(items: Sequence[Item]) -> list[list[Item]]:
    """The items dealt out so that no page holds more than fits; one page at least."""
    dealt: list[list[Item]] = [[]]
    left = ROOM
    for item in items:
        cost = LABEL + len(item.words)
        if dealt[-1] and cost > left:
            dealt.append([])
            left = ROOM
        dealt[-1].append(item)
        left -= cost
    return dealt


def school_year(today: date, back: int) -> tuple[date, date]:
    """The first and the last day of the school year of today, or of one so many years before it."""
    begins = today.year - (today.month < AUGUST) - back
    return date(begins, AUGUST, 1), date(begins + 1, AUGUST, 1) - timedelta(days=1)


def learned_at(on: date, kept: datetime, zone: str) -> datetime:
    """From when the weeks of an entry are counted: its own day, at the time of day at which it was kept."""
    return datetime.combine(on, kept.astimezone(ZoneInfo(zone)).time(), ZoneInfo(zone))


def reached(hours: Hours, since: datetime, weeks: int, now: datetime) -> Step:
    """Of the steps from so many weeks on, the last that has come; the first while none has."""
    open_ = [each for each in STEPS if each.weeks >= weeks] or STEPS[-1:]
    return [open_[0], *(each for each in open_ if hours.after_weeks(each.weeks, since) <= now)][-1]


def ahead(hours: Hours, since: datetime, weeks: int, now: datetime) -> tuple[Step, datetime] | None:
    """The first step after so many weeks that has not come yet, and when it does; None when all have."""
    coming = ((each, hours.after_weeks(each.weeks, since)) for each in STEPS if each.weeks > weeks)
    return next(((each, at) for each, at in coming if at > now), None)


def spaced(hours: Hours, at: datetime, asked: date | None) -> datetime:
    """The same instant or, when they were asked something in the week before it, one a week after that."""
    local = at.astimezone(ZoneInfo(hours.zone))
    if asked is None or local.date() >= asked + WEEK:
        return at
    return hours.after_weeks(0, instant(asked + WEEK, f"{local:%H:%M}", hours.zone))
