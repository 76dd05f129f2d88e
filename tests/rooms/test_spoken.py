"""What is spoken in a call or a room: somebody takes the notes, is asked for them, and they go on the same record."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.house import Plan
from bot.rooms.discuss.declared import t
from bot.talk import Form, Message, Refusal
from bot.testing import Bench, Someone

CALL = "https://example.org/call"
POINTS = "- They wait longer\n\n* Nobody counts aloud"


@pytest.fixture
async def here(house: Plan) -> AsyncIterator[Bench]:
    """A Bench in memory, for what the database has no say in."""
    async with Bench.open(house=house, languages=("cy", "en")) as bench:
        yield bench


async def led(bench: Bench, **other: str) -> Someone:
    """A live hour and a slow week that Ailsa leads, from now on."""
    ailsa = bench.person("Ailsa", language="en")
    await ailsa.does("discuss.start", protocol="live-and-slow", way="live-first", topic="Wait time", **other)
    await ailsa.presses("discuss.plan-it")
    await bench.settle()
    return ailsa


async def looks(one: Someone) -> Message:
    """Somebody looks at the discussion there is."""
    await one.does("discuss.list")
    said = await one.presses("discuss.show-it")
    assert isinstance(said, Message)
    return said


def labels(said: Message | Refusal) -> list[str]:
    return [each.label.key.removeprefix("discuss.") for each in said.buttons]


async def points(one: Someone) -> list[str]:
    """What stands on its record."""
    await looks(one)
    said = await one.presses("discuss.record-it")
    assert isinstance(said, Message)
    return sorted(each.words for each in said.items)


async def test_whoever_takes_the_notes_is_asked_for_them_when_the_live_part_is_over(here: Bench) -> None:
    await led(here, voice=CALL)
    bryn, catrin = here.person("Bryn", language="cy"), here.person("Catrin", language="en")
    assert "take-notes-it" in labels(await looks(bryn))
    assert await bryn.presses("discuss.take-notes-it") == Message(
        t("you-note"), "Wait time", buttons=bryn.answer.said.buttons
    )
    seen = await looks(catrin)
    assert "take-notes-it" not in labels(seen)
    assert [each.text.values["who"].name for each in seen.items if each.text.key == "discuss.notes-by"] == ["Bryn"]
    await here.jump(minutes=30)
    assert here.aloud("direct:bryn") == []
    await here.jump(hours=23)  # late in the evening nobody is asked for anything
    (asked,) = here.aloud("direct:bryn")
    assert (asked.text.key, asked.words, labels(asked)) == ("discuss.notes-wanted", "Wait time", ["write-up-it"])
    form = await bryn.sends(here.effects[-1].wires[0])
    assert isinstance(form, Form)
    said = await bryn.fills(words=POINTS)
    assert isinstance(said, Message)
    assert (said.text, said.words) == (t("written-up", count=2), "They wait longer\nNobody counts aloud")
    await bryn.presses("discuss.write-up-it")
    await bryn.fills(words=POINTS)
    assert await points(bryn) == ["Nobody counts aloud", "They wait longer"]


async def test_whoever_leads_puts_the_notes_of_a_session_in_a_room_on_record(here: Bench) -> None:
    ailsa = await led(here)
    assert {"take-notes-it", "write-up-it"} & {*labels(await looks(ailsa))} == set()
    which = ailsa.answer.said.buttons[0].call.values
    form = await ailsa.does("discuss.write-up")
    assert isinstance(form, Form)
    await ailsa.fills(discussion=dict(which)["discussion"], words="---", question="1")
    assert await points(ailsa) == ["---"]


async def test_nobody_else_puts_them_there(here: Bench) -> None:
    ailsa = await led(here, voice=CALL)
    which = dict((await looks(ailsa)).buttons[0].call.values)["discussion"]
    bryn = here.person("Bryn", language="en")
    said = await bryn.does("discuss.write-up", discussion=which, words=POINTS)
    assert isinstance(said, Refusal)
    assert (said.text, labels(said)) == (t("take-notes-first"), ["take-notes-it", "core.change-it"])
    await ailsa.does("discuss.take-notes", discussion=which)
    for verb, words in (("write-up", {"words": POINTS}), ("take-notes", {})):
        said = await bryn.does(f"discuss.{verb}", discussion=which, **words)
        assert isinstance(said, Refusal)
        assert said.text.key == "discuss.somebody-notes"
    assert await points(ailsa) == []


async def test_whoever_takes_part_no_more_leaves_them_to_others(here: Bench) -> None:
    await led(here, voice=CALL)
    bryn = here.person("Bryn", language="en")
    which = dict((await looks(bryn)).buttons[0].call.values)["discussion"]
    await bryn.presses("discuss.take-notes-it")
    await bryn.does("discuss.leave", discussion=which)
    assert "take-notes-it" in labels(await looks(here.person("Catrin", language="en")))


async def test_whoever_took_them_and_is_forgotten_is_asked_for_nothing(here: Bench) -> None:
    await led(here, voice=CALL)
    bryn = here.person("Bryn", language="en")
    await looks(bryn)
    await bryn.presses("discuss.take-notes-it")
    await bryn.does("my.forget")
    await bryn.presses("my.forget-yes")
    before = len(here.aloud("direct:bryn"))
    await here.jump(days=2)
    assert len(here.aloud("direct:bryn")) == before
    assert "take-notes-it" in labels(await looks(here.person("Catrin", language="en")))
