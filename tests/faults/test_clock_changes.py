"""Whatever clocks do, what recurs comes once on each of its days, at a time that exists (RELIABILITY.md G6).

The oracle walks from minute to minute of UTC, looks what the clock on the wall shows, and so never asks how a wall
time becomes an instant: it is the first minute that shows it or, when a gap leaves it out, as long after the gap's
begin as it would have been without it (RFC 5545 and java.time).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.timetable.recurrence import NTH, Rhythm, Slot, Times
from tests.sweeps import WHOLE, tried, wholes

pytestmark = pytest.mark.faults
FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2035, 1, 1, tzinfo=UTC)
MINUTE, STEP = timedelta(minutes=1), timedelta(hours=12)
CLOCKS = [f"{number // 2:02}:{number % 2 * 30:02}" for number in range(48)]
AROUND = 2  # days before and after a change

# Half an hour, gaps at midnight, a change twice a year more than elsewhere, the other way round, none at all; and ours.
ODD = ("Australia/Lord_Howe", "Africa/Cairo", "Africa/Casablanca", "Europe/Dublin", "Asia/Kabul", "Europe/London")
ZONES = sorted(available_timezones())
HALF_DAYS = [FIRST + STEP * number for number in range((LAST - FIRST) // STEP)]
PARTS = 6
wholes["zones through their clock changes"] = len(ZONES)


def alike(zones: list[str]) -> dict[tuple[Any, ...], list[str]]:
    """Zones by all they show in these years: of those that show the same, one stands for all."""
    found: dict[tuple[Any, ...], list[str]] = {}
    for name in zones:
        zone = ZoneInfo(name)
        found.setdefault(tuple(at.astimezone(zone).utcoffset() for at in HALF_DAYS), []).append(name)
    return found


def chosen() -> list[list[list[str]]]:
    """The groups of zones of each part."""
    groups = [*alike(ZONES if WHOLE else [*ODD, *random.Random(1).sample(ZONES, 1)]).values()]
    return [groups[start::PARTS] for start in range(PARTS)] if WHOLE else [groups]


def changes(zone: ZoneInfo) -> Iterator[date]:
    """The local days of every change of the zone's clock, and one day without."""
    yield date(2026, 11, 23)
    for at in HALF_DAYS:
        if (at + STEP).astimezone(zone).utcoffset() != at.astimezone(zone).utcoffset():
            low, high = at, at + STEP
            while high - low > MINUTE:
                middle = low + (high - low) // 2
                same = middle.astimezone(zone).utcoffset() == at.astimezone(zone).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            yield low.astimezone(zone).date()


def walked(zone: ZoneInfo, day: date) -> dict[date, list[datetime]]:
    """The instants of CLOCKS on the days around this one, found minute by minute."""
    wanted = [day + timedelta(days=number) for number in range(-AROUND, AROUND + 1)]
    at = datetime(wanted[0].year, wanted[0].month, wanted[0].day, tzinfo=UTC) - timedelta(days=1)
    shown: dict[datetime, datetime] = {}
    before = at.astimezone(zone).replace(tzinfo=None, fold=0)
    for number in range((len(wanted) + 2) * 1_440):
        now = at + number * MINUTE
        wall = now.astimezone(zone).replace(tzinfo=None, fold=0, second=0)
        gap = before + MINUTE
        while gap < wall:
            shown.setdefault(gap, now + (gap - before - MINUTE))
            gap += MINUTE
        shown.setdefault(wall, now)
        before = wall
    return {each: [shown[datetime.fromisoformat(f"{each} {clock}")] for clock in CLOCKS] for each in wanted}


def came(rhythm: Rhythm, zone: str, since: date, first: date, last: date) -> list[tuple[date, datetime]]:
    """What comes from day to day, each found as the engine finds it: after the one before, a grace ago."""
    times, found = Times(rhythm.rule, rhythm.clock, zone, since), list[tuple[date, datetime]]()
    slot: Slot | None = times.next(first, FIRST - timedelta(days=9))
    while slot and slot.day <= last:
        found.append((slot.day, slot.at))
        slot = times.next(slot.day + timedelta(days=1), slot.at - timedelta(hours=2))
    return found


@pytest.mark.parametrize("groups", chosen(), ids=lambda groups: f"from {groups[0][0]}")
def test_each_comes_once_at_a_time_that_exists(groups: list[list[str]]) -> None:
    for zone, *others in groups:
        tried["zones through their clock changes"] += 1 + len(others)
        for day in changes(ZoneInfo(zone)):
            oracle = walked(ZoneInfo(zone), day)
            weekday, nth = str(day.isoweekday()), tuple(NTH)[(day.day - 1) // 7]
            first, last = min(oracle), max(oracle)
            for number, clock in enumerate(CLOCKS):
                daily = [(each, instants[number]) for each, instants in oracle.items()]
                assert came(Rhythm("week", "1234567", clock), zone, first, first, last) == daily
                once = [(day, oracle[day][number])]
                for often in ("week", "fortnight", nth):
                    there = came(Rhythm(often, weekday, clock), zone, day - timedelta(days=364), first, last)
                    assert (often, there) == (often, once)
