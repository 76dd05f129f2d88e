"""Posts whose answers come at once are written down at once; what becomes of one of them is nothing to the others."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import pytest
from sqlalchemy import event, select, update

from bot.delivery import Delivered, Effect, NotNow, Outcome, Refused, Unknown, Why
from bot.house import Plan
from bot.store.tables import lane, outbox
from bot.testing import Bench, Someone

PLACES = tuple(f"place {number}" for number in range(8))
OTHERS = PLACES[1:]


class Gathered(Bench):
    """A platform that answers no post before one in each of ``PLACES`` was asked for; then all of them at once.

    ``mood`` is another outcome in the first of them; ``meanwhile`` is done before any answer comes.
    """

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.asked, self.all = 0, asyncio.Event()
        self.mood: Outcome | None = None
        self.meanwhile: Awaitable[object] | None = None

    async def say(self, effect: Effect) -> Outcome:
        self.asked += 1
        if self.asked == len(PLACES):
            await (self.meanwhile or asyncio.sleep(0))
            self.all.set()
        await self.all.wait()
        mood, self.mood = (self.mood, None) if effect.place.remote == PLACES[0] else (None, self.mood)
        return mood or await super().say(effect)


@pytest.fixture
async def gathered(url: str, outside: Plan) -> Gathered:
    async with Gathered.open(url, house=outside) as bench:
        yield bench


async def share(someone: Someone) -> str:
    """A post that says where it is; the entry that it is of."""
    place = someone.heard.where.id
    entry = (await someone.does("learn.log", what=place)).buttons[0].call.values["entry"]
    await someone.does("learn.share", entry=entry)
    return entry


async def shared(bench: Bench, first: Someone | None = None) -> str:
    """A post in each place, in the first of them somebody's; the entry of that one."""
    ailsa = bench.person("Ailsa")
    entry = await share((first or ailsa).at(PLACES[0]))
    for place in OTHERS:
        await share(ailsa.at(place))
    return entry


def standing(bench: Bench) -> list[str]:
    return [each.words for place in PLACES for each in bench.aloud(place)]


async def left(bench: Bench) -> list[tuple[str, str]]:
    """What is left of the outbox."""
    async with bench.bot.store.turn() as tx:
        return sorted(map(tuple, (await tx.execute(select(outbox.c.kind, outbox.c.state))).all()))


async def test_they_are_written_down_in_a_few_statements(gathered: Gathered) -> None:
    await shared(gathered)
    said: list[str] = []
    event.listen(gathered.bot.store.engine.sync_engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    await gathered.settle()
    assert (standing(gathered), await left(gathered)) == ([*PLACES], [])
    assert sum(each.startswith("UPDATE post ") for each in said) <= 5  # a server does four of them at once


@pytest.mark.parametrize(
    ("mood", "rest"),
    [
        (Refused(Why.GONE), [("post", "parked")]),
        (NotNow(60), [("post", "waiting")]),
        (Unknown(), [("post", "waiting")]),
        (Delivered("post-\ud800"), [("post", "waiting")]),  # which no row can hold
    ],
    ids=lambda each: type(each).__name__,
)
async def test_one_that_ended_otherwise(gathered: Gathered, mood: Outcome, rest: list[tuple[str, str]]) -> None:
    await shared(gathered)
    gathered.mood = mood
    await gathered.settle()
    assert (standing(gathered), await left(gathered)) == ([*OTHERS], rest)


async def test_one_that_reads_otherwise_by_then_is_edited(gathered: Gathered) -> None:
    ailsa = gathered.person("Ailsa").at(PLACES[0])
    entry = await shared(gathered)

    async def edits() -> None:
        await ailsa.does("learn.edit", entry=entry, what="Longer pauses")
        await ailsa.does("learn.share", entry=entry)

    gathered.meanwhile = edits()
    await gathered.settle()
    assert (standing(gathered), await left(gathered)) == (["Longer pauses", *OTHERS], [])
    assert [each.kind for each in gathered.effects].count("edit") == 1


async def test_one_whose_person_is_forgotten_by_then_is_taken_back(gathered: Gathered) -> None:
    bryn = gathered.person("Bryn")
    await shared(gathered, bryn)
    gathered.meanwhile = bryn.does("my.forget", sure="yes")
    await gathered.settle()
    assert (standing(gathered), await left(gathered)) == ([*OTHERS], [])


async def test_one_whose_lane_is_somebody_elses_by_then_is_theirs(gathered: Gathered) -> None:
    await shared(gathered)

    async def taken() -> None:
        async with gathered.bot.store.turn() as tx:
            first = select(outbox.c.lane).order_by(outbox.c.lane).limit(1).scalar_subquery()
            await tx.execute(update(lane).where(lane.c.id == first).values(owner="another"))

    gathered.meanwhile = taken()
    await gathered.settle()
    assert (len(standing(gathered)), await left(gathered)) == (len(PLACES), [("post", "waiting")])


async def test_a_lane_with_more_to_say_goes_on(gathered: Gathered) -> None:
    await shared(gathered)
    await share(gathered.person("Ailsa").at(PLACES[0]))
    await gathered.settle()
    assert (standing(gathered), await left(gathered)) == ([PLACES[0], *PLACES], [])
