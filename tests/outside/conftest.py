"""Two rooms from outside the tree, found by their folder alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.house import Plan
from bot.testing import Bench
from tests.finding import found

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def outside() -> Iterator[Plan]:
    """The house with the rooms of this folder. Afterwards nothing knows of them any more."""
    with found(HERE) as there:
        yield there


@pytest.fixture
async def garden(outside: Plan) -> AsyncIterator[Bench]:
    """A Bench in memory that has those rooms."""
    async with Bench.open(house=outside, languages=("cy", "en")) as bench:
        yield bench
