"""Room blether: what can be done here, who sees what, and what moderators set for everybody."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from typing import Any

import pytest

from bot.house import Plan
from bot.rooms.blether import help_, privacy, room
from bot.talk import Button, Call, Form, Item, Message, Refusal, Remote, Role, Text, text
from bot.testing import Bench, Someone
from tests.outside.conftest import outside

__all__ = ["outside"]

t = room.text
BACK = Button(t("help-it"), help_())
SEEN = Button(t("privacy-it"), privacy())
MINE = tuple(Button(t(f"{each}-mine"), Call.of(f"my.{each}", {})) for each in ("settings", "export", "forget"))
KEPT = Message(t("settings-kept"), buttons=(SEEN,))


def values(form: Form) -> dict[str, Any]:
    return {each.name: each.value for each in form.fields}


async def commands(who: Someone, name: str) -> list[str]:
    """What the help of a room names."""
    said = await who.does("blether.help", room=name)
    return [str(item.text.values["name"]) for item in said.items]


# --- help ---------------------------------------------------------------------------------------------------------


async def test_help_names_every_room_and_leads_into_each(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    names = ("blether", "discuss", "learn", "my", "prompt")
    assert await ailsa.does("blether.help") == Message(
        t("help"),
        items=tuple(Item(t("a-room", name=f"/{name}", about=text(f"{name}.room"))) for name in names),
        buttons=tuple(Button(t("open-room", name=f"/{name}"), help_(room=name)) for name in names),
    )


async def test_help_of_a_room_is_what_it_declares(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    declared = [each for each in bench.bot.commands(Role.MEMBER) if each.action.startswith("my.")]
    assert await ailsa.does("blether.help", room="my") == Message(
        t("help-room", name="/my", about=text("my.room")),
        items=tuple(Item(t("command", name=each.spelled, about=each.about)) for each in declared),
        buttons=(BACK,),
    )


async def test_help_names_only_what_one_may_use(bench: Bench) -> None:
    member, moderator = bench.person("Ailsa"), bench.person("Mai", role=Role.MODERATOR)
    everybody = ["/blether help", "/blether about", "/blether privacy", "/blether holidays"]
    theirs = {"/blether settings", "/blether here", "/blether holiday", "/blether cancel-holiday"}
    assert await commands(member, "blether") == everybody
    assert set(await commands(moderator, "blether")) == {*everybody} | theirs


async def test_help_says_what_is_in_the_menu_of_a_message(outside: Plan) -> None:
    async with Bench.open(house=outside) as bench:
        said = await bench.person("Ailsa").does("blether.help", room="garden")
        about = Text("garden.do-spot")
        assert Item(t("in-menu", name=Text("garden.do-spot.menu"), about=about)) in said.items


async def test_help_of_no_room_is_kindly_refused(bench: Bench) -> None:
    said = await bench.person("Ailsa").does("blether.help", room="nowhere")
    assert said.problems == (("room", text("core.not-an-option")),)


async def test_about_says_what_this_is(bench: Bench) -> None:
    said = await bench.person("Ailsa").does("blether.about")
    assert said == Message(t("about", version=version("blether")), buttons=(BACK, SEEN))


# --- privacy ------------------------------------------------------------------------------------------------------

SEES = tuple(Item(t(f"sees-{each}")) for each in ("you", "moderators", "operator", "nobody"))


@pytest.mark.parametrize(("traits", "where"), [((), "passes-through"), (("local",), "stays-here")])
async def test_privacy_says_who_sees_what_on_each_platform(house: Plan, traits: tuple[str, ...], where: str) -> None:
    async with Bench.open(house=house, traits=frozenset(traits)) as bench:
        assert await bench.person("Ailsa").does("blether.privacy") == Message(
            t("privacy"), items=(Item(t("runs-unsaid")), *SEES, Item(t(where)), Item(t("rights"))), buttons=MINE
        )


async def test_privacy_says_whom_to_ask(bench: Bench) -> None:
    contact, notice = "Mererid, mererid@ysgol.example", "https://ysgol.example/preifatrwydd"
    moderator = bench.person("Mererid", role=Role.MODERATOR)
    assert await moderator.does("blether.settings", contact=contact, notice=notice) == KEPT
    said = await bench.person("Ailsa").does("blether.privacy")
    assert said.items[:2] == (Item(t("runs", contact=contact)), Item(t("notice", link=notice)))


# --- settings -----------------------------------------------------------------------------------------------------


async def test_moderators_set_what_holds_for_everybody(bench: Bench) -> None:
    mai = bench.person("Mai", role=Role.MODERATOR)
    assert values(await mai.does("blether.settings")) == {
        "languages": ("cy", "en"), "zone": "Europe/London", "moderators": (), "contact": "", "notice": ""
    }  # fmt: skip
    new = {"languages": ("en",), "zone": "Europe/Dublin", "moderators": (), "contact": "Mai", "notice": ""}
    assert await mai.fills(**new) == KEPT
    assert values(await mai.does("blether.settings")) == new


async def test_it_holds_here_and_nowhere_else(bench: Bench) -> None:
    mai, away = bench.person("Mai", role=Role.MODERATOR), bench.person("Mai", role=Role.MODERATOR, community="college")
    await mai.does("blether.settings", languages="en", contact="Mai")
    form = await away.does("blether.settings")
    assert (values(form)["languages"], values(form)["contact"]) == (("cy", "en"), "")


async def test_welsh_comes_first_in_whichever_order_they_are_chosen(bench: Bench) -> None:
    await bench.person("Mai", role=Role.MODERATOR).does("blether.settings", languages="en cy")
    ailsa = bench.person("Ailsa")
    await ailsa.does("learn.list")
    assert ailsa.answer.languages == ("cy", "en")


async def test_a_community_always_has_a_language_and_a_zone(bench: Bench) -> None:
    mai = bench.person("Mai", role=Role.MODERATOR)
    await mai.does("blether.settings")
    assert await mai.fills(languages=(), zone="", contact="") == KEPT
    assert values(await mai.does("blether.settings"))["languages"] == ("cy", "en")


async def test_a_day_is_the_community_s(bench: Bench) -> None:
    await bench.person("Mai", role=Role.MODERATOR).does("blether.settings", zone="Pacific/Kiritimati")
    bench.clock.now = bench.clock.now.replace(hour=12)
    said = await bench.person("Ailsa").does("learn.log", what="Wait time")
    assert str(said.text.values["on"]) == "2026-11-24"


@pytest.mark.parametrize("notice", ["ysgol.example", "javascript:alert(1)", "ftp://ysgol.example"])
async def test_a_notice_is_the_address_of_a_page(bench: Bench, notice: str) -> None:
    mai = bench.person("Mai", role=Role.MODERATOR)
    said = await mai.does("blether.settings", notice=notice, contact="Mai")
    assert (isinstance(said, Refusal), said.problems) == (True, (("notice", text("core.not-an-address")),))
    assert values(await mai.presses("core.change-it"))["notice"] == notice


async def test_moderators_name_people_and_groups_who_moderate_too(bench: Bench) -> None:
    mai, ailsa = bench.person("Mai", role=Role.MODERATOR), bench.person("Ailsa")
    host = bench.person("Bryn")
    host.heard = replace(host.heard, groups=("hosts",))
    refused = Refusal(text("core.moderators-only"))
    assert [await who.does("blether.here") for who in (ailsa, host)] == [refused, refused]
    named = (Remote("ailsa", "Ailsa"), Remote("hosts", "Hosts", "group"))
    assert await mai.does("blether.settings", moderators=named) == KEPT
    assert [isinstance(await who.does("blether.here"), Form) for who in (ailsa, host)] == [True, True]
    assert values(await mai.does("blether.settings"))["moderators"] == ("ailsa", "hosts")
    assert await mai.fills(moderators=()) == KEPT
    assert [await who.does("blether.here") for who in (ailsa, host)] == [refused, refused]


async def test_who_is_named_may_never_have_been_here(bench: Bench) -> None:
    await bench.person("Mai", role=Role.MODERATOR).does("blether.settings", moderators=(Remote("ailsa", "Ailsa"),))
    await bench.jump(hours=30)
    await bench.clockwork.tidy()
    assert isinstance(await bench.person("Ailsa").does("blether.here"), Form)


async def test_the_platform_s_admins_cannot_be_locked_out(bench: Bench) -> None:
    mai = bench.person("Mai", role=Role.MODERATOR)
    await mai.does("blether.settings", moderators=(Remote("ailsa", "Ailsa"),))
    assert isinstance(await mai.does("blether.settings"), Form)


async def test_nobody_is_named_by_words_alone(bench: Bench) -> None:
    said = await bench.person("Mai", role=Role.MODERATOR).does("blether.settings", moderators="Ailsa")
    assert said.problems == (("moderators", text("core.nobody")),)


# --- languages of a place -----------------------------------------------------------------------------------------


async def aloud(bench: Bench, place: str) -> tuple[str, ...]:
    """The languages of what is said there."""
    ailsa = bench.person("Ailsa").at(place)
    await ailsa.does("learn.log", what="Wait time")
    await ailsa.presses("learn.share-it")
    await bench.settle()
    return bench.effects[-1].languages


async def test_moderators_choose_what_is_spoken_aloud_in_a_place(bench: Bench) -> None:
    mai = bench.person("Mai", role=Role.MODERATOR).at("paned")
    form = await mai.does("blether.here")
    assert values(form) == {"languages": ("cy", "en")}
    said = await mai.fills(languages=("cy",))
    assert (said.text.key, said.text.values["place"].name) == ("blether.here-kept", "paned")
    assert [await aloud(bench, place) for place in ("paned", "hall")] == [("cy",), ("cy", "en")]
    await mai.does("blether.here")
    await mai.fills(languages=())
    assert await aloud(bench, "paned") == ("cy", "en")


async def test_a_direct_conversation_speaks_its_person_s_language(bench: Bench) -> None:
    said = await bench.person("Mai", role=Role.MODERATOR).at("mai", "direct").does("blether.here", languages="cy")
    assert said.text == t("here-direct")
