"""What has to be known at the next start: when Blether signed in lately, when it looked who is still
there, and which commands it declared. One file.

Discord answers one sign-in in five seconds and lets the others try anew, and it resets the token of who signs in a
thousand times in a day. So each waits for five seconds after the last one, also when the process was started anew
meanwhile, and after the first few twice as long as the one before: who is started again and again hardly signs in.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

FREE: Final = 8  # sign-ins within an hour that wait no longer than Discord wants
FIRST: Final = timedelta(seconds=5)
LONGEST: Final = timedelta(minutes=10)
LATELY: Final = timedelta(hours=1)
DAILY: Final = timedelta(days=1)


class Memory:
    """The file."""

    def __init__(self, file: Path, now: Callable[[], datetime]) -> None:
        self._file, self._now = file, now

    def pause(self) -> float:
        """Seconds to wait before the next sign-in."""
        signs, now = self._lately(), self._now()
        if not signs:
            return 0.0
        gap = min(FIRST * (1 << min(max(len(signs) - FREE, 0), 20)), LONGEST)
        last = max(signs[-1], datetime.fromisoformat(self._read().get("last", signs[-1].isoformat())))
        return min(max(last + gap - now, timedelta()), gap).total_seconds()

    def sign(self) -> None:
        """It signs in now; known before it does."""
        self._keep(signs=[each.isoformat() for each in [*self._lately(), self._now()]])

    def follow(self) -> None:
        """The next shard follows the first: the same sign-in, later."""
        self._keep(last=self._now().isoformat())

    @property
    def declared(self) -> str:
        """The digest of the commands that Discord has."""
        return str(self._read().get("declared", ""))

    @declared.setter
    def declared(self, digest: str) -> None:
        self._keep(declared=digest)

    def looked_lately(self) -> bool:
        """Whether it was seen within a day who is still there."""
        seen = self._read().get("looked")
        return seen is not None and abs(self._now() - datetime.fromisoformat(seen)) < DAILY

    def look(self) -> None:
        """It is seen to now."""
        self._keep(looked=self._now().isoformat())

    def _lately(self) -> list[datetime]:
        """When it signed in within the last hour; what is later than now was before the clock was put back."""
        now = self._now()
        signs = (datetime.fromisoformat(each) for each in self._read().get("signs", ()))
        return sorted(min(each, now) for each in signs if each > now - LATELY)

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):  # lost, or cut off by a full disk: the worst is one sign-in too many
            return {}
        return found if isinstance(found, dict) else {}

    def _keep(self, **new: Any) -> None:
        beside = self._file.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as file:
            json.dump(self._read() | new, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._file)
