"""Whoever does not see a picture is told what is in it, in their language."""

from __future__ import annotations

from bot.house import Plan
from tests.house.pictures import unseen


async def test_every_picture_is_drawn_and_said_in_every_language(outside: Plan) -> None:
    assert {f"{each.room.name}.{name}" for each in outside.rooms for name in each.room.pictures} >= {"garden.box"}
    assert await unseen(outside) == []
