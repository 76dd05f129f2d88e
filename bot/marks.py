"""Field marks: what a field of an action is, how it is asked for, and how what was typed is read.

A mark annotates a parameter: ``what: Long``, ``kind: Annotated[str, Pick(kinds)]``, ``entry: Annotated[Row,
Mine(entries)]``. The door reads every field of every Call with its mark, whoever sent it.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table

from bot import people, talk
from bot.store.schema import owner_of
from bot.store.tables import person, place
from bot.talk import Option, Person, Place, Remote, Text, plain, text
from bot.turn import Turn

Options = Callable[[Turn, str], Awaitable[Sequence[Option]]]
LINE, LONG, LONGEST = 200, 1_500, 3_000
DIGITS = 12  # more than any number here has
_WEB = re.compile(r"https?://[^\s<>\"|]{1,500}", re.IGNORECASE)
_ID = re.compile(r"[\w-]{22}", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CLOCK = re.compile(r"([01]?\d|2[0-3])(?:[:.h]([0-5]\d))?", re.ASCII)
_SPOKEN_DAY = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})")
_LASTING = re.compile(r"(?:(\d{1,3}) ?[h:] ?)?(?:(\d{1,4}) ?(?:m|min|mins|munud|minutes)?)?")


class Wrong(Exception):
    """What was typed cannot be read; ``text`` tells its writer why, kindly."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.key)
        self.text = why


class Mark:
    """What a field is.

    ``kind`` is how a form shows it ("" when it never does), ``free`` whether it may hold a person's own words.
    """

    kind: str = ""
    free: bool = False

    def wire(self, value: Any) -> str | None:
        """The value as it may travel in the clear; None when it may not, since it could be anything one types."""
        return None

    async def read(self, raw: Any, turn: Turn) -> Any:
        """The value of what was typed or stored, or raise Wrong."""
        raise NotImplementedError


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


@dataclass(frozen=True)
class Pick(Mark):
    """One of some options: few that never change, or found in the data as one types."""

    options: tuple[Option, ...] | Options
    kind = "pick"

    def wire(self, value: Any) -> str | None:
        values = value if isinstance(value, tuple | list) else (value,)
        static = self.options if isinstance(self.options, tuple) else ()
        return ",".join(values) if values and {*values} <= {option.value for option in static} else None

    async def offer(self, turn: Turn, typed: str = "") -> Sequence[Option]:
        """The options to show, the likeliest first."""
        return self.options if isinstance(self.options, tuple) else await self.options(turn, typed)

    async def read(self, raw: Any, turn: Turn) -> Any:
        return await self._known(plain(raw), turn)

    async def _known(self, value: str, turn: Turn) -> str:
        if value not in {option.value for option in await self.offer(turn, value)}:
            raise Wrong(text("core.not-an-option"))
        return value


@dataclass(frozen=True)
class Picks(Pick):
    """Any number of the options."""

    kind = "picks"

    async def read(self, raw: Any, turn: Turn) -> tuple[str, ...]:
        values = raw if isinstance(raw, tuple | list) else plain(raw).replace(",", " ").split()
        return tuple([await self._known(plain(value), turn) for value in dict.fromkeys(values)])


@dataclass(frozen=True)
class People(Mark):
    """Somebody of this community: as the platform names them, or one of ours by id."""

    kind = "somebody"

    def wire(self, value: Any) -> str | None:
        return _id(value.id if isinstance(value, Person) else value)

    async def read(self, raw: Any, turn: Turn) -> Person:
        if isinstance(raw, Person):
            raw = raw.id
        if isinstance(raw, Remote):
            found = await turn.rows.find(person, person.c.remote == raw.id)
            row = found[0] if found else await people.meet(turn.rows, raw, turn.now)
        elif (one := await turn.rows.one(person, plain(raw))) is not None:
            row = one
        else:
            raise Wrong(text("core.nobody"))
        return people.person_of(row)


@dataclass(frozen=True)
class Members(Mark):
    """People and groups of people, as the platform names them."""

    kind = "members"

    async def read(self, raw: Any, turn: Turn) -> tuple[Remote, ...]:
        named = raw if isinstance(raw, tuple | list) else (raw,)
        if not all(isinstance(each, Remote) and each.id for each in named):
            raise Wrong(text("core.nobody"))
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True)
class Places(Mark):
    """A place of this community."""

    kind = "somewhere"

    def wire(self, value: Any) -> str | None:
        return _id(value.id if isinstance(value, Place) else value)

    async def read(self, raw: Any, turn: Turn) -> Place:
        if isinstance(raw, Place):
            raw = raw.id
        where = place.c.remote == raw.id if isinstance(raw, Remote) else place.c.id == plain(raw)
        found = await turn.rows.find(place, where, place.c.kind != "direct")
        if found:
            row = found[0]
        elif isinstance(raw, Remote) and raw.kind != "direct":
            row = await people.find(turn.rows, raw)
        else:
            raise Wrong(text("core.nowhere"))
        return people.place_of(row)


@dataclass(frozen=True)
class Quotes(Mark):
    """A message somebody pointed at, from the menu of a message: its address and author, never its words."""

    kind = ""
    free = True

    async def read(self, raw: Any, turn: Turn) -> talk.Quoted:
        if not isinstance(raw, talk.Quoted) or not _WEB.fullmatch(raw.link):
            raise Wrong(text("core.not-a-message"))
        return talk.Quoted(raw.link, None if raw.author is None else await People().read(raw.author, turn))


@dataclass(frozen=True)
class Led(Mark):
    """A row of ``table`` whose column ``role`` names this person: anybody else's is as missing.

    With ``options`` it can be asked for: they are this person's rows by id, found as one types.
    """

    table: Table
    role: str
    options: Options | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", "pick" if self.options else "")

    def wire(self, value: Any) -> str | None:
        return _id(value)

    async def offer(self, turn: Turn, typed: str = "") -> Sequence[Option]:
        """The rows to choose from, the likeliest first."""
        return await self.options(turn, typed) if self.options else ()

    async def read(self, raw: Any, turn: Turn) -> Any:
        row = await turn.rows.one(self.table, plain(raw), self.table.c[self.role] == turn.who.id)
        if row is None:
            raise Wrong(text("core.not-yours"))
        return row


def Mine(table: Table, options: Options | None = None) -> Led:  # noqa: N802  # reads as the mark it makes
    """A row of ``table`` that this person owns."""
    column = owner_of(table)
    if column is None:
        raise TypeError(f'Mine({table.name}): the table has no owner; give it owner("person"), or use Led(table, role)')
    return Led(table, column.name, options)


Line = Annotated[str, OneLine()]
Long = Annotated[str, Words()]
Number = Annotated[int, Whole()]
Minutes = Annotated[int, Lasting()]
Day = Annotated[date, Days()]
PastDay = Annotated[date, Days(past=True)]
Clock = Annotated[str, Clocks()]
Moment = Annotated[datetime, Moments()]
Somebody = Annotated[Person, People()]
Several = Annotated[tuple[Remote, ...], Members()]
Somewhere = Annotated[Place, Places()]
Quoted = Annotated[talk.Quoted, Quotes()]


def _id(value: Any) -> str | None:
    """One of our ids, if it looks like one."""
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


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
