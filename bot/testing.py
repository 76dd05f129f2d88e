"""The Bench: the whole bot over a real database, with a stopped clock and seeded chance. Part of the product.

    async with Bench.open() as bench:
        ailsa = bench.person("Ailsa", language="en")
        assert await ailsa.does("learn.log", what="Wait time") == Message(...)
        assert await ailsa.presses("learn.share-it") == Message(...)
        assert bench.aloud("staffroom") == [Message(...)]

Every answer and every post is also held against what the tightest platform can show.
"""

from __future__ import annotations

import base64
import itertools
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Dialect, Engine

from bot.clockwork import Clockwork
from bot.clockwork.clock import Clock
from bot.core import Bot
from bot.delivery import Absent, Delivered, Effect, Found, Outcome, Pace, Refused, Why
from bot.house import Plan, open_house, plan
from bot.keys import new_root
from bot.limits import too_much
from bot.store import Store
from bot.store.tables import EVERY
from bot.talk import Answer, Call, Form, Heard, Message, Occasion, Option, Refusal, Remote, Role, Text
from bot.turn import Defaults, World

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
PLATFORM = "bench"
MEMORY = "sqlite+aiosqlite:///:memory:"
_dialects: dict[str, Dialect] = {}  # by the kind of database: those of two engines are otherwise never equal
_compiled: dict[Any, Any] = {}  # statements of all Benches
_empty: dict[tuple[Path, ...], bytes] = {}  # a house in memory with nothing in it yet, by its chains of migrations


class Bench:
    """A bot to talk to, and the platform it thinks it is on.

    ``window``, ``pace``, ``say`` and ``find`` are the platform's, as of an adapter; a test may give it others.
    """

    window = timedelta(minutes=5)
    pace = Pace()

    def __init__(self, bot: Bot, clock: Clock) -> None:
        self.bot, self.clock = bot, clock
        self.clockwork = Clockwork(bot, {PLATFORM: self}, clock)
        self.effects: list[Effect] = []
        self.events = itertools.count(1)
        self._posts: dict[str, Effect] = {}
        self._calendar: dict[str, Effect] = {}  # of a platform with the trait NATIVE
        self.spoken: dict[str, tuple[str, datetime]] = {}  # by key: the id of what was said under it, and when

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        url: str = MEMORY,
        *,
        rooms: Sequence[Path] = (),
        prompts: Sequence[Path] = (),
        house: Plan | None = None,
        languages: tuple[str, ...] = ("en",),
        key: str | None = None,
        seed: int = 1,
        traits: frozenset[str] = frozenset(),
        folder: Path | None = None,
    ) -> AsyncIterator[Bench]:
        """A Bench over this database; folders with ``rooms`` and ``prompts`` of one's own, or a whole ``house``."""
        clock = Clock(START)
        chance = random.Random(seed)
        world = World(clock, lambda: base64.urlsafe_b64encode(chance.randbytes(16)).decode()[:22], chance)
        there, defaults = house or plan(rooms, prompts=prompts), Defaults(languages)
        image = await empty(there.migrations) if url == MEMORY else None
        begun = open_house(there, url, world, defaults, key or new_root(), {PLATFORM: traits}, folder, image=image)
        async with begun as bot:
            _share(bot.store.engine.sync_engine)
            yield cls(bot, clock)

    def person(
        self, name: str, *, language: str | None = "", role: Role = Role.MEMBER, community: str = "school"
    ) -> Someone:
        """Somebody in a community, by default in its staffroom.

        Asked at first contact which language they like, they choose this one, or all with ""; with None they are left
        to answer for themselves.
        """
        return Someone(self, name, language, role, community)

    async def say(self, effect: Effect) -> Outcome:
        """What the bot does aloud, as an adapter would hear it; the same key within the window is one post."""
        self.effects.append(effect)
        known, at = self.spoken.get(effect.key, ("", self.clock.now))
        if effect.remote is None and known and self.clock.now - at < self.window:
            return Delivered(known)
        remote = effect.remote or f"post-{effect.key}"
        if effect.kind == "open":
            remote = f"thread-{effect.remote}"
        elif effect.native:
            self._calendar.pop(remote, None)
            self._calendar |= {remote: effect} if effect.occasion else {}
        elif effect.message is None:
            self._posts.pop(remote, None)
        elif effect.kind == "edit" and remote not in self._posts:
            return Refused(Why.GONE)
        else:
            self._show(remote, effect, effect.message)
        if effect.kind in ("say", "open"):
            self.spoken[effect.key] = (remote, self.clock.now)
        return Delivered(remote)

    async def find(self, effect: Effect) -> Found:
        """What was said under this key, however long ago."""
        known, _ = self.spoken.get(effect.key, ("", None))
        return Delivered(known) if known else Absent()

    def _show(self, remote: str, effect: Effect, message: Message) -> None:
        answer = Answer(message, effect.wires, effect.languages)
        if problems := list(too_much(answer, self.bot.texts)):
            raise AssertionError(f"the tightest platform cannot show this post: {problems}")
        there = self._posts.get(remote)
        self._posts[remote] = replace(effect, place=there.place) if there else effect

    async def settle(self) -> None:
        """Let everything that waits now be said, and everything due be called."""
        await self.clockwork.catch_up()

    def aloud(self, place: str = "staffroom", community: str = "school") -> list[Message]:
        """The posts as they now read in a place, oldest first."""
        there = (each for each in self._posts.values() if (each.community, each.place.remote) == (community, place))
        return [each.message for each in there if each.message]

    def calendar(self, community: str = "school") -> list[Occasion]:
        """What takes place in a community, where its platform has events of its own (``NATIVE in traits``)."""
        return [each.occasion for each in self._calendar.values() if each.community == community and each.occasion]

    async def jump(self, **span: float) -> None:
        """Let time pass, ``jump(days=1)``, and let what falls due on the way happen at its own moment."""
        self.clock.send(self.clock.now + timedelta(**span))
        await self.settle()


async def empty(migrations: tuple[Path, ...]) -> bytes:
    """An SQLite database with nothing in it yet. Its migrations take far longer than most tests, so they run once."""
    if migrations not in _empty:
        store = await Store.open(MEMORY, migrations)
        _empty[migrations] = await store.image()
        await store.close()
    return _empty[migrations]


def _share(engine: Engine) -> None:
    """One Bench after the other says the same in SQL; it is compiled for the first, which takes longer than to run."""
    engine.dialect = _dialects.setdefault(engine.name, engine.dialect)
    engine.update_execution_options(compiled_cache=_compiled)


class Someone:
    """A person at the Bench; each method answers with what they alone see."""

    def __init__(self, bench: Bench, name: str, language: str | None, role: Role, community: str) -> None:
        self.bench, self.name, self.language = bench, name, language
        self.heard = Heard(
            PLATFORM,
            Remote(community, community),
            Remote(name.lower(), name),
            Remote("staffroom", "Staffroom"),
            "",
            "",
            role=role,
        )
        self.answer: Answer = Answer(Message(Text("core.done")))

    def at(self, place: str, kind: str = "channel") -> Someone:
        """The same person somewhere else."""
        other = Someone(self.bench, self.name, self.language, self.heard.role, self.heard.community.id)
        other.heard = replace(self.heard, where=Remote(place, place, kind))
        return other

    async def does(self, action: str, /, event: str | None = None, **values: Any) -> Message | Form | Refusal:
        """Begin an action, as a command would; without its fields a Form comes."""
        return await self._take(Call.of(action, values), event=event)

    async def presses(self, label: str, event: str | None = None) -> Message | Form | Refusal:
        """Press the button of the last answer with this label's key."""
        return await self._take(self.wire(label), event=event)

    async def sends(self, wire: str, event: str | None = None, **typed: Any) -> Message | Form | Refusal:
        """Send a wire as it is, with what a form would bring: for forged, old and repeated ones."""
        return await self._take(wire, typed or None, event=event)

    async def fills(self, event: str | None = None, **typed: Any) -> Message | Form | Refusal:
        """Submit the last answer's form: fields not named here keep what stood in them."""
        form = self.answer.said
        if not isinstance(form, Form):
            raise AssertionError(f"there is no form to fill: {form}")
        there: dict[str, Any] = {one.name: one.value for one in form.fields}
        return await self._take(self.answer.wires[0], there | typed, event=event)

    async def seeks(self, field: str, typed: str = "") -> tuple[Option, ...]:
        """Type into a field of the last form that is searched."""
        return await self.bench.bot.choices(replace(self.heard, call=self.answer.wires[0]), field, typed)

    def wire(self, label: str) -> str:
        """What the button of the last answer with this label's key carries."""
        said = self.answer.said
        buttons = () if isinstance(said, Form) else said.every_button
        for button, wire in zip(buttons, self.answer.wires, strict=True):
            if button.label.key == label:
                return wire
        raise AssertionError(f"no button {label} among {[button.label.key for button in buttons]}")

    async def _take(self, call: Call | str, typed: Any = None, event: str | None = None) -> Message | Form | Refusal:
        event = event or f"event-{next(self.bench.events)}"
        self.answer = await self.bench.bot.take(replace(self.heard, call=call, typed=typed, event=event))
        if self.language is not None and getattr(self.answer.said, "text", None) == Text("core.hello"):
            chosen = next(
                (each for each in self.answer.wires if each[1:].startswith(f"{self.language or EVERY}|")), None
            )
            self.answer = await self.bench.bot.take(
                replace(self.heard, call=chosen or self.answer.wires[0], event=f"{event}-hello")
            )
        if problems := list(too_much(self.answer, self.bench.bot.texts)):
            raise AssertionError(f"the tightest platform cannot show this answer: {problems}")
        return self.answer.said
