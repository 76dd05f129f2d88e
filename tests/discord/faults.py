"""What goes wrong on purpose: answers that are lost or bad, before the effect or after it, and too many requests."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.discord.request import Request

How = Literal["status", "drop", "limited", "slow", "kill"]


@dataclass
class Fault:
    """One thing that goes wrong with a request.

    ``status``: it is answered with that; ``drop``: its connection ends without an answer; ``limited``: 429, to come
    again in ``seconds``, ``shared`` or not; ``slow``: its answer takes so many ``seconds``; ``kill``: whoever asks is
    killed, by what the test says that is. ``after``: its effect is there nevertheless.
    """

    how: How
    after: bool = False
    status: int = 500
    seconds: float = 0.0
    everywhere: bool = False  # limited: not this bucket alone
    shared: bool = False


class Faults:
    """What is to go wrong, by the words of the request: ``POST /channels/1/messages``."""

    def __init__(self) -> None:
        self._scripted: list[tuple[re.Pattern[str], Fault]] = []
        self.chance: Callable[[Request], Fault | None] = lambda _: None
        self.kill: Callable[[], None] = lambda: None
        self.done = 0

    def script(self, where: str, fault: Fault, times: int = 1) -> None:
        """The next so many requests that match go wrong so, one after the other."""
        self._scripted += [(re.compile(where), fault)] * times

    @property
    def left(self) -> int:
        """How many are scripted and have not happened."""
        return len(self._scripted)

    def take(self, request: Request) -> Fault | None:
        """What goes wrong with this request."""
        at = next((at for at, (where, _) in enumerate(self._scripted) if where.search(request.line)), None)
        fault = self.chance(request) if at is None else self._scripted.pop(at)[1]
        self.done += fault is not None
        return fault
