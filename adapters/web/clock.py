"""The playground's clock: it stands still until somebody at the page sends it on, and never goes back."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Container
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final, Literal
from zoneinfo import ZoneInfo

from adapters.web.sample import ZONE
from bot.clockwork.clock import Clock
from bot.talk import Text, text

Way = Literal["next", "hour", "day", "monday"]
NAME: Final = "now"  # what the time is kept under
_EARLY: Final = time(7)
_OPENS: Final = time(9)
# From and until which day of any year nearly all the schools that Blether speaks to are open; Easter moves about.
_TERMS: Final = (
    ("01-08", "02-07"), ("02-24", "03-20"), ("05-08", "05-21"),
    ("06-03", "06-20"), ("09-08", "10-09"), ("11-03", "12-11"),
)  # fmt: skip


class Kept(Clock):
    """A clock that is kept in the playground's file, by ``keep``, and knows what was said on its last way."""

    def __init__(self, now: datetime) -> None:
        super().__init__(now)
        self.keep: Callable[[datetime], Awaitable[None]]
        self._began: datetime | None = None
        self._said: dict[str, str] = {}  # by post: its place
        self._there = asyncio.Event()

    async def move(self, to: datetime) -> None:
        """Show another time, once it is in the file."""
        await self.keep(to)
        await super().move(to)

    async def step(self, at: datetime | None) -> None:
        """Go to the next thing, or to the end of the way."""
        await super().step(at)
        if not self.going:
            self._there.set()

    async def reach(self, to: datetime, ring: Callable[[], None]) -> None:
        """Go on until then, with everything done and said on the way; ``ring`` wakes whoever moves it."""
        self._there.clear()
        self.send(to)
        ring()
        await self._there.wait()

    def next_week(self) -> datetime:
        """The Monday morning after this week."""
        here = self.now.astimezone(ZoneInfo(ZONE))
        return _monday(here + timedelta(days=6 - here.weekday()))

    def turn(self, way: Way, seen: datetime) -> None:
        """Send it on, unless it has moved since somebody saw it: of two who do so at once, one does."""
        if not self.going and seen == self.now:
            self._began, self._said = self.now, {}
            self.send(sent(way, self.now))

    def tell(self, post: str, place: str) -> None:
        """A post was said in this place."""
        if self.going:
            self._said[post] = place

    def told(self, places: Container[str]) -> Text | None:
        """What became of its last way, to somebody who sees these places; nothing before the first."""
        count = sum(place in places for place in self._said.values())
        if self.going:
            return text("web.on-the-way", count=count)
        if self._began is None:
            return None
        return text("web.nothing-planned") if self._began == self.now else text("web.said", count=count)


def kept(file: Path, real: datetime) -> Kept:
    """The clock of this file; of a new one, a week before a school week that is not yet over in ``real`` time.

    In that week the sample's people talk (`week.live`).
    """
    return Kept(_found(file) or _week_before(school_week(real)))


def _found(file: Path) -> datetime | None:
    if not file.exists():
        return None
    with closing(sqlite3.connect(file)) as there:
        if not there.execute("SELECT 1 FROM sqlite_master WHERE name = 'kept'").fetchone():
            return None
        row = there.execute("SELECT value FROM kept WHERE name = ?", (NAME,)).fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def sent(way: Way, now: datetime) -> datetime | None:
    """Where the clock goes; None: to the next thing. A day later it is as late, also when the clocks change."""
    here = now.astimezone(ZoneInfo(ZONE))
    match way:
        case "next":
            return None
        case "hour":
            return now + timedelta(hours=1)
        case "day":
            return (here + timedelta(days=1)).astimezone(UTC)
        case "monday":
            return _monday(now)


def school_week(now: datetime) -> datetime:
    """The first Monday morning from now on that is in term, and the Monday before it too."""
    monday = _monday(now)
    while not any(_within(term, _week_before(monday), monday) for term in _TERMS):
        monday = _monday(monday)
    return monday


def _within(term: tuple[str, str], *days: datetime) -> bool:
    since, until = term
    return all(since <= f"{day:%m-%d}" <= until for day in days)


def _week_before(monday: datetime) -> datetime:
    """Early on the Monday before, when nobody has said anything yet."""
    here = monday.astimezone(ZoneInfo(ZONE))
    return datetime.combine(here.date() - timedelta(weeks=1), _EARLY, here.tzinfo).astimezone(UTC)


def _monday(now: datetime) -> datetime:
    """The next Monday morning of the sample's schools."""
    here = now.astimezone(ZoneInfo(ZONE))
    first: date = here.date() - timedelta(days=here.weekday())
    mondays = (datetime.combine(first + timedelta(weeks=week), _OPENS, here.tzinfo) for week in (0, 1))
    return next(monday.astimezone(UTC) for monday in mondays if monday > here)
