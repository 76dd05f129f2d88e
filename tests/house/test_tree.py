"""Rules for the tree itself."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for top in ("bot", "adapters") for path in (ROOT / top).rglob("*.py"))
PLATFORMS = ("slack", "discord")


def test_no_platform_is_named_in_the_core() -> None:
    found = [
        path
        for path in (ROOT / "bot").rglob("*")
        if path.is_file() and path.suffix != ".pyc" and any(name in path.read_text().lower() for name in PLATFORMS)
    ]
    assert found == []


def test_modules_and_functions_stay_small() -> None:
    long = [path for path in SOURCES if len(path.read_text().splitlines()) > 350]
    assert long + [where for path in SOURCES for where in functions(path) if where[1] > 40 + where[2]] == []


def functions(path: Path) -> Iterator[tuple[str, int, int]]:
    """Name, lines and lines of the arguments and docstring of each function."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name != "upgrade":
            yield f"{path}:{node.name}", (node.end_lineno or 0) - node.lineno + 1, node.body[0].lineno - node.lineno


def test_no_import_is_deferred() -> None:
    found = [
        f"{path}:{inner.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_what_draws_is_imported_by_the_first_picture_alone() -> None:
    imports = [path for path in SOURCES if re.search(r"^(import|from) typst\b", path.read_text(), re.MULTILINE)]
    assert imports == []


def test_every_dependency_has_its_sentence() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text().lower()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = [need.split(">")[0].split("[")[0].split("<")[0] for need in wanted]
    missing = [name for name in names if name.replace("-", " ") not in page.replace("-", " ")]
    assert missing == []


def test_no_address_and_no_machine_is_named() -> None:
    """Lock files carry names, versions and hashes only; no file names somebody's own folders."""
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert "://" not in (ROOT / "requirements.lock").read_text()
    own = "/" + "home/"
    assert [name for name in tracked if own in (ROOT / name).read_text(errors="ignore")] == []
