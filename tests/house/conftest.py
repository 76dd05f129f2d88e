"""The rules hold for rooms from outside the tree as well, and each of them can fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.house import Plan
from bot.texts import Texts
from tests.finding import found
from tests.outside.conftest import outside

__all__ = ["outside"]

HERE = Path(__file__).parent
ADAPTERS = {each.parent.name: each.parent for each in HERE.parents[1].glob("adapters/*/en.ftl")}


@pytest.fixture(scope="module")
def whole(outside: Plan) -> Plan:
    """The house with the rooms from outside, and with the catalogues of its adapters."""
    return Plan(outside.rooms, Texts(outside.texts.folders | ADAPTERS), outside.library)


@pytest.fixture(scope="module")
def broken() -> Iterator[Plan]:
    """A house with one room, found by its folder alone, that breaks every rule. Afterwards nothing knows of it."""
    with found(HERE, catalogues=ADAPTERS) as there:
        alone = tuple(each for each in there.rooms if each.room.name == "broken")
        folders = {each.room.name: each.folder for each in alone} | {"core": there.texts.folders["core"]} | ADAPTERS
        yield Plan(alone, Texts(folders), there.library)
