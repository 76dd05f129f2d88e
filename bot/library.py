"""The library: what educators can read and change without being programmers, checked with file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from bot.fault import Fault, Faults
from bot.talk import Option, Phrase

PROMPTS = Path(__file__).parent.parent / "prompts"


def _not_blank(words: str) -> str:
    if not words.strip():
        raise ValueError("it may not be empty")
    return words


Words = Annotated[str, AfterValidator(_not_blank)]


class Names(BaseModel):
    """Words in English and, where there are any, in other languages."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Words]
    en: Words

    @property
    def phrase(self) -> Phrase:
        """As it may stand in a Text."""
        return Phrase((("en", self.en), *sorted(self.__pydantic_extra__.items())))


class Entry(BaseModel):
    """One item of a pack; ``unconfirmed`` until somebody has checked it against its source."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=r"^[a-z0-9-]{1,24}$")
    name: Names
    note: Names | None = None
    group: str | None = None
    unconfirmed: bool = False
    verb: str | None = None
    activity: str | None = None


class Pack(BaseModel):
    """A dated set of names: kinds of professional learning, or the standards of one place and time."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    kind: Literal["kinds", "formality", "standards"]
    version: str
    valid_from: date
    valid_to: date | None = None
    jurisdiction: Literal["any", "scotland", "wales", "england"]
    source: str
    name: Names
    items: tuple[Entry, ...] = Field(min_length=1)

    @property
    def options(self) -> tuple[Option, ...]:
        """The items as choices."""
        return tuple(Option(item.id, item.name.phrase) for item in self.items)


def packs(folder: Path = PROMPTS) -> dict[str, Pack]:
    """Every pack by its id. Raises Faults naming everything that is wrong, with file and line."""
    found: dict[str, Pack] = {}
    faults: list[Fault] = []
    for path in sorted((folder / "frameworks").glob("*.toml")):
        try:
            pack = found[path.stem] = Pack.model_validate(tomllib.loads(path.read_text("utf-8")))
            faults += _inconsistent(path, pack)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
            faults.append(broken(path, wrong))
        except ValidationError as wrong:
            faults += mistakes(path, wrong)
    if faults:
        raise Faults(faults)
    return found


def _inconsistent(path: Path, pack: Pack) -> Iterator[Fault]:
    """What each part of a pack cannot know: its id is the file's, its items' ids are unique, their groups are there."""
    lines = path.read_text("utf-8").splitlines()
    ids = [item.id for item in pack.items]
    if pack.id != path.stem:
        where = f"{path}:{line_of(lines, ('id',))}"
        yield Fault(where, f"its id is {pack.id}", f"give it the id {path.stem}, as the file is")
    for number, item in enumerate(pack.items):
        if item.id in ids[:number]:
            where = f"{path}:{line_of(lines, ('items', number, 'id'))}"
            yield Fault(where, f"the id {item.id} stands here twice", "give one of the two another id")
        if item.group not in (None, *ids):
            where = f"{path}:{line_of(lines, ('items', number, 'group'))}"
            yield Fault(where, f"{item.id} belongs to {item.group}, which is not in this file", "correct the group")


def broken(path: Path, wrong: ValueError) -> Fault:
    """A file that is not TOML at all."""
    line = re.search(r"line (\d+)", str(wrong))
    where = f"{path}:{line[1]}" if line else str(path)
    return Fault(where, f"this is not TOML: {wrong}", "see toml.io; often a quote or a bracket is missing")


def mistakes(path: Path, wrong: ValidationError) -> Iterator[Fault]:
    """What does not fit in a TOML file, each with the line where it stands."""
    lines = path.read_text("utf-8-sig").splitlines()
    for error in wrong.errors():
        keys = [str(key) for key in error["loc"]]
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
            heads = [n for n, words in enumerate(lines, 1) if words.strip() == f"[[{'.'.join(table)}]]"]
            line = heads[key] if key < len(heads) else line
            continue
        end = _end(lines, line) if table else len(lines)
        table.append(str(key))
        there = [n for n in range(line, len(lines) + 1) if _begins(lines[n - 1], ".".join(table))]
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
        case "value_error":  # our own words say what it should be, and what it is may be a secret
            return "correct it there"
        case _:
            return f"it says {error['input']!r}" if isinstance(error["input"], str | int) else "correct it there"
