"""In a copy of the repository: a ``blether`` that is forked from one process that has imported it, two seconds sooner.

Rooms, texts and library are read by each fork for itself, so what somebody adds to the copy is there.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

MODULES = ("bot.__main__", *(f"adapters.{each}.app" for each in ("discord", "http", "slack", "web")))
COMMAND = """#!{python} -IS
import json, os, signal, socket, sys
asking = socket.socket(socket.AF_UNIX)
asking.connect("{address}")
job = {{"args": sys.argv[1:], "folder": os.getcwd(), "env": dict(os.environ)}}
socket.send_fds(asking, [json.dumps(job).encode() + b"\\n"], [0, 1, 2])
answers = asking.makefile()
pid = int(answers.readline())
for each in (signal.SIGINT, signal.SIGTERM):
    signal.signal(each, lambda number, _: os.kill(pid, number))
code = int(answers.readline())
sys.exit(code if code >= 0 else 128 - code)
"""


@contextmanager
def forking(copy: Path, address: Path) -> Iterator[str]:
    """The process over a copy, which may be made anew where it was; inside, what to put in place of ``blether``."""
    python = copy / ".venv/bin/python"
    started = [python, "-m", "tests.docs.forking", address]
    process = subprocess.Popen(started, cwd=copy, stdout=subprocess.PIPE, start_new_session=True)
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    yield COMMAND.format(python=python, address=address)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def main(address: str) -> None:
    """Answer each who asks with the number of a fork, and with how it ended."""
    for name in MODULES:
        importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen()
        print("ready", flush=True)  # noqa: T201
        while True:
            asked, _ = door.accept()
            if not os.fork():
                answer(asked)
            asked.close()


def answer(asked: socket.socket) -> NoReturn:
    """In a fork of its own: fork what was asked for, and wait for it."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    written, fds, _, _ = socket.recv_fds(asked, 1 << 20, 3)
    while not written.endswith(b"\n"):
        written += asked.recv(1 << 20)
    if not (child := os.fork()):
        asked.close()
        become(json.loads(written), fds)
    asked.sendall(f"{child}\n".encode())
    asked.sendall(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n".encode())
    os._exit(0)


def become(job: dict[str, Any], fds: list[int]) -> NoReturn:
    """The command line, in the place of whoever asked."""
    for number, each in enumerate(fds):
        os.dup2(each, number)
        os.close(each)
    os.chdir(job["folder"])
    os.environ.clear()
    os.environ.update(job["env"])
    sys.argv = ["blether", *job["args"]]
    importlib.invalidate_caches()
    code: Any = 1
    try:
        code = importlib.import_module("bot.__main__").main()
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else int(code is not None))


if __name__ == "__main__":
    main(sys.argv[1])
