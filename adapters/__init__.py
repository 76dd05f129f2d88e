"""One package for each platform: it hears Calls and speaks Messages. Here is the web server that several share.

It has no ideas of its own about signals and logs: those belong to the process. And nobody can make it hold much: heads
of requests, connections and the time to ask are bounded; how much of a body is read is for each app to say.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable, Generator
from typing import Any, Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.fault import Shut

HEAD: Final = 16 * 1024  # bytes of a request's first lines
CONNECTIONS: Final = 200  # more are told to come again
PATIENCE: Final = 3  # seconds to ask in, and to ask again


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave signals to ``bot.__main__``."""
        yield


class _Impatient(H11Protocol):
    """Ends a connection on which nothing is being answered: uvicorn would wait for the rest of a question for ever."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._wait()

    def _wait(self) -> None:
        self._late = self.loop.call_later(PATIENCE, self._end_or_wait)

    def _end_or_wait(self) -> None:
        if getattr(self.cycle, "response_complete", True):  # before the first question there is no cycle
            self.transport.abort()
        else:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._late.cancel()
        super().connection_lost(exc)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Shut when the port cannot be had."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as wrong:
        why = f"Port {port} on {host} is taken, or not ours to use"
        raise Shut(f"{why}: stop the other program, or choose another port.") from wrong


def address(host: str, at: socket.socket) -> str:
    """Where a browser finds what listens there."""
    return f"http://{f'[{host}]' if ':' in host else host}:{at.getsockname()[1]}"


async def serve(app: ASGIApp, at: socket.socket, stopping: asyncio.Event, started: Callable[[], None]) -> None:
    """Serve until ``stopping`` is set; the app ends its own streams then."""
    server = _Server(
        uvicorn.Config(
            app,
            http=_Impatient,
            lifespan="off",
            access_log=False,
            log_config=None,
            server_header=False,
            limit_concurrency=CONNECTIONS,
            h11_max_incomplete_event_size=HEAD,
            timeout_keep_alive=PATIENCE,
            timeout_graceful_shutdown=1,
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[at]))
    started()
    waiting = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        server.should_exit = True
        waiting.cancel()
        await serving
