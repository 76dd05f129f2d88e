"""Marks of what is typed: words, numbers, days and times."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.marks.mark import Mark, Wrong
from bot.talk import plain, text
from bot.turn import Turn

LINE, LONG, LONGEST = 200, 1_500, 3_000
DIGITS = 12  # more than any number here has
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CLOCK = re.compile(r"([01]?\d|2[0-3])(?:[:.h]([0-5]\d))?", re.ASCII)
_SPOKEN_DAY = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})")
_LASTING = re.compile(r"(?:(\d{1,3}) ?[h:] ?)?(?:(\d{1,4}) ?(?:m|min|mins|munud|minutes)?)?")
WEB = re.compile(r"https?://[^\s<>\"|]{1,500}", re.IGNORECASE)


@dataclass(frozen=True)
class Words(Mark):
    """Free text of at most ``limit`` characters."""

    limit: int = LONG
    kind = "long"
    free = True

    async def read(self, raw: Any, turn: Turn) -> str:
        words = plain(raw)
        if len(words) > self.limit:
            raise Wrong(text("core.too-long", limit=self.limit, length=len(words)))
        return words


@dataclass(frozen=True)
class OneLine(Words):
    """Free text on one line."""

    limit: int = LINE
    kind = "line"

    async def read(self, raw: Any, turn: Turn) -> str:
        return await Words(self.limit).read(" ".join(plain(raw).split()), turn)


@dataclass(frozen=True)
class Address(OneLine):
    """The address of a page."""

    limit: int = 500

    async def read(self, raw: Any, turn: Turn) -> str:
        address = await OneLine(self.limit).read(raw, turn)
        if not WEB.fullmatch(address):
            raise Wrong(text("core.not-an-address"))
        return address


@dataclass(frozen=True)
class Whole(Mark):
    """A whole number from ``low`` to ``high``."""

    low: int = 0
    high: int = 1_000_000
    kind = "number"

    def wire(self, value: Any) -> str | None:
        return written if (written := str(value)).isdecimal() and len(written) < DIGITS else None

    async def read(self, raw: Any, turn: Turn) -> int:
        digits = plain(raw)
        return self._within(int(digits) if digits.isdecimal() and len(digits) < DIGITS else None)

    def _within(self, number: int | None) -> int:
        if number is None or not self.low <= number <= self.high:
            raise Wrong(text("core.not-a-number", low=self.low, high=self.high))
        return number


@dataclass(frozen=True)
class Lasting(Whole):
    """A length of time in minutes, also written ``1h30`` or ``1:30``."""

    low: int = 1
    high: int = 6_000
    kind = "minutes"

    async def read(self, raw: Any, turn: Turn) -> int:
        found = _LASTING.fullmatch(plain(raw).lower())
        hours, minutes = found.groups() if found else (None, None)
        if hours is None and minutes is None:
            raise Wrong(text("core.not-minutes"))
        return self._within(int(hours or 0) * 60 + int(minutes or 0))


@dataclass(frozen=True)
class Days(Mark):
    """A day; with ``past`` one that has already begun."""

    past: bool = False
    kind = "day"

    def wire(self, value: Any) -> str | None:
        return str(value) if _ISO_DAY.fullmatch(str(value)) else None

    async def read(self, raw: Any, turn: Turn) -> date:
        day = raw if isinstance(raw, date) else _day(plain(raw).lower(), turn.today)
        if self.past and day > turn.today:
            raise Wrong(text("core.day-to-come"))
        return day


@dataclass(frozen=True)
class Clocks(Mark):
    """A time of day, kept as ``HH:MM``."""

    kind = "time"

    async def read(self, raw: Any, turn: Turn) -> str:
        found = _CLOCK.fullmatch(plain(raw))
        if not found:
            raise Wrong(text("core.not-a-time"))
        return f"{int(found[1]):02}:{found[2] or '00'}"


@dataclass(frozen=True)
class Moments(Mark):
    """A day and a time of the community's clock."""

    kind = "moment"

    async def read(self, raw: Any, turn: Turn) -> datetime:
        if isinstance(raw, datetime):
            return raw
        try:
            moment = datetime.fromisoformat(plain(raw))
        except ValueError:
            raise Wrong(text("core.not-a-moment")) from None
        return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(turn.community.zone))


def _day(words: str, today: date) -> date:
    match words:
        case "today" | "heddiw":
            return today
        case "yesterday" | "ddoe":
            return today - timedelta(days=1)
    if found := _ISO_DAY.fullmatch(words):
        year, month, day = map(int, found.groups())
    elif found := _SPOKEN_DAY.fullmatch(words):
        day, month, year = map(int, found.groups())
    else:
        raise Wrong(text("core.not-a-day"))
    try:
        return date(year, month, day)
    except ValueError:
        raise Wrong(text("core.no-such-day")) from None
