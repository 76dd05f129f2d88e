"""A clock that stands still until it is moved: the Bench's, the playground's, and that of a test's file."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

READ_AGAIN: Final = 0.05  # seconds


class Clock:
    """Shows ``now`` (aware UTC). Sent on, it goes from one thing to the next, and stands where it was sent to."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.going = False
        self._to: datetime | None = None

    def __call__(self) -> datetime:
        """What it shows."""
        return self.now

    def send(self, to: datetime | None) -> None:
        """Have it go on until then; None: to the next thing there is."""
        self.going, self._to = True, to

    async def step(self, at: datetime | None) -> None:
        """Go to ``at``, when the next thing is; or to the end of the way, when that comes first or there is none."""
        if at is not None and at <= self.now:
            return
        self._to = self._to or at or self.now
        on_the_way = at is not None and at <= self._to
        await self.move(at if at is not None and on_the_way else max(self._to, self.now))
        self.going = on_the_way

    async def move(self, to: datetime) -> None:
        """Show another time."""
        self.now = to


class Written(Clock):
    """Shows the instant in a file, for tests of real processes. Sent on by the file, it goes as any other does."""

    def __init__(self, file: Path) -> None:
        """Raises OSError or ValueError where there is no instant in the file."""
        super().__init__(_instant(file))
        self._file, self._written = file, self.now
        self._ring: Callable[[], None]
        self._there = asyncio.Event()
        self._there.set()

    async def follow(self, stopping: asyncio.Event, ring: Callable[[], None]) -> None:
        """Read the file again and again until ``stopping``; ``ring`` wakes whoever moves the clock."""
        self._ring = ring
        while not stopping.is_set():
            with contextlib.suppress(OSError, ValueError):  # half written: it is whole when it is read again
                self._read()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), READ_AGAIN)

    async def reached(self, _question: Mapping[str, Any]) -> Mapping[str, Any]:
        """What it shows, once it stands where the file sends it."""
        self._read()
        await self._there.wait()
        return {"now": self.now.isoformat()}

    async def step(self, at: datetime | None) -> None:
        """Go to the next thing, or to the end of the way."""
        await super().step(at)
        if not self.going:
            self._there.set()

    def _read(self) -> None:
        to = _instant(self._file)
        if to == self._written:
            return
        self._written = to
        if to > self.now:
            self._there.clear()
            self.send(to)
        else:  # put back, as a wrong clock is
            self.now, self.going = to, False
            self._there.set()
        self._ring()


def _instant(file: Path) -> datetime:
    return datetime.fromisoformat(file.read_text("utf-8").strip()).astimezone(UTC)
