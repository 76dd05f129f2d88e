"""How often an app may call: so many a minute of a method in a team, and one post a second in a channel."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from dataclasses import dataclass, field

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}  # calls a minute


@dataclass
class Bucket:
    """Fills with so many a second up to ``most``; the clock is the process's own, which nobody puts back."""

    rate: float
    most: float
    left: float = -1
    at: float = 0

    def take(self, now: float) -> float:
        """0, or the seconds until there would be one."""
        self.left = self.most if self.left < 0 else min(self.most, self.left + (now - self.at) * self.rate)
        self.at = now
        if self.left >= 1 - 1e-9:
            self.left -= 1
            return 0
        return (1 - self.left) / self.rate


@dataclass
class Rates:
    """What was used up, and what the app was told to wait for.

    ``burst``: posts in a channel that may come at once after a pause; Slack tolerates a few, the strictest one.
    ``tiers``: whether the limits by the minute count; sweeps compress days into minutes.
    """

    burst: int = 1
    tiers: bool = True
    refused: list[str] = field(default_factory=list)  # what was asked too soon
    early: list[str] = field(default_factory=list)  # what was asked again before its Retry-After was over
    _buckets: dict[str, Bucket] = field(default_factory=dict)
    _until: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def post(self, channel: str) -> int:
        """One post in this channel: 0, or the whole seconds to wait."""
        return self._take(f"posts in {channel}", 1.0, self.burst)

    def call(self, team: str, method: str, tier: int) -> int:
        """One call of this method for this team: 0, or the whole seconds to wait."""
        if not self.tiers or not tier:
            return 0
        return self._take(f"{method} for {team}", TIERS[tier] / 60, TIERS[tier])

    def _take(self, what: str, rate: float, most: float) -> int:
        now = time.monotonic()
        if now < self._until[what]:
            self.early.append(what)
        wait = math.ceil(self._buckets.setdefault(what, Bucket(rate, most)).take(now))
        if wait:
            self.refused.append(what)
            self._until[what] = now + wait
        return wait
