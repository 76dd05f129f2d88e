"""A moderator names a user group of the workspace: whoever is in it moderates, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.warm import Warm
from tests.slack.person import Person
from tests.slack.playing import greeted, played

HEADS = "S0HEADS0001"


async def moderates(person: Person) -> bool:
    """Whether they are shown what only moderators may set."""
    return (await person.types("/blether settings")).kind == "modal"


@pytest.mark.parametrize("how", ["form", "line"])
async def test_whoever_is_in_a_group_that_was_named_moderates(warm: Warm, tmp_path: Path, how: str) -> None:
    async with played(warm, tmp_path, "socket", ("Ailsa", "Bryn", "Carys")) as here:
        here.team.user("Ailsa").admin = True
        here.team.groups[HEADS] = {here.team.user("Bryn").id}
        ailsa, bryn, carys = (here.person(each) for each in ("Ailsa", "Bryn", "Carys"))
        for each in (ailsa, bryn, carys):
            await greeted(each)
        assert [await moderates(each) for each in (ailsa, bryn, carys)] == [True, False, False]
        await names(ailsa, how)
        assert [await moderates(each) for each in (ailsa, bryn, carys)] == [True, True, False]
        form = await bryn.types("/blether settings")  # and it stands there from then on
        assert form.view
        (stands,) = (each["value"] for block, each in form.view.state.items() if block.endswith(".groups"))
        assert [each["value"] for each in stands["selected_options"]] == [HEADS]


async def names(ailsa: Person, how: str) -> None:
    """She names the group as one who moderates, in the form or in a line."""
    if how == "line":
        kept = await ailsa.types(f"/blether settings moderators:<!subteam^{HEADS}|@heads>")
    else:
        form = await ailsa.types("/blether settings")
        assert form.view
        (asked,) = (each for each in form.view.payload["blocks"] if each.get("block_id", "").endswith(".groups"))
        form.view.state[asked["block_id"]]["value"]["selected_options"] = asked["element"]["options"]
        kept = await ailsa.submits(form.view)
    assert kept.kind == "whisper"
