"""A process that has imported everything and forks: what it starts is a process of its own, two seconds sooner."""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any, NoReturn

PROJECT = Path(__file__).parent.parent.parent
DIALECTS = ("sqlalchemy.dialects.sqlite.aiosqlite", "sqlalchemy.dialects.postgresql.psycopg")  # which an engine imports


class Warm:
    """Starts processes one after another, all with these modules; close it with ``with``."""

    def __init__(self, *modules: str) -> None:
        started = [sys.executable, "-m", "tests.cli.warm", *DIALECTS, *modules]
        self._parent = subprocess.Popen(
            started, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __enter__(self) -> Warm:
        return self

    def __exit__(self, *_: object) -> None:
        self._parent.communicate(timeout=10)

    def run(
        self, function: str, *args: Any, folder: Path, kill: float | None = None, since: str = "", **env: str
    ) -> int:
        """Run ``module:function(*args)`` in ``folder``, its words in the files out and err there; the exit code.

        ``kill``: seconds until it is killed, from its start or from when it has written to the file ``since``.
        """
        job = {"function": function, "args": args, "folder": str(folder), "kill": kill, "since": since, "env": env}
        return self._asked(job)

    def itself(self, function: str, *args: Any, folder: Path) -> None:
        """Run ``module:function(*args)`` in ``folder`` and in the process that forks, which is warmer from then on."""
        self._asked({"function": function, "args": args, "folder": str(folder), "itself": True})

    def _asked(self, job: dict[str, Any]) -> int:
        if self._parent.stdin is None or self._parent.stdout is None:
            raise RuntimeError("it has no pipes")
        self._parent.stdin.write(json.dumps(job) + "\n")
        self._parent.stdin.flush()
        return int(self._parent.stdout.readline())


def become(job: dict[str, Any]) -> NoReturn:
    """In the fork: another folder, other words, another environment; then only the function."""
    code = 1
    try:
        os.chdir(job["folder"])
        os.environ |= job["env"]
        for number, name in ((0, os.devnull), (1, "out"), (2, "err")):
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
    file = Path(job["folder"]) / job["since"]
    return file.stat().st_size if job["since"] and file.exists() else 0


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


def _fork(job: dict[str, Any]) -> int:
    job["size"] = _size(job)
    if not (child := os.fork()):
        become(job)
    if job["kill"] is not None:
        _kill(child, job)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> None:
    """Fork for each line, and answer with the exit code."""
    for name in sys.argv[1:]:
        importlib.import_module(name)
    for line in sys.stdin:
        job = json.loads(line)
        sys.stdout.write(f"{_itself(job) if job.get('itself') else _fork(job)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
