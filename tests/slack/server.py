"""An emulated Slack that listens on this computer: Web API, sockets, answers and files, and what happens in it.

async with Slack.open(mode="socket") as slack:
    team = slack.state.team("school", people=["Ailsa"], channels=["staffroom"])
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from html import unescape
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

from aiohttp import ClientSession, web

from tests.slack import answers, chat, files, lookups, oauth, views
from tests.slack.calls import METHODS, QUIET, Wrong, admitted
from tests.slack.deliveries import Deliveries
from tests.slack.faults import Faults
from tests.slack.hooks import Hooks
from tests.slack.rates import Rates
from tests.slack.sockets import Sockets
from tests.slack.state import Called, State, Team, User

WITH_METHODS = (chat, files, lookups, oauth, views)  # imported for what they declare
PATIENCE = 15.0  # seconds that anything may take before a test says that it did not come
Found = TypeVar("Found")


class Slack:
    """The platform, what goes wrong with it, and the two ways to the app, one of which it uses."""

    def __init__(self, mode: str, session: ClientSession, seed: str) -> None:
        self.state, self.faults, self.rates = State(seed), Faults(), Rates()
        self.sockets, self.hooks = Sockets(self.state), Hooks(self.state, session)
        self.deliveries = Deliveries(self.state, self.sockets if mode == "socket" else self.hooks)
        self.mode, self.session = mode, session
        self._news = asyncio.Event()
        self.state.changed = self._news.set

    @classmethod
    @asynccontextmanager
    async def open(cls, mode: str = "socket", seed: str = "slack") -> AsyncIterator[Slack]:
        """Listening on a free port until the end of the block."""
        async with ClientSession() as session:
            slack = cls(mode, session, seed)
            runner = web.AppRunner(slack._app(), shutdown_timeout=1)
            await runner.setup()
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            slack.state.origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
            try:
                yield slack
            finally:
                for task in list(slack.deliveries.tasks):
                    task.cancel()
                await slack.sockets.cut()
                await runner.cleanup()

    @property
    def api(self) -> str:
        """What the configuration of the app calls ``api_base``."""
        return f"{self.state.origin}/api/"

    @property
    def violations(self) -> list[str]:
        """Everything that the app did and should not have done."""
        early = [f"asked again before Retry-After was over: {each}" for each in self.rates.early]
        return self.state.violations + self.deliveries.unanswered + early

    async def until(self, what: str, check: Callable[[], Found], seconds: float = PATIENCE) -> Found:
        """Wait for this; AssertionError with ``what`` and everything that is wrong when it does not come."""
        clock = asyncio.get_running_loop().time
        end = clock() + seconds
        while not (found := check()):
            if clock() > end:
                raise AssertionError(f"{what} did not come in {seconds:g} s; {self.violations[:9]}")
            self._news.clear()
            with contextlib.suppress(TimeoutError):  # what a process does elsewhere tells nobody here
                await asyncio.wait_for(self._news.wait(), 0.2)
        return found

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=50_000_000)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/link/", self.sockets.serve)
        app.router.add_post("/commands/{rest:.*}", self._response_url)
        app.router.add_post("/upload/{team}/{file}", self._upload)
        return app

    # --- the Web API ----------------------------------------------------------------------------------------------

    async def _api(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        token, given = await _asked(request)
        try:
            return await self._faulty(name, request, lambda: self._limited(name, token, given))
        finally:
            self.state.changed()

    async def _faulty(
        self, name: str, request: web.Request, work: Callable[[], Awaitable[web.Response]]
    ) -> web.StreamResponse:
        """With what is planned to go wrong before it and after it."""
        if broken := await self.faults.strike(name, request, after=False):
            return broken
        answer = await work()
        self.state.changed()
        return await self.faults.strike(name, request, after=True) or answer

    async def _limited(self, name: str, token: str, given: dict[str, Any]) -> web.Response:
        team = self.state.of_token(token)
        where = team.id if team else ""
        wait = self._wait(name, where, given)
        if wait:
            self._note(where, name, given, "ratelimited")
            told = {"ok": False, "error": "ratelimited"}
            return web.json_response(told, status=429, headers={"Retry-After": str(wait)})
        try:
            answer = METHODS[name].work(admitted(self.state, name, token, given)) if name in METHODS else None
            if answer is None:
                raise Wrong("unknown_method")
        except Wrong as wrong:
            self._note(where, name, given, wrong.error, wrong.more)
            return web.json_response({"ok": False, "error": wrong.error} | wrong.more)
        self._note(where, name, given, "ok")
        granted = {"x-oauth-scopes": ",".join(sorted(self.state.app.scopes))}
        return web.json_response({"ok": True} | answer, headers=granted)

    def _wait(self, name: str, team: str, given: dict[str, Any]) -> int:
        if name == "chat.postMessage":
            return self.rates.post(str(given.get("channel")))
        known = METHODS.get(name)
        return self.rates.call(team, name, known.tier) if known else 0

    def _note(self, team: str, name: str, given: dict[str, Any], answer: str, more: Any = "") -> None:
        at = asyncio.get_running_loop().time()
        self.state.calls.append(Called(at, team, name, given, answer))
        if answer != "ok" and answer not in QUIET:
            self.state.wrong(f"{name}: {answer} {more}")

    # --- answers and files ----------------------------------------------------------------------------------------

    async def _response_url(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()

        async def work() -> web.Response:
            try:
                answers.to_response_url(self.state, request.path, body)
            except Wrong as wrong:
                self._note("", "response_url", body, wrong.error, wrong.more)
                return web.json_response({"ok": False, "error": wrong.error}, status=404)
            self._note("", "response_url", body, "ok")
            return web.Response(text="ok")

        return await self._faulty("response_url", request, work)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        if request.content_type.startswith("multipart/"):
            part = await (await request.multipart()).next()
            content = await part.read() if part is not None else b""  # type: ignore[union-attr]
        else:
            content = await request.read()

        async def work() -> web.Response:
            there = files.received(self.state, request.match_info["team"], request.match_info["file"], bytes(content))
            return web.Response(text=f"OK - {len(content)}") if there else web.Response(status=404)

        return await self._faulty("upload", request, work)

    async def install(self, team: Team, user: User, address: str) -> int:
        """Somebody begins at the app's own page and says yes on Slack's; the HTTP status of the page they end at."""
        async with self.session.get(address, allow_redirects=False) as page:
            said, where, cookies = await page.text(), page.headers.get("location", ""), page.cookies
        where = where or next(iter(re.findall(r'href="([^"]+/oauth/v2/authorize[^"]*)"', said)), "")
        asked = dict(parse_qsl(urlsplit(unescape(where)).query))
        back = oauth.authorize(self.state, team, user, asked)
        kept = {name: each.value for name, each in cookies.items()}
        async with self.session.get(f"{address.rsplit('/slack/', 1)[0]}{back}", cookies=kept) as page:
            return page.status


async def _asked(request: web.Request) -> tuple[str, dict[str, Any]]:
    """The token and the arguments of a call, from wherever they may stand."""
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        given |= await request.json() if request.can_read_body else {}
    else:
        given |= dict(await request.post())
    head = request.headers.get("Authorization", "")
    token = head.removeprefix("Bearer ") if head.startswith("Bearer ") else str(given.get("token", ""))
    if head.startswith("Basic "):
        given |= _basic(head)
    return token, {name: value for name, value in given.items() if name != "token"}


def _basic(head: str) -> dict[str, str]:
    """The app's id and secret, where they came as a name and a password."""
    id, _, secret = base64.b64decode(head.removeprefix("Basic ")).decode().partition(":")
    return {"client_id": id, "client_secret": secret}
