"""What came of a discussion: drafted from its record, corrected for two days, posted, and taken away as a file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text

from bot.house import Plan
from bot.rooms.discuss.declared import t
from bot.store.tables import community
from bot.talk import Form, Message
from bot.testing import Bench, Someone

LONDON = ZoneInfo("Europe/London")
FINISHED = "We wait longer now, and say why."
DRAFT = """Q1 Who waits?
- I count to three
- Five hands (Bryn)

About the whole
- Ask me again in June"""


@pytest.fixture
async def here(house: Plan) -> AsyncIterator[Bench]:
    """A Bench in memory, for what the database has no say in."""
    async with Bench.open(house=house, languages=("cy", "en")) as bench:
        yield bench


async def held(bench: Bench) -> Someone:
    """A live chat that Ailsa led, over since ten, with three things on its record."""
    ailsa = bench.person("Ailsa", language="en")
    await ailsa.does("discuss.start", protocol="edu-chat", topic="Wait time", questions="Who waits?\nFor what?")
    await ailsa.presses("discuss.plan-it")
    await bench.jump(minutes=6)
    await ailsa.does("discuss.list")
    await ailsa.presses("discuss.show-it")
    note = ailsa.wire("discuss.note-it")
    asked = next(each for each in bench.effects if each.message and each.message.words == "Who waits?" and each.wires)
    callum, bryn = bench.person("Callum", language="en"), bench.person("Bryn", language="cy")
    for who, wire, words in (
        (callum, asked.wires[0], {"words": "I count to three"}),
        (bryn, asked.wires[0], {"words": "Five hands", "named": "yes"}),
        (ailsa, note, {"words": "Ask me again in June"}),
    ):
        await who.sends(wire, **words)
        await bench.jump(minutes=1)
    await bench.jump(minutes=51)
    return ailsa


async def summed_up(bench: Bench) -> Someone:
    """The same with its summary in the thread."""
    ailsa = await held(bench)
    await ailsa.does("discuss.summary")
    (which,) = (each.value for each in ailsa.answer.said.fields[0].options)
    await ailsa.fills(discussion=which)
    await ailsa.presses("core.more")
    await ailsa.fills(summary=FINISHED)
    await bench.settle()
    return ailsa


def thread(bench: Bench) -> str:
    return next(each.place.remote for each in bench.effects if each.place.kind == "thread" and each.kind == "say")


async def test_whoever_led_it_finds_a_draft_from_the_record(here: Bench) -> None:
    ailsa = await held(here)
    (told,) = here.aloud("direct:ailsa")
    assert (told.text.key, told.words) == ("discuss.over", "Wait time")
    over = next(each for each in reversed(here.effects) if each.place.remote == "direct:ailsa")
    form = await ailsa.sends(over.wires[0])
    assert isinstance(form, Form)
    assert form.fields[0].value == DRAFT
    said = await ailsa.fills(summary=FINISHED)
    assert isinstance(said, Message)
    assert (said.text, said.words) == (
        t("summary-invited", until=datetime(2026, 11, 25, 10, 0, tzinfo=LONDON)),
        FINISHED,
    )
    await here.settle()
    drafted = here.aloud(thread(here))[-1]
    assert (drafted.text.key, drafted.words) == ("discuss.summary-draft", FINISHED)


async def test_what_is_summed_up_while_it_goes_on_is_posted_two_days_after_its_end(here: Bench) -> None:
    """Also when it was paused for longer than was foreseen."""
    ailsa = here.person("Ailsa", language="en")
    await ailsa.does("discuss.start", protocol="slow-week", topic="Wait time")
    await ailsa.presses("discuss.plan-it")
    form = await ailsa.does("discuss.summary")
    assert isinstance(form, Form)
    (which,) = (each.value for each in form.fields[0].options)
    said = await ailsa.does("discuss.summary", discussion=which, summary=FINISHED)
    assert isinstance(said, Message)
    assert said.text == t("summary-invited", until=datetime(2026, 12, 1, 9, 0, tzinfo=LONDON))
    await ailsa.does("discuss.pause", discussion=which)
    await here.jump(days=9)
    assert len(here.aloud()) == 1
    await ailsa.does("discuss.go-on", discussion=which)
    await here.jump(days=12)
    assert [each.words for each in here.aloud()[1:]] == [FINISHED]


async def test_corrections_reach_whoever_led_it_and_the_summary_is_posted_two_working_days_later(here: Bench) -> None:
    ailsa, bryn = await summed_up(here), here.person("Bryn", language="cy")
    draft = next(each for each in reversed(here.effects) if each.message and each.message.words == FINISHED)
    form = await bryn.sends(draft.wires[0])
    assert isinstance(form, Form)
    said = await bryn.fills(correction="Six hands, it was.")
    assert said == Message(t("correction-sent"), "Six hands, it was.")
    await here.settle()
    told = here.aloud("direct:ailsa")[-1]
    assert (told.text.key, told.text.values["who"].name, told.words) == (
        "discuss.correction",
        "Bryn",
        "Six hands, it was.",
    )
    await ailsa.sends(next(each for each in reversed(here.effects) if each.place.remote == "direct:ailsa").wires[0])
    await ailsa.fills(summary="We wait longer now: six hands.")
    await here.jump(days=1, hours=23)
    assert here.aloud()[1:] == []
    await here.jump(hours=1)
    (posted,) = here.aloud()[1:]
    assert (posted.text.key, posted.words) == ("discuss.summary-of", "We wait longer now: six hands.")
    await here.jump(days=9)
    assert here.aloud()[1:] == [posted]


async def test_a_summary_of_somebody_who_is_forgotten_is_taken_back(here: Bench) -> None:
    ailsa = await summed_up(here)
    await here.jump(days=3)
    assert len(here.aloud()) == 2
    await ailsa.does("my.forget")
    await ailsa.presses("my.forget-yes")
    await here.settle()
    assert here.aloud() == []
    assert FINISHED not in [each.words for each in here.aloud(thread(here))]


async def test_it_can_be_taken_away_to_read_and_to_print(here: Bench) -> None:
    await summed_up(here)
    await here.jump(days=3)
    posted = next(
        each for each in reversed(here.effects) if each.message and each.message.text.key == "discuss.summary-of"
    )
    bryn = here.person("Bryn", language="en")
    said = await bryn.sends(posted.wires[0])
    assert isinstance(said, Message)
    written, printed = said.files
    assert (written.name, printed.name) == ("blether-2026-11-23.md", "blether-2026-11-23.pdf")
    assert written.content == WRITTEN
    assert printed.data.startswith(b"%PDF-")


WRITTEN = """# Wait time

Live chat: one question every ten minutes, 23 November 2026

## Summary

```text
We wait longer now, and say why.
```

## On record

### Q1 Who waits\\?

**Somebody**

```text
I count to three
```

**Bryn**

```text
Five hands
```

### About the whole

**Somebody**

```text
Ask me again in June
```

Kept with Blether: in people's own words, with their names where they wished.
"""


# --- found again --------------------------------------------------------------------------------------------------


async def test_it_is_found_by_words_of_its_topic_record_and_posted_summary(here: Bench) -> None:
    ailsa = await summed_up(here)
    bryn = here.person("Bryn", language="en")
    for sought, shown in (("wait TIME", "Wait time"), ("june", "Ask me again in June")):
        said = await bryn.does("discuss.find", sought=sought)
        assert isinstance(said, Message)
        assert (said.text, [each.words for each in said.items]) == (t("found"), [shown])
    said = await bryn.does("discuss.find", sought="longer")
    assert said == Message(t("found-none"), "longer")
    await here.jump(days=3)
    said = await bryn.does("discuss.find", sought="longer")
    assert isinstance(said, Message)
    assert [each.words for each in said.items] == [FINISHED]
    await ailsa.does("my.forget")
    await ailsa.presses("my.forget-yes")
    assert await bryn.does("discuss.find", sought="longer") == Message(t("found-none"), "longer")
    said = await bryn.does("discuss.find", sought="hands")
    assert isinstance(said, Message)
    assert [each.words for each in said.items] == ["Five hands"]


@pytest.mark.parametrize(
    ("put", "sought", "language"),
    [
        ("We were juggling marbles", "juggle MARBLE", "en"),
        ("Juggle the marbles", "juggled", "en"),
        ("Roedd y gath ar y mat", "cath", "en"),  # as it stands in a dictionary
        ("A'i chath hi hefyd", "gath", "cy"),
        ("Mae'r tân yn cynnau", "tan", "cy"),
        ("Yr ardd a'r wers", "gardd GWERS", "en"),
    ],
)
async def test_a_word_is_found_in_whatever_form(here: Bench, put: str, sought: str, language: str) -> None:
    """Bryn reads Welsh, and puts it on record."""
    ailsa, bryn = await held(here), here.person("Bryn")
    await bryn.does("discuss.note", discussion=await which(ailsa), words=put)
    catrin = here.person("Catrin", language=language)
    said = await catrin.does("discuss.find", sought=sought)
    assert isinstance(said, Message)
    assert [each.words for each in said.items] == [put]
    await bryn.presses("discuss.unnote-it")
    assert await catrin.does("discuss.find", sought=sought) == Message(t("found-none"), sought)


async def test_each_word_has_to_stand_somewhere_in_it(here: Bench) -> None:
    await held(here)
    catrin = here.person("Catrin", language="en")
    said = await catrin.does("discuss.find", sought="june hands")
    assert isinstance(said, Message)
    assert len(said.items) == 1
    for sought in ("june feet", "?!"):
        assert await catrin.does("discuss.find", sought=sought) == Message(t("found-none"), sought)


async def test_the_words_themselves_do_not_lie_in_the_database(url: str, house: Plan) -> None:
    """Nor is anything of them left to find when whoever wrote them is forgotten."""
    async with Bench.open(url, house=house, languages=("cy", "en")) as bench:
        ailsa, bryn = await held(bench), bench.person("Bryn")
        await bryn.does("discuss.note", discussion=await which(ailsa), words="Marbles and chalk")
        home, keys = (await _home(bench)), bench.bot.keys
        assert await _kept(bench, "marbles") == 0
        assert await _kept(bench, keys.blind(home, "marbles")) == 1
        assert keys.blind("another", "marbles") != keys.blind(home, "marbles")
        await bryn.does("my.forget")
        await bryn.presses("my.forget-yes")
        assert await _kept(bench, keys.blind(home, "marbles")) == 0
        assert await _kept(bench, keys.blind(home, "june")) == 1


async def _home(bench: Bench) -> str:
    async with bench.bot.store.turn() as tx:
        return str((await tx.execute(select(community.c.id))).scalar_one())


async def _kept(bench: Bench, word: str) -> int:
    """How many rows are found by this very word, by the database's own index."""
    sqlite = "SELECT count(*) FROM findable_words WHERE findable_words MATCH :word"
    server = "SELECT count(*) FROM findable WHERE to_tsvector('simple', tokens) @@ to_tsquery('simple', :word)"
    async with bench.bot.store.turn() as tx:
        asked = text(sqlite if bench.bot.store.is_sqlite else server)
        return int((await tx.execute(asked, {"word": word})).scalar_one())


async def test_nothing_is_found_of_what_others_discuss_elsewhere(here: Bench) -> None:
    await held(here)
    elsewhere = here.person("Bryn", language="en").at("hall")
    assert await elsewhere.does("discuss.find", sought="wait") == Message(t("found-none"), "wait")


async def test_something_alike_is_shown_before_another_is_planned(here: Bench) -> None:
    await held(here)
    bryn = here.person("Bryn", language="en")
    said = await bryn.does("discuss.start", protocol="slow-week", topic="Is our time well spent?")
    assert isinstance(said, Message)
    assert t("earlier") not in [each.text for each in said.items]
    ailsa = here.person("Ailsa", language="en")
    await ailsa.does("discuss.start", protocol="slow-week", topic="Questioning")
    await ailsa.presses("discuss.plan-it")
    said = await bryn.does("discuss.start", protocol="slow-week", topic="More on questioning, please")
    assert isinstance(said, Message)
    assert [(each.text.key, each.words) for each in said.items[-2:]] == [
        ("discuss.earlier", ""),
        ("discuss.line-over", "Questioning"),
    ]


async def test_one_s_own_words_go_into_one_s_own_log_in_one_press(here: Bench) -> None:
    ailsa = await held(here)
    await ailsa.does("discuss.note", discussion=await which(ailsa), words="I shall wait")
    said = await ailsa.presses("discuss.keep-it")
    assert isinstance(said, Message)
    assert (said.text, said.words) == (t("kept-too"), "I shall wait")
    await ailsa.presses("learn.ask-later-it")
    await ailsa.does("learn.list")
    await ailsa.presses("learn.show-it")
    assert isinstance(ailsa.answer.said, Message)
    assert "Wait time" in [each.words for each in ailsa.answer.said.items]
    await here.jump(days=24)
    asked = [each for each in here.aloud("direct:ailsa") if each.text.key == "learn.asked"]
    assert [each.words for each in asked] == ["I shall wait"]


async def which(one: Someone) -> str:
    """The one discussion that they lead."""
    form = await one.does("discuss.summary")
    assert isinstance(form, Form)
    (found,) = (each.value for each in form.fields[0].options)
    return str(found)
