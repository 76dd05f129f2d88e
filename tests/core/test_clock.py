"""What is planned happens at its time, what is said aloud is said once, and one that fails holds up nobody."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import event
from structlog.testing import capture_logs

from bot import effects
from bot.delivery import Effect, Outcome
from bot.house import Plan
from bot.talk import Call, Message, Remote, Role, text
from bot.testing import Bench, Someone
from tests.core.database import sizes
from tests.house.made import inside

SECRET = "xqzwords"


class Stammering(Bench):
    """A Bench whose platform cannot say anything in some places."""

    mute = frozenset({"cellar"})

    async def say(self, effect: Effect) -> Outcome:
        self.tried = [*getattr(self, "tried", ()), effect.place.remote]
        if effect.place.remote in self.mute:
            raise OSError(SECRET)
        return await super().say(effect)


class Interrupted(Bench):
    """A Bench on which somebody does something just while a post is being said."""

    meanwhile = None

    async def say(self, effect: Effect) -> Outcome:
        if self.meanwhile:
            todo, self.meanwhile = self.meanwhile, None
            await todo
        return await super().say(effect)


async def kept(who: Someone, what: str = "Pauses") -> str:
    said = await who.does("learn.log", what=what)
    return said.buttons[0].call.values["entry"]


# --- later --------------------------------------------------------------------------------------------------------


async def test_where_there_is_nothing_to_do_the_clock_rests(bench: Bench) -> None:
    await bench.person("Ailsa").does("learn.list")
    turns, begun, stopping = list[None](), asyncio.Event(), asyncio.Event()
    event.listen(bench.bot.store.engine.sync_engine, "begin", lambda _: (turns.append(None), begun.set()))
    running = asyncio.create_task(bench.clockwork.run(stopping))
    await begun.wait()
    await asyncio.sleep(0.5)
    before = len(turns)
    await asyncio.sleep(0.5)
    assert len(turns) == before
    stopping.set()
    bench.bot.bell.set()
    await running


async def test_a_reminder_is_said_to_one_person_at_its_time(garden: Bench) -> None:
    ailsa = garden.person("Ailsa", language="en")
    id = (await ailsa.does("garden.give", name="Beans")).buttons[0].call.values["packet"]
    await ailsa.does("garden.remind", packet=id, at="2026-11-23T16:00")
    await garden.settle()
    await garden.jump(hours=6, minutes=59)
    assert len(garden.effects) == 1
    await garden.jump(minutes=1)
    reminder = garden.effects[-1]
    assert (reminder.place.remote, reminder.languages) == ("direct:ailsa", ("en",))
    assert (reminder.message, garden.clock().hour) == (Message(text("garden.look"), "Beans"), 16)
    await garden.jump(days=400)
    assert (len(garden.effects), "due" in await sizes(garden)) == (2, False)


async def test_a_reminder_of_what_is_gone_lapses(garden: Bench) -> None:
    """Nobody is told, nothing is tried again, and nothing stays behind."""
    ailsa = garden.person("Ailsa")
    id = (await ailsa.does("garden.give", name="Beans")).buttons[0].call.values["packet"]
    await ailsa.does("garden.remind", packet=id, at="2026-11-23T16:00")
    await ailsa.does("garden.compost", packet=id)
    with capture_logs() as logs:
        await garden.jump(days=1)
    assert (logs, "due" in await sizes(garden), len(garden.effects)) == ([], False, 1)


async def test_a_reminder_finds_the_place_where_one_already_talks_alone(garden: Bench) -> None:
    ailsa = garden.person("Ailsa").at("dm", kind="direct")
    id = (await ailsa.does("garden.give", name="Beans")).buttons[0].call.values["packet"]
    await ailsa.does("garden.remind", packet=id, at="2026-11-23T16:00")
    await garden.jump(hours=8)
    assert {effect.place.remote for effect in garden.effects} == {"direct:ailsa"}
    assert (await sizes(garden))["place"] == 1


async def test_what_is_refused_plans_nothing_and_says_nothing(garden: Bench) -> None:
    """Effects are rows of the same transaction."""
    ailsa = garden.person("Ailsa")
    await ailsa.does("garden.give", name="Beans", seeds="0")
    await garden.jump(days=1)
    assert (garden.effects, {"due", "post", "outbox"} & (await sizes(garden)).keys()) == ([], set())


# --- aloud --------------------------------------------------------------------------------------------------------


async def test_what_was_not_said_yet_is_said_as_it_now_reads(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    id = await kept(ailsa)
    for words in ("Pauses", "Longer pauses", "Silence"):
        await ailsa.does("learn.edit", entry=id, what=words)
        await ailsa.does("learn.share", entry=id)
    await bench.settle()
    assert {effect.message.words for effect in bench.effects} == {"Silence"}
    assert ([post.words for post in bench.aloud()], "outbox" in await sizes(bench)) == (["Silence"], False)


async def test_quick_edits_of_a_post_are_one(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    id = await kept(ailsa)
    await ailsa.does("learn.share", entry=id)
    await bench.settle()
    for words in ("Longer pauses", "Silence"):
        await ailsa.does("learn.edit", entry=id, what=words)
        await ailsa.does("learn.share", entry=id)
    await bench.settle()
    first, second = bench.effects
    assert (first.message.words, second.message.words) == ("Pauses", "Silence")
    assert second.remote == f"post-{first.key}"
    assert second.key != first.key


async def test_an_edit_while_a_post_is_being_said_is_not_lost(url: str, house: Plan) -> None:
    async with Interrupted.open(url, house=house) as bench:
        ailsa = bench.person("Ailsa")
        id = await kept(ailsa)
        await ailsa.does("learn.share", entry=id)
        bench.meanwhile = ailsa.does("learn.withdraw", entry=id)
        await bench.settle()
        assert [effect.message.words for effect in bench.effects] == ["Pauses", ""]
        assert [post.text.key for post in bench.aloud()] == ["learn.withdrawn"]
        assert "outbox" not in await sizes(bench)


async def test_posts_are_said_in_their_order(garden: Bench) -> None:
    ailsa = garden.person("Ailsa")
    await ailsa.does("shed.clear", names="Beans\nPeas\nKale")
    await garden.settle()
    assert [post.words for post in garden.aloud()] == ["Beans", "Peas", "Kale"]


async def test_one_place_that_fails_holds_up_no_other(url: str, house: Plan) -> None:
    """Five tries, further and further apart; then it is parked, and told of without a word of anybody's."""
    async with Stammering.open(url, house=house) as bench:
        ailsa = bench.person("Ailsa")
        id = await kept(ailsa)
        with capture_logs() as logs:
            for place in ("cellar", "staffroom", "hall"):
                await ailsa.at(place).does("learn.share", entry=id)
            await bench.settle()
            assert [sorted(bench.tried), len(bench.aloud("hall"))] == [["cellar", "hall", "staffroom"], 1]
            await bench.jump(minutes=10)
        assert bench.tried[3:] == ["cellar"] * 4
        assert [each["event"] for each in logs] == ["again"] * 4 + ["parked"]
        assert SECRET not in repr(logs)
        assert (await sizes(bench))["outbox"] == 1


async def test_what_was_parked_is_tried_again_when_it_is_said_anew(house: Plan) -> None:
    async with Stammering.open(house=house) as bench:
        ailsa = bench.person("Ailsa").at("cellar")
        id = await kept(ailsa)
        await ailsa.does("learn.share", entry=id)
        await bench.jump(minutes=10)
        bench.mute = frozenset()
        await bench.jump(minutes=10)
        assert bench.effects == []
        await ailsa.does("learn.share", entry=id)
        await bench.settle()
        assert [post.words for post in bench.aloud("cellar")] == ["Pauses"]


async def test_a_plan_that_breaks_is_parked_and_others_go_on(garden: Bench) -> None:
    ailsa = garden.person("Ailsa", role=Role.MODERATOR)
    await ailsa.does("garden.remind-wrongly", at="2026-11-23T10:00")
    await ailsa.does("garden.fair", where=Remote("hall", "Hall"), at="2026-11-23T10:01")
    with capture_logs() as logs:
        await garden.jump(minutes=70)
    assert [each["event"] for each in logs] == ["again"] * 4 + ["parked"]
    assert Message(text("garden.open", count=0)) in [each.message for each in garden.effects]
    assert [each.text.key for each in garden.aloud("direct:ailsa")] == ["core.broke"]


async def test_the_clock_has_a_member_s_rights_for_whomever_it_acts(garden: Bench) -> None:
    """Whoever planned something may be no moderator any more: what is for moderators is parked, to be seen."""
    ailsa = garden.person("Ailsa", role=Role.MODERATOR)
    async with inside(ailsa) as turn:
        turn.later(turn.now, Call.of("garden.fair", {"where": turn.where, "at": turn.now}))
        await effects.write(turn, garden.bot.actions)
    with capture_logs() as logs:
        await garden.jump(minutes=10)
    assert [each["event"] for each in logs] == ["again"] * 4 + ["parked"]
    assert [each.message.text.key for each in garden.effects] == ["core.broke-own"]


async def test_the_house_is_quiet_when_there_is_nothing_to_do(here: Bench) -> None:
    await here.person("Ailsa").does("learn.list")
    await here.jump(days=1_000)
    assert (await here.clockwork.next_at(), here.effects) == (None, [])


async def test_events_are_forgotten_after_a_week(bench: Bench) -> None:
    await kept(bench.person("Ailsa"))
    await bench.jump(days=6)
    await bench.clockwork.tidy()
    assert (await sizes(bench))["seen"] == 2  # of the greeting, and of what followed
    await bench.jump(days=2)
    await bench.clockwork.tidy()
    assert "seen" not in await sizes(bench)


async def test_a_reminder_speaks_as_its_person_is_spoken_to(garden: Bench) -> None:
    for language, spoken in (("cy", ("cy",)), ("", ("cy", "en"))):
        who = garden.person(f"Ailsa {language}", language=language)
        said = await who.does("garden.give", name="Beans")
        await who.does("garden.remind", packet=said.buttons[0].call.values["packet"], at="2026-11-24T10:00")
        await garden.jump(days=2)
        assert garden.effects[-1].languages == spoken
        garden.clock.now -= timedelta(days=2)


async def test_a_post_speaks_the_languages_of_its_place(here: Bench) -> None:
    """Where the platform says so; else the community's."""
    for place, languages in ((Remote("hall", "Hall", languages=("cy",)), ("cy",)), (Remote("yard"), ("cy", "en"))):
        ailsa = here.person("Ailsa", language="en")
        ailsa.heard = replace(ailsa.heard, where=place)
        await ailsa.does("learn.share", entry=await kept(ailsa))
        await here.settle()
        assert here.effects[-1].languages == languages
