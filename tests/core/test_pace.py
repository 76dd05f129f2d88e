"""No faster than a platform allows, in one place, one community and altogether; and nobody waits for ever."""

from __future__ import annotations

import itertools
from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery import Effect, Outcome, Pace
from bot.house import Plan
from bot.testing import Bench
from tests.conftest import Ready

RATES = st.sampled_from((None, 0.5, 1, 20))
Said = list[tuple[datetime, str, str]]  # when, in which community, where


class Watched(Bench):
    """A Bench that knows when each post came."""

    async def say(self, effect: Effect) -> Outcome:
        self.posted: Said = [*getattr(self, "posted", ()), (self.clock.now, effect.community, effect.place.remote)]
        return await super().say(effect)


async def give(bench: Bench, community: str, place: str, name: str = "Beans") -> None:
    """One post in a place."""
    await bench.person("Ailsa", community=community).at(place).does("garden.give", name=name)


def gaps(said: Said, *keys: int) -> list[timedelta]:
    """Between one post and the next of each place, community or of all."""
    found = defaultdict(list)
    for each in said:
        found[tuple(each[key] for key in keys)].append(each[0])
    return [after - before for times in found.values() for before, after in pairwise(times)]


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from("xyz")), min_size=1, max_size=12),
    st.builds(Pace, RATES, RATES, RATES),
)
async def test_never_faster_than_the_limit_and_never_starving(posts: list[tuple[str, str]], limit: Pace) -> None:
    async with Watched.open(house=GARDEN[0]) as bench:
        bench.pace = limit
        for community, place in posts:
            await give(bench, community, place)
        await bench.settle()
        await bench.jump(minutes=2)
        assert sorted((community, place) for _, community, place in bench.posted) == sorted(posts)
        for rate, keys in ((limit.place, (1, 2)), (limit.community, (1,)), (limit.bot, ())):
            if rate:
                assert [gap for gap in gaps(bench.posted, *keys) if gap < timedelta(seconds=1 / rate)] == []


GARDEN: list[Plan] = []


@pytest.fixture(autouse=True)
def _garden(outside: Plan) -> None:
    GARDEN[:] = [outside]


@pytest.fixture
async def url(ready: Ready, outside: Plan) -> str:
    """A database in which a house with those rooms was."""
    return await ready(outside)


async def test_a_small_community_does_not_wait_for_a_large_one(url: str, outside: Plan) -> None:
    async with Watched.open(url, house=outside) as bench:
        for number in range(8):
            await give(bench, "large", f"place {number}")
        await give(bench, "small", "hall")
        bench.pace = Pace(bot=10)
        await bench.jump(seconds=5)
        assert len(bench.posted) == 9
        assert "small" in {community for _, community, _ in bench.posted[:2]}


async def test_what_is_taken_together_is_said_one_by_one(url: str, outside: Plan) -> None:
    async with Watched.open(url, house=outside) as bench:
        for number in range(8):
            await give(bench, "A", f"place {number}")
        bench.pace = Pace(bot=40)
        await bench.jump(seconds=1)
        assert gaps(bench.posted) == [timedelta(milliseconds=25)] * 7


async def test_the_pace_is_kept_over_a_restart(url: str, outside: Plan) -> None:
    key = "A" * 43 + "="
    said: Said = []
    for start in range(2):
        async with Watched.open(url, house=outside, key=key, seed=start) as bench:
            bench.events = itertools.count(100 * start)
            bench.pace, bench.clock.now = Pace(place=0.1), bench.clock.now + timedelta(seconds=start)
            await give(bench, "A", "x", f"Beans {start}")
            await bench.jump(seconds=9 * start)
            await bench.settle()
            said += getattr(bench, "posted", [])
    assert gaps(said) == [timedelta(seconds=10)]


async def test_a_clock_that_is_put_back_holds_up_nothing(url: str, outside: Plan) -> None:
    async with Watched.open(url, house=outside) as bench:
        bench.pace = Pace(place=1, community=1, bot=1)
        for years in (0, 2, 0):
            bench.clock.now = bench.clock.now.replace(year=2026 + years)
            await give(bench, "A", "x", f"Beans {years}")
            await bench.jump(minutes=1)
        assert len(bench.posted) == 3


class Slow(Watched):
    """A Bench whose platform is reached after ``delays``, in seconds."""

    async def say(self, effect: Effect) -> Outcome:
        self.clock.now += timedelta(seconds=self.delays.pop(0))
        return await super().say(effect)


async def test_a_post_counts_from_when_it_was_answered(url: str, outside: Plan) -> None:
    """Counted from when it was begun, one that came late would have the next too close behind it."""
    async with Slow.open(url, house=outside) as bench:
        bench.pace, bench.delays = Pace(place=1), [0.6, 0.0]
        for name in ("Beans", "Peas"):
            await give(bench, "A", "x", name)
        await bench.settle()
        await bench.jump(minutes=1)
        assert gaps(bench.posted) == [timedelta(seconds=1)]
