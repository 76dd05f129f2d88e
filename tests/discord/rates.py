"""How often Discord may be asked: buckets with their headers, all requests together, and who came too early."""

from __future__ import annotations

import re
import time
from collections import deque
from dataclasses import dataclass, field

UNDER_WAY = 0.1  # seconds for which something may still come that was sent before one was told to wait
EXEMPT = re.compile(r"/(interactions|webhooks)/")


@dataclass
class Bucket:
    """So many requests in so many seconds."""

    limit: int
    seconds: float
    left: int = 0
    resets: float = 0.0

    def take(self, now: float) -> bool:
        """Whether there was one left."""
        if now >= self.resets:
            self.left, self.resets = self.limit, now + self.seconds
        self.left -= 1
        return self.left >= 0


@dataclass
class Limited:
    """Come again in so many seconds."""

    seconds: float
    everywhere: bool = False
    shared: bool = False


@dataclass
class Rates:
    """``messages``: how many posts in how many seconds go into one channel; ``all``: a second, of everything."""

    messages: tuple[int, float] = (5, 5.0)
    others: tuple[int, float] = (50, 1.0)
    all: int = 50
    early: list[str] = field(default_factory=list)
    invalid: int = 0
    _buckets: dict[str, Bucket] = field(default_factory=dict)
    _told: dict[str, tuple[float, float]] = field(default_factory=dict)  # when, and until when, a bucket has to rest
    _lately: deque[float] = field(default_factory=deque)

    def take(self, method: str, path: str) -> Limited | None:
        """Whether this request may be answered now; what comes before the time it was told is written down."""
        now, key = time.monotonic(), bucket_of(method, path)
        for name in (key, "everywhere"):
            told, until = self._told.get(name, (0.0, 0.0))
            if told + UNDER_WAY < now < until and not (name == "everywhere" and EXEMPT.search(path)):
                self.early.append(f"{method} {path}: {until - now:.3f} s too early")
        if not EXEMPT.search(path):
            while self._lately and self._lately[0] <= now - 1:
                self._lately.popleft()
            if len(self._lately) >= self.all:
                return self.limited(method, path, Limited(self._lately[0] + 1 - now, everywhere=True))
            self._lately.append(now)
        there = self._buckets.setdefault(key, self._bucket(method, path))
        return None if there.take(now) else self.limited(method, path, Limited(there.resets - now))

    def limited(self, method: str, path: str, limited: Limited) -> Limited:
        """Remember until when it has to wait."""
        name = "everywhere" if limited.everywhere else bucket_of(method, path)
        now = time.monotonic()
        self._told[name] = (now, max(self._told.get(name, (0.0, 0.0))[1], now + limited.seconds))
        self.invalid += not limited.shared
        return limited

    def headers(self, method: str, path: str) -> dict[str, str]:
        """What is said of the bucket with each answer."""
        key = bucket_of(method, path)
        there = self._buckets.setdefault(key, self._bucket(method, path))
        after = max(0.0, there.resets - time.monotonic())
        return {
            "X-RateLimit-Limit": str(there.limit),
            "X-RateLimit-Remaining": str(max(0, there.left)),
            "X-RateLimit-Reset": f"{time.time() + after:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": re.sub(r"\d{15,}", "id", key).replace("/", "-"),
        }

    def _bucket(self, method: str, path: str) -> Bucket:
        posts = method == "POST" and re.fullmatch(r"/channels/\d+/messages", path)
        return Bucket(*(self.messages if posts else self.others))


def bucket_of(method: str, path: str) -> str:
    """The route, with the channel, server or interaction it is about; other ids do not count."""
    found = re.match(r"/(channels|guilds)/\d+|/webhooks/\d+/[^/]+|/interactions/\d+/[^/]+|", path)
    major = found[0] if found else ""
    return f"{method} {major}{re.sub(r'[0-9]{15,}', ':id', path[len(major) :])}"
