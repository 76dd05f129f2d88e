"""A clock that stands still until it is moved: the Bench's, and the playground's."""

from __future__ import annotations

from datetime import datetime


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
