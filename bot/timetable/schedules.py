"""What comes again: planned, changed, paused, skipped and stopped by rooms. Its times follow from its row."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from bot import codec
from bot.store.rows import Row, Rows
from bot.store.tables import occurrence, person, schedule
from bot.talk import Call, Person, Place
from bot.timetable.holidays import holidays_of
from bot.timetable.recurrence import Rhythm, Slot, Times, minute_of
from bot.timetable.working import Holiday, holiday_on

GRACE = timedelta(hours=2)
FOREVER = date.max
FAR = 400  # times that are looked through for the next that comes
LATE, HOLIDAY, PAUSED, BY_HAND, GONE = "late", "holiday", "paused", "by-hand", "gone"  # why an occurrence was skipped


@dataclass(frozen=True, slots=True)
class Coming:
    """A time something would come: its local day, its instant, and why it does not; in which holiday, if in one."""

    day: date
    at: datetime
    why: str = ""
    holiday: str = ""


class Schedules:
    """The schedules of a community, for one turn. What is changed here is on its way when the turn commits."""

    def __init__(self, rows: Rows, now: datetime, who: Person, changed: list[str]) -> None:
        self._rows, self._now, self._who, self._changed = rows, now, who, changed

    async def plan(
        self,
        call: Call,
        rhythm: Rhythm,
        place: Place,
        *,
        zone: str,
        person: Person | None = None,
        since: date | None = None,
        until: date | None = None,
        in_holidays: bool = False,
        grace: timedelta = GRACE,
    ) -> Row:
        """Have the clock make this Call again and again: for ``person``, or for the community, whose it then is.

        ``rhythm`` is meant in ``zone``, from the day ``since`` to the day ``until``. It pauses in holidays unless told
        otherwise; an occurrence that could not happen within its ``grace`` does not happen.
        """
        times = Times(rhythm.rule, rhythm.clock, zone, since or self._now.astimezone(ZoneInfo(zone)).date(), until)
        new = {
            "call": codec.dumps(codec.bare(call)),
            "place": place.id,
            "by": None if person else self._who.id or None,
            "in_holidays": in_holidays,
            "grace": int(grace.total_seconds()),
        }
        new |= asdict(times) | aimed(times.next(times.since, self._now))
        one = await self._rows.add(schedule, person=person and person.id, attempts=0, moved=self._now, **new)
        self._changed.append(one.id)
        return one

    async def find(self, id: str) -> Row | None:
        """A schedule of this community by its id."""
        return await self._rows.one(schedule, id)

    async def change(
        self,
        one: Row,
        *,
        call: Call | None = None,
        rhythm: Rhythm | None = None,
        place: Place | None = None,
        in_holidays: bool | None = None,
        **values: Any,
    ) -> Row:
        """Otherwise from now on; among ``values`` may be ``zone``, ``since`` and ``until``."""
        values |= {"rule": rhythm.rule, "clock": rhythm.clock} if rhythm else {}
        times = replace(times_of(one), **values)
        new: dict[str, Any] = {} if in_holidays is None else {"in_holidays": in_holidays}
        new |= {"call": codec.dumps(codec.bare(call))} if call else {}
        new |= {"place": place.id} if place else {}
        new |= asdict(times) | aimed(times.next(times.since, self._now))
        self._changed.append(one.id)
        return await self._rows.change(one, attempts=0, moved=self._now, **new)

    async def follow(self, old: str, new: str, person_: Person | None = None) -> None:
        """They live in another zone now: what comes again in the old one keeps its time of day in the new.

        ``person_`` None: the community does, and with it everybody who has no zone of their own.
        """
        if old == new:
            return
        homely = select(person.c.id).where(person.c.community == schedule.c.community, person.c.zone.is_(None))
        theirs = or_(schedule.c.person.is_(None), schedule.c.person.in_(homely))
        whose = schedule.c.person == person_.id if person_ else theirs
        for one in await self._rows.find(schedule, schedule.c.zone == old, whose):
            await self.change(one, zone=new)

    async def pause(self, one: Row, until: date | None = None) -> Row:
        """Nothing comes before this day, or until it is resumed."""
        return await self._rows.change(one, paused=until or FOREVER)

    async def resume(self, one: Row) -> Row:
        """It comes again from now on."""
        return await self._rows.change(one, paused=None)

    async def skip(self, one: Row) -> Coming | None:
        """The next time that it would come it does not; which one that is, if there is one."""
        coming = next((each for each in await self.dates(one, FAR) if not each.why), None)
        if coming:
            skipped = occurred(one, "skipped", BY_HAND) | {"day": coming.day, "at": coming.at}
            await self._rows.add(occurrence, **skipped)
        return coming

    async def stop(self, one: Row) -> None:
        """It never comes again, and nothing is left of it."""
        await self._rows.remove(one)

    async def dates(self, one: Row, count: int = 5) -> tuple[Coming, ...]:
        """The next times, those too at which it does not come, with the reason."""
        taken, holidays = await self._taken(one), await holidays_of(self._rows)
        return tuple(itertools.islice(_coming(one, taken, holidays), count))

    async def _taken(self, one: Row) -> dict[date, str]:
        """Days to come of which something is decided already, with the reason."""
        there = (occurrence.c.schedule == one.id, occurrence.c.slot == minute_of(one.clock))
        found = await self._rows.find(occurrence, *there, occurrence.c.day >= (one.day or FOREVER))
        return {each.day: each.why or each.state for each in found}


def times_of(one: Row) -> Times:
    """When it comes, holidays or not."""
    return Times(one.rule, one.clock, one.zone, one.since, one.until)


def aimed(slot: Slot | None) -> dict[str, Any]:
    """The columns that say that this comes next, or nothing."""
    return {"day": slot and slot.day, "at": slot and slot.at, "wake": slot and slot.at}


def moved_on(one: Row, now: datetime) -> dict[str, Any]:
    """The columns of a schedule after what it now comes at: the next time that is not too late already."""
    after = now - timedelta(seconds=one.grace)
    return {"attempts": 0, "moved": now, **aimed(times_of(one).next(one.day + timedelta(days=1), after))}


def occurred(one: Row, state: str, why: str | None) -> dict[str, Any]:
    """The columns of the occurrence that a schedule now comes to."""
    there = {"person": one.person, "schedule": one.id, "day": one.day, "slot": minute_of(one.clock), "at": one.at}
    return {**there, "state": state, "why": why}


def excuse(one: Row, day: date, holidays: Sequence[Holiday]) -> tuple[str, str]:
    """Why it does not come on this day, and in which holiday; "" when it does."""
    if one.paused is not None and day < one.paused:
        return PAUSED, ""
    if not one.in_holidays and (found := holiday_on(holidays, day)):
        return HOLIDAY, found.name
    return "", ""


def _coming(one: Row, taken: dict[date, str], holidays: tuple[Holiday, ...]) -> Iterator[Coming]:
    for slot in times_of(one).slots(one.day) if one.day else ():
        why, name = (taken[slot.day], "") if slot.day in taken else excuse(one, slot.day, holidays)
        yield Coming(slot.day, slot.at, why, name)
