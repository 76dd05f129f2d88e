"""The door: each thing happens once, whole or not at all, whoever waits for it and whatever breaks."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.house import Plan
from bot.keys import new_root
from bot.rooms.learn import log, t
from bot.talk import Button, Call, Form, Message, Refusal, Remote, Role, text
from bot.testing import Bench, Someone
from tests.core.database import everything, sizes

ALREADY = Refusal(text("core.already-done"))
SECRET = "xqzwords"


async def logged(bench: Bench) -> int:
    return (await sizes(bench)).get("learn_entry", 0)


# --- once ---------------------------------------------------------------------------------------------------------


async def test_an_event_that_is_heard_again_is_done_already(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    assert isinstance(await ailsa.does("learn.log", what="Pauses", event="e"), Message)
    assert await ailsa.does("learn.log", what="Pauses", event="e") == ALREADY
    await ailsa.does("learn.log")
    assert await ailsa.fills(what="Another", event="e") == ALREADY
    assert await logged(bench) == 1


async def test_an_event_may_be_called_anything(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    assert isinstance(await ailsa.does("learn.log", what="Pauses", event="e\ud800"), Message)
    assert await ailsa.does("learn.log", what="Pauses", event="e\ud800") == ALREADY
    assert isinstance(await ailsa.does("learn.log", what="Pauses", event="e"), Message)


async def test_an_event_is_one_person_s_and_one_community_s(bench: Bench) -> None:
    """Platforms number their events each for themselves."""
    for who in (bench.person("Ailsa"), bench.person("Bryn"), bench.person("Ailsa", community="college")):
        assert isinstance(await who.does("learn.log", what="Pauses", event="e"), Message)
    assert await logged(bench) == 3


async def test_what_was_refused_may_be_corrected_under_the_same_event(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    await ailsa.does("learn.list")
    assert isinstance(await ailsa.does("learn.log", what="Pauses", on="soon", event="e"), Refusal)
    assert isinstance(await ailsa.does("learn.log", event="e"), Form)
    assert isinstance(await ailsa.fills(what="Pauses", event="e"), Message)
    assert await logged(bench) == 1


async def test_two_at_once_are_one(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    await ailsa.does("learn.list")
    people = [bench.person("Ailsa") for _ in range(5)]
    said = await asyncio.gather(*(each.does("learn.log", what="Pauses", event="e") for each in people))
    assert sorted(type(each).__name__ for each in said) == ["Message"] + ["Refusal"] * 4
    assert ([each for each in said if isinstance(each, Refusal)], await logged(bench)) == ([ALREADY] * 4, 1)


async def test_a_double_press_shares_once(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    await ailsa.does("learn.log", what="Pauses")
    wire = ailsa.wire("learn.share-it")
    said = await asyncio.gather(*(bench.person("Ailsa").sends(wire) for _ in range(5)))
    assert {each.text for each in said} == {t("share-done")}
    await bench.settle()
    assert [post.words for post in bench.aloud()] == ["Pauses"]


async def test_many_may_come_for_the_first_time_at_once(bench: Bench) -> None:
    """Into a community and places that nobody has spoken in yet."""
    people = [bench.person(f"P{number}").at(f"place {number % 3}") for number in range(9)] * 2
    said = await asyncio.gather(*(each.does("learn.log", what="Pauses") for each in people))
    assert {each.text.key for each in said} == {"learn.kept"}
    assert await sizes(bench) == {
        "house": 1, "community": 1, "person": 9, "place": 3, "lane": 3, "learn_entry": 18, "seen": 36
    }  # fmt: skip


# --- whole --------------------------------------------------------------------------------------------------------


async def test_a_turn_ends_although_nobody_waits_any_more(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    await ailsa.does("learn.list")
    waiting = asyncio.create_task(ailsa.does("learn.log", what="Pauses", event="e"))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await bench.bot.drain(5)
    assert await logged(bench) == 1
    assert await ailsa.does("learn.log", what="Pauses", event="e") == ALREADY


async def test_a_waiter_who_gives_up_at_any_moment_leaves_the_house_open(bench: Bench) -> None:
    for steps in range(0, 60, 3):
        waiting = asyncio.create_task(bench.person("Ailsa").does("learn.log", what="Pauses"))
        for _ in range(steps):
            await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    await bench.bot.drain(5)
    assert isinstance(await bench.person("Ailsa").does("learn.list"), Message)


async def test_after_a_restart_everything_is_there(url: str, house: Plan) -> None:
    key = new_root()
    async with Bench.open(url, house=house, key=key) as bench:
        ailsa = bench.person("Ailsa")
        await ailsa.does("learn.log", what="Pauses")
        share = ailsa.wire("learn.share-it")
    async with Bench.open(url, house=house, key=key, seed=2) as bench:
        bench.events = itertools.count(100)
        ailsa = bench.person("Ailsa")
        assert (await ailsa.sends(share)).text == t("share-done")
        await bench.settle()
        assert [post.words for post in bench.aloud()] == ["Pauses"]
        assert await ailsa.does("learn.log", what="Pauses", event="event-1") == ALREADY


# --- broken -------------------------------------------------------------------------------------------------------


async def test_a_bug_is_apologised_for_and_costs_nobody_their_words(garden: Bench) -> None:
    ailsa = garden.person("Ailsa")
    with capture_logs() as logs:
        said = await ailsa.does("garden.weigh", note=f"beans {SECRET}")
    back = Button(text("core.change-it"), Call.of("garden.weigh", {"note": f"beans {SECRET}"}), ("note",))
    reference = said.text.values["reference"]
    assert said == Refusal(text("core.apology", reference=reference), buttons=(back,))
    known = {"event": "bug", "log_level": "error", "reference": reference, "action": "garden.weigh"}
    assert [{**each, "at": ()} for each in logs] == [{**known, "kind": "ValueError", "at": ()}]
    assert SECRET not in repr(logs)
    assert (await ailsa.presses("core.change-it")).fields[0].value == f"beans {SECRET}"
    assert (await ailsa.fills(note="beans 12")).text == text("garden.weighed", grams=12)


async def test_two_bugs_have_two_references(garden: Bench) -> None:
    ailsa = garden.person("Ailsa")
    said = [await ailsa.does("garden.weigh", note="beans") for _ in range(2)]
    assert len({each.text.values["reference"] for each in said}) == 2
    assert (await sizes(garden))["seen"] == 1  # the greeting's


async def test_nothing_private_is_logged_whatever_happens(garden: Bench) -> None:
    ailsa = garden.person(SECRET)
    with capture_logs() as logs:
        for action in ("learn.log", "learn.list", "garden.give", "garden.confide", "garden.weigh", "shed.clear"):
            fields = [param.name for param in garden.bot.actions[action].params if param.mark.kind]
            await ailsa.does(action, **dict.fromkeys(fields, SECRET))
            await ailsa.sends(f"1{action}|kind={SECRET}|", what=SECRET)
    assert SECRET not in repr(logs)


async def test_a_search_that_breaks_finds_nothing_and_logs_no_words(here: Bench) -> None:
    ailsa = here.person("Ailsa")
    await ailsa.does("learn.log", what=SECRET)
    await ailsa.does("learn.show")
    with capture_logs() as logs:
        assert await ailsa.seeks("entry", 5) == ()  # type: ignore[arg-type]  # as a broken adapter might send it
    assert ([each["reference"] for each in logs], SECRET in repr(logs)) == (["choices"], False)


# --- traceless ----------------------------------------------------------------------------------------------------


async def test_what_is_traceless_leaves_no_trace(garden: Bench) -> None:
    """Neither as a command nor as a form, done, refused or begun: no event, no draft, no stored button, no log line."""
    ailsa, both = garden.person("Ailsa"), {"worry": SECRET, "wish": SECRET}
    await ailsa.does("learn.list")
    before = await everything(garden)
    with capture_logs() as logs:
        for typed in ({}, {"worry": SECRET}, {"wish": SECRET}, both, {"worry": "frost"}, {"worry": SECRET * 500}):
            await ailsa.does("garden.confide", **typed)
            await ailsa.does("garden.confide", **(both | typed))
            await ailsa.does("garden.confide")
            await ailsa.fills(**(both | typed))
    assert (await everything(garden), logs) == (before, [])


async def test_a_traceless_form_keeps_what_was_said_so_far_where_it_is_seen(garden: Bench) -> None:
    ailsa = garden.person("Ailsa")
    form = await ailsa.does("garden.confide", worry="The slugs")
    assert {field.name: field.value for field in form.fields} == {"worry": "The slugs", "wish": ""}
    assert await ailsa.fills(wish="Rain") == Message(text("garden.heard", worry=9, wish=4))


async def test_what_is_traceless_and_refused_says_so_without_a_way_back(garden: Bench) -> None:
    ailsa = garden.person("Ailsa")
    assert await ailsa.does("garden.confide", worry="frost", wish="sun") == Refusal(text("garden.frost"))
    assert await ailsa.does("garden.confide", worry="x" * 1_501, wish="sun") == Refusal(
        text("core.please-mend", count=1), (("worry", text("core.too-long", limit=1_500, length=1_501)),)
    )


# --- who may ------------------------------------------------------------------------------------------------------


async def test_what_is_the_moderators_is_nobody_else_s(garden: Bench) -> None:
    """Not by command, by form, nor by a button from better days."""
    before, now = garden.person("Ailsa", role=Role.MODERATOR), garden.person("Ailsa")
    await before.does("garden.fair", where=Remote("hall", "Hall"))
    wire, refused = before.answer.wires[0], Refusal(text("core.moderators-only"))
    assert await now.does("garden.fair") == await now.sends(wire) == await now.sends("1garden.fair||where") == refused
    assert await now.sends(wire, at="2026-11-25T10:00") == refused
    assert (await before.sends(wire, at="2026-11-25T10:00")).text.key == "garden.fair-done"


async def test_nobody_begins_what_is_the_clock_s(garden: Bench) -> None:
    moderator, unknown = garden.person("Ailsa", role=Role.MODERATOR), Refusal(text("core.out-of-date"))
    said = [await moderator.does("garden.open-fair"), await moderator.sends("1garden.open-fair||")]
    assert said == [unknown, unknown] == [await moderator.does("garden.nothing"), await moderator.sends("1x||")]
    assert "garden.open-fair" not in {each.action for each in garden.bot.commands(Role.MODERATOR)}


async def test_a_field_that_is_no_more_is_out_of_date(here: Bench) -> None:
    """A platform may still offer it; the way back then leads to what there is."""
    ailsa = here.person("Ailsa")
    back = Button(text("core.change-it"), log(what="Pauses"), ("what",))
    said = await ailsa.does("learn.log", what="Pauses", colour="red")
    assert said == Refusal(text("core.out-of-date"), buttons=(back,))
    await ailsa.presses("core.change-it")
    assert (await ailsa.fills()).words == "Pauses"
    assert await logged(here) == 1


async def test_members_are_offered_what_they_may_begin(here: Bench) -> None:
    verbs = ("log", "list", "year", "show", "edit", "add", "share", "withdraw", "delete")
    verbs += ("ask-later", "stop-asking", "stop-asking-all")
    commands = [each for each in here.bot.commands(Role.MEMBER) if each.action.startswith("learn.")]
    assert [(each.action, each.slash, each.menu) for each in commands] == [
        (f"learn.{verb}", True, t("do-log.menu") if verb == "log" else None) for verb in verbs
    ]


# --- who and where ------------------------------------------------------------------------------------------------


async def test_a_name_that_changed_on_the_platform_changes_here(here: Bench) -> None:
    await here.person("ailsa").does("learn.list")
    ailsa = here.person("AILSA")
    await ailsa.sends(await shared(ailsa))
    await here.settle()
    assert (here.aloud()[0].text.values["who"].name, (await sizes(here))["person"]) == ("AILSA", 1)


async def shared(who: Someone) -> str:
    await who.does("learn.log", what="Pauses")
    return who.wire("learn.share-it")


async def test_whatever_a_platform_calls_people_and_places_they_are_welcome(bench: Bench) -> None:
    for number, name in enumerate(("Ma\0i", "M\ud800ai", "M\u202eai", "N" * 300, "", "\n", "@everyone", "\ue000")):
        who = bench.person("Mai")
        who.heard = replace(who.heard, **{each: Remote(f"{number}", name) for each in ("who", "where", "community")})
        assert (await who.sends(await shared(who))).text == t("share-done"), name
        await bench.settle()
        assert [effect.message.words for effect in bench.effects] == ["Pauses"] * (number + 1)
