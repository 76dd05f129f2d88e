"""Two communities whose people, places and rows have the same ids never learn of each other."""

from __future__ import annotations

import pytest

from bot.house import Plan
from tests.house.isolation import walk
from tests.sweeps import part, tried


@pytest.mark.faults
@part("operations in two communities", 300, 20_000, 2_000)
async def test_two_communities_with_the_same_ids_never_meet(
    outside: Plan, times: int, request: pytest.FixtureRequest
) -> None:
    """A seeded walk over every action and every button, of posts too; both communities end with as much."""
    tried["operations in two communities"] += times
    there = await walk(outside, times // 2, request.node.name)
    assert there.wrong == set()
    assert there.made["north"] == there.made["south"]
    assert min(there.made["north"].total() / times, there.posts["north"] / times, there.posts["south"] / times) > 0.01
