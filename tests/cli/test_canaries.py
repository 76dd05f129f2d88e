"""A whole day at DEBUG, with crashes, and nobody's words and no secret in anything the process says of itself."""

from __future__ import annotations

import json
import random
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from adapters.web.sample import COMMUNITY
from adapters.web.timeline import Timeline
from bot.keys import new_root
from bot.testing import START, Clock
from bot.turn import World
from tests.cli.conftest import PROJECT, Blether, Running
from tests.cli.page import Page, fetch, free_port
from tests.conftest import database

CONFIG = """
[log]
level = "debug"
[community]
languages = ["en", "cy"]
[rooms]
folders = ["{}/tests/outside"]
[web]
port = 0
[http]
port = {}
"""
DEAF = "CREATE TRIGGER deaf BEFORE INSERT ON post WHEN new.author IS NULL BEGIN SELECT RAISE(ABORT, '{}'); END"
NAMED = {"person": ("callum", "sian", "mererid"), "place": ("learning", "coffee", "paned")}


class Canaries:
    """Words that stand nowhere else; each has its own name."""

    def __init__(self) -> None:
        self.all = {COMMUNITY}

    def __call__(self, name: str) -> str:
        return self.also(f"zq{name}zq")

    def also(self, secret: str) -> str:
        """Something that is made elsewhere and must be as secret."""
        self.all.add(secret)
        return secret


@pytest.fixture
def canaries() -> Canaries:
    return Canaries()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, canaries: Canaries) -> dict[str, str]:
    """An environment with an empty database of each kind, and what is secret in it."""
    key = canaries.also(new_root())
    if request.param == "sqlite":
        return {"BLETHER_STORE__URL": "sqlite+aiosqlite:///blether.db", "BLETHER_KEY": key}
    url = database(request.getfixturevalue("postgres")).replace("postgres:", f"postgres:{canaries('password')}", 1)
    assert canaries("password") in url
    return {"BLETHER_STORE__URL": url, "BLETHER_KEY": key}


@pytest.fixture
async def playground(tmp_path: Path, store: dict[str, str], canaries: Canaries) -> Path:
    """A playground whose people and places have other names and ids, and the start token is one of the secrets."""
    file = tmp_path / ("" if "sqlite" in store["BLETHER_STORE__URL"] else "data") / "playground.db"
    file.parent.mkdir(exist_ok=True)
    async with Timeline(file, World(Clock(START), lambda: canaries("token"), random.Random(1))):
        pass
    for table, ids in NAMED.items():
        for id in ids:
            new = (canaries(f"id-{id}"), canaries(f"name-{id}"), id)
            spoil(file, f"UPDATE {table} SET id = ?, name = ? WHERE id = ?", *new)  # noqa: S608
            column = "author" if table == "person" else "place"
            spoil(file, f"UPDATE post SET {column} = ? WHERE {column} = ?", new[0], id)  # noqa: S608
            spoil(file, "UPDATE place SET person = ? WHERE person = ?", new[0], id)
    return file


@pytest.fixture
def metrics(tmp_path: Path) -> str:
    """A configuration with everything on; the address of its metrics."""
    port = free_port()
    (tmp_path / "config.toml").write_text(CONFIG.format(PROJECT, port))
    return f"http://127.0.0.1:{port}/metrics"


def learns(page: Page, c: Canaries) -> Iterator[str]:
    """Keeps, finds, changes, shares, seeks and is refused."""
    kept = page.says(f'/learn log {c("what")} why:"{c("why")}"')
    yield kept["kind"]
    more = {name: c(name) for name in ("reflection", "thinking", "practice", "learners", "evidence")}
    yield page.fills(page.presses(kept, 0), **more)["kind"]
    yield page.fills(page.presses(kept, 1), what=c("changed"), on="2026-11-01", kind=c("kind"))["kind"]
    yield page.presses(kept, 2)["kind"]
    yield page.says(f"/learn list words:{c('sought')} since:{c('since')}")["kind"]
    yield page.says(f"/learn list words:{c('sought')}")["kind"]
    refused = page.says(f"/learn log {c('draft')} on:{c('day')}")
    yield refused["kind"]
    yield page.presses(refused)["kind"]
    seeking = page.says("/learn show")
    yield seeking["kind"]
    page.does("/choices", wire=seeking_wire(seeking), field="entry", words=c("search"))
    page.does("/choices", wire=seeking_wire(seeking), field=c("field"), words=c("search"))
    yield page.fills(page.does(menu="learn.log", post=1), what=c("pointed"))["kind"]
    yield page.does(menu=c("menu"), post=1)["kind"]
    yield page.says(f"/{c('room')} {c('verb')} {c('command')}")["kind"]
    yield page.does(wire=f"1learn.{c('wire')}|{c('forged')}|")["kind"]
    yield page.says(c("post"))["kind"]


def gardens(page: Page, c: Canaries) -> Iterator[str]:
    """What has bugs and what leaves no trace, in a place that is gone before anything is said there."""
    form = page.says("/garden give")
    given = page.fills(form, name=c("name"), story=c("story"), seeds="3")
    yield given["kind"]
    yield page.says(f"/garden offer {c('offer')}")["kind"]
    yield page.says(f"/garden weigh {c('weighed')}")["kind"]
    yield page.fills(page.says("/garden weigh"), note=c("note"))["kind"]
    tree = page.says("/garden confide")
    yield page.fills(tree, worry=c("worry"), wish=c("wish"))["kind"]
    yield page.fills(tree, worry=f"frost {c('frost')}", wish=c("wish"))["kind"]
    yield page.says(f"/garden remind-wrongly at:2026-01-01T10:{c('minute')}")["kind"]
    yield page.says("/garden remind-wrongly at:2026-01-01T10:00")["kind"]


def seeking_wire(form: dict[str, str]) -> str:
    return form["inner"].split('data-wire="')[1].split('"')[0]


def knocks(port: int, c: Canaries) -> None:
    """What stands at every open door of the Internet."""
    head = f"GET /{c('path')} HTTP/1.1\r\nHost: {c('host')}\r\n"
    garbage = (
        b"\x16\x03\x01\x02\x00 " + c("hello").encode() + b"\r\n\r\n",
        f"{c('method')} / HTTP/9.9\r\n\r\n".encode(),
        f"{head}Upgrade: websocket\r\nConnection: Upgrade\r\nCookie: {c('cookie')}\r\n\r\n".encode(),
        f"{head}X-{c('header')}: {'x' * 70_000}\r\n\r\n".encode(),
        f"POST /do?{c('query')} HTTP/1.1\r\nHost: x\r\nContent-Length: -{c('length')}\r\n\r\n".encode(),
    )
    for each in garbage:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as knocking, suppress(OSError):
            knocking.sendall(each)
            knocking.shutdown(socket.SHUT_WR)
            while knocking.recv(65_536):
                pass


def misbehaves(page: Page, c: Canaries) -> Iterator[int]:
    """Bodies that no page would send."""
    yield page.asks("/do", c("nojson").encode())[0]
    yield page.asks("/do", json.dumps({"person": c("nobody"), "place": [c("nowhere")]}).encode())[0]
    gesture = {"person": c("nobody"), "place": page.place, "event": "event-0000", "said": "x"}
    yield page.asks("/do", json.dumps(gesture).encode())[0]
    yield page.asks("/do", (c("long") * 20_000).encode())[0]
    yield page.asks(f"/?as={c('nobody')}&in={c('nowhere')}&{c('asked')}")[0]
    yield page.asks(f"/to/{c('link')}")[0]


def spoil(file: Path, statement: str, *values: str) -> None:
    """Change the playground's own file behind its back."""
    with closing(sqlite3.connect(file)) as playground, playground:
        playground.execute(statement, values)


def ends_in_flight(bot: Running, page: Page, c: Canaries) -> str:
    """Many at once are not answered yet when it is asked to stop; what it said on its standard output."""
    words = c("flight")

    def says() -> None:
        with suppress(OSError, ValueError):
            page.says(f"/learn log {words}")

    flying = [threading.Thread(target=says) for _ in range(20)]
    for each in flying:
        each.start()
    bot.process.terminate()
    said, _ = bot.process.communicate(timeout=10)
    for each in flying:
        each.join()
    return said


LEARNT = "message message refusal message refusal message refusal form form message refusal refusal refusal posted"
GARDENED = "message message refusal refusal message refusal refusal message"


def test_nothing_private_is_in_what_the_process_says(
    tmp_path: Path, store: dict[str, str], playground: Path, metrics: str, canaries: Canaries
) -> None:
    c, loud = canaries, {"PYTHONASYNCIODEBUG": "1", "PYTHONWARNINGS": "default", "BLETHER_WEB__WEEK": "false"}
    with (tmp_path / "log").open("w") as log, Blether(tmp_path, log).running(**store, **loud) as bot:
        callum = Page(bot.address, "zqid-callumzq", "zqid-learningzq")
        mererid = Page(bot.address, "zqid-mereridzq", "zqid-coffeezq")
        assert " ".join(learns(callum, c)) == LEARNT
        spoil(playground, DEAF.format(c("deaf")))
        assert " ".join(gardens(mererid, c)) == GARDENED
        assert list(misbehaves(callum, c)) == [400, 400, 400, 413, 200, 404]
        for address in (bot.address, metrics):
            knocks(urlsplit(address).port, c)
        spoil(playground, "UPDATE post SET at = ?", c("at"))
        assert callum.asks(f"/?as={callum.person}&in={callum.place}")[0] == 500
        counted = fetch(metrics)[2].decode()
        said = ends_in_flight(bot, callum, c)
    complaints = (tmp_path / "log").read_text("utf-8")
    told = [json.loads(line) for line in complaints.splitlines()]
    assert (bot.process.returncode, said) == (0, "")
    assert {"open", "listening", "bug", "again", "library", "closing"} <= {each["event"] for each in told}
    assert {"outbox", "due"} <= {each.get("what") for each in told}
    assert (len(c.all) >= 40, [each for each in c.all if each in complaints + counted]) == (True, [])
