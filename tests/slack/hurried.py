"""The program where time runs faster and the wall's clock says what a file says: for what else takes minutes.

Everything that waits, in asyncio and in the libraries, waits a part of its time only. The file ``wall`` has the seconds
by which the wall's clock is wrong.
"""

from __future__ import annotations

import asyncio
import selectors
import time
from pathlib import Path

from tests.dialogues.house import opens

FACTOR = 10
WALL = Path("wall")


class _Selector(selectors.DefaultSelector):
    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Wait a part of the time."""
        return super().select(timeout / FACTOR if timeout else timeout)


class Hurried(asyncio.SelectorEventLoop):
    """A loop by whose clock ten seconds pass in one."""

    def __init__(self) -> None:
        super().__init__(_Selector())

    def time(self) -> float:
        """Its own clock."""
        return super().time() * FACTOR


class _Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        return Hurried()


def wall() -> float:
    """What the wall's clock shows."""
    return time.clock_gettime(time.CLOCK_REALTIME) * FACTOR + (
        float(WALL.read_text("utf-8") or 0) if WALL.exists() else 0
    )


def hurries() -> None:
    """In the fork: the program, in a hurry."""
    asyncio.set_event_loop_policy(_Policy())
    vars(time)["time"] = wall
    opens()
