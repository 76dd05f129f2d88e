"""Room my: what one has set, what is held on one, and being forgotten."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from markdown_it import MarkdownIt

from bot.house import Plan
from bot.rooms.my import export, forget, hours, profile, room, settings
from bot.store.tables import EVERY
from bot.talk import Button, Form, Item, Message, Phrase, Refusal, Role, Text, text
from bot.testing import Bench, Someone
from tests.core.database import everything, sizes
from tests.hostile import SOME

t = room.text


@pytest.fixture
async def here(house: Plan) -> AsyncIterator[Bench]:
    """A Bench in memory, for what the database has no say in."""
    async with Bench.open(house=house, languages=("cy", "en")) as bench:
        yield bench


SEE = (Button(t("see-them"), settings()),)
CHANGED = Message(t("changed"), buttons=SEE)
WAYS = (
    Button(t("hours-it"), hours(), hours.ask),
    Button(t("profile-it"), profile(), profile.ask),
    Button(t("export-it"), export()),
    Button(t("forget-it"), forget()),
)
WEEKDAYS = Phrase(
    (
        ("en", "Monday, Tuesday, Wednesday, Thursday, Friday"),
        ("cy", "Dydd Llun, Dydd Mawrth, Dydd Mercher, Dydd Iau, Dydd Gwener"),
    )
)


def shown(*items: Text, **words: str) -> Message:
    said = tuple(Item(t(f"ask-{name}"), each) for name, each in words.items())
    return Message(t("settings"), items=(*map(Item, items), *said), buttons=WAYS)


def values(form: Form) -> dict[str, Any]:
    return {each.name: each.value for each in form.fields}


# --- settings -----------------------------------------------------------------------------------------------------


async def test_everybody_starts_with_a_working_week_and_quiet_nights(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    assert await ailsa.does("my.settings") == shown(
        t("has-language", language=Phrase((("en", "English"),))),
        t("has-zone", zone="Europe/London"),
        t("has-days", days=WEEKDAYS),
        t("has-quiet", since="18:00", until="07:30"),
    )


async def test_one_sets_when_and_how_to_be_reached(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    await ailsa.does("my.settings")
    form = await ailsa.presses("my.hours-it")
    assert values(form) == {
        "language": "en",
        "days": ("1", "2", "3", "4", "5"),
        "quiet_since": "18:00",
        "quiet_until": "07:30",
        "zone": "Europe/London",
    }
    new = {
        "language": EVERY,
        "days": ("2", "4"),
        "quiet_since": "16.45",
        "quiet_until": "9",
        "zone": "America/New_York",
    }
    assert (await ailsa.fills(**new), ailsa.answer.languages) == (CHANGED, ("cy", "en"))
    assert await ailsa.does("my.settings") == shown(
        t("has-language", language=text("core.speak-all")),
        t("has-zone", zone="America/New_York"),
        t("has-days", days=Phrase((("en", "Tuesday, Thursday"), ("cy", "Dydd Mawrth, Dydd Iau")))),
        t("has-quiet", since="16:45", until="09:00"),
    )


async def test_a_changed_language_is_spoken_at_once_and_from_then_on(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    assert (await ailsa.does("my.hours", language="cy"), ailsa.answer.languages) == (CHANGED, ("cy",))
    await ailsa.does("learn.list")
    assert ailsa.answer.languages == ("cy",)


async def test_what_is_left_empty_is_as_everybody_has_it(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    before = await ailsa.does("my.settings")
    await ailsa.does("my.hours", days="6", zone="Asia/Tokyo", quiet_since="12:00", quiet_until="13:00")
    await ailsa.does("my.hours")
    assert await ailsa.fills(language="", days=(), zone="", quiet_since="", quiet_until="") == CHANGED
    assert await ailsa.does("my.settings") == before


async def test_one_thing_set_leaves_the_others(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    await ailsa.does("my.hours", days="1 2")
    await ailsa.does("my.hours", quiet_since="20:00")
    said = await ailsa.does("my.settings")
    assert [each.text.key for each in said.items] == ["my.has-language", "my.has-zone", "my.has-days", "my.has-quiet"]
    assert said.items[3].text == t("has-quiet", since="20:00", until="07:30")
    assert said.items[2].text.values["days"].said("en") == ("en", "Monday, Tuesday")


async def test_one_says_what_one_does_offers_and_seeks(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    said = {"interests": "Talk", "offers": "A visit\nto my room", "seeks": "Somebody who sings"}
    assert await ailsa.does("my.profile", job="support", phases="primary special", **said) == CHANGED
    there = await ailsa.does("my.settings")
    assert there.items[4:] == (
        Item(t("has-job", job=t("job-support"))),
        Item(
            t(
                "has-phases",
                phases=Phrase(
                    (
                        ("en", "Primary, Additional needs: ALN, ASN, SEND"),
                        ("cy", "Cynradd, Anghenion ychwanegol: ADY, ASN, SEND"),
                    )
                ),
            )
        ),
        *(Item(t(f"ask-{name}"), words) for name, words in said.items()),
    )
    form = await ailsa.presses("my.profile-it")
    assert values(form) == {"job": "support", "phases": ("primary", "special"), **said}
    await ailsa.fills(job="", phases=(), interests="", offers="", seeks="")
    assert len((await ailsa.does("my.settings")).items) == 4


@pytest.mark.parametrize("wrong", ["25:00", "noon", "7:5", "-1", "24:00"])
async def test_a_time_that_is_none_is_kindly_refused(bench: Bench, wrong: str) -> None:
    ailsa = bench.person("Ailsa", language="en")
    said = await ailsa.does("my.hours", quiet_since=wrong, language="cy")
    assert isinstance(said, Refusal)
    assert (said.problems, ailsa.answer.languages) == ((("quiet_since", text("core.not-a-time")),), ("en",))
    assert values(await ailsa.presses("core.change-it"))["quiet_since"] == wrong


async def test_a_zone_is_found_by_its_city(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    await ailsa.does("my.hours")
    assert [each.value for each in await ailsa.seeks("zone", "new york")] == ["America/New_York"]
    assert [each.value for each in await ailsa.seeks("zone")][:2] == ["Europe/London", "Europe/Dublin"]


async def test_what_one_sets_is_one_s_own(bench: Bench) -> None:
    await bench.person("Ailsa", language="en").does("my.profile", interests="Talk")
    for other in (bench.person("Bryn", role=Role.MODERATOR), bench.person("Ailsa", community="college")):
        assert "Talk" not in repr(await other.does("my.settings"))
        assert "Talk" not in repr(await other.does("my.export"))


# --- export -------------------------------------------------------------------------------------------------------


async def taken(who: Someone) -> tuple[Message, str, dict[str, Any]]:
    """The answer, the readable file, and the whole."""
    said = await who.does("my.export")
    assert isinstance(said, Message)
    readable, whole = said.files
    assert [each.name for each in said.files] == ["blether-2026-11-23.md", "blether-2026-11-23.json"]
    return said, readable.content, json.loads(whole.content)


async def test_everything_held_on_one_is_taken_away(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    await ailsa.does("learn.log", what="Wait time", kind="reading", standards="wales-2017:pedagogy")
    await ailsa.presses("learn.share-it")
    await ailsa.does("my.profile", interests="Talk", job="teacher")
    said, _, whole = await taken(ailsa)
    assert said.text == t("export")
    assert {table: len(rows) for table, rows in whole["held"].items()} == {
        "person": 1, "post": 1, "outbox": 1, "learn_entry": 1
    }  # fmt: skip
    entry, me = whole["held"]["learn_entry"][0], whole["held"]["person"][0]
    assert (entry["what"], entry["kind"], entry["on"]) == ("Wait time", "reading", "2026-11-23")
    assert (me["name"], me["remote"], me["interests"], whole["community"]) == ("Ailsa", "ailsa", "Talk", "school")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["What Blether holds on me: school", "You", "What I have kept", "What did you learn?", "Reading"]),
        (
            "cy",
            ["Yr hyn mae Blether yn ei gadw amdanaf: school", "Chi", "Yr hyn rwyf wedi'i gadw", "Beth ddysgoch chi?"],
        ),
    ],
)
async def test_it_can_be_read_in_one_s_language(bench: Bench, language: str, said: list[str]) -> None:
    ailsa = bench.person("Ailsa", language=language)
    await ailsa.does("learn.log", what="Wait time", kind="reading")
    _, readable, _ = await taken(ailsa)
    assert [each for each in said if each not in readable] == []
    assert "```text\nWait time\n```" in readable


@pytest.mark.faults
async def test_what_was_typed_stays_words_in_the_readable_file(here: Bench) -> None:
    """Its structure is that of harmless words, whatever reads it as Markdown."""
    shapes = set()
    for number, words in enumerate(("Wait time", *SOME)):
        ailsa = here.person(f"Ailsa {number}", language="en")
        if len(words) < 1_500 and isinstance(await ailsa.does("learn.log", what=words), Message):
            tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse((await taken(ailsa))[1])
            shapes.add(tuple((each.type, each.tag, each.info) for each in tokens))
    assert len(shapes) == 1


async def test_taking_it_away_leaves_nothing_behind(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    await ailsa.does("learn.log", what="Wait time")
    before = await sizes(bench)
    await taken(ailsa)
    assert await sizes(bench) == before | {"seen": before["seen"] + 1}


# --- forgetting ---------------------------------------------------------------------------------------------------


async def forgotten(who: Someone) -> None:
    assert await who.does("my.forget") == Message(
        t("forget-sure"),
        buttons=(Button(t("export-it"), export()), Button(t("forget-yes"), forget(sure="yes"))),
    )
    assert await who.presses("my.forget-yes") == Message(t("forgotten"))


async def test_nothing_is_left_of_who_is_forgotten(bench: Bench) -> None:
    ailsa, bryn = bench.person("Ailsa", language="en"), bench.person("Bryn", language="cy")
    await bryn.does("learn.log", what="Pauses")
    before = await everything(bench)
    await ailsa.does("learn.log", what="Wait time", why="x" * 2_000)  # a draft
    await ailsa.does("learn.log", what="Wait time")
    await ailsa.presses("learn.share-it")
    await bench.settle()
    await ailsa.does("my.profile", seeks="Somebody who sings")
    await forgotten(ailsa)
    await bench.settle()
    assert bench.aloud() == []
    there = await everything(bench)
    for ours in ("seen", "lane", "community"):  # hashed with an id that is gone; when a place and all were last said in
        del before[ours], there[ours]
    assert there == before


async def test_only_what_they_were_asked_about_is_deleted(bench: Bench) -> None:
    ailsa, away = bench.person("Ailsa"), bench.person("Ailsa", community="college")
    for who in (ailsa, away):
        await who.does("learn.log", what="Wait time")
    await forgotten(ailsa)
    assert (await away.does("learn.list")).items[0].words == "Wait time"


async def test_they_are_greeted_as_somebody_new(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language=None)
    await ailsa.does("learn.list")
    await ailsa.sends(ailsa.answer.wires[0])
    await forgotten(ailsa)
    assert (await ailsa.does("learn.list")).text == text("core.hello")
    assert (await ailsa.sends(ailsa.answer.wires[0])).text == Text("learn.none-yet")


async def test_a_post_that_was_never_said_is_not_said_any_more(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    await ailsa.does("learn.log", what="Wait time")
    await ailsa.presses("learn.share-it")
    await forgotten(ailsa)
    await bench.settle()
    assert (bench.effects, bench.aloud()) == ([], [])
    assert "outbox" not in await sizes(bench)
