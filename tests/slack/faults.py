"""What goes wrong between an app and Slack: before a call has had its effect, or after it, when the answer is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from aiohttp import web

BROKEN = "<html><body>Something went wrong</body></html>"


@dataclass
class Fault:
    """One thing that goes wrong with calls of ``method`` ("" is any), so many ``times``, once ``skip`` went well.

    ``how``: ``drop`` (the connection breaks), ``late`` (the answer takes ``seconds`` more), ``limit`` (429, once more
    after ``seconds``), ``page`` (HTML instead of JSON), a number (that HTTP status, with nothing in it) or ``kill``
    (whoever asks is killed); ``after``: the effect is there nevertheless.
    """

    method: str
    how: str
    after: bool = False
    times: int = 1
    skip: int = 0
    seconds: float = 1
    done: int = 0

    def strikes(self, method: str, after: bool) -> bool:
        """Whether it is the turn of this one now; counted if so."""
        if after != self.after or self.method not in ("", method) or self.done >= self.skip + self.times:
            return False
        self.done += 1
        return self.done > self.skip


@dataclass
class Faults:
    """Those that are planned."""

    planned: list[Fault] = field(default_factory=list)
    kill: Callable[[], None] = lambda: None

    def plan(self, method: str, how: str, **more: object) -> Fault:
        """Plan one."""
        self.planned.append(fault := Fault(method, how, **more))  # type: ignore[arg-type]
        return fault

    async def strike(self, method: str, request: web.Request, *, after: bool) -> web.Response | None:
        """The answer instead of the right one, if something is planned here."""
        for fault in self._due(method, after):
            if fault.how == "late":
                await asyncio.sleep(fault.seconds)
            elif fault.how in ("drop", "kill"):
                if fault.how == "kill":
                    self.kill()
                if request.transport is not None:
                    request.transport.abort()
                return web.Response(status=500)
            elif fault.how == "limit":
                head = {"Retry-After": str(int(fault.seconds))}
                return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=head)
            elif fault.how == "page":
                return web.Response(text=BROKEN, content_type="text/html")
            else:
                return web.Response(status=int(fault.how), text=BROKEN, content_type="text/html")
        return None

    def _due(self, method: str, after: bool) -> Iterable[Fault]:
        return [each for each in self.planned if each.strikes(method, after)]
