"""A room that declares whose its columns are is exported and forgotten without a line of its own."""

from __future__ import annotations

from bot.house import Plan
from tests.house.held import unexported, unforgotten


async def test_everything_held_on_somebody_is_theirs_to_take_away(whole: Plan) -> None:
    assert await unexported(whole) == []


async def test_nothing_is_left_of_who_is_forgotten(whole: Plan) -> None:
    assert await unforgotten(whole) == []
