"""Part 8, too: posts in many channels of Slack at the pace that it allows, beside those of its own bare client.

The emulated Slack takes one post a second in a channel, and not the second a moment too soon. Each process has one of
its own, and the bare client is measured before and after Blether, in this one run.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from pathlib import Path

from sqlalchemy import update

from bot.house import Plan, open_house
from bot.store.tables import community
from bot.turn import Defaults, World
from tests.bench import sending
from tests.bench.databases import Kind
from tests.bench.measure import Figure, Spread, say
from tests.bench.slack import COMMUNITY, OPENS, Bare, emulated, started
from tests.slack.running import tables

CHANNELS, SECONDS, WARMING = 200, 20.0, 4.0
WAITING = int(CHANNELS * (SECONDS + WARMING + 10))  # posts that wait: more than can be said meanwhile
PACE = 95.0  # percent of what Slack allows
PART = f"posts in {CHANNELS} channels of Slack at once"
SHARE, REFUSED, CLIENT = "of one a second in each", "refused as too many (429)", "Slack's bare client"


async def measure(kind: Kind, house: Plan, folder: Path) -> list[Figure]:
    """What is posted of what Slack allows, and how often Slack had to say no."""
    say(f"{PART} ...")
    before, ours, after = (
        await _bare(folder / "before"),
        await _ours(kind, house, folder),
        await _bare(folder / "after"),
    )
    ratio = Spread.of(ours[0] / share for share, _ in (before, after))
    return [
        Figure(PART, f"Blether, {SHARE}", Spread.of([ours[0]]), "%", CLIENT, ratio, goal=PACE),
        Figure(PART, f"Blether, {REFUSED}", Spread.of([ours[1]]), "", goal=0),
        Figure(PART, f"{CLIENT}, {SHARE}", Spread.of(share for share, _ in (before, after)), "%"),
        Figure(PART, f"{CLIENT}, {REFUSED}", Spread.of(refused for _, refused in (before, after)), ""),
    ]


async def _ours(kind: Kind, house: Plan, folder: Path) -> tuple[float, float]:
    """Blether itself, as anybody starts it, with very much to say."""
    async with emulated() as app:
        team = app.person.team
        url, key = await sending.filled(kind, house, WAITING, _channels(app))
        await _moved(url, key, house, team.id)
        (there := folder / "paced").mkdir()
        (there / "config.toml").write_text(f'[store]\nurl = "{url}"\n{COMMUNITY}{tables(app.slack, team)}', "utf-8")
        async with started("bot", "run", folder=there, slack=app.slack, env={"BLETHER_KEY": key}):
            return await _posted(app)


async def _bare(there: Path) -> tuple[float, float]:
    """The bare client, which posts in each channel a second after the answer to the post before."""
    async with emulated() as app:
        _tell(there, app)
        async with started("tests.bench.posting", "told", folder=there, slack=app.slack, env={}, at_once=True):
            return await _posted(app)


def _tell(there: Path, app: Bare) -> None:
    there.mkdir()
    told = {"api": app.slack.api, "token": app.person.team.token, "channels": _channels(app)}
    (there / "told").write_text(json.dumps(told), "utf-8")


def _channels(app: Bare) -> list[str]:
    return [app.slack.state.channel(app.person.team, f"room-{number}").id for number in range(CHANNELS)]


async def _posted(app: Bare) -> tuple[float, float]:
    """How much of what Slack allows is posted, in percent, and how often it said no, once it is under way."""
    calls = app.slack.state.calls
    await app.slack.until("the first post", lambda: any(each.method == "chat.postMessage" for each in calls), OPENS)
    await asyncio.sleep(WARMING)
    before, begun = _count(app), time.perf_counter()
    await asyncio.sleep(SECONDS)
    share = (_count(app) - before) / (CHANNELS * (time.perf_counter() - begun)) * 100
    return share, float(len(app.slack.rates.refused))


def _count(app: Bare) -> int:
    return sum(each.method == "chat.postMessage" and each.answer == "ok" for each in app.slack.state.calls)


async def _moved(url: str, key: str, house: Plan, team: str) -> None:
    """The community of that database is now this team."""
    world = World(lambda: sending.START, lambda: "", random.Random(0))
    async with open_house(house, url, world, Defaults(), key) as bot, bot.store.turn() as tx:
        await tx.execute(update(community).values(platform="slack", remote=team))
