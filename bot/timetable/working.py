"""When people work: their days and hours, the holidays of their community, weeks of school. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.timetable.recurrence import WORKDAYS, instant

LONGEST = 366  # days of one holiday
NAME = 80  # characters of what it is called
FAR = 1_100  # days that are looked through; whoever works on none of them is reached all the same


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """A holiday or an in-service day: its first and its last day, and what it is called."""

    since: date
    until: date
    name: str

    def __contains__(self, day: date) -> bool:
        return self.since <= day <= self.until


def holiday_on(holidays: Sequence[Holiday], day: date) -> Holiday | None:
    """The holiday this day is in, if it is in one."""
    return next((each for each in holidays if day in each), None)


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody can be reached: on these days (``"135"``, 1 for Monday), outside their quiet hours and holidays.

    ``quiet_since`` and ``quiet_until`` are ``HH:MM`` of their zone's clock; when they are the same, no hour is quiet.
    """

    days: str
    quiet_since: str
    quiet_until: str
    zone: str
    holidays: tuple[Holiday, ...] = ()

    def works_on(self, day: date) -> bool:
        """Whether it is one of their days, and no holiday."""
        return str(day.isoweekday()) in self.days and holiday_on(self.holidays, day) is None

    def reached_at(self, at: datetime) -> bool:
        """Whether they can be reached at this instant."""
        local = at.astimezone(ZoneInfo(self.zone))
        now, since, until = f"{local:%H:%M}", self.quiet_since, self.quiet_until
        quiet = since <= now < until if since <= until else now >= since or now < until
        return not quiet and self.works_on(local.date())

    def reached_from(self, at: datetime) -> datetime:
        """The first instant from this one on at which they can be reached."""
        if self.reached_at(at):
            return at
        today = at.astimezone(ZoneInfo(self.zone)).date()
        for day in filter(self.works_on, _days(today)):
            starts = sorted(instant(day, clock, self.zone) for clock in ("00:00", self.quiet_until))
            for start in starts:
                if start > at and self.reached_at(start):
                    return start
        return at + timedelta(days=FAR)

    def after_weeks(self, count: int, now: datetime) -> datetime:
        """So many weeks of school later, on a day they work: at this time of day, or as soon as they are reached."""
        local = now.astimezone(ZoneInfo(self.zone))
        day = after_weeks(count, local.date(), self.holidays)
        landed = next(filter(self.works_on, _days(day)), day)
        at = instant(landed, f"{local:%H:%M}", self.zone)
        return at if self.reached_at(at) else self.reached_from(instant(landed, "00:00", self.zone))


def after_weeks(count: int, day: date, holidays: Sequence[Holiday]) -> date:
    """The same day of the week, so many weeks later; a week in which nobody has school is not counted."""
    for _ in range(FAR // 7):
        if count <= 0:
            break
        day += timedelta(days=7)
        count -= has_school(day, holidays)
    return day


def has_school(day: date, holidays: Sequence[Holiday]) -> bool:
    """Whether the week of this day has a working day that is no holiday."""
    monday = day - timedelta(days=day.weekday())
    return any(holiday_on(holidays, monday + timedelta(days=each)) is None for each in range(len(WORKDAYS)))


def _days(first: date) -> Iterator[date]:
    return (first + timedelta(days=each) for each in range(FAR))
