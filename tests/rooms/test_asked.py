"""What did it change? Asked for, after some weeks of school, once a week at most; left or stopped with one press."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.delivery import Effect, Outcome
from bot.house import Plan
from bot.rooms.learn import (
    CHANGED,
    add,
    ask_later,
    list_,
    not_now,
    show,
    stop_asking,
    stop_asking_all,
    t,
)
from bot.rooms.learn.declared import KINDS
from bot.rooms.learn.rules import STEPS
from bot.talk import Button, Form, Item, Message, Phrase, Refusal
from bot.testing import START, Bench, Someone
from bot.timetable.working import Holiday, Hours
from tests.core.database import everything, sizes
from tests.rooms.test_learn import LONGEST, kept
from tests.timetable.conftest import rests

DIALOGUE = next(option.label for option in KINDS if option.value == "dialogue")
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
async def here(house: Plan) -> AsyncIterator[Bench]:
    """A Bench in memory, for what the database has no say in."""
    async with Bench.open(house=house, languages=("cy", "en")) as bench:
        yield bench


async def asks(who: Someone, what: str = "Wait time works", **more: Any) -> str:
    """Keeps an entry and turns the questions on; its id."""
    id = await kept(who, what, **more)
    await who.presses("learn.ask-later-it")
    return id


def sent(bench: Bench, who: str) -> list[tuple[str, Message]]:
    """What they were asked, in order, each with its key."""
    there = [(each.key, each.message) for each in bench.effects if each.place.remote == f"direct:{who}"]
    return [(key, said) for key, said in there if said and said.text.key == "learn.asked"]


def questions(bench: Bench, who: str = "ailsa") -> list[Message]:
    """What they were asked, in order."""
    return [said for _, said in sent(bench, who)]


def step_of(bench: Bench, said: Message) -> str:
    """The step that a question asks."""
    prompts = bench.bot.library.packs["impact"].prompts
    return next(each.step for each in prompts if each.ask.phrase == said.items[0].text.values["question"])


async def asked(bench: Bench, days: int, who: str = "ailsa") -> list[tuple[str, str, str]]:
    """What they were asked in so many days: when, which step, about what."""
    before = len(sent(bench, who))
    await bench.jump(days=days)
    came = sent(bench, who)[before:]
    return [(f"{bench.spoken[key][1]:%d %b}", step_of(bench, said), said.words) for key, said in came]


def stop(id: str) -> Button:
    return Button(t("stop-it"), stop_asking(entry=id))


def read(id: str) -> Button:
    return Button(t("show-it"), show(entry=id))


# --- on, and what comes -------------------------------------------------------------------------------------------


async def test_it_is_asked_for_and_comes_after_3_6_12_and_26_weeks_of_school(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    id = await kept(ailsa)
    said = await ailsa.presses("learn.ask-later-it")
    on = date(2026, 12, 14)
    assert said == Message(t("asking", on=on), "Wait time works", buttons=(stop(id), read(id)))
    await rests(bench, "Winter", date(2026, 12, 21), date(2027, 1, 3))
    assert await asked(bench, 300) == [
        ("14 Dec", "3-week", "Wait time works"),
        ("18 Jan", "6-week", "Wait time works"),
        ("01 Mar", "12-week", "Wait time works"),
        ("07 Jun", "two-terms", "Wait time works"),
    ]
    assert "learn_question" not in await sizes(bench)


async def test_a_question_says_when_and_what_it_was_and_opens_the_form_of_its_step(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    id = await asks(ailsa)
    await ailsa.does("learn.add", entry=id, practice="More pauses")
    await bench.jump(weeks=3)
    effect = bench.effects[-1]
    words = {
        "en": "Three weeks on: have you had a chance to try it? What happened?",
        "cy": "Tair wythnos yn ddiweddarach: a gawsoch chi gyfle i roi cynnig arno? Beth ddigwyddodd?",
    }
    assert (effect.languages, effect.message) == (
        ("en",),
        Message(
            t("asked", kind=DIALOGUE, on=START.date()),
            "Wait time works",
            items=(Item(t("question", question=Phrase(tuple(words.items())))),),
            buttons=(
                Button(t("answer-it"), add(entry=id), ("thinking", "practice", "next_step")),
                Button(t("not-now-it"), not_now()),
                stop(id),
            ),
        ),
    )
    form = await ailsa.sends(effect.wires[0])
    assert isinstance(form, Form)
    assert {each.name: each.value for each in form.fields} == {
        "thinking": "",
        "practice": "More pauses",
        "next_step": "",
    }
    await ailsa.fills(practice="More pauses, and quieter ones", thinking="Silence is work")
    there = {item.text.key: item.words for item in (await ailsa.does("learn.show", entry=id)).items}
    assert there == {
        "learn.ask-what": "Wait time works",
        "learn.ask-thinking": "Silence is work",
        "learn.ask-practice": "More pauses, and quieter ones",
    }


async def test_answering_leaves_the_fields_of_other_steps_alone(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    id = await asks(ailsa)
    await ailsa.does("learn.add", entry=id, **{name: f"First {name}" for name in CHANGED})
    await bench.jump(weeks=12)
    effect = bench.effects[-1]
    await ailsa.sends(effect.wires[0])
    await ailsa.fills(learners="Quieter pupils answer")
    held = (await ailsa.does("learn.show", entry=id)).items
    assert [item.words for item in held][1:] == [
        "Quieter pupils answer" if name == "learners" else f"First {name}" for name in CHANGED
    ]


async def test_not_now_is_one_press_that_leaves_no_trace(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    id = await asks(ailsa)
    await bench.jump(weeks=3)
    wire, before = bench.effects[-1].wires[1], await everything(bench)
    assert await ailsa.sends(wire) == Message(t("not-now"))
    assert await everything(bench) == before
    assert [each[1] for each in await asked(bench, 25)] == ["6-week"]
    assert (await ailsa.does("learn.show", entry=id)).items == (Item(t("ask-what"), "Wait time works"),)


async def test_what_was_learned_some_time_ago_is_asked_about_from_then(bench: Bench) -> None:
    """The weeks are those since the learning, and what lies behind is not asked any more."""
    ailsa = bench.person("Ailsa", language="en")
    id = await kept(ailsa, on="2026-10-12")
    said = await ailsa.presses("learn.ask-later-it")
    assert said.text == t("asking", on=date(2027, 1, 4))
    assert await ailsa.does("learn.ask-later", entry=id) == said
    assert [each[1] for each in await asked(bench, 200)] == ["12-week", "two-terms"]
    old = await kept(ailsa, on="2025-09-01")
    buttons = (Button(t("add-more"), add(entry=old), add.ask), read(old))
    assert await ailsa.presses("learn.ask-later-it") == Refusal(t("asking-over"), buttons=buttons)


async def test_nobody_is_asked_who_did_not_ask_for_it(bench: Bench) -> None:
    await kept(bench.person("Ailsa", language="en"))
    await bench.jump(days=400)
    assert bench.effects == []
    assert {"due", "learn_pace", "learn_question"}.isdisjoint(await sizes(bench))


# --- off ----------------------------------------------------------------------------------------------------------


async def test_stop_asking_about_this_is_one_press(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    id = await asks(ailsa, "Pauses")
    await asks(ailsa, "Peer marking", on="2026-11-22")
    await bench.jump(weeks=3)
    assert [said.words for said in questions(bench)] == ["Peer marking"]
    again = Button(t("ask-later-it"), ask_later(entry=id))
    everything_ = Button(t("stop-all"), stop_asking_all())
    said = Message(t("stopped"), "Pauses", buttons=(again, read(id), everything_))
    assert await ailsa.does("learn.stop-asking", entry=id) == said
    assert await ailsa.does("learn.stop-asking", entry=id) == said
    assert {each[2] for each in await asked(bench, 250)} == {"Peer marking"}


async def test_and_so_it_is_for_all_of_them(bench: Bench) -> None:
    ailsa, bryn = (bench.person(name, language="en") for name in ("Ailsa", "Bryn"))
    for what in ("Pauses", "Peer marking"):
        await asks(ailsa, what)
    await asks(bryn, "Silence")
    await ailsa.presses("learn.stop-it")
    said = Message(t("stopped-all"), buttons=(Button(t("to-list"), list_()),))
    assert await ailsa.presses("learn.stop-all") == said
    await bench.jump(days=30)
    assert (questions(bench), [said.words for said in questions(bench, "bryn")]) == ([], ["Silence"])


async def test_an_entry_says_whether_it_is_asked_about(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    id = await kept(ailsa)
    for on, off in (("ask-later", "stop-asking"), ("stop-asking", "ask-later")):
        calls = [button.call.action for button in (await ailsa.does("learn.show", entry=id)).buttons]
        assert (f"learn.{on}" in calls, f"learn.{off}" in calls) == (True, False)
        await ailsa.does(f"learn.{on}", entry=id)


async def test_a_deleted_entry_asks_nothing_and_the_others_still_do(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    first = await asks(ailsa, "Pauses", on="2026-11-20")
    await asks(ailsa, "Peer marking")
    await ailsa.does("learn.delete", entry=first, sure="yes")
    assert [each[2] for each in await asked(bench, 40)] == ["Peer marking"]


async def test_whoever_is_forgotten_is_asked_nothing(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    await asks(ailsa)
    await ailsa.does("my.forget", sure="yes")
    await bench.jump(days=200)
    assert questions(bench) == []
    assert {"due", "learn_pace", "learn_question"}.isdisjoint(await sizes(bench))


async def test_the_clock_s_call_is_worth_nothing_by_hand(bench: Bench) -> None:
    """Before its time, and again in the same week."""
    ailsa = bench.person("Ailsa", language="en")
    for what in ("Pauses", "Peer marking"):
        assert await ailsa.does("learn.what-changed") == Refusal(t("no-question"))
        await asks(ailsa, what)
    await bench.jump(weeks=3)
    assert await ailsa.does("learn.what-changed") == Refusal(t("no-question"))
    assert len(questions(bench)) == 1


# --- one a week ---------------------------------------------------------------------------------------------------


async def test_a_second_one_moves_to_the_next_week_the_oldest_first(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    for number, what in enumerate(("Third", "Second", "First")):
        await asks(ailsa, what, on=f"2026-11-{20 - number}")
    await asks(bench.person("Bryn", language="en"), "Bryn's own")
    assert await asked(bench, 33) == [
        ("09 Dec", "3-week", "First"),
        ("16 Dec", "3-week", "Second"),
        ("23 Dec", "3-week", "Third"),
    ]
    assert [said.words for said in questions(bench, "bryn")] == ["Bryn's own"]


async def test_after_an_outage_each_comes_once_one_a_week_and_as_it_is_by_then(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    for what in ("Pauses", "Peer marking", "Silence"):
        await asks(ailsa, what)
        bench.clock.now += timedelta(minutes=1)
    bench.clock.now += timedelta(weeks=14)
    await bench.settle()
    await bench.jump(hours=1)
    assert [(step_of(bench, said), said.words) for said in questions(bench)] == [("12-week", "Pauses")]
    assert await asked(bench, 70) == [
        ("08 Mar", "12-week", "Peer marking"),
        ("15 Mar", "12-week", "Silence"),
    ]


async def test_it_waits_for_the_days_and_hours_in_which_they_work(bench: Bench) -> None:
    """Thursdays, from ten; and the first of them is in a holiday that nobody knew of when it was planned."""
    ailsa = bench.person("Ailsa", language="en")
    await ailsa.does("my.hours", days=("4",), quiet_since="18:00", quiet_until="10:00")
    await asks(ailsa)
    await rests(bench, "Winter", date(2026, 12, 17), date(2027, 1, 6))
    await bench.jump(days=45, minutes=59)
    assert questions(bench) == []
    await bench.jump(minutes=1)
    assert (f"{bench.clock():%a %d %b %H:%M}", len(questions(bench))) == ("Thu 07 Jan 10:00", 1)


# --- the sentences ------------------------------------------------------------------------------------------------


async def test_it_is_asked_in_the_language_of_the_person(here: Bench) -> None:
    for language, words in (
        ("en", "What did it change? 23 November 2026: Professional conversation."),
        ("cy", "Beth newidiodd? 23 Tachwedd 2026: Sgwrs broffesiynol."),
    ):
        await asks(here.person(f"Ailsa {language}", language=language))
        await here.jump(weeks=3)
        (said,) = questions(here, f"ailsa {language}")
        texts, spoken = here.bot.texts, here.effects[-1].languages
        assert [texts.plain(said.text, each) for each in spoken] == [words]
        phrase = said.items[0].text.values["question"].said(language)[1]
        assert texts.plain(said.items[0].text, language) == phrase
        here.clock.now = START


async def test_the_longest_entry_fits_beside_the_question_in_both_languages(here: Bench) -> None:
    """The Bench holds every post against the tightest platform."""
    await asks(here.person("Ailsa"), LONGEST)
    await here.jump(days=300)
    assert [said.words for said in questions(here)] == [LONGEST] * 4


async def test_every_step_of_the_pack_has_its_weeks_and_its_fields(here: Bench) -> None:
    pack = here.bot.library.packs["impact"]
    assert [step.id for step in STEPS] == [step.id for step in pack.steps]
    assert all(set(step.fields) < set(CHANGED) for step in STEPS)


# --- for all entries, clocks and calendars ------------------------------------------------------------------------

DAY = START.date()
DAYS = st.sets(st.sampled_from("12345"), min_size=1).map(lambda days: "".join(sorted(days)))
HOLIDAY = st.builds(
    lambda after, length: Holiday(DAY + timedelta(days=after), DAY + timedelta(days=after + length), f"{after}"),
    st.integers(1, 250),
    st.integers(0, 30),
)
HOLIDAYS = st.lists(HOLIDAY, max_size=3, unique_by=lambda each: each.name)
HAPPENING = st.one_of(
    st.tuples(st.just("keep"), st.integers(0, 60)),  # days ago
    st.tuples(st.just("keep"), st.integers(0, 60)),
    st.tuples(st.sampled_from(("jump", "outage")), st.integers(1, 150 * 24)),  # hours
    st.tuples(st.just("jump"), st.integers(1, 20 * 24)),
    st.tuples(st.sampled_from(("stop-asking", "delete")), st.integers(0, 9)),  # which
)


class Timed(Bench):
    """A Bench that knows when it was that somebody was asked something."""

    asked: list[tuple[datetime, str, str]]

    async def say(self, effect: Effect) -> Outcome:
        if effect.message and effect.message.text.key == "learn.asked":
            self.asked.append((self.clock.now, effect.message.words, step_of(self, effect.message)))
        return await super().say(effect)


async def live(bench: Timed, ailsa: Someone, happening: list[tuple[str, int]]) -> tuple[set[str], Counter[str]]:
    """What is asked about to the end; and of what was stopped or deleted, how often it was asked about until then."""
    there: dict[str, str] = {}
    over: Counter[str] = Counter()
    for number, (what, much) in enumerate(happening):
        some = [*there][much % len(there)] if there else ""
        match what:
            case "keep":
                on = bench.clock.now.date() - timedelta(days=much)
                there[f"Entry {number}"] = await asks(ailsa, f"Entry {number}", on=f"{on}")
            case "jump":
                await bench.jump(hours=much)
            case "outage":
                bench.clock.now += timedelta(hours=much)
                await bench.settle()
            case "stop-asking" | "delete" if some:
                sure = {"sure": "yes"} if what == "delete" else {}
                await ailsa.does(f"learn.{what}", entry=there.pop(some), **sure)
                over[some] = sum(words == some for _, words, _ in bench.asked)
    return {*there}, over


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    DAYS, st.lists(HOLIDAY, max_size=3, unique_by=lambda each: each.name), st.lists(HAPPENING, min_size=3, max_size=14)
)
async def test_never_two_in_one_week_and_none_is_lost(
    house: Plan, days: str, holidays: list[Holiday], happening: list[tuple[str, int]]
) -> None:
    """Whatever is kept, however long nobody was there: only when they work, in order, until two terms are over."""
    hours = Hours(days, "18:00", "07:30", "Europe/London", tuple(holidays))
    async with Timed.open(house=house) as bench:
        bench.asked = []
        ailsa = bench.person("Ailsa", language="en")
        await ailsa.does("my.hours", days=tuple(days), quiet_since="18:00", quiet_until="07:30")
        for each in holidays:
            await rests(bench, each.name, each.since, each.until)
        there, over = await live(bench, ailsa, happening)
        await bench.jump(days=900)
        steps = [step.id for step in STEPS]
        when = [at.astimezone(LONDON) for at, _, _ in bench.asked]
        assert [at for at in when if not hours.reached_at(at)] == []
        assert [at for at, later in pairwise(when) if later.date() - at.date() < timedelta(days=7)] == []
        for what in {words for _, words, _ in bench.asked}:
            its = [steps.index(step) for _, words, step in bench.asked if words == what]
            assert its == sorted({*its})
        assert {words for _, words, step in bench.asked if step == steps[-1]} >= there
        assert Counter(words for _, words, _ in bench.asked if words in over) == +over
        assert {"due", "learn_question"}.isdisjoint(await sizes(bench))
