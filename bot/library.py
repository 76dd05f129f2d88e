"""The library: what educators can read and change without being programmers, checked with file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot import protocols
from bot.fault import Fault, Faults, gathered
from bot.protocols import Protocol, Script, script
from bot.reflection import Known, Prompt, PromptPack, Sheet, sheet
from bot.talk import Option
from bot.toml import Some, line_of, made, tables
from bot.wording import Names, Slug, Wording

PROMPTS = Path(__file__).parent.parent / "prompts"
OURS, REFUSED = PROMPTS / "reflection", PROMPTS / "refused.toml"
PROTOCOLS = PROMPTS / "protocols"


class Entry(BaseModel):
    """One item of a pack; ``unconfirmed`` until somebody has checked it against its source."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Slug
    name: Names
    note: Names | None = None
    group: str | None = None
    unconfirmed: bool = False
    verb: str | None = None
    activity: str | None = None


class Pack(BaseModel):
    """A dated set of names: kinds of professional learning, the standards of one place and time, themes of prompts."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    kind: Literal["kinds", "formality", "standards", "themes"]
    version: str
    valid_from: date
    valid_to: date | None = None
    jurisdiction: Literal["any", "scotland", "wales", "england"]
    source: str
    name: Names
    items: Some[Entry] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        """The items as choices."""
        return tuple(Option(item.id, item.name.phrase) for item in self.items)


@dataclass(frozen=True, slots=True)
class Library:
    """Every prompt by its id, every pack of them by its id, the themes by theirs, and the protocols by theirs."""

    prompts: Mapping[str, Prompt]
    packs: Mapping[str, PromptPack]
    themes: Mapping[str, Entry]
    protocols: Mapping[str, Protocol]


def packs(folder: Path = PROMPTS) -> dict[str, Pack]:
    """Every pack of names by its id. Raises Faults naming everything that is wrong, with file and line."""
    found: dict[str, Pack] = {}
    faults: list[Fault] = []
    for path in sorted((folder / "frameworks").glob("*.toml")):
        with gathered(faults):
            pack = found[path.stem] = made(path, Pack, tables(path))
            faults += _inconsistent(path, pack)
    if faults:
        raise Faults(faults)
    return found


def read(folders: Sequence[Path] = (), languages: Sequence[str] = ()) -> Library:
    """The prompts and protocols that come with Blether and those in ``folders``. Raises Faults.

    ``languages``: those that everything has to be said in; English when none is named.
    """
    faults = [fault for folder in folders for fault in _out_of_place(folder)]
    names, wording = dict[str, Pack](), Wording(refused=())
    with gathered(faults):
        names = packs()
    with gathered(faults):
        wording = made(REFUSED, Wording, tables(REFUSED))
    themes = {item.id: item for pack in names.values() if pack.kind == "themes" for item in pack.items}
    sheets, scripts, unread = _sheets((OURS, PROTOCOLS, *folders), faults)
    prompts = [prompt for each in sheets for prompt in each.written.prompts]
    there: dict[str, PromptPack] = {}
    for pack in (each.written for each in sheets if isinstance(each.written, PromptPack)):
        there.setdefault(pack.id, pack)
    faults += Known(there, themes, unread, languages or ("en",), wording).faults(sheets)
    faults += protocols.faults(scripts, languages or ("en",), wording)
    if faults:
        raise Faults(faults)
    held = {each.written.id: each.written for each in scripts}
    return Library({each.id: each for each in prompts}, _filled(there, prompts), themes, held)


def _sheets(folders: Iterable[Path], faults: list[Fault]) -> tuple[list[Sheet], list[Script], set[str]]:
    """Every file that can be read, and the packs that are in none of them although a file is called so.

    A file with stages in it is a protocol, wherever it lies; any other has prompts.
    """
    found, scripts = list[Sheet](), list[Script]()
    paths = [path for folder in folders for path in sorted(folder.glob("*.toml"))]
    for path in paths:
        with gathered(faults):
            if "stages" in (written := tables(path)) or path.parent == PROTOCOLS:
                scripts.append(script(path, written, path.parent == PROTOCOLS))
            else:
                found.append(sheet(path, written, path.parent == OURS))
    there = {each.written.id if isinstance(each.written, PromptPack) else each.path.stem for each in found}
    return found, scripts, {path.stem for path in paths} - there - {each.path.stem for each in scripts}


def _filled(there: Mapping[str, PromptPack], prompts: Sequence[Prompt]) -> dict[str, PromptPack]:
    """The packs with every prompt of theirs, whichever file it stands in."""
    return {
        id: pack.model_copy(update={"prompts": tuple(each for each in prompts if each.pack == id)})
        for id, pack in there.items()
    }


def _out_of_place(folder: Path) -> Iterator[Fault]:
    """What would be passed over in silence in a folder of one's own."""
    if not folder.is_dir():
        yield Fault(str(folder), "there is no such folder", "mend folders under [library]")
        return
    for path in folder.iterdir():
        if path.is_dir():
            yield Fault(str(path), "a folder in this folder is not read", "put its files beside the others")
        elif path.suffix not in (".toml", ".md") and not path.name.startswith("."):
            yield Fault(str(path), "only files that end in .toml are read", f"name it {path.stem.split('.')[0]}.toml")


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
