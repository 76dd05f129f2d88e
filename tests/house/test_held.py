"""A room that declares whose its columns are is exported and forgotten without a line of its own."""

from __future__ import annotations

import pytest

from bot.house import Plan
from tests.house.held import unexported, unforgotten
from tests.sweeps import one_in


async def test_everything_held_on_somebody_is_theirs_to_take_away(whole: Plan) -> None:
    assert await unexported(whole) == []


@pytest.mark.faults
async def test_nothing_is_left_of_who_is_forgotten(whole: Plan) -> None:
    assert await unforgotten(whole, one_in(3, "actions after which somebody is forgotten")) == []
