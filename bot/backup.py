"""A copy of an SQLite database that is whole or not there, and the way back from it."""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.fault import Shut
from bot.store import Store, alone

PIECE = 1 << 20  # bytes read at once


async def back_up(store: Store, to: Path) -> None:
    """Copy an open database to a new file, with its sha256 beside it. Raises Shut when that cannot be done."""
    with _draft(to) as draft:
        await store.copy_to(draft)
        await asyncio.to_thread(_publish, draft, to)


def back_up_still(database: Path, to: Path) -> None:
    """As ``back_up``, where no Blether runs. Raises Busy when one does."""
    if not database.exists():
        raise Shut(f"There is no {database} yet: nothing to back up.")
    with alone(database), _draft(to) as draft:
        with closing(sqlite3.connect(database)) as source:
            source.execute("VACUUM INTO ?", (str(draft),))
        _publish(draft, to)


def restore(file: Path, database: Path, say: Callable[[str], object]) -> None:
    """Put a backup in the place of the database, which is kept beside it.

    ``say`` is told each step before it is done. Raises Busy while a Blether runs, Shut for a backup that is not whole.
    """
    aside = Path(f"{database}.before-restore")
    with alone(database), _plainly(file):
        if aside.exists():
            raise Shut(f"{aside} is there from another time: move it away, or delete it.")
        draft = Path(f"{database}.restoring")
        try:
            _copy(file, draft, say)
            if database.exists():
                say(f"{database} is kept as {aside}.")
                _set_aside(database, aside)
            say(f"{file} takes its place.")
            for rest in _rests(database):
                rest.unlink(missing_ok=True)
            draft.replace(database)
            _sync(database.parent)
        finally:
            draft.unlink(missing_ok=True)


@contextmanager
def _draft(to: Path) -> Iterator[Path]:
    """An empty file of this user's to write into. What a kill leaves of it has another name than the whole."""
    draft = to.with_name(f"{to.name}.part")
    with _plainly(to):
        _refuse_to_replace(to)
        try:
            draft.unlink(missing_ok=True)
            os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            yield draft
        finally:
            draft.unlink(missing_ok=True)


def _publish(draft: Path, to: Path) -> None:
    """The draft is on the disk, and then it is the backup."""
    _sync(draft)
    digest = _digest(draft)
    _refuse_to_replace(to)
    draft.rename(to)
    with os.fdopen(os.open(_sum_of(to), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as summed:
        summed.write(f"{digest}  {to.name}\n")
    _sync(_sum_of(to))
    _sync(to.parent)


def _refuse_to_replace(to: Path) -> None:
    for each in (to, _sum_of(to)):
        if each.exists():
            raise Shut(f"{each} is there already: choose another name.")


def _copy(file: Path, draft: Path, say: Callable[[str], object]) -> None:
    """The backup's bytes, on the disk and seen to be whole."""
    draft.unlink(missing_ok=True)
    with file.open("rb") as source, os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as copy:
        shutil.copyfileobj(source, copy, PIECE)
    _sync(draft)
    summed = _sum_of(file).exists()
    if summed and _sum_of(file).read_text("utf-8", "replace").split()[:1] != [_digest(draft)]:
        raise Shut(f"{file} is not what was backed up: its sha256 is another than {_sum_of(file)} says.")
    if wrong := _wrong_with(draft):
        raise Shut(f"{file} is no whole backup of Blether's: {wrong}.")
    size = f"{file} is whole, {draft.stat().st_size} bytes"
    say(f"{size}; its sha256 is right." if summed else f"{size}, as far as can be seen without {_sum_of(file)}.")


def _wrong_with(copy: Path) -> str | None:
    """What SQLite finds in it."""
    try:
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as copied:
            found = str(copied.execute("PRAGMA integrity_check(1)").fetchone()[0])
            copied.execute("SELECT * FROM house")
    except sqlite3.DatabaseError as wrong:
        found = str(wrong)
    return None if found == "ok" else found.splitlines()[-1]


def _set_aside(database: Path, aside: Path) -> None:
    """The present database under another name too, with the journal a kill left; untouched, since it may be broken."""
    for rest, kept in zip(_rests(database), _rests(aside), strict=True):
        if rest.exists():
            os.link(rest, kept)
    os.link(database, aside)


def _rests(database: Path) -> tuple[Path, ...]:
    return Path(f"{database}-wal"), Path(f"{database}-shm")


def _sum_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.sha256")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    """A file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _plainly(file: Path) -> Iterator[None]:
    """What may go wrong with a file, in plain words."""
    try:
        yield
    except OSError as wrong:
        raise Shut(f"{wrong.filename or file} cannot be used: {wrong.strerror}.") from wrong
    except sqlite3.Error as wrong:
        raise Shut(f"It cannot be copied: {wrong}.") from wrong
    except SQLAlchemyError as wrong:
        raise Shut("It cannot be copied: the database does not answer.") from wrong
