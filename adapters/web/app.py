"""The playground as an adapter: it listens on this computer, and says what the house says into its timeline."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import structlog
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import HTMLResponse

from adapters import address, listen, serve
from adapters.web import guard, show, week
from adapters.web.clock import NAME, Kept
from adapters.web.look import look
from adapters.web.pages import Pages
from adapters.web.sample import SCENES
from adapters.web.timeline import WINDOW, Timeline
from bot.core import Bot
from bot.delivery import Absent, Delivered, Effect, Found, Outcome, Pace, Refused, Why
from bot.logs import hide
from bot.talk import text
from bot.turn import World

log = structlog.get_logger("blether.playground")


class Web:
    """The playground."""

    window = WINDOW
    pace = Pace()

    def __init__(self, host: str, port: int, file: Path, world: World, *, week: bool = True) -> None:
        self._host, self._port, self._week = host, port, week
        self._timeline = Timeline(file, world)
        self._now = world.now
        self._clock = world.now if isinstance(world.now, Kept) else None
        self._bot: asyncio.Future[Bot] | None = None

    async def say(self, effect: Effect) -> Outcome:
        """Do it in the timeline, in the place's languages. It waits until the page is open."""
        bot = await asyncio.shield(self._opening())
        try:
            return Delivered(await self._do(effect, show.Voice(bot.texts, effect.languages)))
        except LookupError:
            return Refused(Why.GONE)

    async def find(self, effect: Effect) -> Found:
        """What was posted or opened under this key, however long ago."""
        await asyncio.shield(self._opening())
        found = await (self._timeline.thread if effect.kind == "open" else self._timeline.keyed)(effect.key)
        return Absent() if found is None else Delivered(str(found))

    async def _do(self, effect: Effect, voice: show.Voice) -> str:
        """The id of the post or the thread."""
        if effect.kind == "open":
            return await self._timeline.open(effect.key, int(effect.remote or 0), show.named(effect.message, voice))
        if effect.message is None:
            await self._timeline.withdraw(int(effect.remote or 0))
            return ""
        seen = await look(effect.message, voice.texts, voice.languages)
        html = show.message(effect.message, effect.wires, voice, seen)
        if effect.remote is not None:
            await self._timeline.edit(int(effect.remote), html)
            return effect.remote
        post = str(await self._timeline.add(effect.key, effect.place.remote, None, html=html))
        if self._clock:
            self._clock.tell(post, effect.place.remote)
        return post

    async def run(self, bot: Bot, stopping: asyncio.Event, announce: Callable[[str], None]) -> None:
        """Serve the page until ``stopping`` is set. OSError when the port is taken."""
        with listen(self._host, self._port) as at:
            here = address(self._host, at)
            async with self._timeline as timeline:
                token = await timeline.secret()
                hide(token)
                if self._clock:
                    await self._set(self._clock)
                pages = Pages(bot, timeline, here, stopping, self._clock)
                ending = asyncio.create_task(self._end(stopping))
                self._opening().set_result(bot)
                scenes = SCENES if self._week else ()
                if failed := await week.live(scenes, bot, timeline, pages.seat, self._now(), self._clock):
                    log.warning("sample", came_to_nothing=[f"{each.on} {each.who}" for each in failed])
                try:
                    await serve(_app(pages, token), at, stopping, lambda: announce(f"{here}/?start={token}"))
                finally:
                    ending.cancel()

    async def _set(self, clock: Kept) -> None:
        """Keep in the file what the clock shows, now and whenever it is moved."""

        async def keep(now: datetime) -> None:
            await self._timeline.keep(NAME, now.isoformat())

        clock.keep = keep
        await clock.move(clock.now)

    def _opening(self) -> asyncio.Future[Bot]:
        self._bot = self._bot or asyncio.get_running_loop().create_future()
        return self._bot

    async def _end(self, stopping: asyncio.Event) -> None:
        """Wake the streams when it is time to stop."""
        await stopping.wait()
        self._timeline.ring()


def _app(pages: Pages, token: str) -> Starlette:
    locked = HTMLResponse(pages.sentence(show.Voice(pages.texts), text("web.locked")), 403)
    return Starlette(
        routes=pages.routes,
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=guard.HOSTS, www_redirect=False),
            Middleware(guard.Guard, token=token, locked=locked),
        ],
        exception_handlers=pages.refusals,
    )
