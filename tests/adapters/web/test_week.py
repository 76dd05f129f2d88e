"""The sample's week: it happens once, by the door, and each room shows something of it."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from adapters.web import FILE, clock, texts, traits
from adapters.web.app import Web
from adapters.web.sample import PEOPLE, PLACES, SCENES
from adapters.web.timeline import OVER, WEEK, Timeline
from bot.clockwork import Clockwork
from bot.house import Plan, open_house, plan
from bot.turn import Defaults, World

REAL = datetime(2026, 11, 18, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def spoken() -> Plan:
    return plan([], {"web": texts}, ["cy", "en"])


@asynccontextmanager
async def opened(there: Plan, folder: Path, run: str) -> AsyncIterator[asyncio.Event]:
    """The whole playground, until the end of the block; the event is set when its page is open."""
    numbers, is_open, stopping = itertools.count(), asyncio.Event(), asyncio.Event()
    world = World(clock(folder, REAL), lambda: f"{run}-{next(numbers)}".ljust(22, "x"), random.Random(1))
    url, home = f"sqlite+aiosqlite:///{folder}/blether.db", Defaults(("cy", "en"))
    async with open_house(there, url, world, home, None, {"web": traits}, folder) as bot:
        web = Web("127.0.0.1", 0, folder / FILE, world)
        clockwork = Clockwork(bot, {"web": web}, world.now)  # type: ignore[arg-type]  # it is a Clock
        tasks = [
            asyncio.create_task(web.run(bot, stopping, lambda _: is_open.set())),
            asyncio.create_task(clockwork.run(stopping)),
        ]
        yield is_open
        stopping.set()
        bot.bell.set()
        for task in tasks:
            if not is_open.is_set():
                task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


async def said(folder: Path) -> list[tuple[str, str, str]]:
    """Who spoke when, in which place; Blether is nobody."""
    world = World(lambda: REAL, lambda: "", random.Random(1))
    async with Timeline(folder / FILE, world) as timeline:
        places = [place.id for who in PEOPLE for place in await timeline.places(who)]
        posts = {post.id: post for place in places for post in await timeline.posts(place)}
        return [
            (f"{post.at:%a %H:%M}", post.author.id if post.author else "", post.place)
            for _, post in sorted(posts.items())
        ]


async def hasty(folder: Path) -> list[str]:
    """What stands above something that was said before it."""
    async with Timeline(folder / FILE, World(lambda: REAL, lambda: "", random.Random(1))) as timeline:
        there = [await timeline.posts(place.id) for who in PEOPLE for place in await timeline.places(who)]
    return [one.words or one.html for posts in there for one, other in itertools.pairwise(posts) if one.at > other.at]


async def test_the_week_happens_and_every_scene_comes_to_something(spoken: Plan, tmp_path: Path) -> None:
    with capture_logs() as logs:
        async with opened(spoken, tmp_path, "first") as is_open:
            await is_open.wait()
        once = await said(tmp_path)
        async with opened(spoken, tmp_path, "second") as is_open:
            await is_open.wait()
    assert await said(tmp_path) == once
    assert await hasty(tmp_path) == []
    assert [each for each in logs if each["log_level"] != "debug"] == []
    thread = next(place for _, _, place in once if place.startswith("thread:"))
    assert [each for each in once if each[1] == ""] == [
        ("Wed 12:30", "", "learning"),
        ("Wed 12:41", "", thread),
        ("Wed 12:50", "", thread),
        ("Thu 07:45", "", "direct:ailsa"),
        ("Thu 16:15", "", "learning"),
    ]
    spoke = Counter((each.on, each.who) for each in SCENES if each.says)
    assert Counter((at[:2].lower() + at[3:], who) for at, who, _ in once if who) == spoke
    assert clock(tmp_path, REAL).now == datetime(2026, 11, 23, 9, tzinfo=UTC)


async def test_a_start_that_is_cut_off_goes_on_where_it_was(spoken: Plan, tmp_path: Path) -> None:
    world = World(lambda: REAL, lambda: "", random.Random(1))
    async with opened(spoken, tmp_path, "first"):
        for _ in range(2_000):
            await asyncio.sleep(0.01)
            if (tmp_path / FILE).exists() and len(await said(tmp_path)) > 8:
                break
    async with Timeline(tmp_path / FILE, world) as timeline:
        begun = await timeline.held(WEEK)
    assert begun not in (None, OVER)
    async with opened(spoken, tmp_path, "second") as is_open:
        await is_open.wait()
    there = [each for each in await said(tmp_path) if each[1]]
    wanted = {(each.on, each.who) for each in SCENES if each.says}
    assert len(there) == len(set(there)) >= len(wanted) - 1  # the scene it was in may be lost


def test_what_the_sample_says_fits_together() -> None:
    places = {each.id for each in PLACES} | {"direct", "learning/thread"}
    assert {each.who for each in SCENES} <= PEOPLE.keys()
    assert {each.place for each in SCENES} <= places
    assert [each.on for each in SCENES if bool(each.says) == bool(each.does)] == []
    monday = datetime(2026, 11, 23, 9, tzinfo=UTC)
    times = [each.at(monday) for each in SCENES]
    assert times == sorted(times)
    assert [each for each in times if not 6 < each.hour < 17] == []  # nobody writes at night
    assert {tuple(sorted(each.about)) for each in PEOPLE.values()} == {("cy", "en")}
