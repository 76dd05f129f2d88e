"""The commands for whoever builds on the house or translates it: ``blether new`` and ``blether texts``."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot import new as writing
from bot import platforms, rooms, translation
from bot.config import folders_in
from bot.explained import explained
from bot.fault import Fault, Faults
from bot.house import CORE
from bot.library import packs, read
from bot.texts import Texts
from bot.translation import Report

INSIDE = CORE / "rooms"
COLUMNS = 60  # characters of an English sentence in the table

new = typer.Typer(help="Write the first files of a room or a language.", no_args_is_help=True)

ConfigFile = Annotated[Path, typer.Option("--config", "-c", help="The configuration file.")]
Code = Annotated[str, typer.Argument(metavar="CODE", help="The letters of its language, such as gd.")]


@new.command("room")
def new_room(
    name: Annotated[str, typer.Argument(metavar="NAME", help="One word: people type it after the slash.")],
    folder: Annotated[
        Path, typer.Option(prompt="In which folder", help="Where your rooms lie; bot/rooms is the house's own.")
    ] = Path("rooms"),
) -> None:
    """Write the three files of a room that works at once, and say what to do next."""
    with explained():
        taken = {"core", *platforms.every(), *(path.parent.name for path in INSIDE.glob("*/__init__.py"))}
        files = writing.write_room(name, folder, taken)
    inside = folder.resolve() == INSIDE.resolve()
    print(f"{files[0].parent} is there: {', '.join(file.name for file in files)}.\n\n{_next(name, folder, inside)}")


@new.command("language")
def new_language(
    code: Code,
    own: Annotated[str, typer.Argument(metavar="NAME", help="What the language calls itself.")],
    config: ConfigFile = Path("config.toml"),
) -> None:
    """Write the catalogues of a language, in English still, and say what to do next."""
    with explained():
        files = writing.write_language(code, own, _texts(config)[0].folders.values())
    print("\n".join(map(_near, files)) or f"Every {code}.ftl is there already.")
    print(f"\nSay each sentence in {own}. What is still to be done: blether texts {code}")


def texts(
    language: Annotated[str, typer.Argument(metavar="[LANGUAGE]", help="One language; all when left out.")] = "",
    keys: Annotated[list[str] | None, typer.Argument(metavar="[KEY]...", help="Only these sentences.")] = None,
    done: Annotated[
        bool, typer.Option("--done", help="Write down that they are made from the English of now.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, for a program to read.")] = False,
    config: ConfigFile = Path("config.toml"),
) -> None:
    """Show what translators have to see to, by language. Exit code 1: there is something."""
    with explained():
        there, found = _texts(config)
        codes = [each for each in there.languages[1:] if language in ("", each)]
        if language and not codes:
            cure = f"there are {', '.join(there.languages[1:])}; English is where they are made from"
            raise Faults([Fault(language, "this is no language to translate into", cure)])
        if done:
            _write_down(there, codes, keys or [])
        said = translation.words_of(
            read([_beside(config, each) for each in folders_in(config, "library")]), packs().values()
        )
        made = [translation.report(there, [each.room for each in found], said, each) for each in codes]
    if keys:
        made = [dataclasses.replace(each, work=tuple(one for one in each.work if one.key in keys)) for each in made]
    if as_json:
        print(json.dumps([dataclasses.asdict(each) for each in made], ensure_ascii=False, indent=1))
    else:
        print("\n\n".join(map(_table, made)))
    raise SystemExit(any(each.work for each in made))


def _next(name: str, folder: Path, inside: bool) -> str:
    """What to do with a room that was just written: each a command, and what it is good for."""
    at, ours = ("", "") if inside else (f" --rooms {folder}", f"BLETHER_ROOMS__FOLDERS={folder} ")
    steps = {
        f"blether demo{at}": f"try it: type /{name} say in the message box",
        f"{ours}.venv/bin/python -m pytest tests/house/test_yours.py": "see that it keeps the rules for every room",
        f'folders = ["{folder}"]': "write this under [rooms] in config.toml, so that `blether run` has it",
    }
    shown = [f"  {step}\n      {why}" for step, why in steps.items() if not (inside and step.startswith("folders"))]
    return "\n".join(["Next:", "", *shown, "", "CONTRIBUTING.md goes on from here."])


def _texts(config: Path) -> tuple[Texts, tuple[rooms.Found, ...]]:
    """Every catalogue there is, whole or not, and the rooms."""
    found = rooms.find([_beside(config, each) for each in folders_in(config, "rooms")])
    others = {name: module.texts for name, module in platforms.every().items() if platforms.speaks(module)}
    return Texts({each.room.name: each.folder for each in found} | others | {"core": CORE}), found


def _beside(config: Path, folder: Path) -> Path:
    """A folder as the configuration means it: seen from its file."""
    return config.parent / folder


def _write_down(there: Texts, codes: Iterable[str], keys: Sequence[str]) -> None:
    for code in codes:
        try:
            count = translation.write_down(there, code, keys)
        except LookupError as wrong:
            cure = f"name it as the table does, and say it in {code}.ftl first"
            raise Faults([Fault(str(wrong.args[0]), "there is no such sentence", cure)]) from None
        print(f"{code}: {count} sentences newly written down as made from the English of now.\n")


def _table(made: Report) -> str:
    """What there is to do, as people read it."""
    state = "approved" if made.state == "approved" else f"a {made.state} until a fluent speaker approves it"
    kinds = {what: sum(each.what == what for each in made.work) for what in translation.KINDS}
    lines = [
        f"{made.name} ({made.language}): {state}; {_near(made.approve)} says so.",
        f"{made.sentences} sentences: {', '.join(f'{count} {what}' for what, count in kinds.items())}.",
        f"{made.unwritten} of them have nothing written down: see --done in blether texts --help.",
        f"The library says {made.library[0]} of its {made.library[1]} names and prompts in it, the others in English.",
    ]
    rows = [(each.what, _near(each.where), each.line, each.key, each.limit, _short(each.english)) for each in made.work]
    if rows:
        cells = [
            (what, f"{where}:{line}" if line else where, key, str(limit), said)
            for what, where, line, key, limit, said in rows
        ]
        cells.insert(0, ("what", "where", "sentence", "fits", "in English"))
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines += ["", *("  ".join(map(str.ljust, row, widths)).rstrip() for row in cells)]
    return "\n".join(lines)


def _short(words: str) -> str:
    return words if len(words) <= COLUMNS else words[: COLUMNS - 1] + "…"


def _near(path: Path | str) -> str:
    """A path as one would type it here."""
    here = f"{Path.cwd()}/"
    return str(path).removeprefix(here)
