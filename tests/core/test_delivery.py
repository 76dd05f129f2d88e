"""What an adapter says happened decides what happens next: said once, tried again, looked for, parked or told of."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import timedelta

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.delivery import Delivered, Effect, Found, NotNow, Outcome, Refused, Unknown, Why
from bot.house import Plan
from bot.store.tables import outbox
from bot.talk import Message, Remote, Role, text
from bot.testing import Bench, Someone
from tests.conftest import Ready


class Moody(Bench):
    """A platform that does what the test says, place by place: ``moods`` are its next outcomes there.

    A mood of ``Unknown`` is said all the same when it is ``lost``, an answer that was dropped on its way.
    """

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.moods: dict[str, list[Outcome]] = {}
        self.asked: list[str] = []
        self.looked: list[str] = []
        self.blind = False
        self.meanwhile: Awaitable[object] | None = None

    async def say(self, effect: Effect) -> Outcome:
        self.asked.append(effect.place.remote)
        if self.meanwhile:
            todo, self.meanwhile = self.meanwhile, None
            await todo
        moods = self.moods.get(effect.place.remote, [])
        mood = moods.pop(0) if moods else None
        if mood == Unknown("lost"):
            await super().say(effect)
        return mood or await super().say(effect)

    async def find(self, effect: Effect) -> Found:
        self.looked.append(effect.place.remote)
        return Unknown() if self.blind else await super().find(effect)


@pytest.fixture
async def url(ready: Ready, outside: Plan) -> str:
    """A database in which a house with those rooms was."""
    return await ready(outside)


@pytest.fixture
async def moody(url: str, outside: Plan) -> Moody:
    async with Moody.open(url, house=outside, languages=("cy", "en")) as bench:
        yield bench


def words(bench: Bench, place: str = "staffroom") -> list[str]:
    return [each.words for each in bench.aloud(place)]


async def states(bench: Bench) -> list[tuple[str, str]]:
    """What is left of the outbox."""
    async with bench.bot.store.turn() as tx:
        return sorted(map(tuple, (await tx.execute(select(outbox.c.kind, outbox.c.state))).all()))


async def shared(who: Someone, what: str = "Pauses") -> str:
    said = await who.does("learn.log", what=what)
    id = said.buttons[0].call.values["entry"]
    await who.does("learn.share", entry=id)
    return id


# --- the house shuts ---------------------------------------------------------------------------------------------


async def test_what_is_being_said_when_the_house_shuts_is_written_down(moody: Moody) -> None:
    stopping = asyncio.Event()

    async def shuts() -> None:
        stopping.set()
        moody.bot.bell.set()
        await asyncio.sleep(0.05)

    moody.meanwhile = shuts()
    await shared(moody.person("Ailsa"))
    await moody.clockwork.run(stopping)
    assert (words(moody), await states(moody)) == (["Pauses"], [])


# --- nobody knows -------------------------------------------------------------------------------------------------


async def test_inside_the_window_the_same_key_is_said_again(moody: Moody) -> None:
    moody.moods["staffroom"] = [Unknown("lost"), Unknown()]
    await shared(moody.person("Ailsa"))
    await moody.jump(minutes=1)
    assert (len({effect.key for effect in moody.effects}), len(moody.asked)) == (1, 3)
    assert (words(moody), moody.looked, await states(moody)) == (["Pauses"], [], [])


async def test_after_the_window_it_is_looked_for_before_it_is_said_again(moody: Moody) -> None:
    for lost in (True, False):
        moody.window, moody.moods["staffroom"] = timedelta(), [Unknown("lost" if lost else "")]
        await shared(moody.person("Ailsa"), f"lost {lost}")
        await moody.jump(minutes=1)
    assert (words(moody), len(moody.asked), len(moody.looked)) == (["lost True", "lost False"], 3, 2)
    assert await states(moody) == []


@pytest.mark.parametrize("there", [True, False])
async def test_what_cannot_be_told_is_shown_and_never_said_again(moody: Moody, there: bool) -> None:
    """Nor when it is said anew: it may stand there already."""
    moody.window, moody.blind = timedelta(), True
    moody.moods["staffroom"] = [Unknown("lost" if there else "")]
    ailsa = moody.person("Ailsa")
    entry = await shared(ailsa)
    with capture_logs() as logs:
        await moody.jump(days=1)
        await ailsa.does("learn.share", entry=entry)
        await moody.jump(days=1)
    assert (words(moody), len(moody.asked)) == (["Pauses"] * there, 1)
    assert (await states(moody), [each["event"] for each in logs]) == ([("post", "unknown")], ["again", "unknown"])
    await shared(ailsa, "Silence")
    await moody.settle()
    assert words(moody)[-1] == "Silence"


async def test_the_last_of_five_tries_is_looked_for(moody: Moody) -> None:
    moody.moods["staffroom"] = [Unknown()] * 5 + [Unknown("lost")] * 5
    ailsa = moody.person("Ailsa")
    for what in ("never there", "there"):
        await shared(ailsa, what)
        await moody.jump(minutes=2)
    assert (words(moody), len(moody.asked), await states(moody)) == (["there"], 10, [("post", "parked")])


async def test_what_reads_otherwise_by_then_follows_as_an_edit(moody: Moody) -> None:
    """The platform keeps what was said first under a key."""
    moody.moods["staffroom"] = [Unknown("lost")]
    ailsa = moody.person("Ailsa")
    entry = await shared(ailsa)
    await moody.settle()
    await ailsa.does("learn.edit", entry=entry, what="Longer pauses")
    await ailsa.does("learn.share", entry=entry)
    await moody.jump(minutes=1)
    assert ([effect.kind for effect in moody.effects], words(moody)) == (["say", "say", "edit"], ["Longer pauses"])


async def test_an_edit_may_be_done_twice(moody: Moody) -> None:
    ailsa = moody.person("Ailsa")
    entry = await shared(ailsa)
    await moody.settle()
    moody.window, moody.moods["staffroom"] = timedelta(), [Unknown("lost")]
    await ailsa.does("learn.edit", entry=entry, what="Longer pauses")
    await ailsa.does("learn.share", entry=entry)
    await moody.jump(minutes=1)
    assert (words(moody), moody.looked, len(moody.asked)) == (["Longer pauses"], [], 3)


async def test_who_is_forgotten_while_it_is_said_takes_it_back(moody: Moody) -> None:
    ailsa = moody.person("Ailsa")
    await shared(ailsa)
    moody.blind = True
    moody.meanwhile = ailsa.does("my.forget", sure="yes")
    await moody.settle()
    assert ([effect.kind for effect in moody.effects], words(moody)) == (["say", "withdraw"], [])
    assert await states(moody) == []


# --- not now, never -----------------------------------------------------------------------------------------------


async def test_a_place_is_left_alone_for_as_long_as_it_asks(moody: Moody) -> None:
    """However often: that is no try."""
    moody.moods["cellar"] = [NotNow(30)] * 9
    ailsa = moody.person("Ailsa")
    await shared(ailsa.at("cellar"))
    await shared(ailsa.at("hall"))
    await moody.jump(seconds=29)
    assert moody.asked.count("cellar") == 1
    await moody.jump(seconds=1)
    assert (moody.asked.count("cellar"), words(moody, "hall")) == (2, ["Pauses"])
    await moody.jump(minutes=5)
    assert (words(moody, "cellar"), await states(moody)) == (["Pauses"], [])


async def test_who_posted_it_is_told_once_that_it_cannot_be_said_there(moody: Moody) -> None:
    ailsa, bryn = moody.person("Ailsa", language="en").at("cellar"), moody.person("Bryn", language="cy").at("cellar")
    moody.moods["cellar"] = [Refused(Why.FORBIDDEN)] * 3
    for who in (ailsa, ailsa, bryn):
        await shared(who, who.name)
    with capture_logs() as logs:
        await moody.settle()
        await shared(ailsa, "again")
        await moody.jump(days=1)
    told = [(each.place.remote, each.languages, each.message.text.key) for each in moody.effects]
    assert sorted(told) == [
        ("direct:ailsa", ("en",), "core.not-said"),
        ("direct:bryn", ("cy",), "core.not-said"),
    ]
    assert (len(moody.asked), {each["event"] for each in logs}) == (4, {"refused"})
    assert (words(moody, "cellar"), {state for _, state in await states(moody)}) == ([], {"parked"})


async def test_a_place_that_works_again_tells_anew_when_it_fails_again(moody: Moody) -> None:
    ailsa = moody.person("Ailsa").at("cellar")
    for moods in ([Refused(Why.GONE)], [], [Refused(Why.GONE)]):
        moody.moods["cellar"] = moods
        await shared(ailsa, "x")
        await moody.jump(minutes=1)
    assert len([each for each in moody.effects if each.place.remote == "direct:ailsa"]) == 2
    assert words(moody, "cellar") == ["x"]


async def test_who_has_closed_their_direct_conversation_is_not_told_there(moody: Moody) -> None:
    ailsa = moody.person("Ailsa").at("dm", "direct")
    moody.moods["direct:ailsa"] = [Refused(Why.CLOSED)] * 9
    await ailsa.does("garden.give", name="Beans")
    await moody.jump(days=1)
    assert (moody.effects, len(moody.asked)) == ([], 1)


async def test_who_planned_it_for_the_community_is_told(moody: Moody) -> None:
    """Also of what was planned by the clock itself, in their name."""
    ailsa = moody.person("Ailsa", language="en", role=Role.MODERATOR)
    await ailsa.does("garden.fair", where=Remote("hall", "Hall"), at="2026-11-23T10:00")
    await moody.jump(days=1)
    moody.moods["staffroom"] = [Refused(Why.GONE)]
    await moody.jump(days=364)
    notice = moody.effects[-1]
    assert (notice.place.remote, notice.message.text.key) == ("direct:ailsa", "core.not-said")


async def test_the_notice_is_short_and_names_the_place(moody: Moody) -> None:
    moody.moods["cellar"] = [Refused(Why.GONE)]
    await shared(moody.person("Ailsa", language="en").at("cellar"), "xqzwords")
    await moody.settle()
    (notice,) = moody.effects
    assert notice.message == Message(text("core.not-said", place=dict(notice.message.text.pairs)["place"]))
    assert "cellar" in moody.bot.texts.plain(notice.message.text, "en")


# --- one bad one among many ---------------------------------------------------------------------------------------


async def test_what_cannot_be_read_is_parked_and_the_lane_goes_on(moody: Moody) -> None:
    ailsa = moody.person("Ailsa")
    await shared(ailsa, "broken")
    async with moody.bot.store.turn() as tx:
        await tx.execute(outbox.update().values(body=b"\x01broken"))
    await shared(ailsa, "whole")
    await moody.settle()
    assert (words(moody), await states(moody)) == (["whole"], [("post", "parked")])


@pytest.mark.parametrize("remote", ["post-\ud800", {"id": "post"}], ids=["no text", "no words at all"])
async def test_an_outcome_that_no_row_can_hold_is_shown_and_the_lane_goes_on(moody: Moody, remote: object) -> None:
    """Whoever breaks the writing of it, a library or we ourselves: it may be there, so nobody says it again."""
    moody.moods["staffroom"] = [Delivered(remote)] * 5  # type: ignore[arg-type]
    ailsa = moody.person("Ailsa")
    await shared(ailsa, "broken")
    await shared(ailsa, "whole")
    with capture_logs() as logs:
        await moody.jump(minutes=2)
    assert (words(moody), await states(moody)) == (["whole"], [("post", "unknown")])
    assert [each["event"] for each in logs] == ["not-recorded"] * 5 + ["unknown"]


# --- threads ------------------------------------------------------------------------------------------------------


async def test_what_is_posted_in_a_thread_waits_until_it_is_open(moody: Moody) -> None:
    ailsa = moody.person("Ailsa")
    await ailsa.does("shed.circle", names="Beans\nPeas")
    await moody.settle()
    assert [(each.kind, each.place.remote) for each in moody.effects] == [
        ("say", "staffroom"),
        ("open", "staffroom"),
        ("say", thread := f"thread-post-{moody.effects[0].key}"),
        ("say", thread),
    ]
    assert (words(moody, thread), await states(moody)) == (["Beans", "Peas"], [])


async def test_a_post_has_one_thread(moody: Moody) -> None:
    ailsa = moody.person("Ailsa")
    for names in ("Beans", "Peas\nBeans"):
        await ailsa.does("shed.circle", names=names)
        await moody.settle()
    thread = moody.effects[2].place
    assert (words(moody, thread.remote), words(moody)) == (["Beans", "Peas"], [""])
    assert [each.kind for each in moody.effects] == ["say", "open", "say", "say", "edit"]
    assert thread.kind == "thread"


@pytest.mark.parametrize("opening", [[Refused(Why.FORBIDDEN)], [Unknown()] * 5])
async def test_what_waits_for_a_thread_that_cannot_be_opened_is_said_where_it_was_to_hang(
    url: str, outside: Plan, opening: list[Outcome]
) -> None:
    opening = [*opening]

    class Threadless(Moody):
        async def say(self, effect: Effect) -> Outcome:
            return opening.pop(0) if effect.kind == "open" and opening else await super().say(effect)

    async with Threadless.open(url, house=outside) as moody:
        ailsa = moody.person("Ailsa")
        await ailsa.does("shed.circle", names="Beans\nPeas")
        await moody.jump(minutes=2)
        await ailsa.does("shed.circle", names="Kale\nBeans")
        await moody.jump(minutes=2)
        assert words(moody) == ["", "Beans", "Peas", "Kale"]
        assert {state for kind, state in await states(moody) if kind == "post"} == set()


class Lively(Bench):
    """A Bench where somebody answers in a thread before its opening was written down."""

    async def say(self, effect: Effect) -> Outcome:
        outcome = await super().say(effect)
        if effect.kind == "open" and isinstance(outcome, Delivered):
            await self.person("Bryn").at(outcome.remote, "thread").does("garden.give", name="Peas")
        return outcome


async def test_a_thread_somebody_spoke_in_already_is_the_same_place(url: str, outside: Plan) -> None:
    async with Lively.open(url, house=outside) as bench:
        for names in ("Beans", "Kale"):
            await bench.person("Ailsa").does("shed.circle", names=names)
            await bench.settle()
        thread = f"thread-post-{bench.effects[0].key}"
        assert (words(bench, thread), await states(bench)) == (["Peas", "Beans", "Kale"], [])
