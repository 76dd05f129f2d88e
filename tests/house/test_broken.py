"""Each rule of the house finds exactly what is wrong with a room that breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.house import Plan
from tests.hostile import MARKUP
from tests.house import payloads, requests
from tests.house.foreign import OTHERS, wrong_ids, wrong_wires
from tests.house.held import unforgotten
from tests.house.isolation import walk
from tests.house.pictures import unseen
from tests.house.rights import HOMES, PEOPLE, cells
from tests.house.sentences import hurtful, too_long
from tests.house.typed import parsed

pytestmark = pytest.mark.faults  # of many seconds: not among the quick tests


async def test_who_is_refused_what_they_may_is_found(broken: Plan) -> None:
    """A member is offered what moderators do; and a word that is no number breaks a room."""
    people = [each for each in PEOPLE if each != "a moderator"]
    tidy = {f"broken.tidy by {who} in {home}: it is answered core.moderators-only" for who in people for home in HOMES}
    count = {f"broken.number by {who} in {home}: it is answered core.apology" for who in PEOPLE for home in HOMES}
    clock = {f"broken.number by the clock for the owner in {home}: it ends in a ValueError" for home in HOMES}
    assert {str(cell) async for cell in cells(broken) if cell.wrong} == tidy | count | clock


async def test_who_reads_by_an_id_alone_is_found(broken: Plan) -> None:
    assert await wrong_wires(broken) == []
    found = await wrong_ids(broken)
    here = [who for who in sorted(OTHERS) if "community" not in who]  # in another one, `Rows` finds nothing
    told = "broken.look-up, name of broken_note by {} as a command: a foreign id tells more"
    assert found == [told.format(who) for who in here]


async def test_who_says_typed_words_as_ours_is_found(broken: Plan) -> None:
    assert (await parsed(broken, MARKUP[::6])).keys() == {
        "broken.number: it is refused: core.apology",
        "broken.quote: another shape",
        "broken.tidy: it is refused: core.moderators-only",
    }


async def test_who_asks_beyond_the_community_is_found(broken: Plan) -> None:
    there = await walk(broken, 100, "broken")
    assert there.wrong == {"broken.gather in north tells of south", "broken.gather in south tells of north"}


async def test_who_breaks_by_a_payload_is_found(broken: Plan, tmp_path: Path) -> None:
    """And who writes while somebody only looks at what to choose: at the door and on the page."""
    assert await payloads.broken_by(broken, 50, "broken", "sqlite+aiosqlite:///:memory:") == {
        "a stored Call: a bug, ValueError",
        "broken.number: a bug, ValueError",
        "broken.shelve: it was refused, yet changed broken_note",
    }
    assert await requests.broken_by(broken, 50, "broken", tmp_path) == {
        "/choices: it was refused, yet changed broken_note",
        "/do: a bug, ValueError",
        "/do: it was refused, yet changed broken_note",
    }


async def test_what_says_too_much_or_what_hurts_is_found(broken: Plan) -> None:
    assert await too_long(broken) == ["broken.praised is 3020 characters long"]
    assert hurtful(broken) == ["broken/en.ftl: late", "broken/cy.ftl: hwyr"]


async def test_who_does_not_say_whose_a_column_is_is_found(broken: Plan) -> None:
    assert await unforgotten(broken) == ["broken.lend: broken_note still names them"]


async def test_what_nobody_sees_or_hears_of_is_found(broken: Plan) -> None:
    """A picture that no action says, one that says nothing, and one that cannot be drawn."""
    languages = ("en", "cy", "en and cy")
    assert await unseen(broken) == sorted(
        ["broken.blank: nobody says it"]
        + [f"broken.blot: it says nothing in {language}" for language in languages[:2]]
        + [f"broken.torn: it cannot be drawn in {language}" for language in languages]
    )
