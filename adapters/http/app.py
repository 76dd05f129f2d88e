"""Three short answers over HTTP, which name no person, place, community or what anybody does; and others' pages."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import structlog
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from adapters import address, listen, serve
from bot.core import Bot
from bot.health import Health

log = structlog.get_logger("blether.http")
FRESH = {"cache-control": "no-store"}


class Http:
    """The pages, and beside them the ``routes`` of other adapters."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self.routes: Sequence[BaseRoute] = ()

    async def run(self, bot: Bot, stopping: asyncio.Event, announce: Callable[[str], None]) -> None:
        """Serve until ``stopping`` is set. Only the log is told where: nobody is to come here to talk."""
        with listen(self._host, self._port) as at:
            where = address(self._host, at)
            await serve(_app(bot, self.routes), at, stopping, lambda: log.info("listening", at=where))


def _app(bot: Bot, others: Sequence[BaseRoute]) -> Starlette:
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

    ours = [Route(f"/{page.__name__}", page) for page in (healthz, readyz, metrics)]
    return Starlette(routes=[*ours, *others])
