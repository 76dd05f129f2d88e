"""What is wrong with the library is named with file, line and cure."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.fault import Faults
from bot.library import packs
from tests.cli.conftest import PROJECT, Blether, cases, change, to_mend

GOOD = """id = "tools"
kind = "kinds"
version = "1"
valid_from = 2026-11-01
jurisdiction = "any"
source = "Ourselves"
name.en = "Tools"

# Two of them.
[[items]]
id = "stick"
name.cy = "Ffon"
name.en = "Stick"
[[items]]
id = "stone"
name.en = "Stone"
# more
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder of two good packs."""
    for name in ("tools", "more"):
        (tmp_path / "frameworks").mkdir(exist_ok=True)
        (tmp_path / f"frameworks/{name}.toml").write_text(GOOD.replace('"tools"', f'"{name}"'))
    return tmp_path


def test_a_good_library_is_well(library: Path) -> None:
    assert [(pack.id, [each.id for each in pack.items]) for pack in packs(library).values()] == [
        ("more", ["stick", "stone"]),
        ("tools", ["stick", "stone"]),
    ]


@pytest.mark.parametrize(("changes", "faults"), cases("packs"))
def test_every_fault_is_named_once(library: Path, changes: str, faults: str) -> None:
    change(library / "frameworks", changes)
    with pytest.raises(Faults) as raised:
        packs(library)
    assert str(raised.value).replace(f"{library}/frameworks/", "") + "\n" == faults


def test_check_names_what_is_wrong_with_our_own(tmp_path: Path) -> None:
    for folder in ("bot", "adapters", "prompts"):
        shutil.copytree(PROJECT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "config.toml").write_text("[web]\n")
    change(tmp_path / "prompts/frameworks", "kinds.toml: valid_from = => valid_since =")
    where = tmp_path / "prompts/frameworks/kinds.toml"
    faults = f"{where}:1: valid_from: it is missing\n    add valid_from = …\n"
    unknown = f"{where}:9: valid_since: nobody knows this name\n    take it out, or see whether it is misspelt\n"
    assert Blether(tmp_path)("check", PYTHONPATH=str(tmp_path)) == (2, "", to_mend(faults + unknown))
