"""Discord as an adapter: it stays connected, hears what people do there, and says what the house says."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import structlog

from adapters.discord import declared
from adapters.discord.answering import Answers
from adapters.discord.around import Around
from adapters.discord.invite import REVOKED
from adapters.discord.memory import Memory
from adapters.discord.speaking import DIRECT, Speaker
from adapters.discord.wire import Failed, Revoked, Told, Wire
from bot.core import Bot
from bot.delivery import Effect, Found, NotNow, Outcome, Pace, Refused, Why
from bot.fault import Shut
from bot.logs import broke
from bot.talk import Role
from bot.texts import welsh_first
from bot.turn import World

log = structlog.get_logger("blether.discord")
AWAY: Final = 2.0  # seconds after which a post is tried again while there is no connection
PAUSES: Final = (1, 2, 5, 10, 30, 60)  # seconds before it connects anew
LOOK: Final = 5.0  # seconds between two looks at the connection
LOST: Final = 120.0  # seconds without one, after which it is made anew
CLOSING: Final = 0.5  # seconds for what is being answered when it is time to stop


class Discord:
    """A bot on Discord."""

    window = timedelta(minutes=2)  # "the past few minutes", told with care
    pace = Pace(place=1, bot=48)

    def __init__(self, token: str, api_base: str, file: Path, world: World) -> None:
        self._token, self._base = token, api_base
        self._memory = Memory(file, world.now)
        self._speaker: Speaker | None = None
        self._around: Around | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._revoked = asyncio.Event()

    async def say(self, effect: Effect) -> Outcome:
        """Do it at Discord. Without a connection, not now; whatever is raised means that nobody knows."""
        if self._speaker is None:
            return NotNow(AWAY)
        try:
            said = await self._speaker.say(effect)
            if said == Refused(Why.CLOSED) and effect.place.kind == "direct" and self._around:
                await self._around.look(effect.community, effect.place.remote.removeprefix(DIRECT))
        except Revoked:
            self._revoked.set()
            return NotNow(AWAY)
        return said

    async def find(self, effect: Effect) -> Found:
        """Whether an earlier try was done."""
        if self._speaker is None:
            raise ConnectionError
        try:
            return await self._speaker.find(effect)
        except Revoked:
            self._revoked.set()
            raise

    async def run(self, bot: Bot, stopping: asyncio.Event, announce: Callable[[str], None]) -> None:
        """Stay connected until ``stopping``. Shut when Discord does not take the token."""
        failures = 0
        while not stopping.is_set():
            if await _within(stopping, self._memory.pause()):
                return
            began = asyncio.get_running_loop().time()
            await self._live(bot, stopping, announce)
            if self._revoked.is_set():
                raise Shut(REVOKED)
            failures = 0 if asyncio.get_running_loop().time() - began > PAUSES[-1] else failures + 1
            await _within(stopping, PAUSES[min(failures, len(PAUSES) - 1)])

    async def _live(self, bot: Bot, stopping: asyncio.Event, announce: Callable[[str], None]) -> None:
        """One connection, from its beginning to its end."""
        wire = Wire(self._base, partial(self._begin, bot), self._identify, announce)
        living = asyncio.create_task(wire.live(self._token))
        asked = [asyncio.create_task(each) for each in (stopping.wait(), self._revoked.wait(), self._watch(wire))]
        await asyncio.wait([living, *asked], return_when=asyncio.FIRST_COMPLETED)
        self._speaker = self._around = None
        if self._tasks and not self._revoked.is_set():
            await asyncio.wait(self._tasks, timeout=CLOSING)
        await wire.close()
        for task in (*asked, *self._tasks, living):
            task.cancel()
        ((ended,),) = (await asyncio.gather(living, return_exceptions=True),)
        if isinstance(ended, Revoked):
            self._revoked.set()
        elif isinstance(ended, Failed | OSError):
            log.warning("disconnected", why=str(ended) if isinstance(ended, Failed) else type(ended).__name__)
        elif isinstance(ended, Exception):
            raise ended

    async def _begin(self, bot: Bot, wire: Wire) -> Told:
        """Logged in: from now on it can speak. Commands are declared only when they have changed."""
        texts, languages = bot.texts, welsh_first(bot.defaults.languages)
        begun = bot.commands(Role.MODERATOR)
        led = {each.action for each in begun} - {each.action for each in bot.commands(Role.MEMBER)}
        wanted = declared.commands(begun, led, texts, languages)
        digest = f"{wire.application_id}/{declared.digest(wanted)}"
        if self._memory.declared != digest:
            await wire.ask("PUT", "/applications/{application_id}/commands", wanted, application_id=wire.application_id)
            self._memory.declared = digest
        self._around = Around(bot, wire, self._memory)
        self._speaker = Speaker(wire, texts)
        return Heard(Answers(bot, wire, declared.named(begun, texts, languages)), self._around, self._do)

    async def _watch(self, wire: Wire) -> None:
        """Until it has not been connected for long, whatever the library believes; now and then who is still there."""
        clock = asyncio.get_running_loop().time
        well, looking = clock(), None
        while clock() - well < LOST:
            await asyncio.sleep(LOOK)
            well = clock() if wire.alive else well
            if self._around and wire.alive and (looking is None or looking.done()):
                looking = self._do(self._around.look_round())
        log.warning("lost")

    async def _identify(self, *, initial: bool, first: bool) -> None:
        """Before a shard signs in; the first one of a connection has waited already, and the others follow it."""
        if not first:
            self._memory.follow()
            return
        if not initial:
            await asyncio.sleep(self._memory.pause())
        self._memory.sign()

    def _do(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """In a task of its own, which is held until it ends and tells when it breaks."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        match task.exception():
            case Revoked():
                self._revoked.set()
            case Exception() as bug:
                log.error("broke", **broke(bug))


class Heard:
    """What happens on a wire, each in a task of its own."""

    def __init__(self, answers: Answers, around: Around, do: Callable[[Coroutine[Any, Any, None]], Any]) -> None:
        self._answers, self._around, self._do = answers, around, do

    def present(self, servers: Mapping[str, str]) -> None:
        """In these servers it is."""
        self._do(self._around.present(servers))

    def joined(self, home: str) -> None:
        """Somebody invited it."""
        self._do(self._around.joined(home))

    def left(self, home: str) -> None:
        """Somebody put it out."""
        self._do(self._around.left(home))

    def interaction(self, interaction: Any) -> None:
        """Somebody did something that is to be answered."""
        self._do(self._answers.hear(interaction))

    def message(self, message: Any) -> None:
        """Somebody wrote something."""
        if self._around.concerns(message):
            self._do(self._around.message(message))


async def _within(stopping: asyncio.Event, seconds: float) -> bool:
    """Whether it is time to stop, at the latest after so many seconds."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), seconds)
    return stopping.is_set()
