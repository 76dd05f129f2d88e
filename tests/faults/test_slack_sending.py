"""What is posted in Slack stands there once: whatever becomes of an answer, and whenever the process is killed."""

from __future__ import annotations

import asyncio
import random
import signal
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from bot import control
from tests.cli.warm import Warm
from tests.slack.living import living
from tests.slack.person import Person
from tests.slack.playing import emulated, greeted, presses
from tests.slack.server import PATIENCE, Slack
from tests.slack.state import Team
from tests.sweeps import here, part, tried

pytestmark = pytest.mark.faults
KILLS, ANSWERS = "kills while posting in Slack", "answers of Slack that are lost"
CHANNELS = 6
LIVES = 10  # kills of one database
POINTS = [
    *(
        f"{when} {method}"
        for method in ("chat.postMessage", "response_url", "users.info")
        for when in ("before", "after")
    ),
    "before conversations.history",
    "after conversations.history",
    "at any moment",
]
LOST = [(how, after) for how in ("drop", "500", "503", "page", "late") for after in (False, True)]
LOST += [("limit", False)]  # who is told to wait was not heard


@pytest.fixture(scope="module")
def warm(warmed: Warm) -> Warm:
    """The process that the real program is forked from."""
    return warmed


@dataclass
class Promises:
    """What was shared: ``asked`` by its words, and what of that was answered."""

    slack: Slack
    team: Team
    asked: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)

    def person(self, number: int) -> Person:
        """One of the people, in the channel where they alone share."""
        name = str(number % len(self.team.channels))
        return Person(self.slack, self.team, self.team.user(name), self.team.channel(name))

    async def share(self, words: str, number: int) -> None:
        """One of them keeps an entry and shares it; where nothing comes, nothing was promised."""
        person = self.person(number)
        try:
            kept = await asyncio.wait_for(person.types(f"/learn log {words}"), PATIENCE)
            self.asked.append(words)
            assert kept.post
            await presses(person, kept.post, "Share it here")
            self.answered.append(words)
        except AssertionError:
            return

    def stands(self) -> Counter[str]:
        """How often each of them stands in a channel."""
        there = [
            post.text for _, _, post in self.slack.state.posts() if not post.to and post.author == self.team.bot.id
        ]
        return Counter({words: sum(words in text for text in there) for words in self.asked})


async def settled(folder: Path) -> None:
    """Wait until nothing is left to be said; what is left for the operator is a mistake here."""
    end = asyncio.get_running_loop().time() + 90
    ask = partial(control.ask, folder / "blether.db.sock", 10, do="look")
    while (look := await asyncio.to_thread(ask)) is None or any(look["rows"]["outbox"].values()):
        assert asyncio.get_running_loop().time() < end, f"this is never said: {look}"
        await asyncio.sleep(0.1)


@part(KILLS, 4, 500, 50)
async def test_kills_while_posting(warm: Warm, tmp_path: Path, times: int, request: pytest.FixtureRequest) -> None:
    chance = random.Random(request.node.name)
    here.known[KILLS] |= {*POINTS}
    for first in range(0, times, LIVES):
        (folder := tmp_path / str(first)).mkdir()
        await batch(warm, folder, min(LIVES, times - first), chance)


async def batch(warm: Warm, folder: Path, kills: int, chance: random.Random) -> None:
    """Kill one that often, and see that everything stands once."""
    names = [f"{number}" for number in range(CHANNELS)]
    async with emulated(warm, "socket", names, names) as (slack, team):
        promises = Promises(slack, team)
        async with living(warm, folder, slack, team):
            await asyncio.gather(*(greeted(promises.person(number)) for number in range(CHANNELS)))
        for number in range(kills):
            await killed(warm, folder, promises, number, chance)
        slack.faults.planned.clear()
        async with living(warm, folder, slack, team):
            await settled(folder)
        there = promises.stands()
        assert {words: count for words, count in there.items() if count > 1} == {}
        assert [words for words in promises.answered if not there[words]] == []
        assert slack.state.violations == []


async def killed(warm: Warm, folder: Path, promises: Promises, number: int, chance: random.Random) -> None:
    """One life in which some things are shared, and its end."""
    slack, point = promises.slack, chance.choice(POINTS)
    async with living(warm, folder, slack, promises.team) as life:
        slack.faults.kill = partial(life.signal, signal.SIGKILL)
        slack.faults.planned.clear()
        when, _, method = point.partition(" ")
        if when != "at":
            slack.faults.plan(method, "kill", after=when == "after", skip=chance.randrange(3))
        sharing = [
            asyncio.create_task(promises.share(f"word {folder.name} {number} {each}.", each))
            for each in range(CHANNELS)
        ]
        await life.until_ended(chance.uniform(0.02, 0.6) if when == "at" else 4)
        if life.code is not None or when == "at":
            here.hit[KILLS].add(point)
        assert await life.ends(signal.SIGKILL) == -signal.SIGKILL
        await asyncio.wait(sharing, timeout=0.3)  # what was answered is read
        for each in sharing:
            each.cancel()
        await asyncio.gather(*sharing, return_exceptions=True)
    tried[KILLS] += 1


@part(ANSWERS, 20, 600, 150)
async def test_answers_that_are_lost(warm: Warm, tmp_path: Path, times: int, request: pytest.FixtureRequest) -> None:
    """Before the effect or after it: what may be there is looked for, and nothing is said twice."""
    chance = random.Random(request.node.name)
    names = [f"{number}" for number in range(times // 3)]
    async with emulated(warm, "socket", names, names) as (slack, team):
        slack.rates.tiers = False
        promises = Promises(slack, team)
        async with living(warm, tmp_path, slack, team):
            for number in range(times):
                how, after = chance.choice(LOST)
                if number < len(names):
                    await greeted(promises.person(number))
                slack.faults.plan("chat.postMessage", how, after=after, skip=chance.randrange(2))
                await promises.share(f"word {number}.", number)
            await settled(tmp_path)
        assert promises.stands() == Counter(f"word {number}." for number in range(times))
        assert slack.violations == []
    tried[ANSWERS] += times
