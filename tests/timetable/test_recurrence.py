"""Plain choices become rules and are said again in words; rules become days and instants."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.house import Plan
from bot.timetable.recurrence import OFTEN, Rhythm, Slot, Times

SAID = [
    ("week", "12345", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every working day at 09:00", "bob diwrnod gwaith am 09:00"),
    (
        "week",
        "41",
        "FREQ=WEEKLY;BYDAY=MO,TH",
        "every Monday and Thursday at 09:00",
        "bob dydd Llun a dydd Iau am 09:00",
    ),
    (
        "fortnight",
        "7",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU",
        "every other Sunday at 09:00",
        "bob pythefnos: dydd Sul, am 09:00",
    ),
    (
        "first",
        "1",
        "FREQ=MONTHLY;BYDAY=1MO",
        "on the first Monday of each month at 09:00",
        "y dydd Llun cyntaf o bob mis am 09:00",
    ),
    (
        "second",
        "3",
        "FREQ=MONTHLY;BYDAY=2WE",
        "on the second Wednesday of each month at 09:00",
        "yr ail ddydd Mercher o bob mis am 09:00",
    ),
    (
        "last",
        "5",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "on the last Friday of each month at 09:00",
        "y dydd Gwener olaf o bob mis am 09:00",
    ),
]


@pytest.mark.parametrize(("often", "days", "rule", "english", "welsh"), SAID, ids=[each[2] for each in SAID])
def test_choices_rules_and_words(house: Plan, often: str, days: str, rule: str, english: str, welsh: str) -> None:
    rhythm = Rhythm(often, days, "09:00")
    said = rhythm.said(("en", "cy"))
    assert (rhythm.rule, house.texts.plain(said, "en"), house.texts.plain(said, "cy")) == (rule, english, welsh)
    assert Rhythm.of(rule, "09:00") == Rhythm(often, "".join(sorted(days)), "09:00")


@pytest.mark.parametrize(
    ("often", "days"), [("week", ""), ("first", "12"), ("hour", "1"), ("week", "8"), ("fifth", "1")]
)
def test_what_is_no_rhythm(often: str, days: str) -> None:
    with pytest.raises(ValueError, match="there is no such rhythm"):
        Rhythm(often, days, "09:00")


def test_a_rule_of_somebody_elses_has_no_choices() -> None:
    with pytest.raises(ValueError, match="nobody here makes such a rule"):
        Rhythm.of("FREQ=DAILY", "09:00")


def days(rhythm: Rhythm, since: date, first: date, count: int = 4) -> list[str]:
    """The first days from one on."""
    slots = Times(rhythm.rule, rhythm.clock, "Europe/London", since).slots(first)
    return [f"{next(slots).day}" for _ in range(count)]


def test_fortnights_are_counted_from_the_first_week_for_ever() -> None:
    rhythm, since = Rhythm("fortnight", "15", "09:00"), date(2026, 11, 25)  # a Wednesday
    assert days(rhythm, since, since) == ["2026-11-27", "2026-12-07", "2026-12-11", "2026-12-21"]
    assert days(rhythm, since, date(2036, 11, 17), 2) == ["2036-11-24", "2036-11-28"]


def test_days_of_months() -> None:
    since = date(2026, 11, 3)
    assert days(Rhythm("first", "1", "09:00"), since, since) == [
        "2026-12-07",
        "2027-01-04",
        "2027-02-01",
        "2027-03-01",
    ]
    assert days(Rhythm("last", "1", "09:00"), since, since) == [
        "2026-11-30",
        "2026-12-28",
        "2027-01-25",
        "2027-02-22",
    ]


def test_every_choice_comes_back_from_its_rule() -> None:
    for often in (option.value for option in OFTEN):
        for day in "1234567":
            rhythm = Rhythm(often, day, "23:59")
            assert Rhythm.of(rhythm.rule, "23:59") == rhythm


def test_the_edges_of_a_time() -> None:
    """None before its first day, none after its last, and the one that is right now counts."""
    times = Times(Rhythm("week", "1", "10:00").rule, "10:00", "UTC", date(2026, 11, 24), date(2026, 12, 7))
    monday = Slot(date(2026, 11, 30), 600, datetime(2026, 11, 30, 10, tzinfo=UTC))
    assert times.next(date(2020, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)) == monday
    assert times.next(monday.day, monday.at) == monday
    assert times.next(date(2026, 12, 8), monday.at) is None
