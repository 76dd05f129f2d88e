"""The rules for every room, held against yours alone: those in the folders of ``BLETHER_ROOMS__FOLDERS``.

Without one, against what ``blether new room`` writes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.house import Plan
from bot.new import write_room
from bot.texts import Texts
from tests.finding import found
from tests.hostile import MARKUP
from tests.house import payloads, requests
from tests.house.conftest import ADAPTERS
from tests.house.foreign import wrong_ids, wrong_wires
from tests.house.held import unforgotten
from tests.house.isolation import walk
from tests.house.rights import cells
from tests.house.sentences import hurtful, too_long
from tests.house.typed import parsed


@pytest.fixture(scope="module")
def yours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """A house with your rooms and no others. Afterwards nothing knows of them any more."""
    folders = [Path(each.strip()) for each in os.environ.get("BLETHER_ROOMS__FOLDERS", "").split(",") if each.strip()]
    if not folders:
        folders = [tmp_path_factory.mktemp("rooms")]
        write_room("hearth", folders[0], ())
    with found(*folders, catalogues=ADAPTERS) as there:
        alone = tuple(each for each in there.rooms if each.folder.parent in folders)
        spoken = {each.room.name: each.folder for each in alone} | {"core": there.texts.folders["core"]} | ADAPTERS
        yield Plan(alone, Texts(spoken), there.library)


def test_there_is_a_room_to_try(yours: Plan) -> None:
    assert sum(len(each.room.actions) for each in yours.rooms) > 0


async def test_everybody_may_do_what_is_declared_and_nothing_else(yours: Plan) -> None:
    assert [str(cell) async for cell in cells(yours) if cell.wrong] == []


async def test_somebody_else_s_ids_and_buttons_are_worth_nothing(yours: Plan) -> None:
    assert await wrong_ids(yours) + await wrong_wires(yours) == []


async def test_what_is_typed_is_kept_and_shown_as_it_is(yours: Plan) -> None:
    assert await parsed(yours, MARKUP[::6]) == {}


async def test_communities_never_meet(yours: Plan) -> None:
    assert (await walk(yours, 60, "yours")).wrong == set()


async def test_nothing_breaks_by_what_comes_changed(yours: Plan, tmp_path: Path) -> None:
    assert await payloads.broken_by(yours, 50, "yours", "sqlite+aiosqlite:///:memory:") == set()
    assert await requests.broken_by(yours, 50, "yours", tmp_path) == set()


async def test_every_sentence_fits_and_none_hurts(yours: Plan) -> None:
    assert await too_long(yours) + hurtful(yours) == []


async def test_whoever_asks_is_forgotten(yours: Plan) -> None:
    assert await unforgotten(yours) == []
