"""A protocol of one's own is one file; what is wrong with it is named with file, line and cure."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot import protocols
from bot.fault import Fault, Faults, gathered
from bot.library import PROTOCOLS, REFUSED, Library, read
from bot.protocols import Way, script
from bot.toml import made, tables
from bot.wording import Wording
from tests.cli.conftest import WELL, Quick, cases, change

WORDING = made(REFUSED, Wording, tables(REFUSED))
CONFIG = '[web]\nport = 0\n[community]\nlanguages = ["cy", "en"]\n[library]\nfolders = ["ours"]\n'
WALK = """id = "walk"
source = "Ourselves"
name.en = "A walk together"
name.cy = "Tro gyda'n gilydd"
who.en = "Everybody with shoes."
who.cy = "Pawb ag esgidiau."

[[questions]]
ask.en = "What did you see?"
ask.cy = "Beth welsoch chi?"

[[stages]]
id = "hello"
minutes = 5
say.en = "Welcome!"
say.cy = "Croeso!"
[[stages]]
id = "ask"
minutes = 10
asks = true
say.en = "Look around."
say.cy = "Edrychwch o gwmpas."
[[stages]]
id = "bye"
closes = true
say.en = "Goodbye."
say.cy = "Hwyl."
"""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A folder with a good protocol of one's own."""
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "walk.toml").write_text(WALK)
    return folder


def mistakes(path: Path) -> str:
    """What is said of a file."""
    found: list[Fault] = []
    with gathered(found):
        found += protocols.faults([script(path, tables(path), False)], ("cy", "en"), WORDING)
    return f"{Faults(found)}\n"


def held(library: Library, id: str, way: Way) -> list[tuple[str, str]]:
    """The stages of a protocol in order, each with its part."""
    return [(part, stage.id) for part, stage in library.protocols[id].parts(way)]


def test_a_protocol_of_one_s_own_is_one_file(check: Quick, ours: Path) -> None:
    library = read([ours], ("cy", "en"))
    assert sorted(library.protocols) == [*sorted(path.stem for path in PROTOCOLS.glob("*.toml")), "walk"]
    assert held(library, "walk", "live") == [("live", "hello"), ("live", "ask"), ("live", "bye")]
    code, said, complaints = check(CONFIG)
    assert (code, said, complaints) == WELL
    assert f" {len(library.protocols)} protocols," in said


@pytest.mark.parametrize(("changes", "faults"), cases("protocols"))
def test_every_fault_is_named_once(ours: Path, changes: str, faults: str) -> None:
    change(ours, changes)
    assert mistakes(ours / "walk.toml").replace(f"{ours}/", "") == faults


def test_a_copy_of_ours_needs_an_id_of_its_own(ours: Path) -> None:
    shutil.copy(PROTOCOLS / "slow-week.toml", ours)
    with pytest.raises(Faults) as raised:
        read([ours])
    first = PROTOCOLS / "slow-week.toml"
    assert [(each.where, each.what) for each in raised.value.faults] == [
        (f"{ours}/slow-week.toml:3", f"there is a protocol slow-week already, in {first}")
    ]


def test_those_that_come_with_blether() -> None:
    """Each is whole in both languages, and is held in the ways it says."""
    library = read(languages=("cy", "en"))
    assert {id: (one.ways, one.usual) for id, one in library.protocols.items()} == {
        "edu-chat": (("live",), "live"),
        "slow-week": (("slow",), "slow"),
        "five-questions": (("live", "slow", "live-first"), "live-first"),
        "reading-round": (("live", "slow", "live-last"), "live-last"),
        "live-and-slow": (("live", "slow", "live-first", "live-last"), "live-first"),
    }


def test_the_live_hour_comes_first_or_last() -> None:
    """What fits both parts is said once, in the first; the end is in the last."""
    library = read()
    assert held(library, "live-and-slow", "live-first") == [
        ("live", "welcome"),
        ("live", "questions"),
        ("live", "live-end"),
        ("slow", "week"),
        ("slow", "follow-up"),
        ("slow", "close"),
    ]
    assert held(library, "live-and-slow", "live-last") == [
        ("slow", "questions"),
        ("slow", "last-words"),
        ("live", "welcome"),
        ("live", "together"),
        ("live", "close"),
    ]
