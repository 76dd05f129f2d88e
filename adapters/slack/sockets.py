"""Socket Mode that does not stay silent: a connection on which nothing is heard is given up for a new client.

The library's own look at a connection asks the wall clock, and tries one dead ticket for ever. Here nothing is
compared with any clock but the loop's: what is looked for is that an answer to a ping comes at all.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Final

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp

log = structlog.get_logger("blether.slack")
DEADLINE: Final = 10.0  # seconds in which a connection is there
PING: Final = 10.0  # seconds between two pings
SILENT: Final = 30.0  # seconds without an answer to one; the library gives up after 40, and may then never end
LOOK: Final = 5.0
PAUSES: Final = (1.0, 2.0, 5.0, 10.0, 20.0)  # seconds before trying once more


class NotConnected(Exception):
    """There is no connection within the deadline."""


async def listen(app: AsyncApp, token: str, stopping: asyncio.Event, opened: Callable[[], None]) -> None:
    """Hear until ``stopping`` is set; ``opened`` is called once. Raises NotConnected where that cannot be."""
    tries, ever = 0, False
    while not stopping.is_set():
        try:
            async with _connected(app, token) as handler:
                if not ever:
                    opened()
                tries, ever = 0, True
                await _until_silent(handler, stopping)
        except NotConnected:
            if not ever:
                raise
            log.warning("not-connected")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), PAUSES[min(tries, len(PAUSES) - 1)])
            tries += 1


@contextlib.asynccontextmanager
async def _connected(app: AsyncApp, token: str) -> AsyncIterator[AsyncSocketModeHandler]:
    handler = AsyncSocketModeHandler(app, token, ping_interval=PING)
    try:
        try:
            await asyncio.wait_for(handler.connect_async(), DEADLINE)  # type: ignore[no-untyped-call]
        except TimeoutError:
            raise NotConnected from None
        yield handler
    finally:
        handler.client.closed = True  # before anything is waited for, or it would connect again
        with contextlib.suppress(Exception):  # what is dead does not say goodbye
            await asyncio.wait_for(handler.disconnect_async(), LOOK)  # type: ignore[no-untyped-call]
        with contextlib.suppress(Exception):
            await handler.close_async()  # type: ignore[no-untyped-call]


async def _until_silent(handler: AsyncSocketModeHandler, stopping: asyncio.Event) -> None:
    """Until it is time to stop, or no ping was answered for too long."""
    clock = asyncio.get_running_loop().time
    heard, at = handler.client.last_ping_pong_time, clock()
    while clock() - at < SILENT:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), LOOK)
            return
        if handler.client.last_ping_pong_time != heard:
            heard, at = handler.client.last_ping_pong_time, clock()
    log.warning("silent")
