"""What goes wrong on purpose: answers that are lost or bad, before the effect or after it, and too many requests."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

How = Literal["status", "drop", "limited", "slow"]


@dataclass
class Fault:
    """One thing that goes wrong with a request.

    ``status``: it is answered with that; ``drop``: its connection ends without an answer; ``limited``: 429, to come
    again in ``seconds``, ``shared`` or not; ``slow``: its answer takes so many ``seconds``. ``after``: its effect is
    there nevertheless.
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
        self.chance: Callable[[str], Fault | None] = lambda _: None
        self.done = 0

    def script(self, where: str, fault: Fault, times: int = 1) -> None:
        """The next so many requests that match go wrong so, one after the other."""
        self._scripted += [(re.compile(where), fault)] * times

    @property
    def left(self) -> int:
        """How many are scripted and have not happened."""
        return len(self._scripted)

    def take(self, line: str) -> Fault | None:
        """What goes wrong with this request."""
        at = next((at for at, (where, _) in enumerate(self._scripted) if where.search(line)), None)
        fault = self.chance(line) if at is None else self._scripted.pop(at)[1]
        self.done += fault is not None
        return fault
