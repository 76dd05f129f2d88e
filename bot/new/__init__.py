"""What `blether new` writes: a room, from the one in `example`, and the catalogues of a language."""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

from bot.fault import Shut
from bot.limits import NAME
from bot.texts import is_language

EXAMPLE: Final = Path(__file__).parent / "example"
FILES: Final = ("__init__.py", "en.ftl", "cy.ftl")
_STATE = re.compile(r"^language = .*\n(?: +\.\w+ = .*\n)*", re.MULTILINE)


def write_room(name: str, folder: Path, taken: Collection[str]) -> list[Path]:
    """Write the three files of a room into ``folder/name``; ``taken``: names it may not have. Raises Shut."""
    if not re.fullmatch("[a-z][a-z0-9]*", name) or len(name) > NAME or keyword.iskeyword(name):
        raise Shut(f"A room cannot be called {name}: take one word of lower-case letters, {NAME} at most.")
    room = folder / name
    if name in taken or room.exists():
        why = f"{room} is there already" if room.exists() else f"The name {name} is taken"
        raise Shut(f"{why}: give the room another name. Nothing was changed.")
    try:
        room.mkdir(parents=True)
        return [_write(room / file, re.sub(r"\bexample\b", name, _read(EXAMPLE / file))) for file in FILES]
    except OSError as wrong:
        raise Shut(f"{room} cannot be written: {wrong.strerror}.") from wrong


def write_language(code: str, own: str, folders: Iterable[Path]) -> list[Path]:
    """Write ``<code>.ftl`` beside each English catalogue that lacks it, in English still; ``own``: its own name.

    Raises Shut for a code that is no language's.
    """
    if not is_language(code):
        raise Shut(f"{code} is no language that we can count and date in: take its two or three letters, as gd or ga.")
    written = []
    for folder in folders:
        if not (path := folder / f"{code}.ftl").exists():
            state = f"language = {own}\n    .state = draft\n"
            written.append(_write(path, _STATE.sub(lambda _: state, _read(folder / "en.ftl"))))  # noqa: B023
    return written


def _read(path: Path) -> str:
    return path.read_text("utf-8")


def _write(path: Path, words: str) -> Path:
    path.write_text(words, "utf-8")
    return path
