"""What an action may reach while it runs: who and where, the rows of its community, and what to say aloud or later."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.people import person_of
from bot.store.rows import Rows
from bot.store.tables import person
from bot.talk import Call, Community, Message, Person, Place, Role


@dataclass(frozen=True, slots=True)
class World:
    """Everything a test must hold still: the clock (aware UTC), new ids (22 URL-safe characters) and chance."""

    now: Callable[[], datetime]
    ids: Callable[[], str]
    chance: random.Random


@dataclass(frozen=True, slots=True)
class Aloud:
    """A post to make, or to say again: ``place`` is None for every place where the key was said."""

    key: str
    message: Message
    place: Place | None


@dataclass(frozen=True, slots=True)
class Later:
    """A Call for the clock to make, for the person or, when ``person`` is None, for the community."""

    call: Call
    at: datetime
    person: Person | None


@dataclass(slots=True)
class Turn:
    """One Call being answered. Its effects are rows of the same transaction, so they happen with it or not at all."""

    room: str
    community: Community
    who: Person
    where: Place
    role: Role
    now: datetime
    rows: Rows
    world: World
    given: frozenset[str] = frozenset()
    aloud: list[Aloud] = field(default_factory=list)
    planned: list[Later] = field(default_factory=list)
    take: Callable[[Turn, Call], Awaitable[Message]] | None = None

    @property
    def today(self) -> date:
        """The day it is where the community lives."""
        return self.now.astimezone(ZoneInfo(self.community.zone)).date()

    async def person(self, id: str | None) -> Person | None:
        """Somebody of this community by our id."""
        row = await self.rows.one(person, id) if id else None
        return person_of(row) if row else None

    def post(self, place: Place, message: Message, *, key: str) -> None:
        """Say it aloud in this place; said again under the same key there, the post changes."""
        self.aloud.append(Aloud(f"{self.room}/{key}", message, place))

    def amend(self, message: Message, *, key: str) -> None:
        """Say every post that stands under this key again, wherever it is."""
        self.aloud.append(Aloud(f"{self.room}/{key}", message, None))

    def later(self, at: datetime, call: Call, *, by_clock: bool = False) -> None:
        """Have the clock make this Call for the person, or for the community; what it returns reaches the person."""
        self.planned.append(Later(call, at, None if by_clock else self.who))

    async def do(self, action: str, /, **values: object) -> Message:
        """Make a public action's Call in this same transaction, through the same door."""
        if self.take is None:
            raise RuntimeError("a form's fill and choices only read")
        return await self.take(self, Call.of(action, values))

    def inside(self, room: str, given: frozenset[str]) -> Turn:
        """The same turn for an action of another room: its effects go to the same lists."""
        return replace(self, room=room, given=given)
