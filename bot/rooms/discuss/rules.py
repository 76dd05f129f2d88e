"""When the stages of a discussion begin, and what moves them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.protocols import Part, Protocol, Stage, Way
from bot.timetable.recurrence import WORKDAYS, instant
from bot.timetable.working import Holiday, Hours


@dataclass(frozen=True, slots=True)
class Beat:
    """One stage at its time, for the so-manieth question where it asks one."""

    part: Part
    stage: str
    question: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Pace:
    """How many questions, and how long each has: minutes live, working days slowly; None: as its stage says."""

    questions: int
    minutes: int | None = None
    days: int | None = None

    def lasts(self, part: Part, stage: Stage) -> int:
        """How long one stage lasts."""
        own = (self.minutes if part == "live" else self.days) if stage.asks else None
        return own or stage.lasts(part) or 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """Where and when people work here."""

    zone: str
    holidays: tuple[Holiday, ...] = ()

    def day(self, at: datetime) -> date:
        """The local day of an instant."""
        return at.astimezone(ZoneInfo(self.zone)).date()

    def clock(self, at: datetime) -> str:
        """The local time of day of an instant."""
        return f"{at.astimezone(ZoneInfo(self.zone)):%H:%M}"

    def after(self, day: date, count: int) -> date:
        """So many working days later."""
        hours = Hours(WORKDAYS, "00:00", "00:00", self.zone, self.holidays)
        for _ in range(count):
            day = next(each for each in _following(day) if hours.works_on(each))
        return day

    def later(self, at: datetime, count: int) -> datetime:
        """The same time of day, so many working days later."""
        return instant(self.after(self.day(at), count), self.clock(at), self.zone)

    def between(self, since: datetime, until: datetime) -> int:
        """How many working days later the one is."""
        day, last, count = self.day(since), self.day(until), 0
        while (day := self.after(day, 1)) <= last:
            count += 1
        return count


def beats(protocol: Protocol, way: Way, pace: Pace, start: datetime, calendar: Calendar) -> list[Beat]:
    """Every stage with its time, in order. The first begins at ``start``, on whatever day that is."""
    clock, day, at = calendar.clock(start), calendar.day(start), start
    found: list[Beat] = []
    for part, stage in protocol.parts(way):
        if found and part != found[-1].part:  # the other part begins on another day
            day = calendar.after(calendar.day(found[-1].at), 1) if part == "slow" else day
            at = instant(day, clock, calendar.zone)
        for question in range(1, pace.questions + 1) if stage.asks else (None,):
            if part == "slow" and found:
                at = instant(day, stage.clock or clock, calendar.zone)
            found.append(Beat(part, stage.id, question, at))
            if part == "live":
                at += timedelta(minutes=pace.lasts(part, stage))
            else:
                day = calendar.after(day, pace.lasts(part, stage))
    return found


def nudged_at(protocol: Protocol, there: Sequence[Beat], calendar: Calendar) -> datetime | None:
    """When those who asked for it are reminded; None where the protocol, held so, reminds nobody."""
    wanted = {each.id: each.nudge for each in protocol.stages if each.nudge}
    for each in there:
        if each.part == "slow" and each.stage in wanted:
            return calendar.later(each.at, wanted[each.stage])
    return None


def written(questions: str | None) -> list[str]:
    """Questions as somebody typed them, one a line."""
    return [line.strip() for line in (questions or "").splitlines() if line.strip()]


def _following(day: date) -> Iterator[date]:
    return (day + timedelta(days=each) for each in range(1, 1_100))
