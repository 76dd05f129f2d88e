"""A backup is whole or not there, and there is a way back from it."""

from __future__ import annotations

import hashlib
import random
import signal
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.backup import restore
from bot.fault import Shut
from bot.house import plan
from bot.keys import new_root
from bot.testing import Bench
from tests.cli.conftest import Blether, Done, Quick
from tests.cli.page import Page
from tests.cli.warm import Warm
from tests.conftest import database
from tests.store.conftest import Contents, contents

KEY = new_root()
PLAN = plan()
MANY = 24 << 20  # bytes, so that it takes a while to copy them


def rows(file: Path) -> Contents:
    return contents(f"sqlite+aiosqlite:///{file}")


@pytest.fixture
async def house(blether: Blether) -> Path:
    """The database of a house where two things are kept."""
    file = blether.folder / "blether.db"
    await keep(file, "Wait time", "Pauses")
    return file


async def keep(file: Path, *words: str) -> None:
    async with Bench.open(f"sqlite+aiosqlite:///{file}", house=PLAN, key=KEY) as bench:
        for each in words:
            await bench.person("Ailsa").does("learn.log", event=each, what=each)


@pytest.fixture
async def kept(house: Path, quick: Quick) -> Path:
    """A backup of it; then one more thing is kept."""
    assert quick("backup", "kept.db")[0] == 0
    await keep(house, "Silence")
    return house.with_name("kept.db")


def done(file: str, size: int) -> Done:
    said = f"Copying blether.db to {file} ...\nDone: {size} bytes; their sha256 is in {file}.sha256.\n"
    return 0, said, ""


# --- there --------------------------------------------------------------------------------------------------------


def test_a_house_that_runs_and_one_that_is_still_have_the_same_rows(
    house: Path, blether: Blether, quick: Quick
) -> None:
    before, running, still = rows(house), house.with_name("running.db"), house.with_name("still.db")
    with blether.running(BLETHER_KEY=KEY) as bot:
        said = quick("backup", "running.db", BLETHER_KEY=KEY)
        assert said == done("running.db", running.stat().st_size)
        assert bot.ends() == (0, "")
    assert quick("backup", "still.db") == done("still.db", still.stat().st_size)
    assert rows(running) == rows(still) == before
    assert len(before["learn_entry"]) == 2


def test_what_was_kept_before_a_kill_is_in_the_backup(blether: Blether, quick: Quick) -> None:
    """Its journal is still there then, and its socket, where nobody answers."""
    with blether.running() as bot:
        Page(bot.address, "callum", "learning").says("/learn log Wait time")
        bot.ends(signal.SIGKILL)
    assert (blether.folder / "blether.db.sock").exists()
    assert (blether.folder / "blether.db-wal").stat().st_size > 0
    assert quick("backup", "kept.db")[0] == 0
    assert len(rows(blether.folder / "kept.db")["learn_entry"]) == 1


def test_it_is_for_this_user_alone_and_has_its_sum_beside_it(kept: Path) -> None:
    modes = {each.name: oct(each.stat().st_mode)[-3:] for each in kept.parent.glob("kept.db*")}
    assert modes == {"kept.db": "600", "kept.db.sha256": "600"}
    sum_ = hashlib.sha256(kept.read_bytes()).hexdigest()
    assert kept.with_name("kept.db.sha256").read_text() == f"{sum_}  kept.db\n"


def test_the_key_is_never_in_it(blether: Blether, quick: Quick) -> None:
    with blether.running() as bot:
        assert (quick("backup", "kept.db")[0], bot.ends()) == (0, (0, ""))
    key = (blether.folder / "blether.db.key").read_text().strip()
    assert key.encode() not in (blether.folder / "kept.db").read_bytes()


@pytest.mark.parametrize("there", ["kept.db", "kept.db.sha256"])
@pytest.mark.parametrize("runs", [False, True])
def test_nothing_that_is_there_is_written_over(
    house: Path, blether: Blether, quick: Quick, runs: bool, there: str
) -> None:
    house.with_name(there).write_text("mine")
    if runs:
        with blether.running(BLETHER_KEY=KEY) as bot:
            code, _, complaints = quick("backup", "kept.db")
            assert bot.ends() == (0, "")
    else:
        code, _, complaints = quick("backup", "kept.db")
    said = f"{house.with_name(there)} is there already: choose another name.\n"
    assert (code, complaints, house.with_name(there).read_text()) == (1, said, "mine")


def test_a_folder_that_is_not_there(house: Path, quick: Quick) -> None:
    code, _, complaints = quick("backup", "no/kept.db")
    assert (code, complaints) == (1, f"{house.parent}/no/kept.db.part cannot be used: No such file or directory.\n")


def test_a_house_that_was_never_open(blether: Blether, quick: Quick) -> None:
    (blether.folder / "blether.db").unlink()
    assert quick("backup", "kept.db")[::2] == (1, "There is no blether.db yet: nothing to back up.\n")
    assert sorted(each.name for each in blether.folder.glob("*.db*")) == []


def test_a_file_that_is_no_database(blether: Blether, quick: Quick) -> None:
    (blether.folder / "blether.db").write_bytes(b"Dear diary, " * 1_000)
    assert quick("backup", "kept.db")[::2] == (1, "It cannot be copied: file is not a database.\n")
    assert list(blether.folder.glob("kept*")) == []


@pytest.mark.postgres
@pytest.mark.parametrize(("command", "other"), [("backup", "pg_dump"), ("restore", "pg_restore")])
def test_a_server_has_its_own_ways(
    blether: Blether, quick: Quick, request: pytest.FixtureRequest, command: str, other: str
) -> None:
    store = {"BLETHER_STORE__URL": database(request.getfixturevalue("postgres"))}
    why = f"This database is not a file: use {other}, and keep BLETHER_KEY apart from it.\n"
    assert quick(command, "kept.db", **store) == (1, "", why)


# --- whole or not there -------------------------------------------------------------------------------------------


@pytest.fixture
def large(house: Path) -> Contents:
    """Much more is kept; what is there."""
    with closing(sqlite3.connect(house)) as other, other:
        other.execute("CREATE TABLE extra (id INTEGER PRIMARY KEY, words BLOB)")
        other.executemany("INSERT INTO extra (words) VALUES (randomblob(?))", [(1 << 20,)] * (MANY >> 20))
    return rows(house)


def whole(file: Path, large: Contents) -> bool:
    """It is not there, or whole; whether it is."""
    assert not file.exists() or rows(file) == large
    return file.exists()


def test_a_kill_in_a_backup_leaves_no_half_file_that_looks_whole(
    house: Path, large: Contents, warm: Warm, quick: Quick
) -> None:
    chance, file, since, outcomes = random.Random(22), house.with_name("kept.db"), "kept.db.part", set()
    for _ in range(12):
        kill = chance.uniform(0, 0.15)
        code = warm.run("tests.cli.warm:command", "backup", "kept.db", folder=house.parent, kill=kill, since=since)
        outcomes.add((code, whole(file, large)))
        for each in house.parent.glob("kept.db*"):
            if each.name != since:
                each.unlink()
    assert (-9, False) in outcomes
    assert (quick("backup", "kept.db")[0], whole(file, large)) == (0, True)
    assert not house.with_name(since).exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_house_that_ends_in_a_backup_leaves_no_half_file_either(
    house: Path, large: Contents, blether: Blether, quick: Quick, number: int
) -> None:
    part, over = house.with_name("kept.db.part"), threading.Event()

    def end() -> None:
        while not (over.wait(0.001) or (part.exists() and part.stat().st_size)):
            pass
        ended.append(bot.ends(number))

    ended: list[tuple[int, str]] = []
    with blether.running(BLETHER_KEY=KEY) as bot:
        (ending := threading.Thread(target=end)).start()
        code, _, complaints = quick("backup", "kept.db")
        over.set()
        ending.join()
    assert ended == [(0 if number == signal.SIGTERM else -9, "")]
    assert (code, whole(house.with_name("kept.db"), large)) in ((0, True), (1, False))
    assert code == 0 or complaints in (
        "It cannot be copied: interrupted.\n",
        "A Blether is running here, but it does not answer.\n",
    )


# --- the way back -------------------------------------------------------------------------------------------------


def test_a_backup_takes_the_database_s_place_which_is_kept(house: Path, kept: Path, quick: Quick) -> None:
    now, then = rows(house), rows(kept)
    steps = (
        f"{kept} is whole, {kept.stat().st_size} bytes; its sha256 is right.",
        "blether.db is kept as blether.db.before-restore.",
        f"{kept} takes its place.",
        "Done. Start Blether again: the key must be the one of then.",
    )
    assert quick("restore", "kept.db") == (0, "\n".join((*steps, "")), "")
    assert (rows(house), rows(house.with_name("blether.db.before-restore"))) == (then, now)
    assert [len(each["learn_entry"]) for each in (then, now)] == [2, 3]
    again = "blether.db.before-restore is there from another time: move it away, or delete it.\n"
    assert (quick("restore", "kept.db"), rows(house)) == ((1, "", again), then)


async def test_what_was_restored_is_a_house_again(house: Path, kept: Path, quick: Quick) -> None:
    assert quick("restore", "kept.db")[0] == 0
    async with Bench.open(f"sqlite+aiosqlite:///{house}", house=PLAN, key=KEY) as bench:
        said = await bench.person("Ailsa").does("learn.list")
    assert {each.words for each in said.items} == {"Wait time", "Pauses"}


def test_a_new_computer_has_no_database_yet(kept: Path, tmp_path_factory: pytest.TempPathFactory, quick: Quick) -> None:
    new = {"BLETHER_STORE__URL": f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('new')}/there/blether.db"}
    assert quick("restore", "kept.db", **new)[::2] == (0, "")
    assert rows(Path(new["BLETHER_STORE__URL"].partition("///")[2])) == rows(kept)


def test_not_while_a_blether_runs(house: Path, kept: Path, blether: Blether, quick: Quick) -> None:
    busy = "Another Blether is using blether.db. Stop that one first; only one at a time may.\n"
    before = rows(house)
    with blether.running(BLETHER_KEY=KEY) as bot:
        assert (quick("restore", "kept.db"), bot.ends()) == ((3, "", busy), (0, ""))
    assert rows(house) == before


def test_what_a_kill_left_in_the_journal_is_kept_and_not_mixed_in(kept: Path, blether: Blether, quick: Quick) -> None:
    with blether.running(BLETHER_KEY=KEY) as bot:
        Page(bot.address, "callum", "learning").says("/learn log Later")
        bot.ends(signal.SIGKILL)
    assert quick("restore", "kept.db")[0] == 0
    aside = blether.folder / "blether.db.before-restore"
    assert [len(rows(each)["learn_entry"]) for each in (aside, blether.folder / "blether.db")] == [4, 2]
    assert list(blether.folder.glob("blether.db-*")) == []


def test_a_database_that_is_broken_is_why_one_restores(house: Path, kept: Path, quick: Quick) -> None:
    house.write_bytes(b"Dear diary, " * 1_000)
    house.with_name("blether.db-wal").write_bytes(b"and its journal")
    assert (quick("restore", "kept.db")[0], rows(house)) == (0, rows(kept))
    aside = [house.with_name(f"blether.db.before-restore{rest}").read_bytes() for rest in ("", "-wal")]
    assert aside == [b"Dear diary, " * 1_000, b"and its journal"]


# --- what is not whole --------------------------------------------------------------------------------------------


def test_every_byte_that_flips_is_noticed(house: Path, kept: Path) -> None:
    whole_, chance, before = kept.read_bytes(), random.Random(22), house.read_bytes()
    for _ in range(200):
        flipped = bytearray(whole_)
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        kept.write_bytes(flipped)
        with pytest.raises(Shut, match="is not what was backed up"):
            restore(kept, house, print)
    assert (house.read_bytes(), sorted(house.parent.glob("*restor*"))) == (before, [])


def test_the_command_says_so(kept: Path, quick: Quick) -> None:
    flipped = bytearray(kept.read_bytes())
    flipped[-1] ^= 1
    kept.write_bytes(flipped)
    why = f"{kept} is not what was backed up: its sha256 is another than {kept}.sha256 says.\n"
    assert quick("restore", "kept.db") == (1, "", why)


def halved(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def scribbled(file: Path) -> None:
    with file.open("r+b") as scribbling:
        for page in range(1, file.stat().st_size // 4096):
            scribbling.seek(page * 4096)
            scribbling.write(b"\xff" * 16)


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def another(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("CREATE TABLE house_of_somebody_else (id INTEGER)")


@pytest.mark.parametrize("spoil", [halved, scribbled, emptied, another])
def test_without_a_sum_what_is_no_whole_backup_is_noticed(
    house: Path, kept: Path, quick: Quick, spoil: Callable[[Path], None]
) -> None:
    kept.with_name("kept.db.sha256").unlink()
    spoil(kept)
    before = rows(house)
    code, said, complaints = quick("restore", "kept.db")
    assert (code, said, complaints.partition(": ")[0]) == (1, "", f"{kept} is no whole backup of Blether's")
    assert (rows(house), sorted(house.parent.glob("*restor*"))) == (before, [])


def test_without_a_sum_a_whole_one_is_taken_as_far_as_can_be_seen(kept: Path, quick: Quick) -> None:
    kept.with_name("kept.db.sha256").unlink()
    said = f"{kept} is whole, {kept.stat().st_size} bytes, as far as can be seen without {kept}.sha256."
    assert quick("restore", "kept.db")[1].splitlines()[0] == said


def test_a_backup_that_is_not_there(house: Path, quick: Quick) -> None:
    why = f"{house.parent}/none.db cannot be used: No such file or directory.\n"
    assert quick("restore", "none.db") == (1, "", why)


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_file_is_to_be_named(blether: Blether, quick: Quick, command: str) -> None:
    code, said, complaints = quick(command)
    assert (code, said, "Missing argument 'FILE'" in complaints) == (2, "", True)
