"""The library that educators may change, as it is now."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.fault import Faults
from bot.house import Plan
from bot.library import PROMPTS, packs, read
from bot.limits import LABEL, too_much
from bot.marks import Words
from bot.reflection import NAME, PHASES
from bot.rooms import my
from bot.talk import OPTIONS, Answer, Message, Option, Phrase, text
from bot.wording import LONGEST

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


FRAMEWORKS = ("brookfield", "driscoll", "gibbs", "kolb", "moon", "rolfe", "schon", "tripp")
OTHERS = ("enquiry", "impact", "informal", "reading", "rounds", "wellbeing")


def test_every_prompt_of_ours_is_well() -> None:
    """In both languages, with packs, steps, phases and themes that are there: whatever `blether check` would name."""
    library = read(languages=("cy", "en"))
    assert list(library.packs) == sorted([*FRAMEWORKS, *OTHERS])
    assert sorted(library.prompts) == [f"P{number:02}" for number in range(1, len(library.prompts) + 1)]
    assert [each.name.phrase.words for each in library.themes.values() if len(each.name.phrase.words) != 2] == []
    assert {each.theme for each in library.prompts.values()} == set(library.themes)


def test_every_step_asks_anybody() -> None:
    packs = read().packs.values()
    steps = [(pack.id, step.id, pack.asking(step.id)) for pack in packs for step in pack.steps]
    assert [(pack, step) for pack, step, prompts in steps if not any(each.suits(()) for each in prompts)] == []


def test_what_learning_changed_is_asked_four_times() -> None:
    assert [step.id for step in read().packs["impact"].steps] == ["3-week", "6-week", "12-week", "two-terms"]


def test_a_phase_is_what_people_say_of_themselves() -> None:
    said = {option.value for option in (*my.JOBS, *my.PHASES)}
    assert set(PHASES.values()) <= said


def test_a_prompt_is_for_anybody_or_for_those_it_names() -> None:
    prompts = read().packs["rolfe"].asking("so-what")
    assert [each.id for each in prompts] == ["P02", "P24"]
    assert [each.id for each in prompts if each.suits({"teacher", "primary"})] == ["P02"]
    assert [each.id for each in prompts if each.suits({"new", "primary"})] == ["P02", "P24"]


def test_a_prompt_in_two_languages_fits_beside_our_frame_and_an_answer(house: Plan) -> None:
    """The longest there may be, beside the longest answer that a form takes when nobody says otherwise."""
    longest = Phrase((("en", "W" * LONGEST), ("cy", "W" * LONGEST)))
    for asked in (longest, *(each.ask.phrase for each in house.library.prompts.values())):
        said = Message(text("learn.standard", name=asked), "*" * Words().limit)
        assert list(too_much(Answer(said, (), ("cy", "en")), house.texts)) == []


def test_a_name_of_the_library_fits_a_button() -> None:
    assert NAME <= LABEL
    assert [each for each in read().themes.values() if max(map(len, each.name.words.values())) > NAME] == []
