"""A process that has imported everything and forks: what it starts is a process of its own, two seconds sooner."""

from __future__ import annotations

import gc
import importlib
import itertools
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path
from typing import Any, NoReturn

PROJECT = Path(__file__).parent.parent.parent
GOES_ON = 1_000  # no exit code
DIALECTS = ("sqlalchemy.dialects.sqlite.aiosqlite", "sqlalchemy.dialects.postgresql.psycopg")  # which an engine imports


class Forked:
    """A process that goes on, of which a warmed one knows; what is here is as a ``subprocess.Popen`` has it."""

    def __init__(self, warm: Warm, job: dict[str, Any]) -> None:
        self._warm, self._said, self._complained = warm, Path(job["files"][0]), Path(job["files"][1])
        self.returncode: int | None = None
        self.pid = warm.asked(job | {"goes on": True})
        self._line = ""

    def line(self) -> str:
        """The first line it says; what there is of it when it has ended."""
        ended = False
        while not self._line.endswith("\n") and not ended:
            ended = self.poll() is not None
            time.sleep(0.005)
            self._line = "".join(self._read(self._said).splitlines(keepends=True)[:1])
        return self._line

    @staticmethod
    def _read(file: Path) -> str:
        return file.read_text("utf-8") if file.exists() else ""

    @property
    def complaints(self) -> str:
        """What it complained of so far."""
        return self._read(self._complained)

    def poll(self) -> int | None:
        """Its exit code, if it has ended."""
        if self.returncode is None:
            code = self._warm.asked({"ended": self.pid})
            self.returncode = None if code == GOES_ON else code
        return self.returncode

    def wait(self, timeout: float) -> int:
        """Its exit code. Raises subprocess.TimeoutExpired when it goes on after so many seconds."""
        until = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired("blether", timeout)
            time.sleep(0.005)
        assert self.returncode is not None
        return self.returncode

    def communicate(self, timeout: float = 60) -> tuple[str, str]:
        """What it said until its end, after its first line if that was read; and all that it complained of."""
        self.wait(timeout)
        return self._read(self._said).removeprefix(self._line), self.complaints

    def send_signal(self, number: int) -> None:
        """Unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to go."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)


class Warm:
    """Starts processes, all with these modules; close it with ``with``."""

    def __init__(self, *modules: str) -> None:
        self._words = tempfile.TemporaryDirectory(prefix="blether-words-")
        self._started = itertools.count()
        self._one = threading.Lock()  # asks at a time
        started = [sys.executable, "-m", "tests.cli.warm", *DIALECTS, *modules]
        self._parent = subprocess.Popen(
            started, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __enter__(self) -> Warm:
        return self

    def __exit__(self, *_: object) -> None:
        self._parent.communicate(timeout=10)
        self._words.cleanup()

    def start(self, *args: str, folder: Path, **env: str) -> Forked:
        """The command line in ``folder``, as ``blether`` would begin it, two seconds sooner; it goes on by itself."""
        number = next(self._started)
        files = [f"{self._words.name}/{name}-{number}" for name in ("out", "err")]
        job = {"function": "tests.cli.warm:command", "args": args, "folder": str(folder), "env": env, "files": files}
        return Forked(self, job)

    def run(
        self, function: str, *args: Any, folder: Path, kill: float | None = None, since: str = "", **env: str
    ) -> int:
        """Run ``module:function(*args)`` in ``folder``, its words in the files out and err there; the exit code.

        ``kill``: seconds until it is killed, from its start or from when it has written to the file ``since``.
        """
        job = {"function": function, "args": args, "folder": str(folder), "kill": kill, "since": since, "env": env}
        return self.asked(job)

    def itself(self, function: str, *args: Any, folder: Path) -> None:
        """Run ``module:function(*args)`` in ``folder`` and in the process that forks, which is warmer from then on."""
        self.asked({"function": function, "args": args, "folder": str(folder), "itself": True})

    def asked(self, job: dict[str, Any]) -> int:
        """What the process that forks answers to a job."""
        if self._parent.stdin is None or self._parent.stdout is None:
            raise RuntimeError("it has no pipes")
        with self._one:
            self._parent.stdin.write(json.dumps(job) + "\n")
            self._parent.stdin.flush()
            return int(self._parent.stdout.readline())


def become(job: dict[str, Any]) -> NoReturn:
    """In the fork: another folder, other words, another environment; then only the function."""
    code = 1
    try:
        os.chdir(job["folder"])
        os.environ |= job["env"]
        for number, name in enumerate((os.devnull, *job.get("files", ("out", "err")))):
            os.dup2(os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC * bool(number)), number)
        _call(job)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # whatever it is, this must not run on as a second parent
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _call(job: dict[str, Any]) -> None:
    module, _, name = job["function"].partition(":")
    getattr(importlib.import_module(module), name)(*job["args"])


def _itself(job: dict[str, Any]) -> int:
    before = Path.cwd()
    os.chdir(job["folder"])
    _call(job)
    os.chdir(before)
    for thread in threading.enumerate():  # a fork would have its locks, and not the thread that opens them
        if thread is not threading.current_thread():
            thread.join()
    return 0


def _size(job: dict[str, Any]) -> int:
    """How much stands in the file it is to write to."""
    file = Path(job["folder"]) / job.get("since", "")
    return file.stat().st_size if file.is_file() else 0


def _kill(child: int, job: dict[str, Any]) -> None:
    """Kill it at its moment. Until it is waited for its number is nobody else's, also if it has ended."""
    ended = os.WEXITED | os.WNOHANG | os.WNOWAIT
    while job["since"] and _size(job) == job["size"] and os.waitid(os.P_PID, child, ended) is None:
        time.sleep(0.001)
    time.sleep(job["kill"])
    os.kill(child, signal.SIGKILL)


def command(*args: str) -> None:
    """The command line, as ``blether`` would begin it."""
    sys.argv = ["blether", *args]
    importlib.import_module("bot.__main__").main()


def _ended(child: int) -> int:
    found, status = os.waitpid(child, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else GOES_ON


def _answer(job: dict[str, Any]) -> int:
    if "ended" in job:
        return _ended(job["ended"])
    return _itself(job) if job.get("itself") else _fork(job)


def _fork(job: dict[str, Any]) -> int:
    job["size"] = _size(job)
    gc.freeze()  # what is there is there for ever: no fork has to look through it, and so to copy it
    if not (child := os.fork()):
        become(job)
    if job.get("goes on"):
        return child
    if job["kill"] is not None:
        _kill(child, job)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> None:
    """Fork for each line, and answer with the exit code."""
    for name in sys.argv[1:]:
        importlib.import_module(name)
    for line in sys.stdin:
        job = json.loads(line)
        sys.stdout.write(f"{_answer(job)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
