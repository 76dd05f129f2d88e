"""Room discuss: planned after it was seen, said on time in one thread, live, slow or both, and led by somebody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.house import Plan
from bot.keys import new_root
from bot.life import Life
from bot.rooms.discuss.declared import t
from bot.talk import Form, Item, Message, Quoted, Refusal, Role
from bot.testing import Bench, Someone
from tests.conftest import Ready

LONDON = ZoneInfo("Europe/London")
EIGHT = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)  # when most discussions begin here
CHAT = {"protocol": "edu-chat", "topic": "Wait time"}


def heard(bench: Bench) -> list[tuple[str, str]]:
    """What was said in threads, and when: ``("24 20:05", "Q1 One?")``, in the order it was handed over."""
    there = [each for each in bench.effects if each.kind == "say" and each.message and each.place.kind == "thread"]
    times = [bench.spoken[each.key][1].astimezone(LONDON) for each in there]
    return [(f"{at:%d %H:%M}", _brief(each.message)) for at, each in zip(times, there, strict=True) if each.message]


def _brief(said: Message) -> str:
    back = "… " if Item(t("back")) in said.items else ""
    if "number" in said.text.values:
        return f"{back}Q{said.text.values['number']} {said.words}".strip()
    return back + str(said.text.values["say"].said("en")[1].split()[0])


@pytest.fixture
async def here(house: Plan) -> AsyncIterator[Bench]:
    """A Bench in memory, for what the database has no say in."""
    async with Bench.open(house=house, languages=("cy", "en")) as bench:
        yield bench


async def planned(bench: Bench, **other: Any) -> Someone:
    """A discussion that Ailsa leads, planned in the staffroom and announced."""
    ailsa = bench.person("Ailsa", language="en")
    said = await ailsa.does("discuss.start", **CHAT | other)
    assert isinstance(said, Message), said
    await ailsa.presses("discuss.plan-it")
    await bench.settle()
    return ailsa


def keys(said: Message | Form | Refusal) -> list[str]:
    """What the items of an answer are."""
    return [each.text.key.removeprefix("discuss.") for each in said.items] if isinstance(said, Message) else []


# --- planning -----------------------------------------------------------------------------------------------------


async def test_nothing_is_planned_before_it_was_seen_and_shaped(here: Bench) -> None:
    ailsa = here.person("Ailsa", language="en")
    form = await ailsa.does("discuss.start")
    assert isinstance(form, Form)
    assert [each.name for each in form.fields] == ["protocol", "topic", "when", "way", "voice"]
    seen = await ailsa.fills(protocol="slow-week", topic="Wait time")
    assert isinstance(seen, Message)
    assert (seen.text.key, seen.words) == ("discuss.preview", "Wait time")
    assert keys(seen) == ["way-slow", "question", "question", "question", "begins-now", "ends", "who"]
    form = await ailsa.presses("discuss.shape-it")
    assert isinstance(form, Form)
    assert str(form.fields[0].value).splitlines()[0] == "What happened lately that made you think of this?"
    seen = await ailsa.fills(questions="Who waits?\n\nFor what?", days="2")
    assert isinstance(seen, Message)
    assert [each.words for each in seen.items if each.words] == ["Who waits?", "For what?"]
    assert seen.items[4] == Item(t("ends", at=datetime(2026, 11, 30, 9, 0, tzinfo=LONDON)))
    await here.settle()
    assert here.aloud() == []
    said = await ailsa.presses("discuss.plan-it")
    assert isinstance(said, Message)
    assert said.text.key == "discuss.planned"
    await here.settle()
    (announced,) = here.aloud()
    assert (announced.text.key, announced.words) == ("discuss.announced", "Wait time")
    assert [each.words for each in announced.items if each.words] == ["Who waits?", "For what?"]


async def test_questions_left_as_they_are_stay_in_every_language(here: Bench) -> None:
    ailsa = here.person("Ailsa", language="en")
    await ailsa.does("discuss.start", **CHAT)
    await ailsa.presses("discuss.shape-it")
    seen = await ailsa.fills(minutes="8")
    assert keys(seen)[1:6] == ["question"] * 5


async def test_a_second_press_plans_nothing_more(here: Bench) -> None:
    ailsa = here.person("Ailsa", language="en")
    await ailsa.does("discuss.start", **CHAT)
    plan = ailsa.wire("discuss.plan-it")
    await ailsa.sends(plan)
    await ailsa.sends(plan)
    await here.settle()
    assert len(here.aloud()) == 1


async def test_a_way_that_the_protocol_lacks_is_refused_with_those_it_has(here: Bench) -> None:
    ailsa = here.person("Ailsa", language="en")
    said = await ailsa.does("discuss.start", **CHAT, way="slow")
    assert isinstance(said, Refusal)
    assert said.text.key == "discuss.not-that-way"
    seen = await ailsa.presses("discuss.way-live")
    assert isinstance(seen, Message)
    assert seen.text.key == "discuss.preview"


async def test_how_to_take_part_is_said_live_by_voice_later_and_by_reading(here: Bench) -> None:
    link = "https://call.example/wait"
    await planned(here, protocol="live-and-slow", way="live-first", when="2026-11-24T20:00", voice=link)
    (announced,) = here.aloud()
    at = {"since": datetime(2026, 11, 24, 20, 0, tzinfo=LONDON), "until": datetime(2026, 11, 24, 20, 55, tzinfo=LONDON)}
    assert announced.items[4:] == (
        Item(t("how-text", **at)),
        Item(t("how-voice", link=link)),
        Item(t("how-later", until=datetime(2026, 12, 1, 20, 0, tzinfo=LONDON))),
        Item(t("how-reading")),
    )


async def test_moderators_may_keep_it_to_themselves(here: Bench) -> None:
    mererid = here.person("Mererid", language="cy", role=Role.MODERATOR)
    await mererid.does("discuss.limit", starters="moderators")
    ailsa = here.person("Ailsa", language="en")
    said = await ailsa.does("discuss.start", **CHAT)
    assert isinstance(said, Refusal)
    assert said.text == t("moderators-start")
    assert isinstance(await mererid.does("discuss.start", **CHAT), Message)
    await mererid.does("discuss.limit", starters="everybody")
    assert isinstance(await ailsa.does("discuss.start", **CHAT), Message)


@pytest.mark.parametrize("kind", ["direct", "thread"])
async def test_a_discussion_is_held_where_others_are(here: Bench, kind: str) -> None:
    said = await here.person("Ailsa", language="en").at("elsewhere", kind).does("discuss.start", **CHAT)
    assert isinstance(said, Refusal)
    assert said.text == t("start-where")


# --- on time ------------------------------------------------------------------------------------------------------

HOUR = [
    ("24 20:00", "Welcome!"),
    ("24 20:05", "Q1"),
    ("24 20:15", "Q2"),
    ("24 20:25", "Q3"),
    ("24 20:35", "Q4"),
    ("24 20:45", "Q5"),
    ("24 20:55", "The"),
    ("24 21:00", "That"),
]
WEEK = [
    ("24 20:00", "Welcome"),
    ("24 20:05", "Q1"),
    ("24 20:15", "Q2"),
    ("24 20:25", "Q3"),
    ("24 20:35", "Q4"),
    ("24 20:45", "Before"),
    ("25 20:00", "Were"),
    ("27 20:00", "Which"),
    ("01 20:00", "Thank"),
]


async def test_a_live_chat_keeps_its_minutes_and_ends_on_time(here: Bench) -> None:
    await planned(here, when="2026-11-24T20:00")
    await here.jump(days=3)
    assert heard(here) == HOUR


async def test_a_live_hour_goes_on_as_a_slow_week_in_one_thread(here: Bench) -> None:
    ailsa = await planned(here, protocol="live-and-slow", way="live-first", when="2026-11-24T20:00")
    await here.jump(days=20)
    assert heard(here) == WEEK
    assert len({each.place.remote for each in here.effects if each.place.kind == "thread" and each.kind == "say"}) == 1
    said = await ailsa.does("discuss.list")
    assert isinstance(said, Message)
    assert said.text == t("list-empty")


async def test_a_slow_week_ends_in_a_live_hour(here: Bench) -> None:
    await planned(here, protocol="live-and-slow", way="live-last", when="2026-11-26T12:30")
    await here.jump(days=20)
    assert heard(here) == [
        ("26 12:30", "Q1"),
        ("27 12:30", "Q2"),
        ("30 12:30", "Q3"),
        ("01 12:30", "Q4"),
        ("02 12:30", "What"),
        ("03 12:30", "Welcome"),
        ("03 12:35", "Of"),
        ("03 13:00", "Thank"),
    ]


async def test_a_slow_week_passes_over_holidays(here: Bench) -> None:
    mererid = here.person("Mererid", language="cy", role=Role.MODERATOR)
    await mererid.does("blether.holiday", name="In-service day", since="2026-11-24", until="2026-11-25")
    await planned(here, protocol="slow-week")
    await here.jump(days=10)
    assert heard(here) == [
        ("23 09:00", "Q1"),
        ("26 09:00", "Q2"),
        ("27 09:00", "Q3"),
        ("30 09:00", "What"),
        ("01 09:00", "Thank"),
    ]


@pytest.mark.parametrize("minutes", [11, 47, 60 * 24 + 5, 60 * 24 * 9])
async def test_after_an_outage_only_the_stage_it_is_time_for_speaks(ready: Ready, house: Plan, minutes: int) -> None:
    """At eight the house stops, and so many minutes later one opens: nothing is said twice, and one line says so."""
    url, key = await ready(house), new_root()
    async with Bench.open(url, house=house, languages=("cy", "en"), key=key) as bench:
        await planned(bench, protocol="live-and-slow", way="live-first", when="2026-11-24T20:00")
        await bench.jump(days=1, hours=11)
        posts, before = dict(bench._posts), heard(bench)
    async with Bench.open(url, house=house, languages=("cy", "en"), key=key, seed=9) as bench:
        bench._posts.update(posts)
        bench.clock.now = EIGHT + timedelta(minutes=minutes)
        await bench.settle()
        await bench.jump(days=20)
        after = heard(bench)
    assert before == WEEK[:1]
    now = EIGHT + timedelta(minutes=minutes)
    passed = [one for one in WEEK[1:] if at(one) <= now]
    first = (f"{now:%d %H:%M}", f"… {passed[-1][1]}")
    assert after == [first, *WEEK[1 + len(passed) :]]


def at(one: tuple[str, str]) -> datetime:
    """The instant of what was heard, in November or December."""
    day, clock = one[0].split()
    return datetime.fromisoformat(f"2026-{11 if int(day) > 20 else 12}-{day}T{clock}+00:00")


# --- leading ------------------------------------------------------------------------------------------------------


async def leading(bench: Bench) -> Someone:
    """Ailsa leads a live chat whose first question was asked a minute ago."""
    ailsa = await planned(bench)
    await bench.jump(minutes=6)
    await ailsa.does("discuss.list")
    await ailsa.presses("discuss.show-it")
    return ailsa


async def test_the_next_question_comes_when_asked_for(here: Bench) -> None:
    ailsa = await leading(here)
    said = await ailsa.presses("discuss.next-it")
    assert isinstance(said, Message)
    assert said.text == t("went-on")
    await here.jump(minutes=19)
    assert heard(here) == [("23 09:00", "Welcome!"), ("23 09:05", "Q1"), ("23 09:06", "Q2"), ("23 09:25", "Q3")]


async def test_who_presses_for_the_next_question_twice_gets_one(here: Bench) -> None:
    ailsa = await leading(here)
    wire = ailsa.wire("discuss.next-it")
    for _ in range(2):
        await ailsa.sends(wire)
    await here.settle()
    assert heard(here) == [("23 09:00", "Welcome!"), ("23 09:05", "Q1"), ("23 09:06", "Q2")]


async def test_more_time_moves_what_follows(here: Bench) -> None:
    ailsa = await leading(here)
    await ailsa.presses("discuss.more-it")
    said = await ailsa.fills(more="4")
    assert isinstance(said, Message)
    assert said.text == t("more-minutes", count=4)
    await here.jump(minutes=24)
    assert heard(here)[2:] == [("23 09:19", "Q2"), ("23 09:29", "Q3")]


async def test_a_pause_moves_what_follows_by_as_long_as_it_takes(here: Bench) -> None:
    ailsa = await leading(here)
    await ailsa.presses("discuss.pause-it")
    await here.jump(minutes=30)
    assert len(heard(here)) == 2
    said = await ailsa.presses("discuss.go-on-it")
    assert isinstance(said, Message)
    assert said.text == t("resumed")
    await here.jump(minutes=20)
    assert heard(here)[2:] == [("23 09:45", "Q2"), ("23 09:55", "Q3")]


PRESSED = """id = "pressed"
source = "Ourselves"
name.en = "Pressed"
name.cy = "Pwyso"
who.en = "Anybody."
who.cy = "Unrhyw un."
[[questions]]
ask.en = "Why?"
ask.cy = "Pam?"
[[stages]]
id = "ask"
asks = true
minutes = 10
say.en = "Think."
say.cy = "Meddyliwch."
[[stages]]
id = "turn"
press = true
minutes = 5
say.en = "Now turn round."
say.cy = "Nawr trowch."
[[stages]]
id = "end"
closes = true
say.en = "Goodbye."
say.cy = "Hwyl."
"""


@pytest.mark.parametrize("told", [True, False])
async def test_a_stage_may_wait_until_it_is_pressed(tmp_path: Path, told: bool) -> None:
    """By what whoever leads is told then, or wherever they go on; what follows moves along."""
    (tmp_path / "pressed.toml").write_text(PRESSED)
    async with Bench.open(prompts=[tmp_path], languages=("cy", "en")) as bench:
        ailsa = await planned(bench, protocol="pressed")
        await bench.jump(minutes=17)
        assert heard(bench) == [("23 09:00", "Q1")]
        assert [each.text.key for each in bench.aloud("direct:ailsa")] == ["discuss.waits"]
        await ailsa.does("discuss.list")
        await ailsa.presses("discuss.show-it")
        await (ailsa.sends(bench.effects[-1].wires[0]) if told else ailsa.presses("discuss.go-on-it"))
        await bench.jump(minutes=10)
        assert heard(bench)[1:] == [("23 09:17", "Now"), ("23 09:22", "Goodbye.")]


async def test_the_announcement_and_the_calendar_move_along(house: Plan) -> None:
    """The live hour is among the events of a platform that has such, and moves with what whoever leads decides."""
    async with Bench.open(house=house, traits=frozenset({"native_events"})) as bench:
        ailsa = await planned(bench, when="2026-11-24T20:00")
        (there,) = bench.calendar()
        assert (there.title, there.start) == (t("occasion-title", topic="Wait time"), EIGHT)
        assert there.end == EIGHT + timedelta(hours=1)
        await ailsa.does("discuss.list")
        await ailsa.presses("discuss.show-it")
        await ailsa.presses("discuss.more-it")
        await ailsa.fills(more="15")
        await bench.settle()
        (there,) = bench.calendar()
        assert there.start == EIGHT + timedelta(minutes=15)
        (announced,) = bench.aloud()
        until = datetime(2026, 11, 24, 21, 15, tzinfo=LONDON)
        assert Item(t("how-text", since=datetime(2026, 11, 24, 20, 15, tzinfo=LONDON), until=until)) in announced.items
        await ailsa.does("discuss.list")
        await ailsa.presses("discuss.show-it")
        await ailsa.presses("discuss.close-it")
        await ailsa.presses("discuss.close-yes")
        await bench.settle()
        assert bench.calendar() == []


async def test_it_can_be_closed_before_its_time(here: Bench) -> None:
    ailsa = await leading(here)
    await ailsa.presses("discuss.close-it")
    said = await ailsa.presses("discuss.close-yes")
    assert isinstance(said, Message)
    assert said.text == t("closed")
    await here.jump(days=1)
    assert heard(here)[2:] == [("23 09:06", "That")]


async def test_whom_it_was_handed_to_is_told_and_leads(here: Bench) -> None:
    ailsa = await leading(here)
    callum = here.person("Callum", language="en")
    await callum.does("my.settings")
    await ailsa.presses("discuss.hand-over-it")
    said = await ailsa.fills(whom=callum.heard.who)
    assert isinstance(said, Message)
    assert said.text.key == "discuss.handed-over"
    await here.settle()
    (told,) = here.aloud("direct:callum")
    assert told.text.key == "discuss.handed"
    await callum.does("discuss.list")
    await callum.presses("discuss.show-it")
    await callum.presses("discuss.next-it")
    await here.settle()
    assert heard(here)[2:] == [("23 09:06", "Q2")]
    await ailsa.does("discuss.list")
    said = await ailsa.presses("discuss.show-it")
    assert isinstance(said, Message)
    ways = ["discuss.note-it", "discuss.record-it", "discuss.export-it"]
    assert [each.label.key for each in said.buttons] == ways


async def test_moderators_take_on_what_nobody_leads_any_more(here: Bench) -> None:
    ailsa = await leading(here)
    mererid = here.person("Mererid", language="cy", role=Role.MODERATOR)
    await mererid.does("discuss.list")
    shown = await mererid.presses("discuss.show-it")
    assert isinstance(shown, Message)
    assert "discuss.take-on-it" not in [each.label.key for each in shown.buttons]
    await ailsa.does("my.forget")
    await ailsa.presses("my.forget-yes")
    await mererid.does("discuss.list")
    await mererid.presses("discuss.show-it")
    said = await mererid.presses("discuss.take-on-it")
    assert isinstance(said, Message)
    assert (said.text, said.words) == (t("taken-on"), "")


async def test_words_of_whoever_is_forgotten_are_taken_back_and_it_goes_on(here: Bench) -> None:
    """Their topic and questions go, also where the clock said them; the protocol's own take their place."""
    ailsa = here.person("Ailsa", language="en")
    await ailsa.does("discuss.start", **CHAT, questions="Who waits?\nFor what?")
    await ailsa.presses("discuss.plan-it")
    await here.jump(minutes=6)
    thread = next(each.place.remote for each in here.effects if each.place.kind == "thread" and each.kind == "say")
    assert [each.words for each in here.aloud(thread)] == ["", "Who waits?"]
    await ailsa.does("my.forget")
    await ailsa.presses("my.forget-yes")
    await here.jump(minutes=10)
    assert here.aloud() == []
    assert [each.words for each in here.aloud(thread)] == ["", ""]
    assert heard(here)[-1] == ("23 09:15", "Q2")


# --- taking part --------------------------------------------------------------------------------------------------


async def test_who_asked_for_it_is_reminded_once_and_in_working_time(here: Bench) -> None:
    """The protocol reminds a day after the first question; at that hour Callum is not to be reached."""
    await planned(here, protocol="slow-week", when="2026-11-24T20:00")
    callum, bryn = here.person("Callum", language="en"), here.person("Bryn", language="en")
    for who in (callum, bryn):
        await who.does("discuss.list")
        await who.presses("discuss.show-it")
        await who.sends(here.effects[0].wires[0])
    said = await callum.presses("discuss.remind-it")
    assert isinstance(said, Message)
    assert said.text == t("joined-remind")
    await here.jump(days=2, hours=12)
    assert here.aloud("direct:callum") == []
    await here.jump(hours=11)
    assert [each.text.key for each in here.aloud("direct:callum")] == ["discuss.reminded"]
    await here.jump(days=20)
    assert len(here.aloud("direct:callum")) == 1
    assert here.aloud("direct:bryn") == []


async def test_replies_are_counted_and_readers_are_not(here: Bench) -> None:
    ailsa = await leading(here)
    thread = next(each.place for each in here.effects if each.place.kind == "thread" and each.kind == "say")
    callum = here.person("Callum", language="en").at(thread.remote, "thread")
    for number in range(2):
        await Life(here.bot).replied(replace(callum.heard, event=f"reply-{number}"))
    await ailsa.does("discuss.list")
    said = await ailsa.presses("discuss.show-it")
    assert isinstance(said, Message)
    assert said.items[-1] == Item(t("replies", count=2))


async def test_what_is_discussed_elsewhere_is_not_to_be_found(here: Bench) -> None:
    await planned(here)
    callum = here.person("Callum", language="en").at("hall")
    said = await callum.does("discuss.list")
    assert isinstance(said, Message)
    assert said.text == t("list-empty")
    form = await callum.does("discuss.record")
    assert isinstance(form, Form)
    assert form.fields[0].options == ()


# --- the record ---------------------------------------------------------------------------------------------------


async def test_people_put_their_own_words_on_record_with_their_name_or_without(here: Bench) -> None:
    await leading(here)
    ask = next(each for each in here.effects if each.message and each.message.text.key == "discuss.question")
    callum, bryn = here.person("Callum", language="en"), here.person("Bryn", language="cy")
    form = await callum.sends(ask.wires[0])
    assert isinstance(form, Form)
    assert [each.name for each in form.fields] == ["words", "named"]
    said = await callum.fills(words="I count to three")
    assert isinstance(said, Message)
    assert (said.text, said.words) == (t("noted"), "I count to three")
    await bryn.sends(ask.wires[0])
    await bryn.fills(words="Five hands", named="yes")
    said = await callum.presses("discuss.record-it")
    assert isinstance(said, Message)
    (who,) = (each.text.values["who"] for each in said.items if "who" in each.text.values)
    assert (who.name, said.words) == ("Bryn", "Wait time")
    assert said.items == (
        Item(t("note-answer", number=1), "I count to three"),
        Item(t("note-of-answer", number=1, who=who), "Five hands"),
    )


async def test_from_the_menu_of_a_message_only_one_s_own_words_go_on_record(here: Bench) -> None:
    ailsa = await leading(here)
    callum = here.person("Callum", language="en")
    link = "https://chat.example/7"
    form = await callum.does("discuss.note", said=Quoted(link, callum.heard.who))
    assert isinstance(form, Form)
    assert form.fields[0].value != ""
    said = await callum.fills(words="I count to three")
    assert isinstance(said, Message)
    assert said.text == t("noted")
    await callum.does("discuss.note", said=Quoted(link, ailsa.heard.who))
    refused = await callum.fills(words="Hers")
    assert isinstance(refused, Refusal)
    assert refused.text == t("not-your-message")


async def test_what_was_put_on_record_can_be_taken_out(here: Bench) -> None:
    ailsa = await leading(here)
    await ailsa.presses("discuss.note-it")
    await ailsa.fills(words="Too soon")
    said = await ailsa.presses("discuss.unnote-it")
    assert said == Message(t("unnoted"), "Too soon")
    await ailsa.does("discuss.list")
    await ailsa.presses("discuss.show-it")
    said = await ailsa.presses("discuss.record-it")
    assert isinstance(said, Message)
    assert (said.text.key, said.items) == ("discuss.record-empty", ())
