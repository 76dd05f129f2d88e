"""Discord as an adapter: it stays connected, hears what people do there, and says what the house says."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import structlog

from adapters.discord import declared
from adapters.discord.answering import Answers
from adapters.discord.memory import Memory
from adapters.discord.speaking import Speaker
from adapters.discord.wire import Failed, Revoked, Wire
from bot.core import Bot
from bot.delivery import Effect, Found, NotNow, Outcome, Pace
from bot.fault import Shut
from bot.logs import broke
from bot.talk import Role
from bot.texts import welsh_first
from bot.turn import World

log = structlog.get_logger("blether.discord")
AWAY: Final = 2.0  # seconds after which a post is tried again while there is no connection
PAUSES: Final = (1, 2, 5, 10, 30, 60)  # seconds before it connects anew
REVOKED: Final = (
    "Discord does not take the token. Make a new one on the page of your application (Bot, Reset Token), put it into\n"
    "[discord] token, or into BLETHER_DISCORD__TOKEN, and start Blether again."
)
CLOSING: Final = 0.5  # seconds for what is being answered when it is time to stop


class Discord:
    """A bot on Discord."""

    window = timedelta(minutes=2)  # "the past few minutes", told with care
    pace = Pace(place=1, bot=48)

    def __init__(self, token: str, api_base: str, file: Path, world: World) -> None:
        self._token, self._base = token, api_base
        self._memory = Memory(file, world.now)
        self._speaker: Speaker | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._revoked = asyncio.Event()

    async def say(self, effect: Effect) -> Outcome:
        """Do it at Discord. Without a connection, not now; whatever is raised means that nobody knows."""
        if self._speaker is None:
            return NotNow(AWAY)
        try:
            return await self._speaker.say(effect)
        except Revoked:
            self._revoked.set()
            return NotNow(AWAY)

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
            await _within(stopping, PAUSES[min(failures, len(PAUSES)) - 1])

    async def _live(self, bot: Bot, stopping: asyncio.Event, announce: Callable[[str], None]) -> None:
        """One connection, from its beginning to its end."""
        heard = {"INTERACTION_CREATE": self._heard}
        wire = Wire(self._base, heard, partial(self._begin, bot), self._identify, announce)
        living = asyncio.create_task(wire.live(self._token))
        asked = [asyncio.create_task(each.wait()) for each in (stopping, self._revoked)]
        await asyncio.wait([living, *asked], return_when=asyncio.FIRST_COMPLETED)
        self._speaker = None
        if self._tasks and not self._revoked.is_set():
            await asyncio.wait(self._tasks, timeout=CLOSING)
        await wire.close()
        for task in (*asked, living):
            task.cancel()
        ((ended,),) = (await asyncio.gather(living, return_exceptions=True),)
        if isinstance(ended, Revoked):
            self._revoked.set()
        elif isinstance(ended, Failed | OSError):
            log.warning("disconnected", why=str(ended) if isinstance(ended, Failed) else type(ended).__name__)
        elif isinstance(ended, Exception):
            raise ended

    async def _begin(self, bot: Bot, wire: Wire) -> None:
        """Logged in: from now on it can speak. Commands are declared only when they have changed."""
        texts, languages = bot.texts, welsh_first(bot.defaults.languages)
        begun = bot.commands(Role.MODERATOR)
        led = {each.action for each in begun} - {each.action for each in bot.commands(Role.MEMBER)}
        wanted = declared.commands(begun, led, texts, languages)
        digest = f"{wire.application_id}/{declared.digest(wanted)}"
        if self._memory.declared != digest:
            await wire.ask("PUT", "/applications/{application_id}/commands", wanted, application_id=wire.application_id)
            self._memory.declared = digest
        self._answers = Answers(bot, wire, declared.named(begun, texts, languages))
        self._speaker = Speaker(wire, texts)

    async def _identify(self, *, initial: bool) -> None:
        """Before each sign-in; the first of a connection has waited already."""
        if not initial:
            await asyncio.sleep(self._memory.pause())
        self._memory.sign()

    def _heard(self, interaction: Any) -> None:
        self._do(self._answers.hear(interaction))

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        """In a task of its own, which is held until it ends and tells when it breaks."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        match task.exception():
            case Revoked():
                self._revoked.set()
            case Exception() as bug:
                log.error("broke", **broke(bug))


async def _within(stopping: asyncio.Event, seconds: float) -> bool:
    """Whether it is time to stop, at the latest after so many seconds."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), seconds)
    return stopping.is_set()
