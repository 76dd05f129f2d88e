"""What an action may reach while it runs: who and where, the rows of its community, and what to say aloud or later."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement

from bot.finding import roots, words_of
from bot.keys import Keys
from bot.library import Library
from bot.people import DAYS, QUIET, person_of, place_of, thread_in
from bot.store import Store, personal, search
from bot.store.personal import Held
from bot.store.rows import Row, Rows
from bot.store.tables import person, place, post
from bot.talk import Call, Command, Community, Message, Person, Place, Role
from bot.texts import Texts
from bot.timetable.holidays import holidays_of
from bot.timetable.schedules import Schedules
from bot.timetable.working import Hours


@dataclass(frozen=True, slots=True)
class World:
    """Everything a test must hold still: the clock (aware UTC), new ids (22 URL-safe characters) and chance."""

    now: Callable[[], datetime]
    ids: Callable[[], str]
    chance: random.Random


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a community starts with until its moderators say otherwise."""

    languages: tuple[str, ...] = ("en",)
    zone: str = "Europe/London"
    contact: str = ""
    notice: str = ""


class House(Protocol):
    """The house a turn takes place in. Rooms ask for ``texts``, ``library``, ``commands``; the rest is the door's."""

    store: Store
    keys: Keys
    world: World
    texts: Texts
    library: Library
    defaults: Defaults
    traits: Mapping[str, frozenset[str]]  # of each platform, by its name

    def commands(self, role: Role) -> tuple[Command, ...]:
        """What somebody of this role may begin, in order of room and declaration."""
        ...

    async def do(self, turn: Turn, call: Call) -> Message:
        """Make a public action's Call in the same transaction."""
        ...


@dataclass(frozen=True, slots=True)
class Aloud:
    """A post to make, or to say again: ``place`` is None for every place where the key was said.

    ``thread`` is to be opened of it. ``of`` is whose words it holds when that is not who says it.
    """

    key: str
    message: Message
    place: Place | None
    thread: Place | None = None
    of: Person | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """A Call for the clock to make, for the person or, when ``person`` is None, for the community.

    ``fixed``: the person asked for this very time, and it does not wait until they work.
    """

    call: Call
    at: datetime
    person: Person | None
    fixed: bool


@dataclass(slots=True)
class Turn:
    """One Call being answered. Its effects are rows of the same transaction, so they happen with it or not at all.

    ``newcomer``: this person was not yet asked which language they like. ``planner``: who planned what the clock now
    calls for the community. ``away``: Blether, or the person it is for, has left the community.
    """

    room: str
    platform: str
    community: Community
    who: Person
    where: Place
    role: Role
    now: datetime
    rows: Rows
    house: House
    newcomer: bool = False
    planner: Person | None = None
    away: bool = False
    given: frozenset[str] = frozenset()
    aloud: list[Aloud] = field(default_factory=list)
    planned: list[Later] = field(default_factory=list)
    rescheduled: list[str] = field(default_factory=list)
    forgotten: list[Person] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day it is where the community lives."""
        return self.now.astimezone(ZoneInfo(self.community.zone)).date()

    @property
    def world(self) -> World:
        """Clock, ids and chance."""
        return self.house.world

    @property
    def traits(self) -> frozenset[str]:
        """What there is to know of the platform this is said on."""
        return self.house.traits.get(self.platform, frozenset())

    async def person(self, id: str | None) -> Person | None:
        """Somebody of this community by our id."""
        row = await self.rows.one(person, id) if id else None
        return person_of(row) if row else None

    async def me(self) -> Row:
        """The row of the person themselves, with what they have set."""
        row = await self.rows.one(person, self.who.id)
        if row is None:
            raise LookupError("the community itself has set nothing")
        return row

    async def speak(self, language: str) -> None:
        """From now on this person is spoken to in this language, or with EVERY in all of the community's."""
        self.who = person_of(await self.rows.change(await self.me(), language=language))
        self.newcomer = False

    def post(self, place: Place, message: Message, *, key: str, of: Person | None = None) -> None:
        """Say it aloud in this place; said again under the same key there, the post changes.

        ``of``: whose words it holds, where the clock says them: when they are forgotten, it is taken back.
        """
        self.aloud.append(Aloud(f"{self.room}/{key}", message, place, of=of))

    async def thread(self, where: Place, key: str, opener: Message) -> Place:
        """The thread of the post under this key there; if there is none, ``opener`` is said and it is opened.

        What is posted in it waits until it is open or, when it can never be, is said where it was to hang.
        """
        name = f"{self.room}/{key}"
        for each in self.aloud:
            if each.thread and (each.key, each.place) == (name, where):
                return each.thread
        for said in await self.rows.find(post, post.c.key == name, post.c.place == where.id):
            for found in await self.rows.find(place, place.c.opener == said.id):
                return place_of(found)
        made = place_of(await thread_in(self.rows, where))
        self.aloud.append(Aloud(name, opener, where, made))
        return made

    def amend(self, message: Message, *, key: str) -> None:
        """Say every post that stands under this key again, wherever it is."""
        self.aloud.append(Aloud(f"{self.room}/{key}", message, None))

    def later(
        self, at: datetime, call: Call, *, by_clock: bool = False, fixed: bool = False, to: Person | None = None
    ) -> None:
        """Have the clock make this Call for the person, or for the community; what it returns reaches the person.

        ``to``: for somebody else, who is told of it as themselves.

        What falls into hours in which the person does not work waits until they do, and of each action only the newest
        Call is then made; unless it is ``fixed``, because they asked for it at this time.
        """
        self.planned.append(Later(call, at, None if by_clock else to or self.who, fixed))

    @property
    def schedules(self) -> Schedules:
        """What comes again here."""
        return Schedules(self.rows, self.now, self.who, self.rescheduled)

    async def hours(self) -> Hours:
        """When this person works and may be reached."""
        me = await self.me()
        since, until = me.quiet_since or QUIET[0], me.quiet_until or QUIET[1]
        return Hours(me.days or DAYS, since, until, me.zone or self.community.zone, await holidays_of(self.rows))

    async def school_weeks(self, count: int) -> datetime:
        """So many weeks that are not holidays from now, on a day on which this person works."""
        return (await self.hours()).after_weeks(count, self.now)

    async def do(self, action: str, /, **values: object) -> Message:
        """Make a public action's Call in this same transaction, through the same door."""
        return await self.house.do(self, Call.of(action, values))

    @property
    def languages(self) -> tuple[str, ...]:
        """What this person chose or, when that is nothing or no more spoken here, what the community speaks."""
        return (self.who.language,) if self.who.language in self.house.texts.languages else self.community.languages

    async def findable(self, one: Row, words: str, *, of: Row) -> None:
        """From now on a row of somebody's is found by these words of theirs, and leads to ``of``.

        Only for what others may read. It goes with its owner, or by ``unfindable``.
        """
        there = {root for word in words_of(words) for root in roots(word, self.languages)}
        await search.keep(self.rows, one, of.id, search.blinded(self.house.keys, self.community.id, there))

    async def unfindable(self, one: Row) -> None:
        """A row is not found any more."""
        await search.drop(self.rows, one)

    def found(
        self, column: ColumnElement[Any], words: str, *, by: search.By = "of", some: bool = False
    ) -> list[ColumnElement[bool]]:
        """For ``rows.find``: the column is what some row leads to, or with ``by`` its id, that holds each of the words.

        With ``some``, one of them. In whatever form of theirs, as far as that can be told.
        """
        each = [roots(word, self.languages) for word in words_of(words)]
        home, keys = self.community.id, self.house.keys
        groups = [set[str]().union(*each)] if some and each else each
        return search.among(home, column, [search.blinded(keys, home, group) for group in groups], by)

    async def held(self) -> Held:
        """Everything that is held on this person here."""
        return await personal.held(self.rows, self.house.store.tables, self.who.id)

    async def forget(self) -> None:
        """Forget this person here: their rows, what speaks of them and, as the platforms get to it, their posts."""
        self.forgotten.append(self.who)
        self.house.store.erasures.add(self.community.id, self.who.id, self.now)
        await personal.forget(self.rows, self.house.store.tables, self.who.id, self.now)

    def inside(self, room: str, given: frozenset[str]) -> Turn:
        """The same turn for an action of another room: its effects go to the same lists."""
        return replace(self, room=room, given=given)
