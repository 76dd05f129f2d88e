"""The pages of docs/reference, made from the code: ``python -m tests.docs.reference`` (``make docs``) writes them."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from pydantic import BaseModel, SecretStr
from pydantic_core import PydanticUndefined

from bot import platforms
from bot.__main__ import app
from bot.config import Config

FOLDER = Path(__file__).parents[2] / "docs" / "reference"
MADE = "<!-- Made from the code by `make docs`: change it there. -->"
CODES = """| exit code | means |
|---|---|
| 0 | done |
| 1 | something outside is in the way, and it says what; for `blether texts`: there is something to translate |
| 2 | configuration or content has to be mended, all of it is named; or the command was typed wrongly |
| 3 | another Blether is using this database |
"""


def commands() -> str:
    """Every command with its arguments and options."""
    parts = [MADE, "# Commands", "", "As `.venv/bin/blether …` in Blether's folder.", "", CODES]
    for name, command in _commands("blether", typer.main.get_command(app)):
        parts += [f"## `{name}`", "", str(command.help or "").strip(), ""]
        rows = [_param(each) for each in command.params if each.name != "help"]
        parts += ["| | what | by default |", "|---|---|---|", *rows, ""] if rows else []
    return "\n".join(parts).rstrip() + "\n"


def configuration() -> str:
    """Every table and key."""
    parts = [
        MADE,
        "# Configuration",
        "",
        "One TOML file: copy `config.example.toml`. A key that nobody knows is a mistake.",
    ]
    parts += [
        "Any value may come from the environment instead, `BLETHER_STORE__URL` for `url` under `[store]`: that goes"
    ]
    parts += ["before the file. Lists are then words with commas between them. Paths are seen from the file.", ""]
    tables: dict[str, Any] = {name: field.annotation for name, field in Config.model_fields.items()}
    for name, table in (tables | dict(platforms.settings())).items():
        parts += [f"## `[{name}]`", "", inspect.getdoc(table) or "", "", "| key | what | by default |", "|---|---|---|"]
        parts += [
            f"| `{key}` | {field.description or ''} | {_default(field.default)} |" for key, field in _fields(table)
        ]
        parts += [""]
    return "\n".join(parts).rstrip() + "\n"


def _fields(table: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    yield from table.model_fields.items()


def _commands(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    """The command, or all those in it."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
    for each, one in (inner or {}).items():
        yield from _commands(f"{name} {each}", one)


def _param(param: Any) -> str:
    names = ", ".join(f"`{each}`" for each in (*param.opts, *param.secondary_opts))
    if param.param_type_name == "argument":
        names = f"`{param.metavar or param.name.upper()}`"
    default = "has to be given" if param.required else _default(param.default)
    return f"| {names} | {getattr(param, 'help', '') or ''} | {default} |"


def _default(value: Any) -> str:
    if value is PydanticUndefined:
        return "has to be there"
    if value in (None, "", (), False) or isinstance(value, SecretStr):
        return ""
    return f"`{json.dumps(value if isinstance(value, (int, tuple, list)) else str(value), ensure_ascii=False)}`"


if __name__ == "__main__":
    for page in (commands, configuration):
        (FOLDER / f"{page.__name__}.md").write_text(page(), "utf-8")
