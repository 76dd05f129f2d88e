"""Room prompt: planned by moderators, answered privately first, chosen by members, or for oneself alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.house import Plan
from bot.keys import new_root
from bot.rooms.prompt.declared import t, within
from bot.store.tables import occurrence, schedule
from bot.talk import Form, Item, Message, Refusal, Role, text
from bot.testing import Bench, Someone
from tests.core.database import sizes

LONDON = ZoneInfo("Europe/London")
WEEKLY = {"source": "pack:rolfe", "often": "week", "days": ("1", "4"), "clock": "9:00"}


@pytest.fixture
async def here(house: Plan) -> AsyncIterator[Bench]:
    """A Bench in memory, for what the database has no say in."""
    async with Bench.open(house=house, languages=("cy", "en")) as bench:
        yield bench


def moderator(bench: Bench) -> Someone:
    return bench.person("Mererid", language="cy", role=Role.MODERATOR)


async def planned(bench: Bench, **other: Any) -> Someone:
    """Prompts on Mondays and Thursdays at nine, in the staffroom."""
    mererid = moderator(bench)
    await mererid.does("prompt.schedule", **WEEKLY | other)
    await mererid.presses("prompt.plan-it")
    return mererid


def asked(bench: Bench, place: str = "staffroom") -> list[str]:
    """The English of what was asked in a place."""
    posts = [each for each in bench.aloud(place) if each.text.key == "prompt.asks"]
    return [dict(each.text.values["ask"].words)["en"] for each in posts]


async def last(bench: Bench, who: Someone) -> Form:
    """The form that the button of the newest prompt opens."""
    effect = next(each for each in reversed(bench.effects) if each.message and each.message.text.key == "prompt.asks")
    form = await who.sends(effect.wires[0])
    assert isinstance(form, Form)
    return form


# --- planning -----------------------------------------------------------------------------------------------------


async def test_it_is_shown_before_anything_is_planned(bench: Bench) -> None:
    said = await moderator(bench).does("prompt.schedule", **WEEKLY)
    assert isinstance(said, Message)
    assert (said.text.key, [item.text.key for item in said.items]) == (
        "prompt.preview",
        ["prompt.of", "core.every-week", "prompt.first", "prompt.example", "prompt.not-in-holidays"],
    )
    assert said.items[2].text.values["at"] == datetime(2026, 11, 23, 9, tzinfo=LONDON)
    assert {"schedule", "prompt_plan"} & {*await sizes(bench)} == set()


async def test_a_second_press_changes_nothing(here: Bench) -> None:
    mererid, bryn = moderator(here), here.person("Bryn", language="en")
    await mererid.does("prompt.schedule", **WEEKLY)
    wire = mererid.wire("prompt.plan-it")
    said = [(await mererid.sends(wire)).text.key for _ in range(2)]
    assert (said, (await sizes(here))["prompt_plan"]) == (["prompt.planned"] * 2, 1)

    await bryn.does("prompt.suggest", words="What surprised you?")
    await mererid.does("prompt.suggested")
    await mererid.presses("prompt.accept-it")
    await bryn.does("prompt.vote")
    wire = bryn.answer.wires[0]
    said = [(await bryn.sends(wire)).items[0].text for _ in range(2)]
    assert said == [t("chosen")] * 2
    await bryn.presses("prompt.unchoose-it")
    assert (await bryn.does("prompt.vote")).items[0].text == t("to-choose")


async def test_it_comes_at_its_local_time_through_a_clock_change(bench: Bench) -> None:
    await planned(bench, days=("7",))
    await bench.jump(days=140)
    async with bench.bot.store.turn() as tx:
        came = (await tx.execute(select(occurrence.c.at))).scalars().all()
    assert ({f"{each.astimezone(LONDON):%H:%M}" for each in came}, len(asked(bench))) == ({"09:00"}, 20)


async def test_none_is_repeated_until_all_were_asked(here: Bench) -> None:
    await planned(here)
    await here.jump(days=26)
    pack = [each.ask.words["en"] for each in within(here.bot.library, "pack:rolfe").values()]
    there = asked(here)
    assert sorted(there[: len(pack)]) == sorted(pack)


@pytest.mark.parametrize(("chosen", "spoken"), [((), ("cy", "en")), (("en",), ("en",)), (("en", "cy"), ("cy", "en"))])
async def test_a_plan_may_have_languages_of_its_own(here: Bench, chosen: tuple[str], spoken: tuple[str]) -> None:
    """Also where an answer opens its thread, which says the prompt again."""
    await planned(here, languages=chosen)
    await here.jump(hours=1)
    assert here.effects[-1].languages == spoken
    bryn = here.person("Bryn", language="en")
    await last(here, bryn)
    await bryn.fills(words="I would wait longer.")
    await bryn.presses("prompt.share-it")
    await here.settle()
    prompts = [each for each in here.effects if each.message and each.message.text.key == "prompt.asks"]
    assert {each.languages for each in prompts} == {spoken}


async def test_plans_keep_their_time_of_day_when_the_community_or_somebody_moves(here: Bench) -> None:
    mererid, people = await planned(here), [here.person(each) for each in ("Ailsa", "Bryn", "Cai")]
    for one in people:
        await one.does("prompt.me", source="pack:gibbs", often="week", days="1", clock="16:00")
    await people[1].does("my.hours", zone="Asia/Tokyo")
    await people[2].does("my.hours", zone="Europe/London")
    await mererid.does("blether.settings", zone="America/New_York")
    async with here.bot.store.turn() as tx:
        zones = (await tx.execute(select(schedule.c.clock, schedule.c.zone, schedule.c.at))).all()
    assert sorted(zones) == [
        ("09:00", "America/New_York", datetime(2026, 11, 23, 14, tzinfo=UTC)),
        ("16:00", "America/New_York", datetime(2026, 11, 23, 21, tzinfo=UTC)),
        ("16:00", "Asia/Tokyo", datetime(2026, 11, 30, 7, tzinfo=UTC)),
        ("16:00", "Europe/London", datetime(2026, 11, 23, 16, tzinfo=UTC)),
    ]


async def test_a_restart_changes_nothing_of_what_comes(url: str, house: Plan) -> None:
    key = new_root()
    async with Bench.open(url, house=house, languages=("cy", "en"), key=key) as bench:
        await planned(bench)
        await bench.jump(days=4)
        first = asked(bench)
    async with Bench.open(url, house=house, languages=("cy", "en"), key=key, seed=9) as bench:
        await bench.jump(days=14)
        assert len({*first, *asked(bench)}) == len(first) + len(asked(bench))


async def test_it_speaks_both_languages_welsh_first(here: Bench) -> None:
    await planned(here)
    await here.jump(hours=1)
    effect = here.effects[-1]
    said = [here.bot.texts.plain(effect.message.text, each) for each in effect.languages] if effect.message else []
    assert (effect.languages, len(said), said[0] != said[1]) == (("cy", "en"), 2, True)


async def test_a_holiday_is_left_out_and_said_beforehand(here: Bench) -> None:
    mererid = await planned(here)
    await mererid.does("blether.holiday", name="Gaeaf", since="2026-11-25", until="2026-11-27")
    said = await mererid.does("prompt.list")
    said = await mererid.presses("prompt.show-it")
    assert [item.text.key for item in said.items][2:4] == ["prompt.date", "prompt.date-holiday"]
    await here.jump(days=7)
    assert len(asked(here)) == 2  # on both Mondays


async def test_a_plan_is_paused_resumed_skipped_and_stopped(here: Bench) -> None:
    mererid = await planned(here)
    await here.jump(hours=1)
    await mererid.does("prompt.list")
    await mererid.presses("prompt.show-it")
    said = await mererid.presses("prompt.skip-it")
    assert said.text == t("skipped", on=date(2026, 11, 26))
    assert said.items[2].text.key == "prompt.date-by-hand"
    await mererid.presses("prompt.pause-it")
    said = await mererid.fills(until="2026-12-07")
    assert said.text == t("paused-until", on=date(2026, 12, 7))
    await here.jump(days=12)
    assert len(asked(here)) == 1
    assert (await mererid.presses("prompt.resume-it")).text == t("resumed")
    assert (await mererid.presses("prompt.say-now-it")).text.key == "prompt.said-now"
    await here.settle()
    assert len(asked(here)) == 2
    await mererid.presses("prompt.stop-it")
    assert (await mererid.presses("prompt.stop-yes")).text == t("stopped")
    await here.jump(days=30)
    assert (len(asked(here)), (await mererid.does("prompt.list")).text) == (2, t("none-planned"))
    assert "schedule" not in await sizes(here)


async def test_a_plan_is_changed(here: Bench) -> None:
    mererid = await planned(here)
    await mererid.does("prompt.list")
    await mererid.presses("prompt.show-it")
    form = await mererid.presses("core.change-it")
    assert {each.name: each.value for each in form.fields} == {
        "source": "pack:rolfe", "often": "week", "days": ("1", "4"), "clock": "09:00", "languages": ()
    }  # fmt: skip
    await mererid.fills(source="theme:action", often="first", days=("3",), clock="15:30", languages=("en",))
    said = await mererid.presses("core.done")
    assert said.items[1].text.key == "core.every-month"
    assert said.items[2:4] == (
        Item(t("in-languages", languages="English")),
        Item(t("date", at=datetime(2026, 12, 2, 15, 30, tzinfo=LONDON))),
    )
    await here.jump(days=10)
    assert (len(asked(here)), here.effects[-1].languages) == (1, ("en",))


async def test_it_goes_on_when_who_planned_it_is_forgotten(here: Bench) -> None:
    mererid = await planned(here)
    await mererid.does("my.forget", sure="yes")
    await here.jump(days=4)
    assert len(asked(here)) == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"source": "pack:none"}, "source"),
        ({"often": "first", "days": ("1", "2")}, "days"),
        ({"clock": "25:00"}, "clock"),
        ({"since": "2026-12-24", "until": "2026-12-01"}, "until"),
    ],
)
async def test_what_cannot_be_planned_is_kindly_refused(here: Bench, wrong: dict[str, Any], field: str) -> None:
    said = await moderator(here).does("prompt.schedule", **WEEKLY | wrong)
    assert isinstance(said, Refusal)
    assert [name for name, _ in said.problems] == [field]


async def test_prompts_are_planned_where_others_are(here: Bench) -> None:
    mererid = moderator(here).at("mererid", "direct")
    assert (await mererid.does("prompt.schedule", **WEEKLY)).text == t("plan-where")


# --- answering ----------------------------------------------------------------------------------------------------


async def test_an_answer_goes_into_one_s_own_log_and_is_nobody_else_s(bench: Bench) -> None:
    await planned(bench)
    await bench.jump(hours=1)
    ailsa, posts = bench.person("Ailsa", language="en"), len(bench.effects)
    assert [each.name for each in (await last(bench, ailsa)).fields] == ["words"]
    said = await ailsa.fills(words="I learned to wait")
    assert (said.words, said.buttons[0].label) == ("I learned to wait", t("share-it"))
    await bench.settle()
    assert len(bench.effects) == posts
    entry = (await ailsa.does("learn.list")).items[0]
    assert entry.words == "I learned to wait"
    assert (await bench.person("Bryn").does("learn.list")).items == ()


async def test_sharing_is_a_second_act_in_the_thread_and_can_be_taken_back(bench: Bench) -> None:
    await planned(bench)
    await bench.jump(hours=1)
    ailsa = bench.person("Ailsa", language="en")
    await last(bench, ailsa)
    await ailsa.fills(words="I learned to wait")
    assert (await ailsa.presses("prompt.share-it")).text == t("share-done")
    await bench.settle()
    shared = bench.effects[-1]
    assert (shared.place.kind, shared.message and shared.message.words) == ("thread", "I learned to wait")
    await ailsa.presses("prompt.take-back")
    await bench.settle()
    assert (bench.effects[-1].remote, bench.effects[-1].message and bench.effects[-1].message.words) == (
        f"post-{shared.key}",
        "",
    )


async def test_one_step_at_a_time_and_one_may_stop_anywhere(here: Bench) -> None:
    await planned(here)
    await here.jump(hours=1)
    ailsa = here.person("Ailsa", language="en")
    await last(here, ailsa)
    answers = 0
    said: Any = await ailsa.fills(words="first")
    while any(each.label.key == "prompt.next-step" for each in said.buttons):
        answers += 1
        await ailsa.presses("prompt.next-step")
        said = await ailsa.fills(words=f"next {answers}")
    assert (answers <= 2, said.text) == (True, t("answered"))
    assert len((await ailsa.does("learn.list")).items) == answers + 1


async def test_what_was_asked_can_be_answered_after_the_plan_was_stopped(here: Bench) -> None:
    mererid = await planned(here)
    await here.jump(hours=1)
    await mererid.does("prompt.list")
    await mererid.presses("prompt.show-it")
    await mererid.presses("prompt.stop-it")
    await mererid.presses("prompt.stop-yes")
    ailsa = here.person("Ailsa", language="en")
    await last(here, ailsa)
    assert (await ailsa.fills(words="I learned to wait")).words == "I learned to wait"
    assert (await ailsa.presses("prompt.share-it")).text == t("share-done")


# --- suggesting and choosing --------------------------------------------------------------------------------------


async def test_a_suggestion_is_accepted_chosen_and_asked_first(bench: Bench) -> None:
    mererid, ailsa, bryn = await planned(bench), bench.person("Ailsa", language="en"), bench.person("Bryn")
    for words in ("What made you laugh?", "What did you let go?"):
        await ailsa.does("prompt.suggest", words=words)
    said = await mererid.does("prompt.suggested")
    assert ([item.words for item in said.items], "Ailsa" in repr(said)) == (
        ["What made you laugh?", "What did you let go?"],
        False,
    )
    for _ in range(2):
        await mererid.does("prompt.suggested")
        await mererid.presses("prompt.accept-it")
    said = await bryn.does("prompt.vote")
    await bryn.sends(bryn.answer.wires[1])
    assert [item.text for item in (await bryn.does("prompt.vote")).items] == [t("to-choose"), t("chosen")]
    assert [item.text for item in (await ailsa.does("prompt.vote")).items] == [t("to-choose"), t("to-choose")]
    await bench.jump(days=4)
    posts = bench.aloud()
    assert [(each.text.key, each.words) for each in posts][-2:] == [
        ("prompt.asks-suggested", "What did you let go?"),
        ("prompt.asks-suggested", "What made you laugh?"),
    ]


async def test_a_reason_reaches_whoever_suggested_it_in_working_time(bench: Bench) -> None:
    mererid, ailsa = moderator(bench), bench.person("Ailsa", language="en")
    await ailsa.does("prompt.suggest", words="What made you laugh?")
    bench.clock.now = bench.clock.now.replace(hour=21)
    await mererid.does("prompt.suggested")
    await mererid.presses("prompt.decline-it")
    await mererid.fills(reason="We had this one in May.")
    await bench.settle()
    assert bench.aloud("direct:ailsa") == []
    await bench.jump(hours=12)
    reason = Item(t("because"), "We had this one in May.")
    assert bench.aloud("direct:ailsa") == [Message(t("was-declined"), "What made you laugh?", items=(reason,))]


async def test_a_member_suggests_a_few_at_a_time(here: Bench) -> None:
    ailsa = here.person("Ailsa")
    for number in range(10):
        await ailsa.does("prompt.suggest", words=f"Number {number}")
    assert (await ailsa.does("prompt.suggest", words="One more")).text == t("enough-suggested", most=10)


# --- for oneself --------------------------------------------------------------------------------------------------


async def test_somebody_is_asked_alone_at_their_own_hour(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    await ailsa.does("my.hours", zone="America/New_York")
    await ailsa.does("prompt.me", source="pack:gibbs", often="week", days="3", clock="16:00")
    await bench.jump(days=14)
    posts = bench.aloud("direct:ailsa")
    assert ([each.text.key for each in posts], bench.aloud()) == (["prompt.asks"] * 2, [])
    form = await last(bench, ailsa)
    said = await ailsa.fills(words="Calm")
    assert (said.text, said.buttons, form.more) == (t("answered"), (), 0)
    before = await sizes(bench)
    wires = bench.effects[-1].wires
    assert await ailsa.sends(wires[1]) == Message(t("left"))
    assert await sizes(bench) == before


async def test_somebody_is_asked_a_whole_cycle_a_step_at_a_time(here: Bench) -> None:
    ailsa = here.person("Ailsa", language="en")
    await ailsa.does("prompt.me", source="pack:gibbs", often="week", days="1 2 3 4 5", clock="16:00", length="cycle")
    await here.jump(days=14)
    pack = here.bot.library.packs["gibbs"]
    first = {each.ask.words["en"] for each in pack.asking(pack.steps[0].id)}
    assert {*asked(here, "direct:ailsa")} == first
    await last(here, ailsa)
    for step in pack.steps[1:]:
        said = await ailsa.fills(words="Then I waited.")
        assert [each.label for each in said.buttons] == [t("next-step", step=step.name.phrase)]
        await ailsa.presses("prompt.next-step")
    assert (await ailsa.fills(words="Next time, sooner.")).buttons == ()


async def test_it_is_changed_and_stopped_at_any_time(here: Bench) -> None:
    ailsa = here.person("Ailsa", language="en")
    await ailsa.does("prompt.me", source="pack:gibbs", often="week", days="3", clock="16:00")
    form = await ailsa.presses("prompt.me-it")
    assert [each.value for each in form.fields] == ["pack:gibbs", "week", ("3",), "16:00", "one"]
    await ailsa.fills(days=("5",))
    assert len((await ailsa.does("my.export")).files) == 2
    await ailsa.does("prompt.rest")
    assert (await ailsa.presses("prompt.rest-yes")).text == t("rested")
    await here.jump(days=30)
    assert here.aloud("direct:ailsa") == []
    assert (await ailsa.does("prompt.rest")).text == t("none-mine")


async def test_one_s_own_prompts_suit_what_one_does(here: Bench) -> None:
    ailsa = here.person("Ailsa", language="en")
    await ailsa.does("my.profile", job="support")
    await ailsa.does("prompt.me", source="pack:driscoll", often="week", days="1 2 3 4 5", clock="16:00")
    await here.jump(days=30)
    library = here.bot.library.prompts.values()
    theirs = {each.ask.words["en"] for each in library if each.suits(("support",))}
    assert {*asked(here, "direct:ailsa")} <= theirs


async def test_nobody_else_s_prompts_can_be_answered(here: Bench) -> None:
    ailsa, bryn = here.person("Ailsa", language="en"), here.person("Bryn")
    await ailsa.does("prompt.me", source="pack:gibbs", often="week", days="3", clock="16:00")
    await here.jump(days=7)
    wire = here.effects[-1].wires[0]
    await bryn.does("learn.list")
    assert await bryn.sends(wire, words="mine") != await ailsa.sends(wire, words="mine")
    assert (await bryn.does("learn.list")).items == ()


async def test_members_plan_nothing_for_others(here: Bench) -> None:
    assert await here.person("Ailsa").does("prompt.schedule", **WEEKLY) == Refusal(text("core.moderators-only"))
