"""The erasure log: who has asked to be forgotten, so that a restored backup forgets them again.

It lies beside the database and is in none of its backups. A line is a moment and two random ids, the community's and
the person's: after the erasure nothing says who that was. The community's twice is the whole community.
"""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path

_LINE = re.compile(r"\S+ ([\w-]{22}) ([\w-]{22})", re.ASCII)


class Erasures:
    """The log in one file; without a file (a database in memory) there is no backup to restore, and nothing is kept."""

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def add(self, community: str, person: str, at: datetime) -> None:
        """One more, on the disk when this returns: before the erasure itself is committed, never after."""
        if self._file is None:
            return
        new = not self._file.exists()
        handle = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            size = os.fstat(handle).st_size
            torn = size and os.pread(handle, 1, size - 1) != b"\n"  # a crash left half a line
            line = f"{at.isoformat(timespec='seconds')} {community} {person}\n"
            os.write(handle, ("\n" if torn else "").encode() + line.encode())
            os.fsync(handle)
        finally:
            os.close(handle)
        if new:
            _settle(self._file.parent)

    def all(self) -> tuple[tuple[str, str], ...]:
        """Everybody in it, as community and person, the first one first; half a line is none."""
        if self._file is None or not self._file.exists():
            return ()
        found = (_LINE.fullmatch(line) for line in self._file.read_text("utf-8", "replace").splitlines())
        return tuple(dict.fromkeys((match[1], match[2]) for match in found if match))


def _settle(folder: Path) -> None:
    """The new name of a file is on the disk as well."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
