"""Three short answers over HTTP. Nothing in them names a person, a place, a community or what anybody does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from adapters import address, listen, serve
from bot.core import Bot
from bot.health import Health

log = structlog.get_logger("blether.http")
FRESH = {"cache-control": "no-store"}


class Http:
    """The pages; other adapters' routes will stand beside these."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port

    async def run(self, bot: Bot, stopping: asyncio.Event, announce: Callable[[str], None]) -> None:
        """Serve until ``stopping`` is set. Only the log is told where: nobody is to come here to talk."""
        with listen(self._host, self._port) as at:
            where = address(self._host, at)
            await serve(_app(bot), at, stopping, lambda: log.info("listening", at=where))


def _app(bot: Bot) -> Starlette:
    health = Health(bot.store)

    async def healthz(_: Request) -> Response:
        """The loop lives, or this would not be answered."""
        return PlainTextResponse("ok\n", headers=FRESH)

    async def readyz(_: Request) -> Response:
        """Whether Calls can be answered now."""
        look = await health.look()
        return PlainTextResponse(f"{look.trouble or 'ready'}\n", 503 if look.trouble else 200, FRESH)

    async def metrics(_: Request) -> Response:
        """What Prometheus reads."""
        look = await health.look()
        return Response(bot.metrics.text(look.rows), headers=FRESH, media_type=CONTENT_TYPE_LATEST)

    return Starlette(routes=[Route(f"/{page.__name__}", page) for page in (healthz, readyz, metrics)])
