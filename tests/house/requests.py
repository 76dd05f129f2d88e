"""What was changed on its way to the playground's page breaks nothing and changes nothing: its real app, its guard."""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections.abc import AsyncIterator, Container, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sqlalchemy import select
from starlette.applications import Starlette
from structlog.testing import capture_logs

from adapters.web.app import _app
from adapters.web.pages import Pages
from adapters.web.timeline import Timeline
from bot import codec
from bot.house import Plan
from bot.marks import Led, Members, People, Pick, Places
from bot.room import Action
from bot.store.rows import rows_of
from bot.store.tables import handle
from bot.talk import Role
from bot.testing import Bench
from tests.core.database import changes, everything
from tests.house import mutations
from tests.house.made import chosen, sound, typed
from tests.house.payloads import IDS, SOME

ADDRESS = "127.0.0.1:8421"
WHO = {"person": "mererid", "place": "learning"}
BAD_HOSTS = ("127.0.0.1:x", "127.0.0.1:99999", "", "[::1", "localhost:8421:1", "evil.test", "\x80")
BAD_QUERIES = ("as=%ff&in=%00", "start=%ed%a0%80", "after=99999999999999999999", "after=" + "9" * 5_000, "a=b&" * 500)
BAD_PATHS = ("/to/99999999999999999999", "/to/-1", "/to/x", "/%2e%2e/%2e%2e", "/static/%00", "/static/../app.py", "//")
CHOICE = re.compile(rb'"wire": ?"2')  # of a language, which is kept whatever becomes of the rest

Headers = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True)
class Request:
    """One request to the page."""

    method: str
    path: str
    body: bytes = b""
    query: str = ""
    headers: Headers = ()


class Page:
    """The page over a house in memory, without a socket between."""

    def __init__(self, bench: Bench, timeline: Timeline, app: Starlette, token: str) -> None:
        self.bench, self.timeline, self._app = bench, timeline, app
        cookie = f"blether-{ADDRESS.partition(':')[2]}={token}"
        self.headers = tuple(
            (name.encode(), value.encode())
            for name, value in (("host", ADDRESS), ("cookie", cookie), ("x-blether", "1"))
        )

    @classmethod
    @asynccontextmanager
    async def open(cls, house: Plan, folder: Path) -> AsyncIterator[Page]:
        """The page of a new house, with a timeline in this folder."""
        async with (
            Bench.open(house=house, languages=("cy", "en")) as bench,
            Timeline(folder / "playground.db", bench.bot.world) as timeline,
        ):
            pages, token = Pages(bench.bot, timeline, f"http://{ADDRESS}", asyncio.Event()), await timeline.secret()
            yield cls(bench, timeline, _app(pages, token), token)

    async def asks(self, request: Request) -> tuple[int, bytes]:
        """The status and the body it is answered with; who asks has gone when a stream begins."""
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": request.method,
            "scheme": "http", "path": unquote(request.path), "raw_path": request.path.encode(), "root_path": "",
            "query_string": request.query.encode(), "headers": list(request.headers), "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8421),
        }  # fmt: skip
        coming = iter([{"type": "http.request", "body": request.body, "more_body": False}])
        sent: list[Any] = []

        async def receive() -> Any:
            return next(coming, {"type": "http.disconnect"})

        async def send(message: Any) -> None:
            sent.append(message)

        try:
            await self._app(scope, receive, send)
        except Exception:  # it has been answered with 500 before, for whoever runs the server to see
            return 500, b""
        return sent[0]["status"], b"".join(each.get("body", b"") for each in sent[1:])

    async def does(self, path: str, **body: Any) -> list[str]:
        """The wires of what a gesture is answered with."""
        request = Request("POST", path, self.written(**body), headers=self.headers)
        _, answer = await self.asks(request)
        return [unescape(each) for each in re.findall(r'data-wire=\\?"([^"\\]+)', answer.decode())]

    def written(self, **body: Any) -> bytes:
        """A gesture as the page's script writes it."""
        event = self.bench.bot.world.ids()
        return json.dumps(WHO | {"event": re.sub("[^A-Za-z0-9]", "-", event)} | body).encode()

    async def everything(self) -> dict[str, list[str]]:
        """Every row of the house, and every change there was to the timeline."""
        there = [await self.timeline.posts(spot.id) for spot in await self.timeline.places("mererid")]
        return await everything(self.bench) | {"timeline": [str(each.changed) for posts in there for each in posts]}


async def broken_by(house: Plan, times: int, seed: str, folder: Path, right: int | None = None) -> set[str]:
    """What breaks, or changes though it was refused, when requests come in as they should and so many changed ones.

    ``right``: how many of those that come as they should are looked at, of some actions, otherwise all of all.
    """
    chance, found = random.Random(seed), set[str]()
    async with Page.open(house, folder) as page:
        for one in ("callum", "sian", "mererid"):
            await page.does("/do", person=one, wire="2*|")  # past their first contact
        names = [each.name for each in sound(house)]
        rightly = [
            each async for each in _requests(page, house, {*(names if right is None else chance.sample(names, SOME))})
        ]
        asked = {each.path: [one for one in rightly if one.path == each.path] for each in rightly}
        paths = [*asked, "/do", "/do", "/do"]  # most of all, gestures
        ids = sorted({id for each in rightly for id in IDS.findall(each.body.decode())})
        changed = [*_odd(page.headers)] + [
            _changed(chance, chance.choice(asked[chance.choice(paths)]), ids) for _ in range(times)
        ]
        before = await page.everything()
        for each in (*(rightly if right is None else chance.sample(rightly, right)), *changed):
            with capture_logs() as logs:
                status, answer = await page.asks(each)
            after = await page.everything()
            found |= {f"{each.path}: a bug, {line['kind']}" for line in logs if line["event"] == "bug"}
            found |= {f"{each.path}: {status}"} if status >= 500 else set()
            tables = [name for name in changes(before, after) if name != "person" or not CHOICE.search(each.body)]
            if _refused(status, answer) and tables:
                found.add(f"{each.path}: it was refused, yet changed {', '.join(tables)}")
            before = after
    return found


def _refused(status: int, answer: bytes) -> bool:
    """Whether it was refused, or only looked at."""
    return status >= 400 or not answer.startswith(b"{") or json.loads(answer)["kind"] in ("refusal", "form")


async def _requests(page: Page, house: Plan, names: Container[str]) -> AsyncIterator[Request]:
    """What the page rightly asks of these actions: words, commands, the menu of a post, what comes of all buttons."""
    fields = _fields(house, page.bench.clock.now)
    searched = {action.name: _searched(action) for action in sound(house)}
    bodies: list[tuple[str, dict[str, Any]]] = [("/do", {"said": "Good morning"})]
    for one in (each for each in page.bench.bot.commands(Role.MODERATOR) if each.action in names):
        given = [f'{each.name}:"{fields[each.name]}"' for each in one.fields if isinstance(fields[each.name], str)]
        bodies += [("/do", {"said": " ".join([one.spelled, *given])}), ("/do", {"said": one.spelled})]
        bodies += [("/do", {"menu": one.action, "post": 1})] if one.menu else []
    wires: set[str] = set()
    for _ in range(2):  # what comes of it, and what comes of that
        new = {wire for path, body in bodies for wire in await page.does(path, **body)} - wires
        wires |= new
        bodies += [("/do", {"wire": wire, "typed": each}) for wire in sorted(new) for each in (None, fields)]
    kept = await _kept(page.bench)
    bodies += [
        ("/choices", {"wire": wire, "field": name, "words": ""})
        for wire in sorted(wires)
        for name in searched.get(kept.get(wire) or wire[1:].partition("|")[0], ())
    ]
    for path, body in bodies:
        request = Request("POST", path, page.written(**body), headers=page.headers)
        if path == "/do" or await page.asks(request) != (200, b"[]"):
            yield request
    for path in ("/", "/stream", "/to/1"):
        yield Request("GET", path, query="as=mererid&in=learning", headers=page.headers)


async def _kept(bench: Bench) -> dict[str, str]:
    """The action that each kept Call begins, by its wire."""
    async with bench.bot.store.turn() as tx:
        rows = rows_of(handle, await tx.execute(select(handle)), bench.bot.keys)
        return {f"0{row.id}": codec.loads(row.call)[0].action for row in rows}


def _searched(action: Action) -> list[str]:
    """Its fields whose options are found as one types."""
    return [each.name for each in action.params if isinstance(each.mark, Led | Pick) and callable(each.mark.options)]


def _fields(house: Plan, now: datetime) -> dict[str, Any]:
    """What a form brings for every field there is, as JSON."""
    found: dict[str, Any] = {}
    for param in (each for action in sound(house) for each in action.params):
        mark = param.mark
        if isinstance(mark, Led | Pick):
            offered = mark.options if isinstance(mark.options, tuple) else ()
            found[param.name] = chosen(mark, offered) or "" if isinstance(mark, Pick) else ""
        elif isinstance(mark, People | Places):
            found[param.name] = {"kind": mark.kind, "id": "callum" if isinstance(mark, People) else "coffee"}
        elif isinstance(mark, Members):
            found[param.name] = {"kind": mark.kind, "ids": ["callum"]}
        elif mark.kind:
            found[param.name] = typed(mark, now)
    return found


def _odd(headers: Headers) -> Iterator[Request]:
    """Those whose address or headers no browser of ours would send."""
    host, cookie, ours = headers
    for path in BAD_PATHS:
        yield Request("GET", path, headers=headers)
    for query in BAD_QUERIES:
        yield from (Request("GET", path, query=query, headers=headers) for path in ("/", "/stream", "/to/1"))
    for name in BAD_HOSTS:
        yield Request("GET", "/", headers=((b"host", name.encode()), cookie, ours))
    for last in ("9" * 5_000, "9" * 20, "٣", "x"):
        yield Request("GET", "/stream", headers=(host, cookie, (b"last-event-id", last.encode())))


def _changed(chance: random.Random, request: Request, ids: list[str]) -> Request:
    """The same, changed in its values, in its bytes, or around them."""
    way = chance.random()
    if request.body and way < 0.6:
        body = mutations.json_value(chance, json.loads(request.body), ids)
        return replace(request, body=json.dumps(body).encode())
    if request.body and way < 0.85:
        return replace(request, body=mutations.raw(chance, request.body))
    host, cookie, ours = request.headers
    ways = (
        replace(request, headers=(host, cookie)),
        replace(request, headers=(host, (b"cookie", mutations.raw(chance, cookie[1])), ours)),
        replace(request, method=chance.choice(("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "\0"))),
        replace(request, query=chance.choice(BAD_QUERIES)),
        replace(request, path=chance.choice(BAD_PATHS)),
    )
    return chance.choice(ways)
