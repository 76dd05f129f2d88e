"""Who is forgotten is nowhere any more: not in the file, not in its journal, not in a backup that is restored."""

from __future__ import annotations

import itertools
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.house import Plan
from bot.keys import new_root
from bot.store.erasures import Erasures
from bot.store.schema import Sealed, metadata
from bot.talk import Quoted, Remote
from bot.testing import START, Bench, Someone
from tests.core.database import sizes

NAME, ID, LINK = "Kittiwake", "k-1177-remote", "https://chat.example/kittiwake/1"
WORDS = [f"kittiwake {each}" for each in ("what", "why", "reflection", "draft", "unsaid", "interest", "offer", "wish")]
CANARIES = (NAME, ID, LINK, f"direct:{ID}", *WORDS)


async def lived(bench: Bench) -> Someone:
    """Somebody who has left something everywhere: entries, a draft, settings, posts said and unsaid, plans."""
    who = bench.person(NAME).at("hall")
    who.heard = replace(who.heard, who=Remote(ID, NAME))
    what, why, reflection, draft, unsaid, interest, offer, wish = WORDS
    await who.does("learn.log", what=what, why=why, said=Quoted(LINK, Remote(ID, NAME)))
    await who.presses("learn.share-it")
    await bench.settle()
    await who.does("learn.log", what=what)
    await who.presses("learn.add-more")
    await who.fills(reflection=reflection)
    await who.presses("core.done")
    await who.does("learn.log", what=draft, minutes="ages")
    await who.does("my.profile", interests=interest, offers=offer, seeks=wish)
    await who.at("dm", "direct").does("learn.list")
    await who.does("learn.log", what=unsaid)
    await who.presses("learn.share-it")
    return who


async def ciphertexts(bench: Bench) -> list[bytes]:
    """Every sealed cell there is."""
    found: list[bytes] = []
    async with bench.bot.store.turn() as tx:
        for table in bench.bot.store.tables:
            for column in (each for each in table.c if isinstance(each.type, Sealed)):
                found += [cell for cell in (await tx.execute(select(column))).scalars() if cell]
    return found


def traces(folder: Path, sought: list[bytes]) -> list[str]:
    """The files in which any of it stands. Read by another process: a file closed in this one would lose its lock."""
    files = sorted(each for each in folder.iterdir() if each.is_file())
    there = {each.name: subprocess.run(["cat", each], capture_output=True, check=True).stdout for each in files}
    return [name for name, content in there.items() if any(each in content for each in sought)]


def canaries() -> list[bytes]:
    return [each.encode() for each in CANARIES]


@pytest.fixture
def file(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/blether.db"


async def test_nothing_is_left_in_any_file(file: str, tmp_path: Path, house: Plan) -> None:
    async with Bench.open(file, house=house) as bench:
        await bench.person("Bryn").does("learn.log", what="Pauses")
        theirs = set(await ciphertexts(bench))
        who = await lived(bench)
        hers = [*(set(await ciphertexts(bench)) - theirs), *canaries()]
        assert (len(hers) > 20, len(CANARIES)) == (True, 12)
        assert traces(tmp_path, hers) == ["blether.db-wal"]
        await who.does("my.forget", sure="yes")
        assert traces(tmp_path, hers) == []
        await bench.settle()
        assert bench.aloud("hall") == []
        assert traces(tmp_path, hers) == []
        await backup(bench, tmp_path / "later.db")
        assert (await bench.person("Bryn").does("learn.list")).items[0].words == "Pauses"
    assert traces(tmp_path, hers) == []


async def backup(bench: Bench, to: Path) -> None:
    async with bench.bot.store.engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        await driver.execute("VACUUM INTO ?", (str(to),))


async def test_a_backup_from_before_forgets_again_when_it_is_restored(file: str, tmp_path: Path, house: Plan) -> None:
    key = new_root()
    (elsewhere := tmp_path / "elsewhere").mkdir()
    async with Bench.open(file, house=house, key=key) as bench:
        await bench.person("Bryn").does("learn.log", what="Pauses")
        who = await lived(bench)
        await backup(bench, elsewhere / "before.db")
        hers = [*await ciphertexts(bench), *canaries()]
        await who.does("my.forget", sure="yes")
    shutil.copy(elsewhere / "before.db", tmp_path / "blether.db")
    assert traces(tmp_path, hers) == ["blether.db"]
    async with Bench.open(file, house=house, key=key, seed=2) as bench:
        bench.events = itertools.count(100)
        assert (await sizes(bench))["person"] == 1
        assert traces(tmp_path, canaries()) == []
        await bench.settle()  # what had been shared by then is taken back once more
        assert [each.message for each in bench.effects] == [None]
        assert traces(tmp_path, canaries()) == []
        assert (await bench.person("Bryn").does("learn.list")).items[0].words == "Pauses"


async def test_a_server_s_database_forgets_again_too(url: str, tmp_path: Path, house: Plan) -> None:
    """Its log lies in the house's folder."""
    key = new_root()
    async with Bench.open(url, house=house, key=key, folder=tmp_path) as bench:
        ailsa = bench.person("Ailsa")
        await ailsa.does("learn.log", what="Wait time")
        async with bench.bot.store.turn() as tx:
            ((home, who),) = (await tx.execute(select(*PERSON))).all()
        bench.bot.store.erasures.add(home, who, START)  # as if the erasure itself had been lost with a later state
    async with Bench.open(url, house=house, key=key, folder=tmp_path, seed=2) as bench:
        assert {"person", "learn_entry"} & {*await sizes(bench)} == set()


PERSON = (metadata.tables["person"].c.community, metadata.tables["person"].c.id)


# --- the log ------------------------------------------------------------------------------------------------------

HOME, WHO, OTHER = "h" * 22, "w" * 22, "o" * 22


def test_the_log_has_ids_and_nothing_else(tmp_path: Path) -> None:
    log = Erasures(tmp_path / "blether.db.erased")
    for who in (WHO, OTHER, WHO):
        log.add(HOME, who, START)
    line = f"2026-11-23T09:00:00+00:00 {HOME}"
    assert (tmp_path / "blether.db.erased").read_text() == f"{line} {WHO}\n{line} {OTHER}\n{line} {WHO}\n"
    assert log.all() == ((HOME, WHO), (HOME, OTHER))
    assert oct((tmp_path / "blether.db.erased").stat().st_mode)[-3:] == "600"


@pytest.mark.parametrize("torn", ["2026-11", f"2026-11-23T09:00:00+00:00 {HOME} wwww", "\0\0\0", "é"])
def test_half_a_line_costs_nobody_the_next_one(tmp_path: Path, torn: str) -> None:
    (file := tmp_path / "blether.db.erased").write_text(torn)
    log = Erasures(file)
    log.add(HOME, WHO, START)
    assert log.all() == ((HOME, WHO),)


def test_a_house_in_memory_has_no_log() -> None:
    log = Erasures(None)
    log.add(HOME, WHO, START)
    assert log.all() == ()
