"""The library: what educators can read and change without being programmers, checked with file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.fault import Fault, Faults
from bot.talk import Option, Phrase

PROMPTS = Path(__file__).parent.parent / "prompts"


class Names(BaseModel):
    """Words in English and, where there are any, in other languages."""

    model_config = ConfigDict(extra="allow", frozen=True)
    en: str

    @property
    def phrase(self) -> Phrase:
        """As it may stand in a Text."""
        return Phrase((("en", self.en), *sorted((self.model_extra or {}).items())))


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

    @model_validator(mode="after")
    def consistent(self) -> Pack:
        """Ids are unique and groups are there."""
        ids = [item.id for item in self.items]
        for each in sorted({each for each in ids if ids.count(each) > 1}):
            raise ValueError(f"the id {each} stands here twice")
        for item in self.items:
            if item.group is not None and item.group not in ids:
                raise ValueError(f"{item.id} belongs to {item.group}, which is not in this file")
        return self

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
            pack = Pack.model_validate(tomllib.loads(path.read_text("utf-8")))
            found[pack.id] = pack
            if pack.id != path.stem:
                faults.append(Fault(str(path), f"its id is {pack.id}", f"give it the id {path.stem}, as the file is"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
            faults.append(broken(path, wrong))
        except ValidationError as wrong:
            faults += mistakes(path, wrong)
    if faults:
        raise Faults(faults)
    return found


def broken(path: Path, wrong: ValueError) -> Fault:
    """A file that is not TOML at all."""
    line = re.search(r"line (\d+)", str(wrong))
    where = f"{path}:{line[1]}" if line else str(path)
    return Fault(where, f"this is not TOML: {wrong}", "see toml.io; often a quote or a bracket is missing")


def mistakes(path: Path, wrong: ValidationError) -> Iterator[Fault]:
    """What does not fit in a TOML file, each with the line where it stands."""
    lines = path.read_text("utf-8").splitlines()
    for error in wrong.errors():
        keys = [str(key) for key in error["loc"]]
        what = f"{'.'.join(keys) or 'the file'}: {_said(error)}"
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
        table.append(str(key))
        pattern = re.compile(rf"^\s*(\[+\s*)?({re.escape('.'.join(table))}|{re.escape(str(key))})\s*(=|\.|\])")
        line = next((n for n, words in enumerate(lines, 1) if n >= line and pattern.match(words)), line)
    return line


def _said(error: Mapping[str, Any]) -> str:
    return str(error["msg"]).removeprefix("Value error, ")


def _cure(error: Mapping[str, Any]) -> str:
    match error["type"]:
        case "missing":
            return f"add {error['loc'][-1]} = …"
        case "extra_forbidden":
            return "take it out, or see whether it is misspelt"
        case "literal_error":
            return f"write one of {error['ctx']['expected']}"
        case _:
            return f"it says {error['input']!r}" if isinstance(error["input"], str | int) else "correct it there"
