"""How often something comes: an RFC 5545 rule over local wall time, in plain choices and in words. Pure.

Only days recur here; the time of day is one and the same on each of them. A wall time that a clock change leaves out
is shifted by the gap, one that comes twice is taken once, the first.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import get_day_names
from babel.lists import format_list
from dateutil.rrule import rrule, rrulestr

from bot.talk import Option, Phrase, Text, Word, text

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKDAYS = "12345"
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}  # of a month
OFTEN = tuple(Option(each, text(f"core.often-{each}")) for each in ("week", "fortnight", *NTH))
_RULE = re.compile(
    r"FREQ=(?:WEEKLY;(?:INTERVAL=(?P<weeks>2);)?BYDAY=(?P<days>[A-Z,]+)|MONTHLY;BYDAY=(?P<nth>-?\d)(?P<day>[A-Z]{2}))"
)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One occurrence: the local day and the minute of it that the rule names, and the instant (UTC) that is."""

    day: date
    minute: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often, in plain choices: one of OFTEN, the days of the week (``"14"``: Monday and Thursday), ``HH:MM``.

    In a month there is one day only: its first, second, third, fourth or last Monday. Raises ValueError otherwise.
    """

    often: str
    days: str
    clock: str

    def __post_init__(self) -> None:
        known = self.often in {option.value for option in OFTEN} and re.fullmatch("[1-7]+", self.days)
        if not known or (self.often in NTH and len(self.days) > 1):
            raise ValueError(f"there is no such rhythm: {self}")

    @property
    def rule(self) -> str:
        """The same as RFC 5545 has it."""
        days = [WEEKDAYS[int(each) - 1] for each in sorted(set(self.days))]
        if self.often in NTH:
            return f"FREQ=MONTHLY;BYDAY={NTH[self.often]}{days[0]}"
        return f"FREQ=WEEKLY;{'INTERVAL=2;' if self.often == 'fortnight' else ''}BYDAY={','.join(days)}"

    @classmethod
    def of(cls, rule: str, clock: str) -> Rhythm:
        """The plain choices that a rule of ours was made from."""
        found = _RULE.fullmatch(rule)
        if found is None:
            raise ValueError(f"nobody here makes such a rule: {rule}")
        often = "fortnight" if found["weeks"] else "week"
        often = next((each for each, nth in NTH.items() if str(nth) == found["nth"]), often)
        days = (found["days"] or found["day"]).split(",")
        return cls(often, "".join(str(WEEKDAYS.index(day) + 1) for day in days), clock)

    def said(self, languages: Sequence[str]) -> Text:
        """The same in words, in each of these languages."""
        if self.often == "week" and self.days == WORKDAYS:
            return text("core.every-workday", clock=self.clock)
        if self.often in NTH:
            day = Phrase(tuple((each, _day(self.days, each)) for each in languages))
            return text("core.every-month", nth=Word(self.often), day=day, clock=self.clock)
        days = Phrase(tuple((each, _listed(self.days, each)) for each in languages))
        return text(f"core.every-{self.often}", days=days, clock=self.clock)


def instant(day: date, clock: str, zone: str) -> datetime:
    """The instant (UTC) of a wall time: in a gap shifted by the gap, in an overlap the first."""
    wall = datetime.combine(day, time.fromisoformat(clock), ZoneInfo(zone))  # fold=0 means just that (PEP 495)
    return wall.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Times:
    """A rule, the time of day (``HH:MM``) and the zone it is meant in, its first day and perhaps its last.

    ``since`` also says which weeks a fortnightly rule means.
    """

    rule: str
    clock: str
    zone: str
    since: date
    until: date | None = None

    def slots(self, first: date) -> Iterator[Slot]:
        """The occurrences on ``first`` and later days, in order."""
        first = max(self.since, first)
        return _slots(self.rule, self.clock, self.zone, _start(self.rule, self.since, first), first, self.until)

    def next(self, first: date, after: datetime) -> Slot | None:
        """The first occurrence on ``first`` or a later day whose instant is not before ``after``."""
        nearby = after.astimezone(ZoneInfo(self.zone)).date() - timedelta(days=2)  # a gap may be as long as a day
        first = max(self.since, first, nearby)
        start = _start(self.rule, self.since, first)
        return _next(self.rule, self.clock, self.zone, start, first, self.until, after)


def _slots(rule: str, clock: str, zone: str, start: date, first: date, until: date | None) -> Iterator[Slot]:
    minute = minute_of(clock)
    for midnight in _days(rule, start):
        day = midnight.date()
        if until is not None and day > until:
            return
        if day >= first:
            yield Slot(day, minute, instant(day, clock, zone))


@functools.lru_cache(maxsize=1_000)  # what comes at the same moment often comes at the same one again
def _next(
    rule: str, clock: str, zone: str, start: date, first: date, until: date | None, after: datetime
) -> Slot | None:
    return next((slot for slot in _slots(rule, clock, zone, start, first, until) if slot.at >= after), None)


def minute_of(clock: str) -> int:
    """The minute of the day that a time of it (``HH:MM``) is."""
    return int(clock[:2]) * 60 + int(clock[3:])


def _start(rule: str, since: date, first: date) -> date:
    """A day near ``first`` from which the rule can be counted: a Monday of its own weeks, or the first of a month."""
    if rule.startswith("FREQ=MONTHLY"):
        return first.replace(day=1)
    monday, step = since - timedelta(days=since.weekday()), 14 if "INTERVAL=2" in rule else 7
    return monday + timedelta(days=(first - monday).days // step * step)


@functools.lru_cache(maxsize=1_000)  # reading a rule costs more than the next day of it
def _days(rule: str, start: date) -> rrule:
    return rrulestr(rule, dtstart=datetime.combine(start, time.min))


def _day(day: str, language: str) -> str:
    """A day of the week; in Welsh without its "dydd", which the sentence has, since there it may change."""
    return _names(language)[int(day) - 1].removeprefix("Dydd ")


def _listed(days: str, language: str) -> str:
    """Days of the week as a language lists them inside a sentence."""
    names = [_names(language)[int(each) - 1] for each in sorted(set(days))]
    if language != "cy":
        return format_list(names, "standard", language)
    # Within a sentence "dydd" is written small; before it "and" is never "ac".
    return format_list([name.replace("Dydd", "dydd") for name in names], "standard", language).replace(" a(c) ", " a ")


def _names(language: str) -> list[str]:
    named = get_day_names("wide", "format", language)
    return [str(named[number]) for number in range(7)]
