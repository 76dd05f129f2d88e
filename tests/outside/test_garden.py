"""Rooms from outside the tree work whole, and nothing else had to be touched for it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import inspect

from bot.delivery import NATIVE, Effect, Outcome, Unknown
from bot.house import Plan
from bot.keys import new_root
from bot.store.migrations import Newer
from bot.talk import (
    Button,
    Call,
    Field,
    Form,
    Item,
    Message,
    Occasion,
    Option,
    Person,
    Place,
    Quoted,
    Refusal,
    Remote,
    Role,
    Text,
    text,
)
from bot.testing import Bench, Someone

LONDON = ZoneInfo("Europe/London")
OPENS = datetime(2026, 11, 25, 10, 0, tzinfo=LONDON)
TO_BOX = Button(text("shed.to-box"), Call.of("garden.give", {}), ("name",))


def t(key: str, **values: Any) -> Text:
    return text(f"garden.{key}", **values)


async def given(who: Someone, name: str = "Beans", **more: Any) -> str:
    """Gives a packet; its id."""
    said = await who.does("garden.give", name=name, **more)
    return said.buttons[0].call.values["packet"]


def test_they_are_found_by_their_folder(outside: Plan) -> None:
    here = Path(__file__).parent
    assert [(each.room.name, each.folder) for each in outside.rooms if each.folder.parent == here] == [
        ("garden", here / "garden"),
        ("shed", here / "shed"),
    ]
    assert outside.migrations == (here / "garden" / "migrations",)


async def test_their_tables_grow_beside_the_house_s(url: str, outside: Plan) -> None:
    async with Bench.open(url, house=outside) as bench, bench.bot.store.turn() as tx:
        tables = await tx.run_sync(lambda plain: set(inspect(plain).get_table_names()))
    assert {"garden_packet", "learn_entry"} <= tables


async def test_a_house_may_gain_them_later_but_not_forget_them(house: Plan, outside: Plan, url: str) -> None:
    key = new_root()
    async with Bench.open(url, house=house, key=key) as bench:
        await bench.person("Ailsa").does("learn.log", what="Before the garden")
    async with Bench.open(url, house=outside, key=key, seed=2) as bench:
        bench.events = itertools.count(100)
        ailsa = bench.person("Ailsa")
        await given(ailsa)
        assert [each.words for each in (await ailsa.does("learn.list")).items] == ["Before the garden"]
    with pytest.raises(Newer, match="garden_0001"):
        async with Bench.open(url, house=house, key=key):
            pass


async def test_a_packet_is_given_by_form_with_every_kind_of_field(url: str, outside: Plan) -> None:
    async with Bench.open(url, house=outside) as bench:
        ailsa = bench.person("Ailsa")
        form = await ailsa.does("garden.give")
        sorts, colours = (
            tuple(Option(each, t(each)) for each in names)
            for names in (("flower", "herb", "vegetable"), ("red", "white", "yellow"))
        )
        assert form == Form(
            t("do-give.title"),
            (t("do-give.takes"), text("core.no-pupil-data")),
            (
                Field("name", "line", t("ask-name"), required=True, limit=200),
                Field("story", "long", t("ask-story"), t("ask-story.hint"), limit=1_500),
                Field("sort", "pick", t("ask-sort"), value="flower", options=sorts),
                Field("colours", "picks", t("ask-colours"), value=(), options=colours),
                Field("seeds", "number", t("ask-seeds"), value="1"),
            ),
            more=1,
        )
        await ailsa.fills(name=" Runner\nbeans ", story="From\nNain", colours=("white", "red"), seeds="12")
        assert (await ailsa.presses("core.more")).fields == (Field("sown", "day", t("ask-sown")),)
        done = await ailsa.fills(sown="1/4/2026")
        id = done.buttons[0].call.values["packet"]
        hand_on = Button(t("pass-it"), Call.of("garden.pass-on", {"packet": id}), ("to",))
        assert done == Message(t("give-done"), "Runner beans", buttons=(hand_on,))
        assert await ailsa.does("garden.show", packet=id) == Message(
            t("about"),
            "Runner beans",
            items=(
                Item(t("has-story"), "From\nNain"),
                Item(t("has-sort"), "flower"),
                Item(t("has-colours"), "white red"),
                Item(t("has-seeds"), "12"),
                Item(t("has-sown"), str(date(2026, 4, 1))),
            ),
        )


async def test_whoever_is_handed_a_packet_keeps_it_and_only_they_water_it(garden: Bench) -> None:
    ailsa, bryn = garden.person("Ailsa"), garden.person("Bryn")
    id = await given(ailsa)
    await ailsa.presses("garden.pass-it")
    passed = await ailsa.fills(to=Remote("bryn", "Bryn"))
    who = passed.text.values["who"]
    assert passed == Message(t("passed", who=Person(who.id, "Bryn")), "Beans")
    assert await bryn.does("garden.water", packet=id, minutes="1:30") == Message(t("watered", minutes=90))
    assert await ailsa.does("garden.water", packet=id, minutes="5") == Refusal(text("core.not-yours"))
    assert await bryn.does("garden.show", packet=id) == Refusal(text("core.not-yours"))


async def test_a_form_is_filled_by_what_the_room_knows(garden: Bench) -> None:
    ailsa = garden.person("Ailsa")
    id = await given(ailsa)
    await ailsa.does("garden.pass-on", packet=id, to=Remote("ailsa", "Ailsa"))
    await ailsa.does("garden.water", packet=id, minutes="45")
    await ailsa.does("garden.water")
    assert await ailsa.seeks("packet", "Beans") == (Option(id, t("offered", name="Beans")),)
    await ailsa.fills(packet=id)
    form = await ailsa.presses("core.more")
    assert form.fields == (Field("minutes", "minutes", t("ask-minutes"), value="45"),)
    assert await ailsa.fills() == Message(t("watered", minutes=90))


async def test_a_reminder_comes_alone_at_its_time_and_once(url: str, outside: Plan) -> None:
    async with Bench.open(url, house=outside) as bench:
        ailsa = bench.person("Ailsa")
        id = await given(ailsa)
        at = datetime(2026, 11, 24, 16, 0, tzinfo=LONDON)
        assert await ailsa.does("garden.remind", packet=id, at="2026-11-24T16:00") == Message(t("reminded", at=at))
        await bench.jump(hours=30)
        assert bench.aloud("direct:ailsa") == []
        await bench.jump(hours=2)
        await bench.jump(days=30)
        assert bench.aloud("direct:ailsa") == [Message(t("look"), "Beans")]
        assert [effect.remote for effect in bench.effects] == [None, None]


async def test_the_clock_opens_the_fair_for_the_community(url: str, outside: Plan) -> None:
    async with Bench.open(url, house=outside) as bench:
        ailsa = bench.person("Ailsa", role=Role.MODERATOR)
        await given(ailsa)
        said = await ailsa.does("garden.fair", where=Remote("hall", "Hall"), at="2026-11-25T10:00")
        hall = said.text.values["where"]
        announced = Message(t("fair", at=OPENS), occasion=fair(hall, OPENS))
        assert hall == Place(hall.id, "channel", "Hall", "hall", ())
        await bench.jump(days=3)
        first = bench.effects[-1]
        assert (first.place.remote, first.message) == ("staffroom", Message(t("open", count=1)))
        assert (bench.aloud("hall"), bench.calendar()) == ([announced], [])
        await given(ailsa, "Peas")
        await bench.jump(days=364)
        assert (bench.effects[-1].remote, bench.effects[-1].message) == (
            f"post-{first.key}",
            Message(t("open", count=2)),
        )


async def test_what_takes_place_is_planned_changed_and_called_off(url: str, outside: Plan) -> None:
    """Where a platform has events of its own; not in a direct conversation, which has none."""
    async with Bench.open(url, house=outside, traits=frozenset({NATIVE})) as bench:
        ailsa, hall = bench.person("Ailsa", role=Role.MODERATOR), Remote("hall", "Hall")
        for clock in ("10:00", "11:00"):
            said = await ailsa.does("garden.fair", where=hall, at=f"2026-11-25T{clock}")
            await bench.settle()
        later = fair(said.text.values["where"], OPENS.replace(hour=11))
        assert bench.aloud("hall") == [Message(t("fair", at=later.start), occasion=later)]
        assert bench.calendar() == [later]
        await ailsa.does("garden.rain")
        await bench.settle()
        assert (bench.aloud("hall"), bench.calendar()) == ([Message(t("rained"))], [])
        assert [(each.kind, each.native) for each in bench.effects] == [
            ("say", False),
            ("say", True),
            ("edit", False),
            ("edit", True),
            ("edit", False),
            ("withdraw", True),
        ]


async def test_an_event_that_may_have_been_made_is_looked_for(outside: Plan) -> None:
    """No platform tells that it was made before, however soon one asks again."""

    class Deaf(Bench):
        async def say(self, effect: Effect) -> Outcome:
            said = await super().say(effect)
            return Unknown("lost") if effect.native else said

    async with Deaf.open(house=outside, traits=frozenset({NATIVE})) as bench:
        ailsa = bench.person("Ailsa", role=Role.MODERATOR)
        await ailsa.does("garden.fair", where=Remote("hall", "Hall"), at="2026-11-25T10:00")
        await bench.jump(minutes=2)
        assert [each.kind for each in bench.effects if each.native] == ["say"]
        assert len(bench.calendar()) == 1


async def test_who_is_forgotten_holds_no_fair(outside: Plan) -> None:
    async with Bench.open(house=outside, traits=frozenset({NATIVE})) as bench:
        ailsa = bench.person("Ailsa", role=Role.MODERATOR)
        await ailsa.does("garden.fair", where=Remote("hall", "Hall"), at="2026-11-25T10:00")
        await bench.settle()
        await ailsa.does("my.forget")
        await ailsa.presses("my.forget-yes")
        await bench.settle()
        assert (bench.aloud("hall"), bench.calendar()) == ([], [])


def fair(hall: Place, opens: datetime) -> Occasion:
    """The fair that Ailsa holds."""
    title, where, about = t("fair-title"), t("fair-where", where=hall), t("fair-about", where=hall)
    return Occasion(title, opens, opens + timedelta(hours=2), where, about, "FREQ=YEARLY", t("fair-again"))


async def test_a_button_may_carry_somebody_and_somewhere(garden: Bench) -> None:
    ailsa = garden.person("Ailsa", role=Role.MODERATOR)
    said = await ailsa.does("garden.fair", where=Remote("hall", "Hall"), at="2026-11-25T10:00")
    invite = said.buttons[0].call.values
    assert await ailsa.presses("garden.invite") == Message(t("greet", where=invite["where"], who=invite["who"]))


async def test_only_moderators_hold_a_fair(garden: Bench) -> None:
    member, moderator = garden.bot.commands(Role.MEMBER), garden.bot.commands(Role.MODERATOR)
    theirs = [each.action for each in moderator if each not in member and each.action.startswith("garden.")]
    assert theirs == ["garden.fair", "garden.rain", "garden.remind-wrongly"]
    said = await garden.person("Bryn").does("garden.fair", where=Remote("hall", "Hall"), at="2026-11-25T10:00")
    assert said == Refusal(text("core.moderators-only"))


async def test_a_message_is_pointed_at_from_its_menu(garden: Bench) -> None:
    ailsa = garden.person("Ailsa")
    menu = [each for each in garden.bot.commands(Role.MEMBER) if each.menu and each.action.startswith("garden.")]
    assert [(each.action, each.slash, each.menu) for each in menu] == [("garden.spot", False, t("do-spot.menu"))]
    link = "https://chat.example/1/2"
    spotted = await ailsa.does("garden.spot", said=Quoted(link))
    assert spotted.text == t("spotted", link=link)
    assert await ailsa.presses("garden.spot-it") == spotted
    assert await ailsa.does("garden.spot", said=Quoted("javascript:alert(1)")) == Refusal(text("core.not-a-message"))


async def test_without_a_message_there_is_nothing_to_ask_for(garden: Bench) -> None:
    """No form can show a message: whoever forged this Call is told that it is out of date."""
    ailsa, out_of_date = garden.person("Ailsa"), Refusal(text("core.out-of-date"))
    assert await ailsa.does("garden.spot") == await ailsa.does("garden.spot", said="") == out_of_date
    assert await ailsa.sends("1garden.spot||") == await ailsa.sends("1garden.spot||", said="x") == out_of_date


# --- two rooms that meet by Calls -----------------------------------------------------------------------------------


async def test_another_room_s_public_action_happens_in_the_same_turn(url: str, outside: Plan) -> None:
    async with Bench.open(url, house=outside) as bench:
        ailsa = bench.person("Ailsa")
        assert await ailsa.does("shed.clear", names="Beans\nPeas") == Message(text("shed.cleared", count=2))
        await bench.settle()
        assert [post.words for post in bench.aloud()] == ["Beans", "Peas"]
        await ailsa.does("garden.show")
        assert {option.label for option in await ailsa.seeks("packet")} == {
            t("offered", name="Beans"),
            t("offered", name="Peas"),
        }


async def test_what_is_refused_anywhere_happened_nowhere(url: str, outside: Plan) -> None:
    """By either room, or by the door between them; and what was typed is not lost."""
    refused = {"Beans\nempty": t("empty"), f"Beans\n{'x' * 201}": text("core.too-long", limit=200, length=201)}
    async with Bench.open(url, house=outside) as bench:
        ailsa = bench.person("Ailsa")
        for names, why in (refused | {"Beans\nPeas\nKale\nChard": text("shed.too-full")}).items():
            assert (await ailsa.does("shed.clear", names=names)).text == why
            assert (await ailsa.presses("core.change-it")).fields[0].value == names
        await bench.settle()
        await ailsa.does("garden.show")
        assert (await ailsa.seeks("packet"), bench.effects) == ((), [])


async def test_a_room_does_nothing_of_another_s_that_is_not_public(garden: Bench) -> None:
    assert (await garden.person("Ailsa").does("shed.peek")).text.key == "core.apology"


async def test_buttons_to_a_room_that_is_not_there_are_not_shown(outside: Plan) -> None:
    alone = replace(outside, rooms=tuple(each for each in outside.rooms if each.room.name != "garden"))
    again = Button(text("shed.again"), Call.of("shed.look", {}))
    shelf = [Item(text("shed.shelf"), words) for words in ("beans", "peas", "dust")]
    async with Bench.open(house=alone) as bench:
        said = await bench.person("Ailsa").does("shed.look")
        items = (shelf[0], Item(text("shed.shelf"), "peas", again), shelf[2])
        assert said == Message(text("shed.looked"), items=items, buttons=(again,))


async def test_a_refusal_s_buttons_to_a_room_that_is_not_there_neither(outside: Plan) -> None:
    alone = replace(outside, rooms=tuple(each for each in outside.rooms if each.room.name != "garden"))
    async with Bench.open(house=alone) as bench:
        ailsa = bench.person("Ailsa")
        assert (await ailsa.does("shed.clear", names="Beans")).text == text("core.out-of-date")
        assert (await ailsa.presses("core.change-it")).fields[0].value == "Beans"
        assert (await ailsa.does("shed.boast", names="Beans")).buttons[0].label == text("core.change-it")
