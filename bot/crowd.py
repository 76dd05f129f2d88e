"""Everybody comes in one at a time: whoever presses ten thousand times waits in a line of their own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.talk import Heard, Refusal, text

WAITING = 20  # of one person, beside the one that is being answered
INSIDE = 2_000  # of everybody together
SIZE = 100_000  # characters of one thing that was heard, whatever its fields may hold


class Crowd:
    """The lines before the door."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str, str], list[asyncio.Lock]] = {}
        self._inside = 0

    @asynccontextmanager
    async def one_at_a_time(self, heard: Heard) -> AsyncIterator[None]:
        """Wait behind this person's other Calls. Raises Refusal when too many wait, or too much was sent."""
        if _size((heard.call, heard.typed)) > SIZE:
            raise Refusal(text("core.too-much"))
        who = (heard.platform, heard.community.id, heard.who.id)
        line = self._lines.setdefault(who, [])
        if len(line) > WAITING or self._inside >= INSIDE:
            raise Refusal(text("core.too-fast"))
        lock = line[0] if line else asyncio.Lock()
        line.append(lock)
        self._inside += 1
        try:
            async with lock:
                yield
        finally:
            self._inside -= 1
            line.pop()
            if not line:
                del self._lines[who]


def _size(value: object) -> int:
    """Characters in a value and all it holds, about."""
    return len(repr(value))
