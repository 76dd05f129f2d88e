"""What a process says of itself, whoever says it and however it breaks: where and what kind, in nobody's words."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import structlog
from pydantic import BaseModel, SecretStr

from bot import logs
from bot.config import from_tables, secrets_in
from bot.keys import new_root, read_root
from tests.cli.warm import Warm

log = structlog.get_logger("test")
WORDS, SECRET = "xqzwords", "s3cret/ä"
Said = list[dict[str, Any]]


@pytest.fixture
def logged(warm: Warm, tmp_path: Path) -> Callable[..., Said]:
    """What a function of this module logs, in a process of its own; of a place only the file."""

    def run(function: Callable[[], None], level: logs.Level = "debug") -> Said:
        warm.run("tests.cli.test_logs:speak", function.__name__, level, folder=tmp_path)
        written = (tmp_path / "err").read_text("utf-8")
        assert WORDS not in written
        return [plainly(json.loads(line)) for line in written.splitlines()]

    return run


def speak(function: str, level: logs.Level) -> None:
    logs.log_to(sys.stderr, level)
    globals()[function]()


def plainly(line: dict[str, Any]) -> dict[str, Any]:
    at = {key: line[key][-1] if key == "at" else line[key] for key in ("at", "line") if key in line}
    return {key: value for key, value in line.items() if key != "timestamp"} | {
        key: value.partition(":")[0] for key, value in at.items()
    }


def breaks() -> None:
    raise ValueError(WORDS)


# --- ours ---------------------------------------------------------------------------------------------------------


def ours() -> None:
    for say in (log.debug, log.info, log.warning, log.error):
        say("said")


@pytest.mark.parametrize(("level", "said"), [("debug", 4), ("info", 3), ("warning", 2)])
def test_ours_are_heard_from_their_level_on(logged: Callable[..., Said], level: str, said: int) -> None:
    levels = ["debug", "info", "warning", "error"][-said:]
    assert logged(ours, level) == [{"event": "said", "level": each} for each in levels]


def an_exception_whole() -> None:
    try:
        breaks()
    except ValueError as bug:
        log.error("one", exc_info=bug)
        log.exception("two")


def test_an_exception_that_is_handed_over_whole_is_told_without_its_words(logged: Callable[..., Said]) -> None:
    told = {"level": "error", "kind": "ValueError", "at": "test_logs.py"}
    assert logged(an_exception_whole) == [{"event": "one"} | told, {"event": "two"} | told]


# --- secrets ------------------------------------------------------------------------------------------------------


def secrets() -> None:
    logs.hide(SECRET, "s3cret/ä and more", "77", "")
    pattern, named = f"%s {SECRET}", f"it is {SECRET}"
    nested = {f"of {SECRET}": [{"in": (SECRET, {SECRET}, f"x{SECRET}x")}], "n": None, "yes": True}
    log.info(named, nested=nested, path=Path(SECRET), raw=WORDS.encode()[:2], number=1773, other=12)
    log.info("longer", whole="s3cret/ä and more", address=f"https://me:{quote(SECRET, '')}@here")
    logging.getLogger(SECRET).warning(pattern, WORDS)


def test_a_secret_is_hidden_however_deep_it_lies(logged: Callable[..., Said]) -> None:
    mark = logs.HIDDEN
    nested = {f"of {mark}": [{"in": [mark, [mark], f"x{mark}x"]}], "n": None, "yes": True}
    first = {"path": f"PosixPath('{mark}')", "raw": "b'xq'", "number": mark, "other": 12, "nested": nested}
    here = {"level": "warning", "line": "test_logs.py"}
    assert logged(secrets) == [
        {"event": f"it is {mark}", "level": "info"} | first,
        {"event": "longer", "level": "info", "whole": mark, "address": f"https://me:{mark}@here"},
        {"event": "library", "logger": mark, "said": f"%s {mark}"} | here,
    ]


def a_root_key() -> None:
    key = new_root()
    read_root(f"{key}\n")
    log.info(key)


def test_a_root_key_is_secret_from_when_it_is_read(logged: Callable[..., Said]) -> None:
    assert logged(a_root_key) == [{"event": logs.HIDDEN, "level": "info"}]


class Talks(BaseModel):
    """An adapter's table."""

    token: SecretStr
    more: tuple[dict[str, SecretStr], ...] = ()
    name: str = "known"


def test_the_configuration_s_secrets_are_known() -> None:
    store = {"url": "postgresql+psycopg://me:p%40ss@here/house"}
    config = from_tables({"store": store, "talks": {"token": "one", "more": [{"x": "two"}]}}, {"talks": Talks})
    assert list(secrets_in(config)) == ["p@ss", "one", "two"]


# --- other libraries ----------------------------------------------------------------------------------------------


def a_library() -> None:
    other = logging.getLogger("other.part")
    other.setLevel(logging.DEBUG)  # as some do for themselves
    other.debug("for %s", WORDS)
    other.info("for %s", WORDS)
    other.warning("for %s and %d", WORDS, 3)
    other.error(f"for {WORDS}")
    other.critical(ValueError(WORDS), WORDS)
    try:
        breaks()
    except ValueError:
        other.exception("for %(who)s", {"who": WORDS})
    logging.getLogger("quiet").info("for %s", WORDS)


def test_a_library_is_told_of_without_what_it_was_told(logged: Callable[..., Said]) -> None:
    told = {"event": "library", "logger": "other.part", "line": "test_logs.py"}
    assert logged(a_library) == [
        told | {"level": "warning", "said": "for %s and %d"},
        told | {"level": "error", "said": None},
        told | {"level": "error", "said": None},
        told | {"level": "error", "said": "for %(who)s", "kind": "ValueError", "at": "test_logs.py"},
    ]


def a_library_is_fine() -> None:
    logging.getLogger("sqlalchemy.engine").setLevel(logging.INFO)
    for name in ("aiosqlite", "sqlalchemy.engine", "asyncio", "psycopg", "somebody"):
        for level in (logging.DEBUG, logging.INFO):
            logging.getLogger(name).log(level, "all is well")


def test_a_library_that_is_well_is_not_heard_at_all(logged: Callable[..., Said]) -> None:
    assert logged(a_library_is_fine) == []


# --- what nobody caught -------------------------------------------------------------------------------------------


def crashes() -> None:
    thread = threading.Thread(target=breaks)
    thread.start()
    thread.join()
    warnings.warn_explicit(WORDS, UserWarning, "some/file.py", 7)
    sys.excepthook(*caught())


def caught() -> Any:
    try:
        breaks()
    except ValueError:
        return sys.exc_info()


class Grave:
    """It is not taken away in peace."""

    def __del__(self) -> None:
        breaks()


def unraisable() -> None:
    Grave()
    gc.collect()


async def lost(count: list[int]) -> None:
    loop = asyncio.get_running_loop()
    logs.watch(loop, lambda: count.append(1))
    loop.call_soon(breaks)
    task = asyncio.create_task(asyncio.to_thread(breaks))
    await asyncio.wait([task])
    del task
    gc.collect()
    loop.call_exception_handler({"message": WORDS})


def tasks() -> None:
    count: list[int] = []
    asyncio.run(lost(count))
    log.info("counted", count=len(count))


def test_what_crashes_is_told_of_without_a_word(logged: Callable[..., Said]) -> None:
    bug = {"kind": "ValueError", "at": "test_logs.py"}
    assert logged(crashes) == [
        {"event": "crashed", "level": "error"} | bug,
        {"event": "warning", "level": "warning", "kind": "UserWarning", "at": "file.py"},
        {"event": "crashed", "level": "critical"} | bug,
    ]
    assert logged(unraisable) == [{"event": "unraisable", "level": "error"} | bug]


def test_tasks_that_nobody_waits_for_are_told_of_and_counted(logged: Callable[..., Said]) -> None:
    bug = {"event": "unexpected", "level": "error", "kind": "ValueError", "at": "test_logs.py"}
    assert logged(tasks) == [
        bug,
        bug,
        {"event": "unexpected", "level": "error"},
        {"event": "counted", "level": "info", "count": 3},
    ]
