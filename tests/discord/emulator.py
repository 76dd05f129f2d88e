"""A Discord of one's own on this computer, written from Discord's documents: a server in a thread, and what it saw.

``bot`` speaks to it as to the real one: REST under ``base``, the gateway where that says. A test makes servers and
people, does what people do, lets things go wrong, and at the end looks at ``violations``: there must be none.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, TypeVar

from aiohttp import web

from tests.discord.contract import Contract, published
from tests.discord.faults import Fault, Faults
from tests.discord.gateway import Gateway
from tests.discord.interactions import Interactions
from tests.discord.messages import Messages
from tests.discord.rates import EXEMPT, Limited, Rates
from tests.discord.request import Request
from tests.discord.rest import Rest
from tests.discord.state import State, Wrong

TOKEN = "NOT.a.token-of-anybody"
Given = TypeVar("Given")


class Emulator:
    """Discord, from ``with`` to the end of the block, on any free port."""

    def __init__(self, *, checked: bool = True) -> None:
        """``checked``: also against what Discord publishes, where that lies; its documented limits always hold."""
        self.contract: Contract | None = published() if checked else None
        self.violations: list[str] = []
        self.requests: list[Request] = []
        self.state, self.faults, self.rates = State(), Faults(), Rates()
        self.gateway = Gateway(self.state, TOKEN, self.violations)
        self.messages = Messages(self.state)
        self.interactions = Interactions(self.state, self.messages)
        self.rest = Rest(self.state, self.gateway, self.messages, self.interactions)
        self.token = TOKEN
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Emulator:
        self._thread.start()
        self.port = self.now(self._open())
        self.base = f"http://127.0.0.1:{self.port}/api/v10"
        self.gateway.address = f"ws://127.0.0.1:{self.port}/gateway"
        self.messages.address = f"http://127.0.0.1:{self.port}"
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _wrong: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.now(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def now(self, work: Coroutine[Any, Any, Given]) -> Given:
        """Do it in the emulator's loop, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    async def do(self, work: Coroutine[Any, Any, Given]) -> Given:
        """The same from another loop."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    def revoke(self) -> None:
        """From now on its token is nobody's."""
        self.token = self.gateway.token = "another"

    async def _open(self) -> int:
        app = web.Application(client_max_size=25 << 20)
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_route("*", "/api/v10/{path:.*}", self._rest)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        return int(self._runner.addresses[0][1])

    async def _rest(self, asked: web.Request) -> web.StreamResponse:
        request = await _read(asked)
        self.requests.append(request)
        if self.token not in asked.headers.get("Authorization", "") and not EXEMPT.search(request.path):
            self.rates.invalid += 1
            return self._answered(request, 401, {"message": "401: Unauthorized", "code": 0})
        if limited := self.rates.take(request.method, request.path):
            return self._too_fast(request, limited)
        fault = self.faults.take(request)
        if fault and not fault.after:
            return await self._fails(asked, request, fault)
        self._check(request, asked.content_type)
        status, body = await self._done(request)
        if fault:
            return await self._fails(asked, request, fault, status, body)
        return self._answered(request, status, body)

    async def _done(self, request: Request) -> tuple[int, Any]:
        try:
            return await self.rest.answer(request)
        except Wrong as wrong:
            if (wrong.status, wrong.code) == (404, 0) or wrong.code == 50035:
                self.violations.append(f"{request.line}: {wrong} {wrong.errors or ''}")
            self.rates.invalid += wrong.status in (401, 403)
            request.code = wrong.code
            return wrong.status, {"message": wrong.message, "code": wrong.code}

    def _check(self, request: Request, kind: str) -> None:
        if self.contract is None:
            return
        multipart = kind == "multipart/form-data"
        self.violations += self.contract.problems(request.method, request.path, request.body, multipart, request.query)

    async def _fails(
        self, asked: web.Request, request: Request, fault: Fault, status: int = 200, body: Any = None
    ) -> web.StreamResponse:
        match fault.how:
            case "drop" | "kill":
                if fault.how == "kill":
                    self.faults.kill()
                if asked.transport:
                    asked.transport.abort()
            case "limited":
                there = Limited(fault.seconds, fault.everywhere, fault.shared)
                return self._too_fast(request, self.rates.limited(request.method, request.path, there))
            case "slow":
                await asyncio.sleep(fault.seconds)
                return self._answered(request, *(await self._done(request) if body is None else (status, body)))
        return self._answered(request, fault.status, {"message": "something broke", "code": 0})

    def _too_fast(self, request: Request, limited: Limited) -> web.StreamResponse:
        body = {"message": "You are being rate limited.", "retry_after": limited.seconds, "global": limited.everywhere}
        scope = "shared" if limited.shared else "global" if limited.everywhere else "user"
        headers = {"Retry-After": f"{limited.seconds:.3f}", "Via": "1.1 google", "X-RateLimit-Scope": scope}
        return self._answered(
            request, 429, body, headers | ({"X-RateLimit-Global": "true"} if limited.everywhere else {})
        )

    def _answered(
        self, request: Request, status: int, body: Any, headers: dict[str, str] | None = None
    ) -> web.StreamResponse:
        request.status = status
        there = self.rates.headers(request.method, request.path) | (headers or {})
        if body is None:
            return web.Response(status=status, headers=there)
        # Exactly this type: the library takes what has a charset for words.
        return web.Response(
            status=status, body=json.dumps(body).encode(), headers=there | {"Content-Type": "application/json"}
        )


async def _read(asked: web.Request) -> Request:
    """The request, whole."""
    files, body = [], None
    if asked.content_type == "multipart/form-data":
        form = await asked.post()
        for name, value in form.items():
            if isinstance(value, web.FileField):
                files.append((value.filename, value.content_type, value.file.read()))
            elif name == "payload_json":
                body = json.loads(value if isinstance(value, str) else bytes(value))
    elif content := await asked.read():
        body = json.loads(content)
    path = "/" + asked.match_info["path"]
    query = dict(asked.query)
    return Request(asked.method, path, query, body, files, time.monotonic(), headers=dict(asked.headers))
