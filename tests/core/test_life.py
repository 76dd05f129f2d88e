"""Joined, present, left and back; who left; who replied in a thread: an adapter tells, and nobody asked for it."""

from __future__ import annotations

from dataclasses import replace

from bot.clockwork.leaving import GRACE
from bot.life import Life
from bot.talk import Heard, Item, Message, Remote, Role, Text, text
from bot.testing import PLATFORM, Bench, Someone
from tests.core.database import sizes


def heard(who: Someone, where: str = "staffroom", kind: str = "channel", event: str = "e1") -> Heard:
    return replace(who.heard, where=Remote(where, where, kind), event=event)


def thanks(bench: Bench, thread: str) -> list[str]:
    found = (each.text for each in bench.aloud(thread))
    return [each.values["who"].name for each in found if each.key == "shed.thanks"]


async def circle(bench: Bench) -> str:
    """A thread that the room shed opens; its id."""
    await bench.person("Ailsa").does("shed.circle", names="Beans")
    await bench.settle()
    return next(each.place.remote for each in bench.effects if each.place.kind == "thread")


async def test_who_lets_it_in_is_welcomed_once_and_privately(here: Bench) -> None:
    ailsa, life = here.person("Ailsa", role=Role.MODERATOR), Life(here.bot)
    assert await life.present(PLATFORM, {"school": "school"}) == {"school"}
    for _ in range(2):
        await life.joined(heard(ailsa))
    await here.settle()
    steps = tuple(Item(text(f"blether.step-{each}")) for each in ("settings", "holiday", "help"))
    said = [replace(each, buttons=()) for each in here.aloud("direct:ailsa")]
    assert said == [Message(Text("blether.joined", (("community", "school"),)), items=steps)]
    assert (here.aloud(), await life.present(PLATFORM, {"school": "school"})) == ([], frozenset())


async def test_a_community_that_is_renamed_is_called_so(here: Bench) -> None:
    ailsa, life = here.person("Ailsa"), Life(here.bot)
    await ailsa.does("learn.list")
    await life.present(PLATFORM, {"school": "Ysgol y Bryn"})
    assert (await here.bot.known(ailsa.heard)).role == Role.MEMBER
    await life.joined(heard(ailsa))
    await here.settle()
    assert here.aloud("direct:ailsa")[0].text.values == {"community": "Ysgol y Bryn"}


async def test_what_was_left_is_forgotten_when_the_grace_is_over(here: Bench) -> None:
    ailsa, other, life = here.person("Ailsa"), here.person("Ailsa", community="other"), Life(here.bot)
    await ailsa.does("learn.log", what="Wait time")
    await other.does("learn.log", what="Theirs")
    await life.left(PLATFORM, "school")
    await here.jump(days=GRACE.days)
    await here.clockwork.tidy()
    assert (await sizes(here))["learn_entry"] == 2
    await here.jump(days=1)
    await here.clockwork.tidy()
    assert await sizes(here) == {"community": 1, "house": 1, "lane": 1, "learn_entry": 1, "person": 1, "place": 1}
    assert (await other.does("learn.list")).items[0].words == "Theirs"


async def test_an_outage_is_no_leaving_and_who_comes_back_finds_everything(here: Bench) -> None:
    ailsa, life = here.person("Ailsa"), Life(here.bot)
    await ailsa.does("learn.log", what="Wait time")
    await life.present(PLATFORM, {})
    await here.jump(days=GRACE.days - 1)
    await life.present(PLATFORM, {"school": ""})
    await here.jump(days=2)
    await here.clockwork.tidy()
    assert (await ailsa.does("learn.list")).items[0].words == "Wait time"


async def test_nothing_is_said_where_it_is_not_and_what_waits_is_said_when_it_is_back(here: Bench) -> None:
    ailsa, life = here.person("Ailsa"), Life(here.bot)
    entry = (await ailsa.does("learn.log", what="Wait time")).buttons[0].call.values["entry"]
    await life.left(PLATFORM, "school")
    await ailsa.at("ailsa", "direct").does("learn.list")  # from a direct conversation it is still away
    await here.settle()
    await ailsa.does("learn.share", entry=entry)
    await life.left(PLATFORM, "school")
    await here.settle()
    assert here.aloud() == []
    await life.present(PLATFORM, {"school": ""})
    await here.settle()
    assert [each.words for each in here.aloud()] == ["Wait time"]


async def test_who_left_is_not_reached_and_is_forgotten_when_the_grace_is_over(garden: Bench) -> None:
    ailsa, bryn, life = garden.person("Ailsa"), garden.person("Bryn"), Life(garden.bot)
    packet = (await ailsa.does("garden.give", name="Beans")).buttons[0].call.values["packet"]
    await ailsa.does("garden.remind", packet=packet, at="2026-11-25T10:00")
    await bryn.does("garden.give", name="Peas")
    assert await life.awaited(PLATFORM) == (("school", "ailsa"),)
    await life.person_left(PLATFORM, "school", "ailsa")
    await garden.jump(days=3)
    assert (garden.aloud("direct:ailsa"), await life.awaited(PLATFORM)) == ([], ())
    await garden.jump(days=GRACE.days)
    await garden.clockwork.tidy()
    await garden.settle()
    assert [each.words for each in garden.aloud()] == ["Peas"]


async def test_who_comes_back_in_time_is_reached_again(garden: Bench) -> None:
    ailsa, life = garden.person("Ailsa"), Life(garden.bot)
    packet = (await ailsa.does("garden.give", name="Beans")).buttons[0].call.values["packet"]
    await ailsa.does("garden.remind", packet=packet, at="2026-11-25T10:00")
    await life.person_left(PLATFORM, "school", "ailsa")
    await garden.jump(days=2)
    await ailsa.does("garden.show", packet=packet)
    await garden.jump(days=2)
    assert [each.words for each in garden.aloud("direct:ailsa")] == ["Beans"]


async def test_the_room_that_opened_a_thread_is_told_who_replied_once_for_each_reply(garden: Bench) -> None:
    thread, life, bryn = await circle(garden), Life(garden.bot), garden.person("Bryn")
    for _ in range(2):
        await life.replied(heard(bryn, thread, "thread"))
    await garden.settle()
    assert thanks(garden, thread) == ["Bryn"]


async def test_nobody_is_told_or_known_of_replies_elsewhere(garden: Bench) -> None:
    await circle(garden)
    before = await sizes(garden)
    await Life(garden.bot).replied(heard(garden.person("Bryn"), "elsewhere", "thread"))
    await Life(garden.bot).replied(heard(garden.person("Bryn", community="other"), "staffroom"))
    assert await sizes(garden) == before
