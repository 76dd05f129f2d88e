"""Slack as an adapter: it hears through a socket or by signed requests, and says what the house says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import aiohttp
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from starlette.routing import BaseRoute, Route

from adapters.slack import sockets
from adapters.slack.answers import Answers
from adapters.slack.listeners import Listeners
from adapters.slack.members import Members
from adapters.slack.requests import Requests
from adapters.slack.speak import Speaker
from adapters.slack.workspaces import Workspaces
from bot.core import Bot
from bot.delivery import Effect, Found, Outcome, Pace
from bot.fault import Shut

if TYPE_CHECKING:
    from adapters.slack import Settings

PATH = "/slack/events"


class Slack:
    """One app, in its workspace."""

    window = timedelta()  # Slack takes a repetition for another post
    pace = Pace(place=1.0)

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._requests = Requests(settings.signing_secret.get_secret_value()) if settings.mode == "http" else None
        self._open: asyncio.Future[tuple[Bot, Speaker]] | None = None

    @property
    def routes(self) -> list[BaseRoute]:
        """What the web server that several share serves for Slack."""
        return [Route(PATH, self._requests.hear, methods=["POST"])] if self._requests else []

    async def say(self, effect: Effect) -> Outcome:
        """Do it in its workspace. It waits until Slack was reached."""
        bot, speaker = await asyncio.shield(self._opening())
        return await speaker.say(effect, bot.texts)

    async def find(self, effect: Effect) -> Found:
        """What was posted under this key."""
        _, speaker = await asyncio.shield(self._opening())
        return await speaker.find(effect)

    async def run(self, bot: Bot, stopping: asyncio.Event, announce: Callable[[str], None]) -> None:
        """Hear until ``stopping`` is set. Shut when Slack does not take our tokens, or cannot be reached."""
        timeout = aiohttp.ClientTimeout(total=10)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            workspaces = Workspaces(self._settings.bot_token.get_secret_value(), self._settings.api_base, session)
            address = await workspaces.open()
            clock = asyncio.get_running_loop().time
            speaker = Speaker(workspaces.client_of, clock)
            answers = Answers(bot, speaker, session)
            app = AsyncApp(
                name="blether",
                client=workspaces.client(handlers=(AsyncRateLimitErrorRetryHandler(max_retry_count=1),)),
                authorize=workspaces,  # type: ignore[arg-type]  # it may know nobody, as its base class says
                request_verification_enabled=False,  # `Requests` does, before anything is read
                process_before_response=True,  # so that the turn is committed before the acknowledgement
            )
            Listeners(bot, answers, Members(clock), workspaces, self._settings.prefix).listen(app)
            self._opening().set_result((bot, speaker))
            try:
                await self._hear(app, stopping, lambda: announce(address))
            finally:
                await answers.drain()

    async def _hear(self, app: AsyncApp, stopping: asyncio.Event, opened: Callable[[], None]) -> None:
        if self._requests:
            self._requests.app = app
            opened()
            await stopping.wait()
            return
        try:
            await sockets.listen(app, self._settings.app_token.get_secret_value(), stopping, opened)
        except sockets.NotConnected:
            cure = "is app_token under [slack] right, has it the scope connections:write, and is Socket Mode on?"
            raise Shut(f"Slack opened no socket within {sockets.DEADLINE:g} seconds: {cure}") from None

    def _opening(self) -> asyncio.Future[tuple[Bot, Speaker]]:
        self._open = self._open or asyncio.get_running_loop().create_future()
        return self._open
