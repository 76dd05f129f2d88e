"""Rooms from outside the tree, for as long as a test needs them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bot.house import Plan, plan
from bot.store.schema import metadata


@contextmanager
def found(*folders: Path, catalogues: Mapping[str, Path] | None = None) -> Iterator[Plan]:
    """The house with the rooms of these folders. Afterwards nothing knows of those that were not known before."""
    modules, tables = {*sys.modules}, {*metadata.tables}
    there = plan(folders, catalogues)
    yield there
    for name in [each for each in sys.modules if each.startswith("blether_room_") and each not in modules]:
        del sys.modules[name]
    theirs = tuple(f"{each.room.name}_" for each in there.rooms if each.folder.parent in folders)
    for each in [each for each in metadata.sorted_tables if each.name.startswith(theirs) and each.name not in tables]:
        metadata.remove(each)
