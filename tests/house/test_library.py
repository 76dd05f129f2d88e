"""The library that educators may change, as it is now."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.fault import Faults
from bot.library import PROMPTS, packs
from bot.talk import OPTIONS, Option, Phrase

PACK = """# What one may learn from.
id = "mine"
kind = "standards"
version = "2026-11"
valid_from = 2026-11-01
jurisdiction = "any"
source = "Our own"
name.en = "Mine"

[[items]]
id = "one"
name.en = "One"
name.cy = "Un"

[[items]]
id = "two"
name.en = "Two"
group = "one"
"""


def test_every_pack_of_ours_is_whole() -> None:
    found = packs()
    assert set(found) == {path.stem for path in (PROMPTS / "frameworks").glob("*.toml")}
    for pack in (found["kinds"], found["formality"]):
        assert all({"en", "cy"} <= {language for language, _ in item.name.phrase.words} for item in pack.items)
        assert len(pack.items) <= OPTIONS
    assert all(item.note is None or len(item.note.phrase.words) == 2 for pack in found.values() for item in pack.items)


def test_a_pack_of_one_s_own_is_read(tmp_path: Path) -> None:
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "mine.toml").write_text(PACK)
    assert packs(tmp_path)["mine"].options == (
        Option("one", Phrase((("en", "One"), ("cy", "Un")))),
        Option("two", Phrase((("en", "Two"),))),
    )


@pytest.mark.parametrize(("old", "new", "line"), [('"Un"', "2", 13), ('"One"', '" "', 12)])
def test_a_name_is_words_in_every_language(tmp_path: Path, old: str, new: str, line: int) -> None:
    """Other mistakes, and their cures: tests/cli/packs.txt."""
    (tmp_path / "frameworks").mkdir()
    path = tmp_path / "frameworks" / "mine.toml"
    path.write_text(PACK.replace(old, new))
    with pytest.raises(Faults) as wrong:
        packs(tmp_path)
    assert [each.where for each in wrong.value.faults] == [f"{path}:{line}"]
