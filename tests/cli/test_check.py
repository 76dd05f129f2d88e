"""``blether check`` names everything that is wrong with a configuration: file, line, cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import PROJECT, WELL, Blether, Quick, cases, to_mend

WEB = "[web]\nport = 0\n"


@pytest.mark.parametrize(("toml", "faults"), cases("configurations"))
def test_every_fault_is_named_once(check: Quick, toml: str, faults: str) -> None:
    assert check(toml) == (2, "", to_mend(faults))


def test_a_good_file_is_well(check: Quick) -> None:
    assert check(WEB) == WELL


def test_a_file_from_another_editor_is_well(check: Quick) -> None:
    assert check(b"\xef\xbb\xbf[web]\r\nport = 0\r\n") == WELL


def test_a_file_in_another_encoding(check: Quick) -> None:
    code, said, complaints = check(b"[web]\n#caf\xe9\n")
    assert (code, said) == (2, "")
    assert complaints.startswith("1 thing to mend:\n\nconfig.toml: this is not TOML: 'utf-8' codec can't decode")


def test_a_folder_that_is_not_there(check: Quick) -> None:
    faults = "elsewhere: there is no such folder\n    mend folders under [rooms]\n"
    assert check('[rooms]\nfolders = ["elsewhere"]\n' + WEB) == (2, "", to_mend(faults))


def test_a_configuration_that_is_not_there(quick: Quick) -> None:
    faults = "other.toml: there is no such file\n    copy config.example.toml and change it\n"
    assert quick("check", "-c", "other.toml") == (2, "", to_mend(faults))


def test_a_configuration_that_cannot_be_read(quick: Quick) -> None:
    faults = ".: this cannot be read: Is a directory\n    name a file that you may read\n"
    assert quick("check", "-c", ".") == (2, "", to_mend(faults))


def test_the_environment_goes_before_the_file(check: Quick) -> None:
    assert check("[web]\nport = -1\n", BLETHER_WEB__PORT="0", BLETHER_COMMUNITY__LANGUAGES="cy, en") == WELL


ENVIRONMENT = [
    ("BLETHER_WEB__PORT=many", "web.port: it is to be a whole number", "it says 'many'"),
    ("BLETHER_WEB__COLOUR=x", "web.colour: nobody knows this name", "take it out, or see whether it is misspelt"),
    ("BLETHER_COMMUNITY__ZONE=X", "community.zone: there is no time zone X", "correct it there"),
    ("BLETHER_COMMUNITY__LANGUAGES=en,en", "community.languages: a language stands here twice", "correct it there"),
    ("BLETHER_STORE=x", "store: it is to be a table", "it says 'x'"),
]


@pytest.mark.parametrize(("set_to", "what", "cure"), ENVIRONMENT)
def test_a_fault_of_the_environment_is_said_to_be_there(check: Quick, set_to: str, what: str, cure: str) -> None:
    name, value = set_to.split("=")
    assert check(WEB, **{name: value}) == (2, "", to_mend(f"{name} in the environment: {what}\n    {cure}\n"))


def test_a_secret_in_the_environment_is_not_repeated(check: Quick) -> None:
    assert "secret" not in check(WEB, BLETHER_STORE__URL="mysql://me:secret@here/x")[2]


def test_the_example_is_well(tmp_path: Path) -> None:
    assert Blether(tmp_path)("check", "--config", str(PROJECT / "config.example.toml")) == WELL


def test_what_is_in_the_file_is_seen_from_the_file(quick: Quick, tmp_path: Path) -> None:
    """``check`` and ``run`` look for rooms in the same folder, wherever they are called from."""
    (tmp_path / "ours/rooms").mkdir(parents=True)
    (tmp_path / "ours/config.toml").write_text(WEB + '[rooms]\nfolders = ["rooms"]\n')
    assert quick("check", "-c", "ours/config.toml") == WELL
