"""``blether new``: the first files of a room or a language, and a kind no where that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.fault import Shut
from bot.new import EXAMPLE, FILES, write_language, write_room
from bot.talk import Button, Call, Message, text
from bot.testing import Bench
from tests.cli.conftest import Blether, Quick

NEXT = """rooms/hearth is there: __init__.py, en.ftl, cy.ftl.

Next:

  blether demo --rooms rooms
      try it: type /hearth say in the message box
  BLETHER_ROOMS__FOLDERS=rooms .venv/bin/python -m pytest tests/house/test_yours.py
      see that it keeps the rules for every room
  folders = ["rooms"]
      write this under [rooms] in config.toml, so that `blether run` has it

CONTRIBUTING.md goes on from here.
"""


def test_a_room_is_written_and_what_is_next_is_said(quick: Quick, tmp_path: Path) -> None:
    assert quick("new", "room", "hearth", "--folder", "rooms") == (0, NEXT, "")
    assert sorted(path.name for path in (tmp_path / "rooms/hearth").iterdir()) == sorted(FILES)


async def test_the_room_works_at_once(tmp_path: Path) -> None:
    write_room("hearth", tmp_path, ())
    async with Bench.open(rooms=[tmp_path], languages=("cy", "en")) as bench:
        ailsa = bench.person("Ailsa")
        aloud = Button(text("hearth.say-aloud"), Call.of("hearth.aloud", {"what": "Good morning"}))
        said = await ailsa.does("hearth.say", what="Good morning")
        assert said == Message(text("hearth.said"), "Good morning", buttons=(aloud,))
        assert await ailsa.presses("hearth.say-aloud") == Message(text("hearth.said-aloud"))
        await bench.settle()
        assert [post.words for post in bench.aloud()] == ["Good morning"]


def test_nothing_of_the_example_s_name_is_left(tmp_path: Path) -> None:
    files = write_room("hearth", tmp_path, ())
    assert [path.name for path in files if "example" in path.read_text()] == []
    assert [path.name for path in files if "hearth" not in path.read_text()] == []


def test_whoever_does_not_say_where_is_asked(tmp_path: Path) -> None:
    code, said, complaints = Blether(tmp_path)("new", "room", "hearth")
    assert (code, said.rstrip(), complaints.strip()) == (1, "In which folder [rooms]:", "Aborted.")
    assert list(tmp_path.iterdir()) == []


GOOD = "take one word of lower-case letters, 32 at most.\n"


@pytest.mark.parametrize("name", ["Hearth", "two-words", "2nd", "class", "h" * 33, "å", "../up"])
def test_a_name_nobody_could_type_is_refused(quick: Quick, tmp_path: Path, name: str) -> None:
    assert quick("new", "room", name, "--folder", "rooms") == (1, "", f"A room cannot be called {name}: {GOOD}")
    assert not (tmp_path / "rooms").exists()


@pytest.mark.parametrize("name", ["core", "learn", "web"])
def test_a_name_that_is_taken_is_refused(quick: Quick, tmp_path: Path, name: str) -> None:
    why = f"The name {name} is taken: give the room another name. Nothing was changed.\n"
    assert quick("new", "room", name, "--folder", "rooms") == (1, "", why)
    assert not (tmp_path / "rooms").exists()


def test_what_is_there_is_left_as_it_is(quick: Quick, tmp_path: Path) -> None:
    (tmp_path / "rooms/hearth").mkdir(parents=True)
    why = "rooms/hearth is there already: give the room another name. Nothing was changed.\n"
    assert quick("new", "room", "hearth", "--folder", "rooms") == (1, "", why)
    assert list((tmp_path / "rooms/hearth").iterdir()) == []


def test_a_folder_that_is_a_file(quick: Quick, tmp_path: Path) -> None:
    (tmp_path / "rooms").write_text("mine")
    why = "rooms/hearth cannot be written: Not a directory.\n"
    assert quick("new", "room", "hearth", "--folder", "rooms") == (1, "", why)


def test_a_language_is_written_where_it_lacks(tmp_path: Path) -> None:
    """In English still, but for what it calls itself and that it is a draft; what is there is kept."""
    for name, words in {"a": "language = English\n    .state = approved\nhello = Hello\n", "b": "bye = Bye\n"}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "en.ftl").write_text(words)
    (tmp_path / "b/gd.ftl").write_text("bye = Slàn\n")
    assert write_language("gd", "Gàidhlig", [tmp_path / "a", tmp_path / "b"]) == [tmp_path / "a/gd.ftl"]
    assert (tmp_path / "a/gd.ftl").read_text() == "language = Gàidhlig\n    .state = draft\nhello = Hello\n"
    assert (tmp_path / "b/gd.ftl").read_text() == "bye = Slàn\n"


@pytest.mark.parametrize("code", ["xx", "english", "en-GB", "EN", "..", "root"])
def test_a_language_nobody_can_count_in_is_refused(tmp_path: Path, code: str) -> None:
    (tmp_path / "en.ftl").write_text("bye = Bye\n")
    with pytest.raises(Shut, match="no language that we can count and date in"):
        write_language(code, "Mine", [tmp_path])
    assert [path.name for path in tmp_path.iterdir()] == ["en.ftl"]


def test_the_example_is_a_room_of_three_files() -> None:
    assert sorted(path.name for path in EXAMPLE.iterdir() if path.is_file()) == sorted(FILES)
