"""The web server, without its own ideas about signals and logs: those belong to the process."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable, Generator

import uvicorn
from starlette.types import ASGIApp

from bot.fault import Shut


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave signals to ``bot.__main__``."""
        yield


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Shut when the port cannot be had."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as wrong:
        why = f"Port {port} on {host} is taken, or not ours to use"
        raise Shut(f"{why}: stop the other program, or choose another port.") from wrong


async def serve(app: ASGIApp, at: socket.socket, stopping: asyncio.Event, started: Callable[[], None]) -> None:
    """Serve until ``stopping`` is set; the app ends its own streams then."""
    server = _Server(
        uvicorn.Config(
            app, lifespan="off", access_log=False, log_config=None, server_header=False, timeout_graceful_shutdown=1
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
