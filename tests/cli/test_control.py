"""The command line speaks to the Blether that runs, and only its own user can."""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import stat
from pathlib import Path

import pytest

from bot.control import LINE, ask
from bot.fault import Shut
from bot.keys import new_root
from bot.testing import Bench
from tests.cli.conftest import WELL, Blether, Quick
from tests.conftest import database

KEY = new_root()
READY = (
    "The Blether that runs here is ready. To be said: {} waiting, 0 parked, 0 unknown; "
    "planned: 0 waiting, 0 held, 0 parked; of what comes again: 0 parked.\n"
)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> dict[str, str]:
    """An environment that chooses an empty database of each kind."""
    if request.param == "sqlite":
        return {"BLETHER_STORE__URL": "sqlite+aiosqlite:///blether.db", "BLETHER_KEY": KEY}
    return {"BLETHER_STORE__URL": database(request.getfixturevalue("postgres")), "BLETHER_KEY": KEY}


def checked(quick: Quick, **env: str) -> str:
    """What ``check`` says after all is well."""
    code, said, complaints = quick("check", **env)
    first, end, rest = said.partition("\n")
    assert (code, first + end, complaints) == WELL
    return rest


def sockets(folder: Path) -> list[str]:
    return [f"{each.name} {stat.filemode(each.lstat().st_mode)}" for each in folder.rglob("*.sock")]


def test_check_asks_the_one_that_runs(blether: Blether, quick: Quick, store: dict[str, str]) -> None:
    assert checked(quick, **store) == ""
    with blether.running(**store) as bot:
        assert checked(quick, **store) == READY.format(0)
        assert [each.partition(" ")[2] for each in sockets(blether.folder)] == ["srw-------"]
        assert bot.ends() == (0, "")
    assert (sockets(blether.folder), checked(quick, **store)) == ([], "")


async def test_check_says_what_waits(blether: Blether, quick: Quick) -> None:
    """Here it is for a platform that is not there any more."""
    async with Bench.open(f"sqlite+aiosqlite:///{blether.folder}/blether.db", key=KEY) as bench:
        await (ailsa := bench.person("Ailsa")).does("learn.log", what="Wait time")
        await ailsa.presses("learn.share-it")
    with blether.running(BLETHER_KEY=KEY):
        assert checked(quick) == READY.format(1)


def test_a_socket_that_a_kill_left_is_nobody_s_and_replaced(blether: Blether, quick: Quick) -> None:
    with blether.running() as first:
        first.ends(signal.SIGKILL)
    assert (len(sockets(blether.folder)), checked(quick)) == (1, "")
    with blether.running() as second:
        assert checked(quick) == READY.format(0)
        assert second.ends() == (0, "")
    assert sockets(blether.folder) == []


@pytest.mark.parametrize("there", ["a file", "a socket"])
def test_what_is_another_s_is_left_alone(blether: Blether, there: str) -> None:
    path = blether.folder / "blether.db.sock"
    why = "there is another file of this name" if there == "a file" else "another Blether answers there"
    with socket.socket(socket.AF_UNIX) as other:
        if there == "a file":
            path.write_text("mine")
        else:
            other.bind(str(path))
            other.listen()
        refused = pytest.raises(AssertionError, match=f"did not open.*blether.db.sock cannot be made: {why}")
        with refused, blether.running():
            pass
    assert path.exists()


def test_a_path_may_be_longer_than_an_address(tmp_path: Path, quick: Quick) -> None:
    deep = tmp_path / "/".join(["a-folder-with-a-long-name"] * 6)
    deep.mkdir(parents=True)
    (tmp_path / "config.toml").write_text(f'[store]\nurl = "sqlite+aiosqlite:///{deep}/blether.db"\n[web]\nport = 0\n')
    with Blether(tmp_path).running() as bot:
        assert checked(quick) == READY.format(0)
        assert quick("backup", "kept.db")[0] == 0
        assert bot.ends() == (0, "")
    assert (len(str(deep)) > 107, list(deep.glob("*.sock"))) == (True, [])


def test_a_name_that_no_address_can_hold(tmp_path: Path, quick: Quick) -> None:
    name = "n" * 110
    (tmp_path / "config.toml").write_text(f'[store]\nurl = "sqlite+aiosqlite:///{name}.db"\n[web]\nport = 0\n')
    assert checked(quick) == ""
    assert quick("run") == (1, "", f"{name}.db.sock cannot be made: AF_UNIX path too long.\n")


def answers(path: Path, sent: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as asking:
        asking.connect(str(path))
        with contextlib.suppress(BrokenPipeError):  # it was too long to be read to its end
            asking.sendall(sent)
            asking.shutdown(socket.SHUT_WR)
        with asking.makefile("rb") as answer:
            try:
                return answer.read()
            except ConnectionResetError:
                return b""


def test_whatever_is_asked_it_goes_on(blether: Blether, quick: Quick) -> None:
    path = blether.folder / "blether.db.sock"
    unknown = "The Blether that runs here does not know this question: is it of another version?"
    odd = (
        b"",
        b"\n",
        b"look\n",
        b"{}\n",
        b"[" * 8_000 + b"\n",
        b"\xff\xfe\n",
        b'{"do": "dance"}\n',
        b'{"do": "backup", "to": 3}\n',
        b'{"do": "holidays"}\n',
        b'{"do": "holidays", "community": "school", "found": [["soon", "later", "Far away"]]}\n',
        b'{"do": "holidays", "community": "school", "found": [3]}\n',
    )
    with blether.running() as bot:
        for each in odd:
            assert json.loads(answers(path, each)) == {"refused": unknown}
        assert answers(path, b"x" * (LINE * 4)) == b""
        with socket.socket(socket.AF_UNIX) as silent:
            silent.connect(str(path))
            assert checked(quick) == READY.format(0)
            assert bot.ends() == (0, "")


def test_one_that_hangs_is_not_waited_for(blether: Blether) -> None:
    path = blether.folder / "blether.db.sock"
    with blether.running() as bot:
        bot.process.send_signal(signal.SIGSTOP)
        with pytest.raises(Shut, match="it does not answer"):
            ask(path, 0.2, do="look")
        bot.process.send_signal(signal.SIGCONT)
        assert ask(path, 5, do="look") is not None
