"""How often Discord may be asked: fifty times in any second, of everything but what answers people."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final

MOST: Final = 50
SECOND: Final = 1.03  # and what two requests may be nearer to one another at Discord than here


class Window:
    """The last requests, by when they were sent."""

    def __init__(self) -> None:
        self._lately: deque[float] = deque(maxlen=MOST)
        self._turn = asyncio.Lock()

    async def enter(self) -> None:
        """Wait until one more may be sent; first come, first served."""
        clock = asyncio.get_running_loop().time
        async with self._turn:
            if len(self._lately) == MOST:
                await asyncio.sleep(self._lately[0] + SECOND - clock())
            self._lately.append(clock())
