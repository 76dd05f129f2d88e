"""How often Discord may be asked: fifty times in any second, of everything but what answers people.

And not at all while it says that it is too much. The library waits, too, but only before a request it has not begun:
not before it tries one again, and when two were told to wait, as long as the first of them.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any, Final

from aiohttp import TraceConfig
from yarl import URL

MOST: Final = 50
SECOND: Final = 1.03  # and what two requests may be nearer to one another at Discord than here
ANSWERS: Final = ("interactions", "webhooks")  # of these Discord takes as many as there are
TOO_MANY: Final = 429


class Window:
    """The last requests, by when they were sent."""

    def __init__(self) -> None:
        self._lately: deque[float] = deque(maxlen=MOST)
        self._turn = asyncio.Lock()
        self._held = 0.0  # until when nothing is sent

    @property
    def trace(self) -> TraceConfig:
        """What a session has to tell it: each request that is about to be sent, and each answer."""
        made = TraceConfig()
        made.on_request_start.append(self._before)
        made.on_request_end.append(self._after)
        return made

    async def enter(self) -> None:
        """Wait until one more may be sent; first come, first served."""
        clock = asyncio.get_running_loop().time
        async with self._turn:
            if len(self._lately) == MOST:
                await asyncio.sleep(self._lately[0] + SECOND - clock())
            while self.held:  # noqa: ASYNC110  # it may be held anew meanwhile
                await asyncio.sleep(self.held)
            self._lately.append(clock())

    @property
    def held(self) -> float:
        """Seconds for which nothing is sent."""
        return max(0.0, self._held - asyncio.get_running_loop().time())

    def hold(self, seconds: float) -> None:
        """Nothing is sent for so long."""
        self._held = max(self._held, asyncio.get_running_loop().time() + seconds)

    async def _before(self, _session: Any, _context: Any, asked: Any) -> None:
        if _counts(asked.url):
            await self.enter()

    async def _after(self, _session: Any, _context: Any, answered: Any) -> None:
        said = answered.response
        if said.status == TOO_MANY and said.headers.get("X-RateLimit-Global"):
            self.hold(_seconds(said.headers.get("Retry-After", "")))


def is_answer(path: str) -> bool:
    """Whether it answers people."""
    return not {*path.split("/")}.isdisjoint(ANSWERS)


def _counts(url: URL) -> bool:
    """Whether it is one of those; the gateway is not asked, but connected to."""
    return url.scheme in ("http", "https") and not is_answer(url.path)


def _seconds(said: str) -> float:
    try:
        return float(said)
    except ValueError:
        return 0.0
