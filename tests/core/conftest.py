"""The house in memory, with the rooms from outside the tree: they have what the house's own rooms do not need yet."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.house import Plan
from bot.testing import Bench
from tests.outside.conftest import garden, outside

__all__ = ["garden", "here", "outside"]


@pytest.fixture
async def here(house: Plan) -> AsyncIterator[Bench]:
    """A Bench in memory, for what the database has no say in."""
    async with Bench.open(house=house, languages=("cy", "en")) as bench:
        yield bench
