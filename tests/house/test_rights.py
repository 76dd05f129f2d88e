"""Who may do what: by its declaration, and in every other way not."""

from __future__ import annotations

import pytest

from bot.house import Plan
from bot.store.schema import metadata
from tests.house.made import CORE, actions, sound
from tests.house.rights import CLOCKS, HOMES, PEOPLE, cells
from tests.sweeps import one_in, wholes

RIGHTS = "actions, each by somebody somewhere"


@pytest.mark.faults
async def test_everybody_may_what_is_declared_and_nothing_else(outside: Plan) -> None:
    """Every action by everybody in both communities; rooms that break on purpose are few, and say so themselves."""
    assert [str(cell) async for cell in cells(outside, one_in(16, RIGHTS)) if cell.wrong] == []
    assert wholes[RIGHTS] == len(sound(outside)) * len(PEOPLE + CLOCKS) * len(HOMES)
    assert [each.name for each in actions(outside) if each not in sound(outside)] == [
        "garden.remind-wrongly", "garden.weigh", "shed.peek",
    ]  # fmt: skip


def test_every_table_is_named_after_its_room(outside: Plan) -> None:
    """So that what belongs to a room can be told from its name alone."""
    rooms = {each.room.name for each in outside.rooms}
    assert [name for name in metadata.tables if name not in CORE and name.partition("_")[0] not in rooms] == []
