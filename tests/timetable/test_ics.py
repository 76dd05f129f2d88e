"""A term calendar is read whole or not at all, and every fault is said with its line."""

from __future__ import annotations

from datetime import date

import pytest

from bot.fault import Faults
from bot.timetable.holidays import MOST
from bot.timetable.ics import SIZE, read_calendar
from bot.timetable.working import Holiday

TODAY = date(2026, 11, 23)
HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//School//EN\n"


def event(*lines: str) -> str:
    """An event of these lines; what it is called if none of them says so."""
    named = () if any("SUMMARY" in line for line in lines) else ("SUMMARY:Winter",)
    return "\n".join(("BEGIN:VEVENT", *named, *lines, "END:VEVENT", ""))


def read(*events: str) -> tuple[tuple[Holiday, ...], int]:
    return read_calendar((HEAD + "".join(events) + "END:VCALENDAR\n").encode(), "terms.ics", TODAY)


def faults(*events: str) -> list[str]:
    """What is said of a calendar, without the cures."""
    with pytest.raises(Faults) as raised:
        read(*events)
    return [f"{each.where}: {each.what}" for each in raised.value.faults]


def test_whole_days_are_holidays() -> None:
    """The end is the day after; folded lines, escaped signs and other alphabets are words like any."""
    found = read(
        event("SUMMARY:Gwyliau’r gaeaf\\, a’r\n  Nadolig", "DTSTART;VALUE=DATE:20261221", "DTEND;VALUE=DATE:20270106"),
        event("SUMMARY:In-service", "DTSTART;VALUE=DATE:20261130"),
        event("SUMMARY:Long", "DTSTART;VALUE=DATE:20270215", "DURATION:P1W"),
        event("SUMMARY:Over", "DTSTART;VALUE=DATE:20261120", "DTEND;VALUE=DATE:20261123"),
        event("SUMMARY:Concert", "DTSTART:20261217T180000Z", "DTEND:20261217T200000Z"),
    )
    assert found == (
        (
            Holiday(date(2026, 11, 30), date(2026, 11, 30), "In-service"),
            Holiday(date(2026, 12, 21), date(2027, 1, 5), "Gwyliau’r gaeaf, a’r Nadolig"),
            Holiday(date(2027, 2, 15), date(2027, 2, 21), "Long"),
        ),
        1,
    )


def test_what_comes_every_year_is_written_out_for_five() -> None:
    days = read(event("DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20290101"))[0]
    assert [each.since.year for each in days] == [2027, 2028, 2030, 2031]


def test_the_third_monday_of_every_year_and_an_end() -> None:
    days = read(event("DTSTART;VALUE=DATE:20260119", "RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=3MO;UNTIL=20281231"))[0]
    assert [each.since for each in days] == [date(2027, 1, 18), date(2028, 1, 17)]


WRONG = {
    "a day that is none": (("DTSTART;VALUE=DATE:20261399",), "terms.ics:6: DTSTART cannot be read"),
    "no day": (("SUMMARY:Winter",), "terms.ics:4: this event has not one DTSTART"),
    "two days": (("DTSTART;VALUE=DATE:20261221",) * 2, "terms.ics:4: this event has not one DTSTART"),
    "no name": (("SUMMARY: ", "DTSTART;VALUE=DATE:20261221"), "terms.ics:4: this event has no SUMMARY"),
    "an end before the begin": (
        ("DTSTART;VALUE=DATE:20261221", "DTEND;VALUE=DATE:20261221"),
        "terms.ics:7: it ends before it begins, or lasts too long",
    ),
    "ten years": (
        ("DTSTART;VALUE=DATE:20261221", "DURATION:P3650D"),
        "terms.ics:7: it ends before it begins, or lasts too long",
    ),
    "every second": (
        ("DTSTART;VALUE=DATE:20261221", "RRULE:FREQ=SECONDLY"),
        "terms.ics:7: only every year may it come again",
    ),
    "more days": (
        ("DTSTART;VALUE=DATE:20261221", "RDATE;VALUE=DATE:20271221"),
        "terms.ics:7: only every year may it come again",
    ),
    "a rule that is none": (
        ("DTSTART;VALUE=DATE:20261221", "RRULE:FREQ=FOO"),
        "terms.ics:7: RRULE cannot be read",
    ),
    "no line of a calendar": (("DTSTART;VALUE=DATE:20261221", "winter"), "terms.ics:4: this event cannot be read"),
}


@pytest.mark.parametrize(("lines", "fault"), WRONG.values(), ids=WRONG)
def test_a_fault_is_said_with_its_line(lines: tuple[str, ...], fault: str) -> None:
    assert faults(event(*lines)) == [fault]


def test_every_fault_is_said_at_once() -> None:
    assert faults(event("DTSTART;VALUE=DATE:2026"), event("DTSTART;VALUE=DATE:20261221"), event("SUMMARY:x")) == [
        "terms.ics:6: DTSTART cannot be read",
        "terms.ics:12: this event has not one DTSTART",
    ]


def test_events_that_are_not_whole() -> None:
    begun = "BEGIN:VEVENT\nSUMMARY:x\n"
    assert faults(begun, event("DTSTART;VALUE=DATE:20261221"), begun) == [
        "terms.ics:4: this event does not end",
        "terms.ics:10: this event does not end",
    ]
    assert faults() == ["terms.ics: there is no event in it"]


def test_a_rule_that_never_comes_takes_no_time() -> None:
    assert read(event("DTSTART;VALUE=DATE:20261221", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"))[0] == ()


def test_what_is_no_calendar() -> None:
    for written, what in (
        (b"\xff\xfe", "this is not UTF-8"),
        (b"x" * (SIZE + 1), "this is too large for a calendar of holidays"),
        (b"", "there is no event in it"),
    ):
        with pytest.raises(Faults) as raised:
            read_calendar(written, "terms.ics", TODAY)
        assert [each.what for each in raised.value.faults] == [what]


def test_there_is_an_end_to_holidays() -> None:
    many = [event(f"SUMMARY:Day {number}", "DTSTART;VALUE=DATE:20261221") for number in range(MOST + 1)]
    assert faults(*many) == [f"terms.ics: there are {MOST + 1} holidays in it"]
