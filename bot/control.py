"""The control socket: how the command line speaks to the Blether that runs. One line of JSON in, one out."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import stat
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Final

from bot.backup import back_up
from bot.fault import Shut
from bot.health import Health
from bot.store import Store

LINE: Final = 1_048_576  # bytes of one question, and of one answer: a term calendar, whatever its days are called
PATIENCE: Final = 5.0  # seconds to ask in
Reply = Mapping[str, Any]
Answer = Callable[[Mapping[str, Any]], Awaitable[Reply]]  # KeyError, TypeError or ValueError: what is this?
# Newer Pythons would remove the socket themselves, by its bare name in whatever folder the process then is.
_OURS_TO_CLEAR: Final[dict[str, Any]] = {"cleanup_socket": False} if sys.version_info >= (3, 13) else {}


@asynccontextmanager
async def listening(path: Path, store: Store, others: Mapping[str, Answer] | None = None) -> AsyncIterator[None]:
    """Answer this user's questions about an open store, on a socket that is gone at the end.

    ``others``: how further questions are answered, by what they ask to ``do``.
    """
    desk = _Desk(store, others or {})
    with _bound(path) as at:
        server = await asyncio.start_unix_server(desk.hear, sock=at, limit=LINE, **_OURS_TO_CLEAR)
        try:
            yield
        finally:
            server.close()
            await store.interrupt()
            await desk.close()


def ask(path: Path, patience: float | None, **question: Any) -> Reply | None:
    """What the running Blether answers; None when none runs. ``patience`` in seconds. Raises Shut when it is silent."""
    with socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(patience)
        try:
            with _beside(path) as name:
                asking.connect(name)
        except (FileNotFoundError, NotADirectoryError, ConnectionRefusedError):
            return None
        except OSError as wrong:
            if wrong.errno is None:  # it is no address, so nobody can listen there
                return None
            raise Shut(f"{path} cannot be used: {wrong.strerror}.") from wrong
        try:
            asking.sendall(json.dumps(question).encode() + b"\n")
            with asking.makefile("rb") as answer:
                reply: Reply = json.loads(answer.readline(LINE))
        except (OSError, ValueError) as wrong:
            raise Shut("A Blether is running here, but it does not answer.") from wrong
    if refused := reply.get("refused"):
        raise Shut(str(refused))
    return reply


class _Desk:
    """Who answers; of backups, one at a time."""

    def __init__(self, store: Store, others: Mapping[str, Answer]) -> None:
        self._others = others
        self._store, self._health, self._one = store, Health(store), asyncio.Lock()
        self._asking: dict[asyncio.StreamReader, asyncio.Task[Any] | None] = {}

    async def close(self) -> None:
        """Wait for the answers that are under way, but not for questions nor for ever."""
        for asking in self._asking:
            asking.feed_eof()
        if busy := list(filter(None, self._asking.values())):
            await asyncio.wait(busy, timeout=1)

    async def hear(self, asking: asyncio.StreamReader, answering: asyncio.StreamWriter) -> None:
        """One question and its answer."""
        self._asking[asking] = asyncio.current_task()
        try:
            line = await asyncio.wait_for(asking.readline(), PATIENCE)
            answering.write(json.dumps(await self._reply(line)).encode() + b"\n")
            await answering.drain()
        except (TimeoutError, ValueError, OSError):  # too slow, too long, or gone
            pass
        finally:
            answering.close()
            del self._asking[asking]

    async def _reply(self, line: bytes) -> Reply:
        asked = _question(line)
        match asked:
            case {"do": "look"}:
                look = await self._health.look()
                return {"trouble": look.trouble, "rows": look.rows}
            case {"do": "backup", "to": str(to)}:
                return await self._back_up(Path(to))
            case {"do": str(other)} if answer := self._others.get(other):
                with contextlib.suppress(KeyError, TypeError, ValueError):
                    return await answer(asked)
        return {"refused": "The Blether that runs here does not know this question: is it of another version?"}

    async def _back_up(self, to: Path) -> Reply:
        try:
            async with self._one:
                await back_up(self._store, to)
        except Shut as wrong:
            return {"refused": str(wrong)}
        return {}


def _question(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


@contextmanager
def _bound(path: Path) -> Iterator[socket.socket]:
    """A listening socket of this user's alone. Shut when another Blether answers there, or it cannot be had."""
    at = socket.socket(socket.AF_UNIX)
    try:
        _clear(path)
        with _beside(path) as name:
            at.bind(name)
            Path(name).chmod(0o600)
    except OSError as wrong:
        at.close()
        raise Shut(f"{path} cannot be made: {wrong.strerror or wrong}.") from wrong
    try:
        yield at
    finally:
        at.close()
        path.unlink(missing_ok=True)


def _clear(path: Path) -> None:
    """Away with the socket of a Blether that was killed; nothing else is touched."""
    try:
        if not stat.S_ISSOCK(path.lstat().st_mode):
            raise FileExistsError(None, "there is another file of this name")
    except FileNotFoundError:
        return
    with socket.socket(socket.AF_UNIX) as asking, _beside(path) as name:
        try:
            asking.connect(name)
        except ConnectionRefusedError:
            Path(name).unlink()
        else:
            raise FileExistsError(None, "another Blether answers there")


@contextmanager
def _beside(path: Path) -> Iterator[str]:
    """The path as its bare name, seen from its folder: the address of a socket has 107 bytes, a path may have more."""
    before = os.open(".", os.O_RDONLY)
    try:
        os.chdir(path.parent)
        yield path.name
    finally:
        os.fchdir(before)
        os.close(before)
