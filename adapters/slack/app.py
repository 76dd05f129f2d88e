"""Slack as an adapter: it hears through a socket or by signed requests, and says what the house says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import aiohttp
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from starlette.routing import BaseRoute, Route

from adapters.slack import manifest, sockets
from adapters.slack.answers import Answers
from adapters.slack.happenings import Happenings
from adapters.slack.installing import Installations, Installing, Pages, States
from adapters.slack.listeners import Listeners
from adapters.slack.members import Members
from adapters.slack.requests import Requests
from adapters.slack.speak import DIRECT, Speaker
from adapters.slack.workspaces import Many, One, Workspaces
from bot.core import Bot
from bot.delivery import Effect, Found, Outcome, Pace, Refused, Why
from bot.fault import Shut
from bot.grants import Grants
from bot.life import Life
from bot.talk import text
from bot.texts import welsh_first
from bot.turn import World

if TYPE_CHECKING:
    from adapters.slack import Settings

NAME: Final = "slack"


class Slack:
    """One app, in its workspaces."""

    window = timedelta()  # Slack takes a repetition for another post
    pace = Pace(place=1.0)

    def __init__(self, settings: Settings, world: World) -> None:
        self._settings, self._world = settings, world
        self._requests = Requests(settings.signing_secret.get_secret_value()) if settings.mode == "http" else None
        self._pages = Pages() if settings.client_id else None
        self._open: asyncio.Future[_Open] | None = None

    @property
    def routes(self) -> list[BaseRoute]:
        """What the web server that several share serves for Slack."""
        routes: list[BaseRoute] = []
        if self._requests:
            routes.append(Route(manifest.HEAR, self._requests.hear, methods=["POST"]))
        if self._pages:
            routes += [Route(manifest.BEGIN, self._pages.begin), Route(manifest.END, self._pages.end)]
        return routes

    async def say(self, effect: Effect) -> Outcome:
        """Do it in its workspace. It waits until Slack was reached."""
        there = await asyncio.shield(self._opening())
        said = await there.speaker.say(effect, there.bot.texts)
        if said == Refused(Why.CLOSED) and effect.place.kind == "direct":
            await there.look(effect.community, effect.place.remote.removeprefix(DIRECT))
        return said

    async def find(self, effect: Effect) -> Found:
        """What was posted under this key."""
        there = await asyncio.shield(self._opening())
        return await there.speaker.find(effect)

    async def run(self, bot: Bot, stopping: asyncio.Event, announce: Callable[[str], None]) -> None:
        """Hear until ``stopping`` is set. Shut when Slack does not take our tokens, or cannot be reached."""
        timeout = aiohttp.ClientTimeout(total=10)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            workspaces = self._workspaces(bot, session)
            address = await workspaces.open()
            there = _Open(bot, workspaces)
            await there.life.present(NAME, workspaces.names())
            answers = Answers(bot, there.speaker, there.members.groups, session)
            happenings = Happenings(bot, answers, there.members, workspaces, self._settings.prefix)
            app = AsyncApp(
                name="blether",
                client=workspaces.client(handlers=(AsyncRateLimitErrorRetryHandler(max_retry_count=1),)),
                authorize=workspaces,  # type: ignore[arg-type]  # it may know nobody, as its base class says
                request_verification_enabled=False,  # `Requests` does, before anything is read
                user_facing_authorize_error_message=" · ".join(
                    bot.texts.plain(text("slack.gone"), each) for each in welsh_first(bot.defaults.languages)
                ),
                process_before_response=True,  # so that the turn is committed before the acknowledgement
            )
            Listeners(bot, answers, there.members, happenings, self._settings.prefix).listen(app)
            self._opening().set_result(there)
            try:
                await self._hear(app, stopping, lambda: announce(address))
            finally:
                await answers.drain()

    def _workspaces(self, bot: Bot, session: aiohttp.ClientSession) -> Workspaces:
        """The one of the bot token, or those that let Blether in."""
        api, secret = self._settings.api_base, self._settings.client_secret.get_secret_value()
        if not self._pages:
            return One(self._settings.bot_token.get_secret_value(), api, session)
        app = (self._settings.client_id, secret)
        workspaces = Many(app, api, session, Grants(bot, NAME), self._world.now)
        states = States(self._world.ids, asyncio.get_running_loop().time)
        installations = Installations(workspaces, Life(bot))
        self._pages.there = Installing(app, api, states, installations, workspaces, bot.texts)
        return workspaces

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

    def _opening(self) -> asyncio.Future[_Open]:
        self._open = self._open or asyncio.get_running_loop().create_future()
        return self._open


class _Open:
    """What there is once Slack was reached."""

    def __init__(self, bot: Bot, workspaces: Workspaces) -> None:
        clock = asyncio.get_running_loop().time
        self.bot, self._workspaces, self.life = bot, workspaces, Life(bot)
        self.members, self.speaker = Members(clock), Speaker(workspaces.client_of, clock)

    async def look(self, team: str, user: str) -> None:
        """Whether somebody who cannot be reached has left."""
        client = await self._workspaces.client_of(team)
        if client and await self.members.is_gone(client, user):
            await self.life.person_left(NAME, team, user)
