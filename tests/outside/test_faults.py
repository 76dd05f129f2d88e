"""What must not build does not, and says how to mend it. As `blether check` tells it: tests/cli/rooms.txt."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, MetaData, String, Table

from bot import checks
from bot.fault import Fault, Faults
from bot.house import CORE
from bot.rooms import find
from bot.store.schema import Sealed, ours, owner, unclassified
from bot.texts import Texts

TOP = """
from __future__ import annotations

from typing import Annotated

from bot.marks import Led, Line, Long, Mine, Number, OneLine, Pick, Quoted, Words
from bot.room import MEMBER, OWNER, Room
from bot.store.tables import place, seen
from bot.talk import Message, Option
from bot.turn import Turn

room = Room("nook")
t = room.text
"""
SIT = """
@room.action(may=MEMBER, slash=True)
async def sit(turn: Turn, words: Line) -> Message:
    return Message(t("sat"))
"""
EN = """
room = A nook
do-sit = Sit down
    .title = Sit down
    .takes = A few seconds.
    .menu = Sit here
ask-words = Which words?
sat = You sit.
"""
CY = """
room = Cilfach
do-sit = Eistedd
    .title = Eistedd
    .takes = Ychydig eiliadau.
    .menu = Eistedd yma
ask-words = Pa eiriau?
sat = Rydych yn eistedd.
"""

Built = Callable[..., list[Fault]]


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """No room of these tests is known to the next."""
    yield
    for name in [name for name in sys.modules if name.startswith("blether_room_")]:
        del sys.modules[name]


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """Builds a room of this code and these catalogues; what is wrong with it."""

    def build(code: str = SIT, en: str = EN, cy: str | None = CY) -> list[Fault]:
        folder = tmp_path / "nook"
        folder.mkdir()
        for name, words in (("__init__.py", TOP + code), ("en.ftl", en), ("cy.ftl", cy)):
            if words is not None:
                (folder / name).write_text(words)
        rooms = [each.room for each in find([tmp_path]) if each.folder == folder]
        return checks.faults(rooms, Texts({"core": CORE, "nook": folder}))

    return build


def test_a_small_room_builds(built: Built) -> None:
    assert built() == []


# --- actions ------------------------------------------------------------------------------------------------------


def test_what_is_mine_has_an_owner(built: Built, tmp_path: Path) -> None:
    what = 'TypeError: Mine(seen): the table has no owner; give it owner("person"), or use Led(table, role)'
    with pytest.raises(Faults) as wrong:
        built(SIT.replace("words: Line", "words: Annotated[str, Mine(seen)]"))
    file = str(tmp_path / "nook" / "__init__.py")
    assert wrong.value.faults == (Fault(file, what, "see ARCHITECTURE.md: a room"),)


@pytest.mark.parametrize("options", ["", ", some"])
def test_who_leads_stands_in_a_column(built: Built, options: str) -> None:
    """Also where the field is never asked for."""
    code = "async def some(turn, typed): return ()\n" + SIT.replace("slash=True", "slash=False")
    faults = built(code.replace("words: Line", f'words: Annotated[str, Led(place, "keeper"{options})]'))
    assert faults == [
        Fault("action nook.sit", "words: place has no column keeper", "name the column that says who leads")
    ]


def test_a_command_can_ask_for_what_it_needs(built: Built) -> None:
    cure = "give its mark options to choose from, or make the field optional"
    faults = [Fault("action nook.sit", "a command cannot ask for words", cure)]
    assert built(SIT.replace("words: Line", "words: Annotated[str, Mine(place)]")) == faults


def test_a_command_cannot_ask_for_a_message(built: Built) -> None:
    """Even one that is in the menu of a message, where there always is one."""
    cure = "give its mark options to choose from, or make the field optional"
    code = SIT.replace("slash=True", "slash=True, menu=True").replace("words: Line", "words: Quoted")
    assert built(code) == [Fault("action nook.sit", "a command cannot ask for words", cure)]


def test_two_actions_have_two_names(built: Built) -> None:
    """The second would take the place of the first without a word."""
    where, what = "room nook", "it has two actions called sit"
    assert [(each.where, each.what) for each in built(SIT + SIT.replace("def sit(", "def sit_("))] == [(where, what)]


@pytest.mark.parametrize("count", [0, 26])
def test_there_are_as_many_options_as_a_menu_shows(built: Built, count: int) -> None:
    options = ", ".join(f'Option("{number}", t("sat"))' for number in range(count))
    cure = "offer 1 to 25, or give Pick a function that finds them as one types"
    faults = [Fault("action nook.sit", f"words has {count} options", cure)]
    assert built(SIT.replace("words: Line", f"words: Annotated[str, Pick(({options}))]")) == faults


def test_an_option_is_said_and_short(built: Built) -> None:
    code = SIT.replace("words: Line", 'words: Annotated[str, Pick((Option("a", t("far")), Option("b", t("sat"))))]')
    long = [each.replace("sat =", "sat = " + "x" * 75) for each in (EN, CY)]
    assert built(code, *long) == [
        Fault("action nook.sit", "nook.far is not said", "add it to each catalogue"),
        Fault("action nook.sit", "the option b of words is too long", "at most 75 characters"),
    ]


def test_no_field_takes_more_than_a_form_can(built: Built) -> None:
    faults = [Fault("action nook.sit", "words takes 3001 characters", "3000 at most fit into a form")]
    assert built(SIT.replace("words: Line", "words: Annotated[str, Words(3001)]")) == faults


# --- texts --------------------------------------------------------------------------------------------------------


def test_a_label_is_short(built: Built, tmp_path: Path) -> None:
    cy = str(tmp_path / "nook" / "cy.ftl")
    faults = [Fault(cy, "ask-words is 46 characters long", "say it in 45")]
    assert built(cy=CY.replace("Pa eiriau?", "x" * 46)) == faults


def test_a_gap_counts_as_it_is_seen(built: Built, tmp_path: Path) -> None:
    cy = str(tmp_path / "nook" / "cy.ftl")
    faults = [Fault(cy, "ask-words is 62 characters long", "say it in 45")]
    assert built(cy=CY.replace("Pa eiriau?", f"x{' ' * 60}x")) == faults


def test_a_label_has_no_variables(built: Built) -> None:
    """Nobody could give it a value; and it keeps nothing else from being found."""
    catalogues = (
        EN.replace("do-sit = Sit down", "do-sit = { $who }"),
        CY.replace("do-sit = Eistedd", "do-sit = { $who }"),
    )
    assert built(SIT.replace("may=MEMBER, ", ""), *catalogues) == [
        Fault("action nook.sit", "do-sit uses $who, which nobody gives it", "say it without"),
        Fault("room nook", "nook.sit does not say who may use it", "add may=MEMBER, MODERATOR or OWNER"),
    ]


def test_a_sentence_leaves_room_for_a_person_s_words(built: Built, tmp_path: Path) -> None:
    what = "sat is 910 characters long in two languages"
    long = [each.replace("You sit.", "x" * 455).replace("Rydych yn eistedd.", "x" * 455) for each in (EN, CY)]
    assert built(SIT, *long) == [Fault(str(tmp_path / "nook"), what, "say it in 900")]


def test_a_sentence_is_as_long_as_those_it_refers_to(built: Built, tmp_path: Path) -> None:
    part = f"\npart = {'x' * 240}"
    long = [
        each.replace(said, "{ part }{ part }") + part for each, said in ((EN, "You sit."), (CY, "Rydych yn eistedd."))
    ]
    what = "sat is 960 characters long in two languages"
    assert built(SIT, *long) == [Fault(str(tmp_path / "nook"), what, "say it in 900")]


def test_what_a_command_needs_to_say_is_said(built: Built) -> None:
    """Everything that is missing is named at once."""
    add = "add {} to each catalogue of nook"
    assert built(en="sat = You sit.", cy="sat = Rydych yn eistedd.") == [
        *(
            Fault("action nook.sit", f"nook.{key} is not said", add.format(key))
            for key in ("ask-words", "do-sit", "do-sit.takes", "do-sit.title")
        ),
        Fault("room nook", "nook.room is not said", add.format("room")),
    ]


# --- tables and folders -------------------------------------------------------------------------------------------


def test_a_column_says_whose_it_is() -> None:
    tables = MetaData()
    Table("shelf", tables, ours("id", String, primary_key=True), Column("colour", String), Column("secret", Sealed))
    Table("kept", tables, owner("person"), Column("anything", String), Column("secret", Sealed))
    cures = (
        'give the table an owner("…"), or write ours("colour", …) or about("colour")',
        'give the table an owner("…"): ',
    )
    assert list(unclassified(tables)) == [
        Fault("table shelf", "colour says nothing about whose it is", cures[0]),
        Fault("table shelf", "secret is sealed, but nobody owns its row", cures[1] + "sealed words belong to somebody"),
    ]


def test_rooms_of_two_folders_may_lie_in_folders_of_one_name(tmp_path: Path) -> None:
    for name in ("north", "south"):
        (tmp_path / name / "nook").mkdir(parents=True)
        (tmp_path / name / "nook" / "__init__.py").write_text(f'from bot.room import Room\nroom = Room("{name}")\n')
    found = find([tmp_path / "north", tmp_path / "south"])
    assert [each.room.name for each in found if each.folder.parent.parent == tmp_path] == ["north", "south"]


def test_everything_is_told_with_its_place_and_its_cure() -> None:
    wrong = Faults([Fault("b.toml:2", "too long", "shorten it"), Fault("a.py", "no", "yes")])
    assert str(wrong) == "a.py: no\n    yes\nb.toml:2: too long\n    shorten it"
