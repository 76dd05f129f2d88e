"""Two rooms from outside the tree, found by their folder alone."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.house import Plan, plan
from bot.store.schema import metadata
from bot.testing import Bench

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def outside() -> Iterator[Plan]:
    """The house with the rooms of this folder. Afterwards nothing knows of them any more."""
    yield plan([HERE])
    for name in [name for name in sys.modules if name.startswith("blether_room_")]:
        del sys.modules[name]
    for each in [each for each in metadata.sorted_tables if each.name.startswith("garden_")]:
        metadata.remove(each)


@pytest.fixture
async def garden(outside: Plan) -> AsyncIterator[Bench]:
    """A Bench in memory that has those rooms."""
    async with Bench.open(house=outside, languages=("cy", "en")) as bench:
        yield bench
