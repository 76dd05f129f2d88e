"""Nothing of somebody's is anybody else's: not by its id, and not by a button or form of theirs."""

from __future__ import annotations

import pytest

from bot.house import Plan
from tests.house.foreign import wrong_ids, wrong_wires
from tests.sweeps import one_in

pytestmark = pytest.mark.faults  # of many seconds: not among the quick tests


async def test_an_id_of_somebody_s_is_as_one_that_never_was(whole: Plan) -> None:
    """In each field of each action, whether it takes rows or words: the same value, the same page, nothing changed."""
    assert await wrong_ids(whole, one_in(60, "ids of somebody's in the hands of others")) == []


async def test_a_wire_of_somebody_s_leads_nobody_else_anywhere(whole: Plan) -> None:
    """Those of answers, posts and forms, in the hands of four others; and their own when the rows are gone."""
    assert await wrong_wires(whole, one_in(6, "actions whose buttons and forms come into the hands of others")) == []
