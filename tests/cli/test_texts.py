"""``blether texts`` says what translators have to see to, and nothing else."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from bot.house import plan
from bot.talk import text
from bot.texts import Texts
from bot.translation import Report, Work, read_down, report, write_down
from tests.cli.conftest import Quick, to_mend

ENGLISH = """language = English
    .state = approved
hello = Hello { $who }
bye = Goodbye
name = { $name }
count = { $count ->
    [one] One thing
   *[other] { $count } things
 }
"""
WELSH = """language = Cymraeg
    .state = draft
hello = Helo { $who }
bye = Hwyl
name = { $name }
count = { $count } peth
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One catalogue in two languages, with nothing to see to."""
    (tmp_path / "en.ftl").write_text(ENGLISH)
    (tmp_path / "cy.ftl").write_text(WELSH)
    return tmp_path


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def texts(folder: Path) -> Texts:
    return Texts({"core": folder})


def work(folder: Path) -> list[tuple[str, str, int]]:
    """What is to be done: which sentence, what, and its line."""
    return [(each.key, each.what, each.line) for each in report(texts(folder), [], [], "cy").work]


def test_a_whole_language_has_nothing_to_see_to(folder: Path) -> None:
    approve = f"{folder}/cy.ftl:2"
    assert report(texts(folder), [], [], "cy") == Report("cy", "Cymraeg", "draft", approve, 6, 6, (), (0, 0))


def test_a_missing_one_is_named_with_its_english(folder: Path) -> None:
    change(folder, "cy.ftl", "bye = Hwyl\n", "")
    there = Work(f"{folder}/cy.ftl", 0, "core.bye", "missing", 900 - len("Goodbye"), "Goodbye")
    assert report(texts(folder), [], [], "cy").work == (there,)


def test_a_language_that_was_only_begun_has_all_of_it_missing(folder: Path) -> None:
    (folder / "cy.ftl").write_text("")
    made = report(texts(folder), [], [], "cy")
    assert (made.name, made.state, [each.what for each in made.work]) == ("cy", "draft", ["missing"] * 6)


def test_what_reads_like_the_english_is_still_to_be_translated(folder: Path) -> None:
    """Unless there are no words in it, or somebody said that it is so."""
    change(folder, "cy.ftl", "Hwyl", "Goodbye")
    assert work(folder) == [("core.bye", "untranslated", 4)]
    write_down(texts(folder), "cy")
    assert work(folder) == [("core.bye", "untranslated", 4)]
    assert write_down(texts(folder), "cy", ["core.bye"]) == 1
    assert work(folder) == []


def test_what_the_english_says_otherwise_now_has_changed_until_it_is_seen_to(folder: Path) -> None:
    assert write_down(texts(folder), "cy") == 6
    change(folder, "en.ftl", "Goodbye", "See you")
    assert work(folder) == [("core.bye", "changed", 4)]
    change(folder, "cy.ftl", "Hwyl", "Wela i chi")
    assert work(folder) == [("core.bye", "changed", 4)]
    assert write_down(texts(folder), "cy") == 1
    assert work(folder) == []


def test_spaces_and_new_neighbours_change_nothing(folder: Path) -> None:
    write_down(texts(folder), "cy")
    change(folder, "en.ftl", "bye = Goodbye\n", "# A remark\nbye =\n    Goodbye\nnew = New\n")
    change(folder, "en.ftl", "    [one] One thing\n   *[other]", "      [one] One thing\n      *[other]")
    assert work(folder) == [("core.new", "missing", 0)]


def test_what_was_taken_out_is_not_kept_written_down(folder: Path) -> None:
    write_down(texts(folder), "cy")
    for file, words in {"en.ftl": "bye = Goodbye\n", "cy.ftl": "bye = Hwyl\n"}.items():
        change(folder, file, words, "")
    change(folder, "en.ftl", "Hello", "Good day")
    assert write_down(texts(folder), "cy") == 1
    assert "bye" not in read_down(folder, "cy")


def test_other_variables_and_what_does_not_fit_are_named(folder: Path) -> None:
    change(folder, "cy.ftl", "Helo { $who }", "Helo")
    change(folder, "cy.ftl", "Hwyl", "Hwyl " * 200)
    assert work(folder) == [("core.hello", "variables", 3), ("core.bye", "long", 4)]


def test_the_limit_of_what_a_room_declares_is_the_one_of_its_place(folder: Path) -> None:
    """The menu of a message is the tightest place there is."""
    there = plan()
    (folder / "learn").mkdir()
    shutil.copy(there.texts.folders["learn"] / "en.ftl", folder / "learn")
    begun = Texts({"core": folder, "learn": folder / "learn"})
    made = report(begun, [each.room for each in there.rooms if each.room.name == "learn"], [], "cy")
    limits = {each.key.partition(".")[2]: each.limit for each in made.work}
    keys = ("do-log.menu", "do-log.title", "do-log", "ask-what", "ask-what.hint", "do-log.takes")
    assert {key: limits.get(key) for key in keys} == dict(zip(keys, (24, 45, 100, 45, 100, 450), strict=True))


TABLE = re.compile(
    r"Cymraeg \(cy\): a draft until a fluent speaker approves it; \S+bot/cy\.ftl:\d+ says so\.\n"
    r"\d+ sentences: 0 missing, 0 untranslated, \d+ changed, 0 variables, 0 long\.\n"
    r"\d+ of them have nothing written down: .+\nThe library says \d+ of its \d+ names and prompts in it, .+\n"
)


def test_the_house_s_own_welsh_is_whole(quick: Quick) -> None:
    code, said, complaints = quick("texts", "cy")
    assert (TABLE.match(said) is not None, complaints) == (True, ""), said
    assert code == (" 0 changed," not in said)


def test_a_program_reads_all_of_it(quick: Quick) -> None:
    _, said, complaints = quick("texts", "--json")
    (welsh,) = json.loads(said)
    assert (welsh["language"], welsh["name"], welsh["state"], complaints) == ("cy", "Cymraeg", "draft", "")
    assert sorted(welsh) == sorted(Report.__slots__)


def test_rooms_outside_the_tree_are_seen_from_the_configuration(quick: Quick, tmp_path: Path) -> None:
    """One line for each sentence, where it is to be said; and the exit code says that there is some."""
    quick("new", "room", "hearth", "--folder", "ours/rooms")
    (tmp_path / "ours/config.toml").write_text('[rooms]\nfolders = ["rooms"]\n')
    change(tmp_path / "ours/rooms/hearth", "cy.ftl", "said = **Dywedoch chi:**\n", "")
    code, said, _ = quick("texts", "cy", "hearth.said", "--config", "ours/config.toml")
    rows = [line.split() for line in said.splitlines()[6:]]
    assert (code, rows) == (1, [["missing", "ours/rooms/hearth/cy.ftl", "hearth.said", "891", "**You", "said:**"]])


def test_a_language_nobody_translates_into(quick: Quick) -> None:
    faults = "en: this is no language to translate into\n    there are cy; English is where they are made from\n"
    assert quick("texts", "en") == (2, "", to_mend(faults))


def test_a_sentence_nobody_wrote(quick: Quick) -> None:
    faults = "core.nothing: there is no such sentence\n    name it as the table does, and say it in cy.ftl first\n"
    assert quick("texts", "cy", "core.nothing", "--done") == (2, "", to_mend(faults))


def test_no_catalogue_is_named_after_what_is_no_language(folder: Path) -> None:
    (folder / "xx.ftl").write_text(WELSH)
    there = texts(folder)
    assert there.languages == ("en", "cy")
    assert [each.where for each in there.faults()] == [f"{folder}/xx.ftl"]
    assert there.plain(text("core.bye"), "cy") == "Hwyl"
