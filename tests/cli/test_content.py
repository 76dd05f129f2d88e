"""``blether check`` names everything that is wrong with a room of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import WELL, Quick, cases, change, to_mend

CONFIG = '[web]\nport = 0\n[rooms]\nfolders = ["rooms"]\n'
CODE = '''"""A room of one's own."""

from typing import Annotated

from sqlalchemy import Column, String

from bot.marks import Line, Pick
from bot.room import MEMBER, OWNER, Room
from bot.store.schema import Sealed, table
from bot.talk import Message
from bot.turn import Turn

room = Room("lists")

@room.action(may=MEMBER, slash=True)
async def put(turn: Turn, what: Line) -> Message:
    return Message(room.text("kept", what=what))
# more
'''
WORDS = """kept = Kept: { $what }
do-put = Put something on the list
    .title = On the list
    .takes = A few seconds.
ask-what = What?
room = Lists
# more
"""


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """The folder of a good room."""
    folder = tmp_path / "rooms/lists"
    folder.mkdir(parents=True)
    for name, written in (("__init__.py", CODE), ("en.ftl", WORDS), ("cy.ftl", WORDS)):
        (folder / name).write_text(written)
    return folder


def test_a_good_room_is_well(check: Quick, room: Path) -> None:
    assert check(CONFIG) == WELL


@pytest.mark.parametrize(("changes", "faults"), cases("rooms"))
def test_every_fault_is_named_once(check: Quick, room: Path, changes: str, faults: str) -> None:
    change(room, changes)
    assert check(CONFIG) == (2, "", to_mend(faults))


def test_a_private_use_character_is_named(check: Quick, room: Path) -> None:
    (room / "en.ftl").write_text(WORDS.replace("seconds", "\ue000 seconds"))
    faults = "rooms/lists/en.ftl:4: a private-use character\n    take it out: the house uses these itself\n"
    assert check(CONFIG) == (2, "", to_mend(faults))


def test_configuration_and_room_are_named_at_once(check: Quick, room: Path) -> None:
    (room / "cy.ftl").unlink()
    wrong = "config.toml:2: web.port: it is to be 0 or more\n    it says -1\n"
    missing = "rooms/lists/cy.ftl: the catalogue is missing\n    copy en.ftl and say every sentence in this language\n"
    assert check(CONFIG.replace("0", "-1")) == (2, "", to_mend(wrong + missing))
