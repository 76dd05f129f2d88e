"""What is wrong with somebody's own prompts is named with file, line and cure, in an educator's words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.fault import Faults
from bot.library import PROMPTS, Library, read
from bot.reflection import Known, PromptPack, sheet
from bot.toml import tables
from bot.wording import Wording
from tests.cli.conftest import PROJECT, WELL, Blether, Quick, cases, change, to_mend

CONFIG = '[web]\nport = 0\n[community]\nlanguages = ["cy", "en"]\n[library]\nfolders = ["ours"]\n'
PACK = """id = "oracy"
source = "Ourselves"
name.en = "Talk"
name.cy = "Siarad"

[[steps]]
id = "hear"
name.en = "Hear"
name.cy = "Clywed"
# more steps
[[prompts]]
id = "OUR-1"
pack = "oracy"
step = "hear"
phase = "any"
theme = "noticing"
ask.en = "Who spoke most today?"
ask.cy = "Pwy siaradodd fwyaf heddiw?"
# more
"""
ALONE = """[[prompts]]
id = "OUR-2"
pack = "rolfe"
step = "what"
phase = "primary"
theme = "moment"
ask.en = "What made the room laugh?"
ask.cy = "Beth wnaeth i'r ystafell chwerthin?"
"""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A good folder of prompts of one's own: a pack, and a prompt for another pack."""
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "oracy.toml").write_text(PACK)
    (folder / "alone.toml").write_text(ALONE)
    return folder


def mistakes(folder: Path, languages: Sequence[str] = ("cy", "en")) -> str:
    """What is said of a folder."""
    with pytest.raises(Faults) as raised:
        read([folder], languages)
    return str(raised.value).replace(f"{folder}/", "").replace(str(PROJECT), "") + "\n"


def asked(library: Library, pack: str, step: str) -> list[str]:
    """The prompts of a step."""
    return [each.id for each in library.packs[pack].asking(step)]


def test_prompts_of_one_s_own_join_the_others(ours: Path) -> None:
    library = read([ours], ("cy", "en"))
    assert (asked(library, "oracy", "hear"), asked(library, "rolfe", "what")) == (
        ["OUR-1"],
        ["P01", "P23", "P25", "OUR-2"],
    )


def test_a_good_folder_is_well(check: Quick, ours: Path) -> None:
    code, said, complaints = check(CONFIG)
    assert (code, said, complaints) == WELL
    assert f" {len(read([ours]).prompts)} prompts," in said


@pytest.mark.parametrize(("changes", "faults"), cases("prompts"))
def test_every_fault_is_named_once(ours: Path, changes: str, faults: str) -> None:
    change(ours, changes)
    assert mistakes(ours) == faults


def test_only_the_community_s_languages_are_needed(ours: Path) -> None:
    change(ours, "alone.toml: ask.cy = => # ask.cy =")
    assert read([ours], ["en"]).prompts["OUR-2"].ask.phrase.words == (("en", "What made the room laugh?"),)


def test_a_file_from_another_editor_is_well(ours: Path) -> None:
    (ours / "alone.toml").write_bytes(b"\xef\xbb\xbf" + ALONE.replace("\n", "\r\n").encode())
    assert read([ours]).prompts["OUR-2"].pack == "rolfe"


@pytest.mark.parametrize("hidden", ["\ue000", "\u200b", "\u202e", "\u00ad"], ids=["private", "space", "turn", "hyphen"])
def test_what_nobody_can_see_is_named(ours: Path, hidden: str) -> None:
    (ours / "alone.toml").write_text(ALONE.replace("laugh", f"la{hidden}ugh"))
    what = "prompts.ask.en: it is to be one line, without characters that nobody can see\n    correct it there\n"
    assert mistakes(ours) == f"alone.toml:7: {what}"


def test_too_many_prompts_in_a_file(ours: Path) -> None:
    (ours / "alone.toml").write_text("".join(ALONE.replace("OUR-2", f"OUR-{number}") for number in range(2, 203)))
    said = "alone.toml:1601: there are 201 prompts in this file\n    200 at most: begin another file\n"
    assert mistakes(ours) == said


def test_a_file_that_is_no_file_of_a_person_s(ours: Path) -> None:
    (ours / "alone.toml").write_text(f'ask.en = "{"x" * 10_000_000}"')
    assert mistakes(ours) == "alone.toml: it is larger than 200000 bytes\n    make several files of it\n"
    (ours / "alone.toml").write_text(f"ask = {'[' * 100_000}")
    assert mistakes(ours) == "alone.toml: it has brackets within brackets without end\n    take them out\n"
    (ours / "alone.toml").write_bytes(b"# caf\xe9\n")
    assert mistakes(ours).startswith("alone.toml: this is not TOML: 'utf-8' codec can't decode")


def test_what_would_be_passed_over_is_named(ours: Path) -> None:
    (ours / "mine.toml.txt").write_text(ALONE)
    (ours / "more").mkdir()
    (ours / "odd.toml").mkdir()
    (ours / "README.md").write_text("Ours.")
    assert mistakes(ours).splitlines() == [
        "mine.toml.txt: only files that end in .toml are read",
        "    name it mine.toml",
        "more: a folder in this folder is not read",
        "    put its files beside the others",
        "odd.toml: a folder in this folder is not read",
        "    put its files beside the others",
        "odd.toml: this cannot be read: Is a directory",
        "    put a file there that you may read, or take it out",
    ]


def test_a_folder_that_is_not_there(check: Quick) -> None:
    faults = "ours: there is no such folder\n    mend folders under [library]\n"
    assert check(CONFIG) == (2, "", to_mend(faults))


def test_configuration_rooms_and_prompts_are_named_at_once(check: Quick, ours: Path) -> None:
    change(ours, "alone.toml: primary => primry")
    wrong = "config.toml:2: web.port: it is to be 0 or more\n    it says -1\n"
    lost = "elsewhere: there is no such folder\n    mend folders under [rooms]\n"
    phase = "ours/alone.toml:5: OUR-2: there is no phase called primry\n    do you mean primary?\n"
    config = CONFIG.replace("0", "-1") + '[rooms]\nfolders = ["elsewhere"]\n'
    assert check(config) == (2, "", to_mend(wrong + lost + phase))


def test_a_running_house_reads_them_at_start(blether: Blether, ours: Path) -> None:
    (blether.folder / "config.toml").write_text(CONFIG)
    with blether.running() as running:
        assert running.ends() == (0, "")
    change(ours, "alone.toml: primary => primry")
    faults = "ours/alone.toml:5: OUR-2: there is no phase called primry\n    do you mean primary?\n"
    assert blether("run") == (2, "", to_mend(faults))


def test_the_template_is_well(ours: Path) -> None:
    shutil.copy(PROMPTS / "template.toml", ours)
    (ours / "oracy.toml").unlink()
    (ours / "alone.toml").unlink()
    assert asked(read([ours], ("cy", "en")), "template", "try") == ["OUR-2"]
    written = (ours / "template.toml").read_text()
    (ours / "template.toml").unlink()
    (ours / "last.toml").write_text(
        "[[prompts]]" + written.rpartition("[[prompts]]")[2].replace('"template"', '"gibbs"')
    )
    assert mistakes(ours).startswith("last.toml:4: OUR-2: there is no step in gibbs called try\n    there are desc")


def test_check_names_what_is_wrong_with_ours_at_once(tmp_path: Path) -> None:
    for folder in ("bot", "adapters", "prompts"):
        shutil.copytree(PROJECT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "config.toml").write_text("[web]\n")
    prompts = tmp_path / "prompts"
    change(
        prompts,
        'reflection/schon.toml: phase = "any" => phase = "all"\nrefused.toml: "leave it out of the prompt" => 7',
    )
    change(prompts, 'frameworks/themes.toml: "play" => "Play"')
    code, said, complaints = Blether(tmp_path)("check", PYTHONPATH=str(tmp_path))
    assert (code, said) == (2, "")
    assert re.findall(rf"^{prompts}/(\S+): ", complaints, re.MULTILINE) == [
        "frameworks/themes.toml:123",
        "reflection/schon.toml:22",
        "reflection/schon.toml:40",
        "refused.toml:35",
    ]


@pytest.mark.parametrize(("ours", "gaelic", "lacking"), [
    (True, "", []),
    (True, 'name.gd = "Còmhradh"', ["the step hear is not said in gd", "OUR-1 is not said in gd"]),
    (False, "", ["the pack is not said in gd", "the step hear is not said in gd", "OUR-1 is not said in gd"]),
])  # fmt: skip
def test_a_pack_that_comes_with_blether_may_lack_a_new_language_but_not_half_of_it(
    tmp_path: Path, ours: bool, gaelic: str, lacking: list[str]
) -> None:
    """Then it is shown in English, marked so; one's own packs need the languages one has asked for."""
    (tmp_path / "oracy.toml").write_text(PACK.replace('name.cy = "Siarad"', f'name.cy = "Siarad"\n{gaelic}'))
    found = sheet(tmp_path / "oracy.toml", tables(tmp_path / "oracy.toml"), ours)
    assert isinstance(found.written, PromptPack)
    known = Known({"oracy": found.written}, ("noticing",), (), ("gd", "en"), Wording(refused=()))
    assert [each.what for each in known.faults([found]) if "not said" in each.what] == lacking
