"""What a button carries: short, never somebody's words, and worth nothing in other hands."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.house import Plan
from bot.keys import new_root
from bot.rooms.learn import t
from bot.talk import Answer, Form, Message, Phrase, Quoted, Refusal, Remote, Role, text
from bot.testing import Bench, Someone
from bot.wire import LONGEST
from tests.core.database import everything, sizes

OUT_OF_DATE = Refusal(text("core.out-of-date"))
NOT_YOURS = Refusal(text("core.not-yours"))
SHARED = settings(  # one Bench for all examples: what is refused changes nothing
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
FORGED = (
    "",
    "0",
    "1",
    "2learn.list||",
    "1learn.nothing||",
    "1nothing.log||",
    "1learn.list|colour=red|",
    "1learn.list||colour",
    "1learn.log||said",
    "1learn.log||what,what",
    "1learn.log|what=hello|kind",
    "1learn.show|entry=|",
    f"1learn.list|{'page=1&' * 20}|",
    "0" + "A" * 22,
    "0\0",
    "0" + "A" * 21 + "\ud800",
    "1learn.list|page=\ud800|",
)
OF_ENTRIES = ("show", "edit", "add", "share", "withdraw", "delete")
CANARY = "xqzwords"


async def kept(who: Someone, what: str = "Wait time works", **more: Any) -> str:
    """Keeps an entry; its id."""
    said = await who.does("learn.log", what=what, **more)
    return said.buttons[0].call.values["entry"]


async def stored(who: Someone) -> str:
    """The wire of a draft that is this person's alone."""
    await who.does("learn.log", what=CANARY, minutes="ages")
    return who.wire("core.change-it")


@pytest.fixture
async def bryn(here: Bench) -> Someone:
    """Somebody who has been here before, and has nothing."""
    bryn = here.person("Bryn")
    await bryn.does("learn.list")
    return bryn


@pytest.fixture
async def wires(here: Bench) -> list[str]:
    """Every button that an entry of Ailsa's has, and the drafts of what she typed."""
    ailsa = here.person("Ailsa")
    found, id = [await stored(ailsa)], await kept(ailsa, CANARY)
    for verb in OF_ENTRIES:
        found += [wire for wire in ailsa.answer.wires if "entry=" in wire or wire.startswith("0")]
        await ailsa.does(f"learn.{verb}", entry=id)
    return found


# --- forged -------------------------------------------------------------------------------------------------------


anything = st.one_of(st.text(max_size=120), *(st.text(max_size=99).map(kind.__add__) for kind in "01"))


@SHARED
@given(forged=st.lists(anything, min_size=1, max_size=15))
async def test_what_nobody_packed_is_out_of_date(here: Bench, bryn: Someone, forged: list[str]) -> None:
    before = await everything(here)
    assert [await bryn.sends(each) for each in forged] == [OUT_OF_DATE] * len(forged)
    assert await everything(here) == before


async def test_a_forged_button_changes_nothing(bench: Bench) -> None:
    """Each is told the same, whether it is nonsense, unknown, no field at all or a form that could not be shown."""
    bryn = bench.person("Bryn")
    await bryn.does("learn.list")
    before = await everything(bench)
    assert [(each, await bryn.sends(each)) for each in FORGED] == [(each, OUT_OF_DATE) for each in FORGED]
    assert await everything(bench) == before


async def test_a_form_that_leaves_out_what_is_needed_asks_for_it(here: Bench, bryn: Someone) -> None:
    """An honest one may come from before the field was needed."""
    for forged in ("1learn.log||kind", "1learn.log||why,kind"):
        said = await bryn.sends(forged, kind="reading")
        assert (said.text, said.problems) == (text("core.please-mend", count=1), (("what", text("core.needed")),))
        await bryn.presses("core.change-it")
        assert (await bryn.fills(what="Pauses")).text.values["kind"] == Phrase((("en", "Reading"), ("cy", "Darllen")))


@SHARED
@given(data=st.data())
async def test_a_changed_button_opens_nothing_of_anybody_s(
    here: Bench, bryn: Someone, wires: list[str], data: st.DataObject
) -> None:
    """At most it asks which of one's own entries is meant, and there are none."""
    before = await everything(here)
    said = await bryn.sends(changed(data, data.draw(st.sampled_from(wires))))
    assert said in (OUT_OF_DATE, NOT_YOURS) or isinstance(said, Form)
    assert CANARY not in repr(said)
    assert await everything(here) == before


def changed(data: st.DataObject, wire: str) -> str:
    """The wire with up to three characters left out, put in or replaced."""
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(wire)))
        put = data.draw(st.text("01|=&,?.:-_aZ9é\0", max_size=2))
        wire = wire[:at] + put + wire[at + data.draw(st.integers(0, 1)) :]
    return wire


# --- in other hands -----------------------------------------------------------------------------------------------


async def test_somebody_else_s_missing_and_foreign_are_one_answer(bench: Bench) -> None:
    """Byte for byte, so that nobody learns what there is."""
    ailsa, bryn, away = bench.person("Ailsa"), bench.person("Bryn"), bench.person("Ailsa", community="college")
    ids = await kept(ailsa), await kept(away), "A" * 22
    await bryn.does("learn.list")
    before = await everything(bench)
    for verb in OF_ENTRIES:
        for id in ids:
            await bryn.does(f"learn.{verb}", entry=id)
            assert bryn.answer == Answer(NOT_YOURS, (), ("cy", "en"))
            await bryn.sends(f"1learn.{verb}|entry={id}|")
            assert bryn.answer == Answer(NOT_YOURS, (), ("cy", "en"))
    assert await everything(bench) == before


async def test_what_is_stored_is_one_person_s_and_one_community_s(bench: Bench) -> None:
    ailsa, others = bench.person("Ailsa"), [bench.person("Bryn"), bench.person("Ailsa", community="college")]
    draft = await stored(ailsa)
    assert [await other.sends(draft) for other in others] == [OUT_OF_DATE, OUT_OF_DATE]
    assert [await other.sends(draft, what="Mine now") for other in others] == [OUT_OF_DATE, OUT_OF_DATE]
    assert isinstance(await ailsa.sends(draft), Form)


async def test_a_button_below_a_post_is_everybody_s(garden: Bench) -> None:
    """It may be pressed by all, and the door asks each time who presses."""
    ailsa, bryn = garden.person("Ailsa"), garden.person("Bryn")
    await ailsa.does("garden.offer", name="Beans")
    await garden.settle()
    wire = garden.effects[-1].wires[0]
    assert wire.startswith("0")
    assert await bryn.sends(wire) == Message(text("garden.taken"), "Beans & more")


# --- old ----------------------------------------------------------------------------------------------------------


async def test_a_draft_is_kept_for_a_day(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    draft = await stored(ailsa)
    await bench.jump(hours=23)
    assert isinstance(await ailsa.sends(draft), Form)
    await bench.jump(hours=2)
    assert await ailsa.sends(draft) == OUT_OF_DATE


async def test_a_stored_button_is_kept_for_four_hundred_days(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    for number in range(6):
        await kept(ailsa, f"Oak {number}")
    await ailsa.does("learn.list", words="oak")
    wire = ailsa.wire("learn.older")
    assert wire.startswith("0")
    await bench.jump(days=399)
    assert len((await ailsa.sends(wire)).items) == 1
    await bench.jump(days=2)
    assert await ailsa.sends(wire) == OUT_OF_DATE
    await bench.clockwork.tidy()
    assert (await sizes(bench))["handle"] == 1  # of the answer on the last day but one


async def test_buttons_and_drafts_outlive_a_restart(url: str, house: Plan) -> None:
    key = new_root()
    async with Bench.open(url, house=house, key=key) as bench:
        ailsa = bench.person("Ailsa")
        id = await kept(ailsa)
        show = f"1learn.show|entry={id}|"
        draft = await stored(ailsa)
    async with Bench.open(url, house=house, key=key, seed=2) as bench:
        ailsa = bench.person("Ailsa")
        assert (await ailsa.sends(draft, event="after 1")).fields[0].value == CANARY
        assert (await ailsa.sends(draft, event="after 2", what="Pauses", minutes="5")).words == "Pauses"
        assert (await ailsa.sends(show, event="after 3")).items[0].words == "Wait time works"


async def test_what_was_renamed_answers_to_its_old_name(garden: Bench) -> None:
    ailsa = garden.person("Ailsa")
    assert isinstance(await ailsa.sends("1garden.donate||name"), Form)
    assert (await ailsa.fills(name="Beans")).text == text("garden.give-done")


# --- what a wire says ---------------------------------------------------------------------------------------------

words = st.builds("{}{}{}".format, st.text(max_size=20), st.just(CANARY), st.text(max_size=20))
plain = st.just(CANARY)


@settings(SHARED, max_examples=50)
@given(data=st.data())
async def test_a_wire_is_short_and_says_nothing_that_was_typed(garden: Bench, data: st.DataObject) -> None:
    """In no field of any action, whether it could be read or not."""
    ailsa = garden.person("Ailsa", role=Role.MODERATOR)
    action = data.draw(st.sampled_from(sorted({action.name for action in garden.bot.actions.values()})))
    params = garden.bot.actions[action].params
    typed = {param.name: data.draw(words | plain) for param in params if param.mark.kind and data.draw(st.booleans())}
    await ailsa.does(action, **typed)
    wires = [*ailsa.answer.wires]
    if isinstance(ailsa.answer.said, Form):
        await ailsa.fills(**typed)
        wires += ailsa.answer.wires
    await garden.settle()
    wires += chain.from_iterable(effect.wires for effect in garden.effects)
    assert [wire for wire in wires if len(wire) > LONGEST or CANARY in wire] == []


async def test_ids_and_picks_travel_in_the_clear(here: Bench) -> None:
    """So that most buttons need no row, and work for ever."""
    ailsa = here.person("Ailsa")
    id = await kept(ailsa)
    verbs = ("add|entry={}|?", "edit|entry={}|?", "share|entry={}|", "ask-later|entry={}|")
    assert ailsa.answer.wires == tuple(f"1learn.{each.format(id)}" for each in verbs)
    assert "handle" not in await sizes(here)
    for number in range(6):
        await kept(ailsa, f"Oak {number}", on="2026-11-20")
    await ailsa.does("learn.list", since="2026-11-01", kind="dialogue")
    assert ailsa.wire("learn.older") == "1learn.list|kind=dialogue&page=2&since=2026-11-01|"


async def test_whatever_does_not_fit_is_stored(here: Bench) -> None:
    """The message somebody pointed at, above all: its address may say a lot."""
    ailsa = here.person("Ailsa")
    await ailsa.does("learn.log", said=Quoted("https://chat.example/1", author=Remote("b", "Bethan")))
    assert [wire[0] for wire in ailsa.answer.wires] == ["0"]
    assert isinstance(await ailsa.fills(what="Pauses"), Message)


async def test_every_button_of_an_answer_has_its_wire(here: Bench) -> None:
    """In their order: those of the list lines first."""
    ailsa = here.person("Ailsa")
    ids = [await kept(ailsa, str(number)) for number in range(2)]
    said = await ailsa.does("learn.list")
    assert [button.label for button in said.every_button] == [t("show-it"), t("show-it"), t("log-it")]
    assert {wire.split("|")[1] for wire in ailsa.answer.wires[:2]} == {f"entry={id}" for id in ids}
    assert ailsa.answer.wires[2] == "1learn.log||?"
