"""The playground as an adapter: the whole way from a room to its timeline, whatever was lost on it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.web import texts
from adapters.web.app import Web
from adapters.web.timeline import Timeline
from bot.clockwork import Clockwork
from bot.delivery import Absent, Delivered, Effect, Outcome, Refused, Why
from bot.house import Plan, plan
from bot.talk import Message, Place, text
from bot.testing import PLATFORM, START, Bench
from bot.turn import World
from tests.outside.conftest import HERE, outside

__all__ = ["outside"]
COFFEE = Place("p", "channel", "Coffee", "coffee", ("en",))


@pytest.fixture(scope="module")
def spoken(outside: Plan) -> Plan:
    """The house with the page's own sentences."""
    return plan([HERE], {"web": texts})


class Forgetful(Web):
    """A playground whose answers are lost."""

    async def say(self, effect: Effect) -> Outcome:
        await super().say(effect)
        raise OSError


@asynccontextmanager
async def page(bench: Bench, kind: type[Web], folder: Path) -> AsyncIterator[Web]:
    """The page over this Bench, open until the end of the block."""
    world = World(bench.clock, lambda: "a-start-token", random.Random(1))
    web, stopping, opened = kind("127.0.0.1", 0, folder / "playground.db", world), asyncio.Event(), asyncio.Event()
    running = asyncio.create_task(web.run(bench.bot, stopping, lambda _: opened.set()))
    await opened.wait()
    bench.clockwork = Clockwork(bench.bot, {PLATFORM: web}, bench.clock)
    yield web
    stopping.set()
    await running


@pytest.mark.parametrize("later", [timedelta(), timedelta(minutes=6)])
async def test_what_was_said_before_its_answer_was_lost_stands_there_once(
    spoken: Plan, tmp_path: Path, later: timedelta
) -> None:
    """Also the thread; inside the window and after it."""
    async with Bench.open(house=spoken) as bench:
        await bench.person("Ailsa").at("coffee").does("shed.circle", names="Beans\nPeas")
        for _ in range(5):
            async with page(bench, Forgetful, tmp_path):
                await bench.settle()
            bench.clock.now += later
            async with page(bench, Web, tmp_path):
                await bench.jump(minutes=1)
        async with Timeline(tmp_path / "playground.db", World(bench.clock, lambda: "", random.Random(1))) as timeline:
            (thread,) = [place for place in await timeline.places("sian") if place.parent]
            inside = [each.html for each in await timeline.posts(thread.id)]
            ours = [each for each in await timeline.posts("coffee") if each.html]
        assert (len(ours), thread.parent, thread.name) == (1, "coffee", "What shall become of these?")
        assert [("Beans" in each, "Peas" in each) for each in inside] == [(True, False), (False, True)]


async def test_it_tells_what_happened(spoken: Plan, tmp_path: Path) -> None:
    async with Bench.open(house=spoken) as bench, page(bench, Web, tmp_path) as web:
        effect = Effect("say", "k", "school", COFFEE, Message(text("core.done")), (), ("en",), START)
        assert await web.find(effect) == Absent()
        said = await web.say(effect)
        assert isinstance(said, Delivered)
        assert (await web.say(effect), await web.find(effect)) == (said, said)
        gone = replace(effect, key="l", place=replace(COFFEE, remote="nowhere"))
        assert await web.say(gone) == Refused(Why.GONE)
        opening = replace(effect, kind="open", key="t", remote=said.remote)
        assert await web.find(opening) == Absent()
        assert await web.say(opening) == await web.find(opening) == Delivered(f"thread:{said.remote}")
        taken = replace(effect, kind="withdraw", remote=said.remote, message=None)
        assert await web.say(taken) == Delivered("")
