"""What is private lies in the file only as ciphertext, and opens only where it belongs."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import Table

from bot.house import Plan
from bot.keys import Keys, WrongKey
from bot.rooms.learn.tables import entries
from bot.store.tables import handle
from bot.talk import Refusal
from bot.testing import START, Bench
from tests.store.conftest import Twins, contents

KEYS = Keys(b"k" * 32)
WHOLE = {"what": "canary what", "why": "canary why", "kind": "dialogue"}
CAME_OF_IT = {
    name: f"canary {name}" for name in ("reflection", "thinking", "practice", "learners", "evidence", "next_step")
}


async def say_everything(bench: Bench) -> None:
    """Canaries in every place where words may lie: entries, drafts, stored Calls, posts that wait."""
    ailsa = bench.person("Ailsa")
    await ailsa.does("learn.log", **WHOLE)
    await ailsa.presses("learn.add-more")
    await ailsa.fills(**dict(list(CAME_OF_IT.items())[:5]))
    await ailsa.presses("core.done")
    await ailsa.does("learn.log", what="canary shared")
    await ailsa.presses("learn.share-it")
    assert isinstance(await ailsa.does("learn.log", what="canary " * 1_000), Refusal)
    await ailsa.does("learn.list", words="canary sought")


def all_bytes(folder: Path) -> bytes:
    """Every byte of every file: the database, its log, what lies beside it."""
    return b"".join(each.read_bytes() for each in folder.iterdir())


async def test_no_word_can_be_read_in_the_file(tmp_path: Path, house: Plan) -> None:
    async with Bench.open(f"sqlite+aiosqlite:///{tmp_path}/blether.db", house=house) as bench:
        await say_everything(bench)
        opened = await asyncio.to_thread(all_bytes, tmp_path)
    closed = await asyncio.to_thread(all_bytes, tmp_path)
    for written in (opened, closed):
        assert b"Ailsa" in written  # names are in clear: these are the right bytes
        assert [b"canary" in written.lower(), "canary".encode("utf-16-le") in written] == [False, False]


async def test_no_word_can_be_read_in_the_tables(url: str, house: Plan) -> None:
    async with Bench.open(url, house=house) as bench:
        await say_everything(bench)
    there = contents(url)
    assert [len(there[name]) > 0 for name in ("learn_entry", "handle", "outbox")] == [True, True, True]
    assert "canary" not in repr(there)


ELSEWHERE = [
    (entries, "home", "two", "what"),  # another row of the same person
    (entries, "home", "three", "what"),  # another person's
    (entries, "away", "one", "what"),  # the same ids in another community
    (entries, "home", "one", "why"),  # another column
    (handle, "home", "one", "call"),  # another table
]


@pytest.mark.parametrize(("table", "home", "id", "column"), ELSEWHERE)
async def test_a_cell_copied_elsewhere_does_not_open(
    twins: Twins, table: Table, home: str, id: str, column: str
) -> None:
    async with twins.rows("home") as rows:
        await rows.put(handle, "one", person="ailsa", call="a call", until=START)
    await twins.cell(table, home, id, column, await twins.cell(entries, "home", "one", "what"))
    async with twins.rows(home) as rows:
        row = await rows.one(table, id)
    with pytest.raises(WrongKey, match=f"^cannot open {table.name}.{column}/"):
        getattr(row, column)


async def test_a_cell_that_is_put_back_opens_again(twins: Twins) -> None:
    for id in ("one", "two", "three"):
        await twins.cell(entries, "home", id, "what", await twins.cell(entries, "home", id, "what"))
    assert await twins.said("home") == {"one": "home one", "two": "home two", "three": "home three"}


async def test_a_row_given_to_somebody_else_does_not_open(twins: Twins) -> None:
    await twins.cell(entries, "home", "one", "person", "megan")
    with pytest.raises(WrongKey):
        await twins.said("home")


def test_a_byte_that_changed_does_not_open() -> None:
    sealed = KEYS.seal("home", "cell", "words")
    changed = [sealed[:n] + bytes([sealed[n] ^ bit]) + sealed[n + 1 :] for n in range(len(sealed)) for bit in (1, 128)]
    shorter = [sealed[:n] for n in range(len(sealed))]
    assert [each for each in (*changed, *shorter, sealed + b"x") if opens(each)] == []
    assert KEYS.open("home", "cell", sealed) == "words"


def opens(sealed: bytes) -> bool:
    """Whether it opens; nothing but WrongKey may come of it."""
    try:
        KEYS.open("home", "cell", sealed)
    except WrongKey:
        return False
    return True


def test_the_same_words_are_never_sealed_alike() -> None:
    sealed = {KEYS.seal("home", "cell", "words") for _ in range(1_000)}
    assert len(sealed) == 1_000


def test_any_words_come_back_as_they_were() -> None:
    words = ["", "x", "ŵ" * 3_000, "\x00\ue000\u202e", "😀"]
    assert [KEYS.open("home", "cell", KEYS.seal("home", "cell", each)) for each in words] == words
