"""The command line as its user has it: real processes, in a folder of their own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from _pytest.mark.structures import ParameterSet

from tests.cli.warm import PROJECT, Forked, Warm
from tests.dialogues.house import migrated

Done = tuple[int, str, str]  # exit code, what it said, what it complained of
Quick = Callable[..., Done]


class _Well:
    """What ``check`` answers when there is nothing to mend, however many rooms there are."""

    def __eq__(self, other: object) -> bool:
        match other:
            case (0, str(said), ""):
                counts = r"\d+ rooms?, \d+ actions, \d+ prompts, \d+ protocols"
                return re.fullmatch(rf"All is well: {counts}, languages en, cy\.\n", said) is not None
        return False

    __hash__ = None


WELL = _Well()


@pytest.fixture(scope="session")
def warm(warmed: Warm) -> Warm:
    """A warmed process to fork from."""
    return warmed


@pytest.fixture
def quick(warm: Warm, tmp_path: Path) -> Quick:
    """A command that ends by itself, in a forked process: sooner than `blether`."""

    def run(*args: str, **env: str) -> Done:
        process = warm.start(*args, folder=tmp_path, **env)
        said, complaints = process.communicate()
        return process.wait(0), said, complaints

    return run


@pytest.fixture
def check(quick: Quick, tmp_path: Path) -> Quick:
    """``blether check`` over the configuration of these words."""

    def run(toml: str | bytes, **env: str) -> Done:
        (tmp_path / "config.toml").write_bytes(toml if isinstance(toml, bytes) else toml.encode())
        return quick("check", **env)

    return run


def cases(name: str) -> list[ParameterSet]:
    """What is wrong and what is said of it, from ``<name>.txt``: === a name, what is wrong, ---, the faults."""
    written = (Path(__file__).parent / f"{name}.txt").read_text("utf-8")
    found = re.findall(r"^=== (.+)\n((?:.*\n)*?)---\n((?:.+\n)+)", written, re.MULTILINE)
    return [pytest.param(wrong, faults, id=name) for name, wrong, faults in found]


def change(folder: Path, changes: str) -> None:
    """Change files of a folder: ``file: old => new``, the new may go on in indented lines; ``file: *`` deletes one."""
    for name, old, new in re.findall(r"^(\S+): (?:(.+) => ((?:.*)(?:\n .*)*)|\*)", changes, re.MULTILINE):
        file = folder / name
        if not old:
            file.unlink()
        elif old in (written := file.read_text("utf-8")):
            file.write_text(written.replace(old, new), "utf-8")
        else:
            raise AssertionError(f"{name} has no {old}")


def to_mend(faults: str) -> str:
    """What is said of these faults."""
    count = len([line for line in faults.splitlines() if not line.startswith(" ")])
    return f"{count} thing{'s' * (count != 1)} to mend:\n\n{faults}"


@dataclass(frozen=True, slots=True)
class Running:
    """A bot that runs; ``address`` is where its page is, with the start token."""

    process: Forked | Started
    address: str

    def ends(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Send it a signal: its exit code, and what it complained of."""
        self.process.send_signal(number)
        _, complaints = self.process.communicate(timeout=5)  # a second was promised; a busy computer gets five
        return self.process.returncode, complaints


class Started(subprocess.Popen[str]):
    """A process of its own from its first step."""

    def line(self) -> str:
        """The next line it says."""
        assert self.stdout
        return self.stdout.readline()


class Blether:
    """The program in a folder; what it complains of goes into ``log``, or is waited for at its end.

    With ``warm`` it is forked, unless it is to have another Python.
    """

    def __init__(self, folder: Path, log: int | IO[str] = subprocess.PIPE, warm: Warm | None = None) -> None:
        self.folder, self.log, self._warm = folder, log, warm

    def __call__(self, *args: str, **env: str) -> Done:
        """Run it to its end."""
        process = self._start(*args, **env)
        said, complaints = process.communicate(timeout=60)
        assert process.returncode is not None
        return process.returncode, said, complaints

    @contextmanager
    def running(self, *args: str, **env: str) -> Iterator[Running]:
        """``blether run``, or other words, from when it is open; killed at the end of the block if still there."""
        process = self._start(*(args or ["run"]), **env)
        try:
            if not (said := re.match("Blether is open at (.+)", process.line())):
                raise AssertionError(f"it did not open: {process.communicate(timeout=5)}")
            yield Running(process, said[1])
        finally:
            process.kill()
            process.communicate()

    def _start(self, *args: str, **env: str) -> Forked | Started:
        env = {"COLUMNS": "80", "NO_COLOR": "1"} | env
        if self._warm and not any(name.startswith("PYTHON") for name in env):
            return self._warm.start(*args, folder=self.folder, **env)
        clean = {name: value for name, value in os.environ.items() if not name.startswith("BLETHER_")}
        return Started(
            [sys.executable, "-m", "bot", *args],
            cwd=self.folder,
            env=clean | {"PYTHONPATH": str(PROJECT)} | env,
            stdout=subprocess.PIPE,
            stderr=self.log,
            encoding="utf-8",
        )


@pytest.fixture
async def blether(tmp_path: Path, warm: Warm) -> Blether:
    """The program, in a folder with a database that it never used, and a configuration: a playground on any port."""
    await migrated(tmp_path)
    (tmp_path / "config.toml").write_text('[store]\nurl = "sqlite+aiosqlite:///blether.db"\n[web]\nport = 0\n')
    return Blether(tmp_path, warm=warm)
