"""One life after another of the real program beside an emulated Slack: each begun by a fork, and ended by somebody.

Every wait has an end that says what did not come.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.cli.warm import Warm
from tests.dialogues.house import migrated
from tests.slack.running import reached, tables
from tests.slack.server import Slack
from tests.slack.state import Team

OPENS = 60.0  # seconds until it must be reached, on a computer that has much else to do
ENDS = 20.0
STORE = """\
[store]
url = "sqlite+aiosqlite:///blether.db"
[community]
languages = ["cy", "en"]
contact = "Learning team, team@example.org"
notice = "https://example.org/privacy"
"""
OPEN = "Blether is open at"
OPENING = "tests.dialogues.house:opens"


class Life:
    """One ``blether run`` in ``folder``; ``code`` is how it ended, None while it lives."""

    def __init__(self, warm: Warm, folder: Path, function: str) -> None:
        self.folder, self._warm, self._function = folder, warm, function
        self.code: int | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def begin(self) -> None:
        """Fork it. What the one before it left would be taken for its own."""
        for name in ("pid", "out", "err"):
            (self.folder / name).unlink(missing_ok=True)
        self._thread.start()

    def _run(self) -> None:
        self.code = self._warm.run(self._function, folder=self.folder)

    @property
    def said(self) -> str:
        """What it said so far."""
        return self._read("out")

    @property
    def complaints(self) -> str:
        """What it wrote to its standard error."""
        return self._read("err")

    def _read(self, name: str) -> str:
        file = self.folder / name
        return file.read_text("utf-8") if file.exists() else ""

    def signal(self, number: int) -> None:
        """Send it a signal, if it is still there."""
        file = self.folder / "pid"
        if self.code is None and file.exists():
            os.kill(int(file.read_text("utf-8")), number)

    async def until_ended(self, seconds: float) -> None:
        """Wait for its end, but not longer."""
        await asyncio.to_thread(self._thread.join, seconds)

    async def ends(self, number: int | None = None) -> int:
        """How it ends, when sent this signal. AssertionError when it stays; then it is killed."""
        if number is not None:
            self.signal(number)
        await self.until_ended(ENDS)
        if self.code is None:
            self.signal(signal.SIGKILL)
            await self.until_ended(ENDS)
            raise AssertionError(f"it did not end in {ENDS:g} s; it says: {self.complaints[-3_000:]}")
        return self.code


@asynccontextmanager
async def living(warm: Warm, folder: Path, slack: Slack, team: Team, *, function: str = OPENING) -> AsyncIterator[Life]:
    """A life from when Slack reaches it; asked to go at the end of the block, unless it has ended."""
    (folder / "config.toml").write_text(STORE + tables(slack, team), "utf-8")
    await migrated(folder)
    before = {*slack.sockets.open}
    life = Life(warm, folder, function)
    life.begin()
    try:
        await slack.until("a way to the program", lambda: life.code is not None or _reached(slack, life, before), OPENS)
        if life.code is not None:
            raise AssertionError(f"it ended with {life.code}: {life.complaints[-3_000:]}")
        yield life
    finally:
        await life.ends(signal.SIGTERM)


def _reached(slack: Slack, life: Life, before: set[object]) -> bool:
    """Once it is open; by a socket of its own, not one that a life before left behind."""
    if OPEN not in life.said:
        return False
    return reached(slack, life.complaints) and (slack.mode == "http" or bool({*slack.sockets.live} - before))
