"""The rooms. Each package beside this file, and in the folders of the configuration, that has a ``room`` is one."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from bot.fault import Fault, Faults
from bot.room import Room


@dataclass(frozen=True, slots=True)
class Found:
    """A room and the folder it lies in; an outside room may keep ``migrations`` there."""

    room: Room
    folder: Path

    @property
    def migrations(self) -> tuple[Path, ...]:
        """Its own chain of migrations, if it brings one."""
        own = self.folder / "migrations"
        return (own,) if own.is_dir() else ()


def find(folders: Sequence[Path] = ()) -> tuple[Found, ...]:
    """Every room there is, in order of name. Raises Faults for what lies in ``folders`` and is none."""
    found, faults = list(_ours()), []
    for folder in folders:
        if not folder.is_dir():
            faults.append(Fault(str(folder), "there is no such folder", "mend folders under [rooms]"))
        for package in sorted(folder.glob("*/__init__.py")):
            try:
                found.append(_room(_load(package), package.parent))
            except Exception as wrong:  # whatever a stranger's module may raise
                faults.append(Fault(str(package), f"{type(wrong).__name__}: {wrong}", "see ARCHITECTURE.md: a room"))
    if faults:
        raise Faults(faults)
    return tuple(sorted(found, key=lambda each: each.room.name))


def _ours() -> Iterator[Found]:
    for module in pkgutil.iter_modules(__path__):
        package = importlib.import_module(f"{__name__}.{module.name}")
        yield _room(package, Path(str(package.__file__)).parent)


def _room(module: ModuleType, folder: Path) -> Found:
    room = getattr(module, "room", None)
    if not isinstance(room, Room):
        raise TypeError('it has no room: write room = Room("name")')
    return Found(room, folder)


def _load(package: Path) -> ModuleType:
    digest = hashlib.blake2b(str(package.resolve()).encode(), digest_size=4).hexdigest()
    name = f"blether_room_{package.parent.name}_{digest}"  # folders of one name may lie in two places
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, package, submodule_search_locations=[str(package.parent)])
    if spec is None or spec.loader is None:
        raise ImportError("it cannot be read")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module
