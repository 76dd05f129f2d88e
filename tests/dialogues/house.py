"""A real ``blether run`` whose time is what a file says, forked from a warm process and stopped as anybody stops it."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import importlib
import os
import signal
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot import control
from bot.config import Config
from bot.testing import START, empty
from tests.cli.warm import Warm, command

PATIENCE = 20.0  # seconds until what should be there by now is missed
LANGUAGES = ("cy", "en")
CONTACT, NOTICE = "Learning team, team@example.org", "https://example.org/privacy"  # where real people would ask
WORDS = ("Traceback", '"level": "error"', '"level": "critical"')  # what no log may have


def warms(folders: Sequence[str] = ()) -> None:
    """In the process that forks: rooms (of ``folders``, too), sentences and library are read once for all it starts."""
    main = importlib.import_module("bot.__main__")
    main._plan = functools.cache(main._plan)
    for languages in (LANGUAGES, Config().community.languages, ()):
        main._plan(tuple(map(Path, folders)), (), languages)


def opens() -> None:
    """In the fork: the command line, and in a file who it is."""
    Path("pid").write_text(f"{os.getpid()}", "utf-8")
    command("run")


def configured(folder: Path, tables: str) -> None:
    """The configuration, with these tables for a platform."""
    said = "" if "[web]" in tables else f'contact = "{CONTACT}"\nnotice = "{NOTICE}"\n'
    community = f"[community]\nlanguages = {[*LANGUAGES]}\n{said}"
    toml = f'[store]\nurl = "sqlite+aiosqlite:///blether.db"\n{community}{tables}\n'
    (folder / "config.toml").write_text(toml, "utf-8")


async def migrated(folder: Path) -> None:
    """Its database is there and empty, unless it has one: to migrate takes longer than all else at a first start."""
    image, file = await empty(()), folder / "blether.db"
    if not await asyncio.to_thread(file.exists):
        await asyncio.to_thread(file.write_bytes, image)


class House:
    """One that runs in ``folder``; ``now`` is its time."""

    def __init__(self, folder: Path, *, real: bool = False) -> None:
        self.folder, self.now, self._real = folder, START, real
        self.code: int | None = None
        self.ends = 0  # the code it is to end with

    @classmethod
    @asynccontextmanager
    async def open(
        cls, warm: Warm, folder: Path, tables: str, opened: str, *, real: bool = False, **env: str
    ) -> AsyncIterator[House]:
        """From when it says that it is ``opened`` until it has gone; its log is read at the end.

        ``real``: its time is that of this computer.
        """
        house = cls(folder, real=real)
        configured(folder, tables)
        await migrated(folder)
        async with house.living(warm, **env):
            await house.until(lambda: opened in house.said, f"it says {opened}")
            yield house
        wrong = [word for word in WORDS if word in house.complaints]
        assert (house.code, wrong) == (house.ends, []), house.complaints

    @asynccontextmanager
    async def living(self, warm: Warm, **env: str) -> AsyncIterator[None]:
        """One life of it, from its start, whatever it ends with."""
        self.code = None
        for name in ("pid", "out", "err"):
            (self.folder / name).unlink(missing_ok=True)
        self.show()
        running = threading.Thread(target=self._run, args=(warm, env))
        running.start()
        try:
            yield
        finally:
            self.stop()
            await asyncio.to_thread(running.join)

    @property
    def said(self) -> str:
        """What it said."""
        return _read(self.folder / "out")

    @property
    def complaints(self) -> str:
        """What it complained of."""
        return _read(self.folder / "err")

    def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        """Ask it to go."""
        if self.code is None and (pid := _read(self.folder / "pid")):
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pid), number)

    async def jump(self, span: timedelta) -> None:
        """Let time pass, until it stands there."""
        self.now += span
        self.show()
        ask = functools.partial(control.ask, self.folder / "blether.db.sock", PATIENCE, do="clock")
        reached = await asyncio.to_thread(ask)
        assert reached
        assert datetime.fromisoformat(reached["now"]) == self.now

    async def until(self, there: Callable[[], bool], what: str, *, gone: bool = False) -> None:
        """Wait for a condition, which is never met once the process is ``gone``, unless it is about that."""
        waiting = asyncio.get_running_loop().time() + PATIENCE
        while not there():
            if (self.code is not None and not gone) or asyncio.get_running_loop().time() > waiting:
                raise AssertionError(f"never: {what}. {self.said} {self.complaints}")
            await asyncio.sleep(0.02)

    def show(self) -> None:
        """Have the file say what time it is."""
        new = self.folder / "clock.new"
        new.write_text(self.now.isoformat(), "utf-8")
        new.rename(self.folder / "clock")

    def _run(self, warm: Warm, env: dict[str, str]) -> None:
        clock = {} if self._real else {"BLETHER_CLOCK": "clock"}
        self.code = warm.run("tests.dialogues.house:opens", folder=self.folder, **clock, **env)


def _read(file: Path) -> str:
    return file.read_text("utf-8") if file.exists() else ""
