"""Two ``blether run`` that start at the same moment, again and again; the one that opened is killed each time."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from tests.cli.warm import become

BOTH = ("one", "other")
LONGEST = 60  # seconds until one of them has said something, however busy the computer is


def doubles(url: str, key: str, times: int) -> None:
    """What came of each double start, in the file ``ends``: who was refused, how, and what the other said."""
    ends = []
    os.setpgid(0, 0)
    for _ in range(times):
        _free(url)
        running = {_start(name, url, key): name for name in BOTH}
        first, code = _ended()
        complaint = Path(running.pop(first), "err").read_text("utf-8")
        ((other, name),) = running.items()
        said = _says(Path(name, "out"))
        os.kill(other, signal.SIGKILL)
        ends.append([code, complaint, said, os.waitstatus_to_exitcode(os.waitpid(other, 0)[1])])
    Path("ends").write_text(json.dumps(ends), "utf-8")


def _start(name: str, url: str, key: str) -> int:
    """``blether run`` in a process and a folder of its own."""
    folder = Path(name)
    folder.mkdir(exist_ok=True)
    (folder / "out").unlink(missing_ok=True)
    (folder / "config.toml").write_text("[web]\nport = 0\n", "utf-8")
    env = {"BLETHER_STORE__URL": url, "BLETHER_KEY": key}
    job = {"function": "tests.cli.warm:command", "args": ["run"], "folder": name, "env": env}
    return os.fork() or become(job)


def _ended() -> tuple[int, int]:
    """The first of them that ends, and its exit code."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        ended, status = os.waitpid(-1, os.WNOHANG)
        if ended:
            return ended, os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.killpg(0, signal.SIGKILL)  # both are open, and would outlive the test
    raise TimeoutError("neither of the two was refused")


def _says(file: Path) -> str:
    """The beginning of what it says when it is open, once it has said it."""
    until = time.monotonic() + LONGEST
    while not (said := file.read_text("utf-8") if file.exists() else ""):
        if time.monotonic() > until:
            raise TimeoutError(f"nothing in {file}")
        time.sleep(0.005)
    return said.partition("http")[0]


def _free(url: str) -> None:
    """Wait until the server has seen that whoever held its lock was killed; a file's lock goes with its process."""
    if make_url(url).get_backend_name() == "sqlite":
        return
    held = "SELECT FROM pg_locks JOIN pg_database d ON database = d.oid WHERE locktype = 'advisory' AND datname = %s"
    where, until = make_url(url).set(drivername="postgresql"), time.monotonic() + LONGEST
    with psycopg.connect(where.render_as_string(hide_password=False), autocommit=True) as asking:
        while asking.execute(held, [where.database]).fetchone():
            if time.monotonic() > until:
                raise TimeoutError("the lock of a killed process is still held")
            time.sleep(0.005)
