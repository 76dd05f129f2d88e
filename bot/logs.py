"""What the process says of itself: one JSON object a line, colours on a terminal, and nobody's words at any level."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any, Final, Literal, TextIO
from urllib.parse import quote

import structlog

Level = Literal["debug", "info", "warning"]
HIDDEN: Final = "[hidden]"
FRAMES: Final = 6  # the innermost of an exception
log = structlog.get_logger("blether")
_secrets: set[str] = set()  # the process's, as its log is


def hide(*secrets: str) -> None:
    """From now on these stand in no log line, neither as they are nor as an address writes them."""
    _secrets.update(form for secret in secrets if secret for form in (secret, quote(secret, "")))


def broke(bug: BaseException | None) -> dict[str, Any]:
    """What may be logged of an exception: its ``kind`` and lines, never its message, which may be somebody's words."""
    if bug is None:
        return {}
    frames = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(bug.__traceback__)]
    return {"kind": type(bug).__name__, "at": frames[-FRAMES:]}


def log_to(stream: TextIO, level: Level) -> None:
    """Write everything to ``stream``: ours from ``level`` on, other libraries' warnings, and what nobody caught."""
    root = logging.getLogger()
    root.handlers[:] = [_Foreign(logging.WARNING)]
    root.setLevel(logging.WARNING)  # whatever our own level: below it other libraries tell what is said
    shape = structlog.dev.ConsoleRenderer() if stream.isatty() else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso"), _discreet, shape],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.PrintLoggerFactory(stream),
    )
    sys.excepthook = lambda _, bug, __: log.critical("crashed", **broke(bug))
    threading.excepthook = lambda args: log.error("crashed", **broke(args.exc_value))
    sys.unraisablehook = lambda args: log.error("unraisable", **broke(args.exc_value))
    warnings.showwarning = lambda _, category, file, line, *__: _warned(category, file, line)


def watch(loop: asyncio.AbstractEventLoop, unexpected: Callable[[], None]) -> None:
    """Log the exceptions of tasks and callbacks that nobody waited for; ``unexpected`` is called for each."""

    def told(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        unexpected()
        log.error("unexpected", **broke(context.get("exception")))  # its message may show a call with its values

    loop.set_exception_handler(told)


class _Foreign(logging.Handler):
    """What other libraries say: who, where, and the sentence before anything was put into it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say it in our own form. A sentence without arguments may have somebody's words in it already."""
        said = record.msg if record.args and isinstance(record.msg, str) else None
        say = log.error if record.levelno >= logging.ERROR else log.warning
        where = {"logger": record.name, "line": f"{record.filename}:{record.lineno}"}
        say("library", **where, said=said, **broke(record.exc_info[1] if record.exc_info else None))


def _warned(category: type[Warning], file: str, line: int) -> None:
    log.warning("warning", kind=category.__name__, at=[f"{Path(file).name}:{line}"])


def _discreet(_: object, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Without secrets, and without an exception that somebody handed over whole."""
    bug = event.pop("exc_info", None)
    bug = sys.exception() if bug is True else bug
    shown: dict[str, Any] = _masked({**event, **broke(bug if isinstance(bug, BaseException) else None)})
    return shown


def _masked(value: Any) -> Any:
    """The same with a mark for every secret, however deep it lies."""
    if isinstance(value, Mapping):
        return {_mask(str(key)): _masked(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_masked(each) for each in value]
    if value is None or isinstance(value, bool | int | float):
        return value if _mask(str(value)) == str(value) else HIDDEN
    return _mask(value if isinstance(value, str) else repr(value))


def _mask(words: str) -> str:
    for secret in sorted(_secrets, key=len, reverse=True):  # one may stand in another
        words = words.replace(secret, HIDDEN)
    return words
