"""TOML that people write: what is wrong with it, all of it at once, with file, line and cure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, Field, ValidationError, ValidationInfo

from bot.fault import Fault, Faults

LARGEST = 200_000  # bytes of a file that somebody writes by hand

Made = TypeVar("Made", bound=BaseModel)
Each = TypeVar("Each")


def _some(listed: tuple[Each, ...], info: ValidationInfo) -> tuple[Each, ...]:
    if not listed:
        raise ValueError(f"there is none: each begins with [[{info.field_name}]]")
    return listed


Some = Annotated[tuple[Each, ...], AfterValidator(_some), Field(validate_default=True)]
"""One table in double brackets, or several. Its default is to be (), which is then a mistake."""


def tables(path: Path) -> dict[str, Any]:
    """What stands in a file. Raises Faults."""
    try:
        if path.stat().st_size > LARGEST:
            raise Faults([Fault(str(path), f"it is larger than {LARGEST} bytes", "make several files of it")])
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as wrong:
        what = f"this cannot be read: {wrong.strerror}"
        raise Faults([Fault(str(path), what, "put a file there that you may read, or take it out")]) from None
    except RecursionError:
        raise Faults([Fault(str(path), "it has brackets within brackets without end", "take them out")]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise Faults([broken(path, wrong)]) from None


def made(path: Path, model: type[Made], written: Mapping[str, Any]) -> Made:
    """The value that a file describes. Raises Faults."""
    try:
        return model.model_validate(written)
    except ValidationError as wrong:
        raise Faults(mistakes(path, wrong)) from None


def broken(path: Path, wrong: ValueError) -> Fault:
    """A file that is not TOML at all."""
    line = re.search(r"line (\d+)", str(wrong))
    where = f"{path}:{line[1]}" if line else str(path)
    cure = "see toml.io; often a quote or a bracket is missing"
    if line and re.search("=\\s*[“”„‘’]", path.read_text("utf-8-sig").split("\n")[int(line[1]) - 1]):
        cure = 'write straight quotation marks, as in "words": a word processor bends them'
    return Fault(where, f"this is not TOML: {wrong}", cure)


def mistakes(path: Path, wrong: ValidationError) -> Iterator[Fault]:
    """What does not fit in a TOML file, each with the line where it stands."""
    lines = path.read_text("utf-8-sig").splitlines()
    for error in wrong.errors():
        keys = [key for key in error["loc"] if isinstance(key, str)]  # which one of several, the line says
        what = f"{'.'.join(keys)}: {_said(error)}" if keys else _said(error)
        yield Fault(f"{path}:{line_of(lines, error['loc'])}", what, _cure(error))


def line_of(lines: list[str], loc: tuple[int | str, ...]) -> int:
    """The line where a key stands, or else the last table on the way to it."""
    line = 1
    where = list(loc)
    table: list[str] = []
    while where:
        key = where.pop(0)
        if isinstance(key, int):
            head = re.compile(rf"\s*\[\[\s*{re.escape('.'.join(table))}\s*\]\]")
            heads = [n for n, words in enumerate(lines, 1) if head.match(words)]
            line = heads[key] if key < len(heads) else line
            continue
        end = _end(lines, line if table else 0)
        table.append(str(key))
        there = [n for n in range(line, len(lines) + 1) if _begins(lines[n - 1], ".".join(table))]
        there = [n for n in there if n <= _end(lines, 0) or lines[n - 1].lstrip().startswith("[")]
        parts = [".".join(table[start:]) for start in range(1, len(table))]  # as in ``name.cy = …``, within the table
        there += [n for n in range(line, end + 1) if any(_begins(lines[n - 1], part) for part in parts)]
        line = min(there, default=line)
    return line


def _begins(words: str, name: str) -> bool:
    """Whether a line is about this key or table."""
    return re.match(rf'\s*(\[+\s*)?"?{re.escape(name)}"?\s*(=|\.|\])', words) is not None


def _end(lines: list[str], line: int) -> int:
    """The last line of the table that begins in this one."""
    heads = (n for n, words in enumerate(lines, 1) if n > line and words.lstrip().startswith("["))
    return next(heads, len(lines) + 1) - 1


_NUMBER, _LIST, _TABLE = "it is to be a whole number", "it is to be a list in square brackets", "it is to be a table"
_DAY = "it is to be a day, such as 2026-11-23"
_PLAIN = {  # what pydantic says, for people who never heard of it
    "bool_parsing": "it is to be true or false",
    "bool_type": "it is to be true or false",
    "date_from_datetime_parsing": _DAY,
    "date_type": _DAY,
    "dict_type": _TABLE,
    "extra_forbidden": "nobody knows this name",
    "greater_than_equal": "it is to be {ge} or more",
    "int_from_float": _NUMBER,
    "int_parsing": _NUMBER,
    "int_type": _NUMBER,
    "less_than_equal": "it is to be {le} or less",
    "literal_error": "it is to be one of {expected}",
    "missing": "it is missing",
    "model_attributes_type": _TABLE,
    "model_type": _TABLE,
    "path_type": "it is to be a path in quotes",
    "string_pattern_mismatch": "it is to be lower-case letters, digits and hyphens, 24 at most",
    "string_type": "it is to be words in quotes",
    "too_short": "it may not be empty",
    "tuple_type": _LIST,
}


def _said(error: Mapping[str, Any]) -> str:
    plain = _PLAIN.get(error["type"])
    return plain.format(**error.get("ctx", {})) if plain else str(error["msg"]).removeprefix("Value error, ")


def _cure(error: Mapping[str, Any]) -> str:
    match error["type"]:
        case "missing":
            return f"add {error['loc'][-1]} = …"
        case "extra_forbidden":
            return "take it out, or see whether it is misspelt"
        case "tuple_type" if isinstance(error["input"], dict):
            return f"write [[{error['loc'][-1]}]], with two brackets"
        case "value_error":  # our own words say what it should be, and what it is may be a secret
            return "correct it there"
        case _:
            return f"it says {error['input']!r}" if isinstance(error["input"], str | int) else "correct it there"
