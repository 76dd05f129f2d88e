"""A term calendar out of an .ics file (RFC 5545): its whole days, expanded once. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Event

from bot.fault import Fault, Faults
from bot.talk import plain
from bot.timetable.holidays import MOST
from bot.timetable.working import LONGEST, NAME, Holiday

SIZE = 1_000_000  # bytes of a file
AHEAD = timedelta(days=5 * 366)  # until when what comes every year is written out


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of one event, and the number of the first."""

    number: int
    lines: tuple[str, ...]

    def line_of(self, name: str | None) -> int:
        """The line on which this property stands, or else the event begins."""
        named = [at for at, line in enumerate(self.lines) if name and line.upper().startswith(name)]
        return self.number + (named[0] if named else 0)


def read_calendar(written: bytes, file: str, today: date) -> tuple[tuple[Holiday, ...], int]:
    """The holidays that are not over, in order, and how many events were left out for having a time of day.

    Raises Faults with the line of everything that cannot be read.
    """
    if len(written) > SIZE:
        raise Faults([Fault(file, "this is too large for a calendar of holidays", f"{SIZE:,} bytes at most")])
    try:
        lines = written.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise Faults([Fault(file, "this is not UTF-8", "save it as UTF-8")]) from None
    blocks = list(_blocks(lines, file))
    faults: list[Fault] = []
    found: set[Holiday] = set()
    timed = 0
    for block in blocks:
        event: Any = Event.from_ical("\r\n".join((*block.lines, "")))
        wrong = list(_wrong(event, block, file))
        faults += wrong
        if not wrong and _timed(event):
            timed += 1
        elif not wrong:
            found |= {each for each in _holidays(event, today) if each.until >= today}
    if len(found) > MOST:
        faults.append(Fault(file, f"there are {len(found)} holidays in it", f"{MOST} at most"))
    if faults:
        raise Faults(faults)
    return tuple(sorted(found)), timed


def _blocks(lines: Sequence[str], file: str) -> Iterator[_Block]:
    """Each event. Raises Faults where they are not whole, or there is none."""
    begun: int | None = None
    faults, count = [], 0
    for number, line in enumerate(lines, 1):
        word = line.strip().upper()
        if word == "BEGIN:VEVENT":
            if begun is not None:
                faults.append(Fault(f"{file}:{begun}", "this event does not end", "write END:VEVENT behind it"))
            begun = number
        elif word == "END:VEVENT" and begun is not None:
            count += 1
            yield _Block(begun, tuple(lines[begun - 1 : number]))
            begun = None
    if begun is not None:
        faults.append(Fault(f"{file}:{begun}", "this event does not end", "write END:VEVENT behind it"))
    if not count and not faults:
        faults.append(Fault(file, "there is no event in it", "export the calendar as iCalendar (.ics)"))
    if faults:
        raise Faults(faults)


def _wrong(event: Any, block: _Block, file: str) -> Iterator[Fault]:
    """What is wrong with an event."""
    for name, _ in event.errors:
        what = f"{name} cannot be read" if name else "this event cannot be read"
        yield Fault(f"{file}:{block.line_of(name)}", what, "see RFC 5545, or export the calendar anew")
    if event.errors:
        return
    begin = event.get("DTSTART")
    if begin is None or isinstance(begin, list):
        yield Fault(f"{file}:{block.number}", "this event has not one DTSTART", "say on which day it begins")
        return
    if not plain(event.get("SUMMARY")):
        yield Fault(f"{file}:{block.number}", "this event has no SUMMARY", "say what it is called")
    rule = event.get("RRULE")
    if isinstance(rule, list) or (rule and rule.get("FREQ") != ["YEARLY"]) or "RDATE" in event:
        name = "RDATE" if "RDATE" in event else "RRULE"
        yield Fault(f"{file}:{block.line_of(name)}", "only every year may it come again", "write each as an event")
    if not _timed(event) and not timedelta(0) < _length(event) <= timedelta(days=LONGEST):
        name = "DURATION" if "DURATION" in event else "DTEND"
        yield Fault(f"{file}:{block.line_of(name)}", "it ends before it begins, or lasts too long", "mend its end")


def _timed(event: Any) -> bool:
    ends = [event["DTSTART"].dt, *([event["DTEND"].dt] if "DTEND" in event else [])]
    return any(isinstance(each, datetime) for each in ends)


def _length(event: Any) -> timedelta:
    """How long it lasts; an event that says nothing lasts for its day."""
    if "DTEND" in event:
        return timedelta(days=(event["DTEND"].dt - event["DTSTART"].dt).days)
    return event["DURATION"].dt if "DURATION" in event else timedelta(days=1)


def _holidays(event: Any, today: date) -> Iterator[Holiday]:
    begin, last = event["DTSTART"].dt, _length(event) - timedelta(days=1)
    name = " ".join(plain(event["SUMMARY"]).split())[:NAME]
    days = [begin]
    if rule := event.get("RRULE"):
        words = rule.to_ical().decode()
        each_year = rrulestr(words, dtstart=datetime.combine(begin, time.min), ignoretz=True)
        soon = itertools.takewhile(lambda at: at.date() <= today + AHEAD, each_year)
        days = [at.date() for at in itertools.islice(soon, MOST * 4)]
    out = {each.dt for listed in _listed(event.get("EXDATE")) for each in listed.dts}
    return (Holiday(day, day + last, name) for day in days if day not in out)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []
