"""What Slack tells once, twice or four times, in whatever order and over whatever restarts, has its effect once."""

from __future__ import annotations

import asyncio
import copy
import random
import signal
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.rooms.learn.tables import entries
from bot.store.rows import Rows
from bot.store.tables import community
from bot.testing import Bench
from tests.cli.warm import Warm
from tests.slack import payloads
from tests.slack.deliveries import Envelope
from tests.slack.living import Life, living
from tests.slack.person import Person
from tests.slack.playing import emulated, greeted
from tests.slack.server import Slack
from tests.slack.state import Team
from tests.sweeps import part, tried

pytestmark = pytest.mark.faults
PEOPLE, AT_ONCE = 20, 12  # at once are fewer than anybody may have waiting
RESTART = 600  # deliveries between two ends
EVENTS = "events that Slack tells one to four times"


@pytest.fixture(scope="module")
def warm(warmed: Warm) -> Warm:
    """The process that the real program is forked from."""
    return warmed


async def made(slack: Slack, people: Sequence[Person], times: int, chance: random.Random) -> list[Envelope]:
    """So many commands and submitted forms, each of which keeps an entry of its own; no way to answer is used up."""
    forms = [await form(each) for each in people]
    found = []
    for number in range(times):
        at = chance.randrange(len(people))
        who = people[at]
        if chance.random() < 0.6:
            words = f"log number {number}"
            payload = payloads.command(slack.state, who.team, who.user, who.channel, "/learn", words)
            found.append(Envelope("slash_commands", payload))
        else:
            found.append(Envelope("interactive", filled(slack, forms[at], f"number {number}")))
    for each in slack.state.replies.values():
        each.left = 10**6
    return found


async def form(who: Person) -> dict[str, Any]:
    """The payload of a form to keep an entry with, nothing filled in."""
    came = await who.types("/learn log")
    assert came.view
    return payloads.submission(who.slack.state, who.team, who.user, came.view)


def filled(slack: Slack, form: dict[str, Any], words: str) -> dict[str, Any]:
    """The same form opened anew, and filled in."""
    made = copy.deepcopy(form)
    made["view"]["id"] = made["view"]["root_view_id"] = slack.state.id("V")
    what = next(each for each in made["view"]["blocks"] if each.get("element", {}).get("type") == "plain_text_input")
    ((_, stands),) = made["view"]["state"]["values"][what["block_id"]].items()
    stands["value"] = words
    return made


async def handed(slack: Slack, waiting: list[Envelope], life: Life) -> None:
    """Hand over what waits, some at once, while it lives; what is not answered waits again.

    An acknowledgement with nothing in it is none: after two seconds it goes out whatever became of the turn by then.
    """

    async def one() -> None:
        while waiting and life.code is None:
            envelope = waiting.pop()
            ack = await slack.deliveries.hand(envelope)
            if ack is None or not ack.body:
                waiting.insert(0, envelope)

    await asyncio.gather(*(one() for _ in range(AT_ONCE)))


async def kept(folder: Path) -> Counter[str]:
    """The words of every entry that is kept, and how often."""
    url, key = f"sqlite+aiosqlite:///{folder}/blether.db", (folder / "blether.db.key").read_text("utf-8").strip()
    async with Bench.open(url, key=key) as bench, bench.bot.store.turn() as tx:
        (home,) = (await tx.execute(select(community.c.id))).scalars().all()
        found = await Rows(tx, home, bench.bot.keys, bench.bot.world.ids).find(entries)
    return Counter(each.what for each in found)


@pytest.mark.parametrize("mode", ["socket", "http"])
@part(EVENTS, 40, 5_000, 2_500)
async def test_each_event_counts_once(
    warm: Warm, tmp_path: Path, mode: str, times: int, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(request.node.name)
    names = [f"Teacher {number}" for number in range(min(PEOPLE, times // 5))]
    async with emulated(warm, mode, names, ["staffroom"]) as (slack, team):
        slack.rates.tiers = False  # what takes weeks takes minutes here
        waiting = await begun(warm, tmp_path, slack, team, times, chance)
        for left in range(len(waiting) - RESTART, 0, -RESTART):
            async with living(warm, tmp_path, slack, team) as life:
                ending = asyncio.create_task(ended(slack, life, waiting, left, chance))
                await handed(slack, waiting, life)
                await ending
        async with living(warm, tmp_path, slack, team) as life:
            await handed(slack, waiting, life)
        assert (waiting, slack.state.violations) == ([], [])
    assert await kept(tmp_path) == Counter(f"number {number}" for number in range(times))
    tried[EVENTS] += times


async def begun(
    warm: Warm, folder: Path, slack: Slack, team: Team, times: int, chance: random.Random
) -> list[Envelope]:
    """Everybody is greeted; what will be handed over, each one to four times, in any order."""
    channel = team.channel("staffroom")
    people = [Person(slack, team, each, channel) for each in team.users.values() if not each.bot]
    async with living(warm, folder, slack, team):
        for each in people:
            await greeted(each)
        events = await made(slack, people, times, chance)
    waiting = [each for each in events for _ in range(chance.randint(1, 4))]
    chance.shuffle(waiting)
    return waiting


async def ended(slack: Slack, life: Life, waiting: list[Envelope], left: int, chance: random.Random) -> None:
    """It ends in the midst of what it is told, when so many are left."""
    await slack.until(f"only {left} are left", lambda: len(waiting) <= left, 300)
    await life.ends(chance.choice([signal.SIGKILL, signal.SIGTERM]))
