"""Part 8: what somebody in Slack waits for, against bare apps on Bolt; and posts at the pace that Slack allows.

Each app is a process of its own, reached by the socket of an emulated Slack of its own; these are in this process, and
their part is in every figure.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import update

from bot.house import Plan, open_house
from bot.store.tables import community
from bot.turn import Defaults, World
from tests.bench import sending
from tests.bench.databases import Kind, Sqlite
from tests.bench.measure import ROUNDS, Block, Control, Figure, Sample, Spread, figure, in_turns, say
from tests.slack import reading
from tests.slack.conftest import school
from tests.slack.person import Person
from tests.slack.playing import greeted
from tests.slack.running import tables
from tests.slack.server import Slack
from tests.slack.state import Post

PASSES, BLOCK = 4, 5  # blocks to a round, commands to a block
COMMUNITY = '[community]\nlanguages = ["en"]\ncontact = "team@example.org"\nnotice = "https://example.org/privacy"\n'
TURNS = (ROUNDS + 1) * PASSES * BLOCK
OURS, CORE, INSERT = "Blether", "Bolt and bare Core", "Bolt and one INSERT"
CHANNELS, SECONDS, WARMING = 200, 20.0, 2.0
OPENS = 120.0
PACE = 95.0  # percent of what Slack allows


@dataclass
class Bare:
    """An app in a process, and who talks to it."""

    slack: Slack
    person: Person

    async def waits(self, doing: Callable[[], Awaitable[Any]]) -> Sample:
        """How long somebody waits for the answer, and Slack for the acknowledgement, in milliseconds."""
        begun = time.perf_counter()
        await doing()
        return (time.perf_counter() - begun) * 1e3, self.slack.deliveries.waited[-1] * 1e3


async def measure(kind: Sqlite, house: Plan, folder: Path) -> list[Figure]:
    """An entry kept by a command and read by a button; then the pace."""
    async with AsyncExitStack() as stack:
        ours = await stack.enter_async_context(_ours(folder))
        kept, listed = await _begun(ours)
        said = folder / "said.json"
        said.write_text(json.dumps([{"text": each.text, "blocks": each.blocks} for each in (kept, listed)]), "utf-8")
        apps = {OURS: ours}
        for name, what in ((CORE, "core"), (INSERT, "insert")):
            apps[name] = await stack.enter_async_context(_bare(what, said))
        number = itertools.count(1)
        commands = {name: _commands(app, number) for name, app in apps.items()}
        presses = {name: await _presses(app) for name, app in apps.items() if name != INSERT}
        found = {
            "an entry kept by a command in Slack": await in_turns(commands, passes=PASSES),
            "an entry read by a button in Slack": await in_turns(presses, passes=PASSES),
        }
        if wrong := [each for app in apps.values() for each in app.slack.violations]:
            raise RuntimeError(f"Slack complains: {wrong[:5]}")
    controls = {OURS: Control(CORE, goal=1.5), CORE: Control(INSERT)}
    made = [
        figure(part, name, samples, control if control and control.name in samples else None, by=by, aside=aside)
        for part, samples in found.items()
        for name, control in ((each, controls.get(each)) for each in samples)
        for by, aside in ((1, ", acknowledged"), (0, ", answered"))
    ]
    return made + await _paced(kind, house, folder)


async def _begun(ours: Bare) -> tuple[Post, Post]:
    """Somebody is greeted and keeps an entry: the answer, and the list with the entry in it."""
    await greeted(ours.person)
    kept = (await ours.person.types("/learn log Wait time works: three seconds, number 0")).post
    listed = (await ours.person.types("/learn list")).post
    assert kept
    assert listed
    return kept, listed


def _commands(app: Bare, number: Any) -> Block:
    async def block() -> list[Sample]:
        line = "/learn log Wait time works: three seconds, number"
        return [await app.waits(lambda: app.person.types(f"{line} {next(number)}")) for _ in range(BLOCK)]

    return block


async def _presses(app: Bare) -> Block:
    """The button beside the newest entry, again and again."""
    post = (await app.person.types("/learn list")).post
    assert post
    button = next(each for each in reading.buttons(post.blocks) if each.label == "Read it")

    async def block() -> list[Sample]:
        return [await app.waits(pressing) for _ in range(BLOCK)]

    async def pressing() -> None:
        await app.person.presses(post, button.block, dict(button.element))

    return block


# --- processes ----------------------------------------------------------------------------------------------------


@asynccontextmanager
async def _emulated() -> AsyncIterator[Bare]:
    async with Slack.open("socket") as slack:
        team, user = school(slack.state)
        slack.rates.tiers = False  # nobody presses a button as often as this
        yield Bare(slack, Person(slack, team, user, team.channel("staffroom")))


@asynccontextmanager
async def _started(*asked: str, folder: Path, slack: Slack, env: dict[str, str]) -> AsyncIterator[None]:
    """A process from when Slack reaches it; killed at the end. RuntimeError where it is never reached."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BLETHER_")}
    with (folder / "err").open("wb") as complaints:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *asked), cwd=folder, env=clean | env, stdout=complaints, stderr=complaints
        )
    try:
        await slack.until("a socket", lambda: process.returncode is not None or slack.sockets.live, OPENS)
        if process.returncode is not None:
            raise RuntimeError(f"{asked} ended: {(folder / 'err').read_text('utf-8')[-2_000:]}")
        yield
    finally:
        if process.returncode is None:
            process.kill()
        await asyncio.wait_for(process.wait(), 30)


@asynccontextmanager
async def _ours(folder: Path, url: str = "sqlite+aiosqlite:///blether.db", key: str = "") -> AsyncIterator[Bare]:
    """Blether itself, as anybody starts it."""
    (there := folder / f"ours{key[:6]}").mkdir()
    async with _emulated() as app:
        config = f'[store]\nurl = "{url}"\n{COMMUNITY}{tables(app.slack, app.person.team)}'
        (there / "config.toml").write_text(config, "utf-8")
        env = {"PYTHONPATH": str(Path.cwd())} | ({"BLETHER_KEY": key} if key else {})
        async with _started("bot", "run", folder=there, slack=app.slack, env=env):
            yield app


@asynccontextmanager
async def _bare(what: str, said: Path) -> AsyncIterator[Bare]:
    """An app on Bolt that does ``what`` at each command, and answers what Blether answered."""
    (there := said.parent / what).mkdir()
    async with _emulated() as app:
        asked = (what, str(TURNS), str(said), app.slack.api, app.person.team.token, app.slack.state.app.app_token)
        env = {"PYTHONPATH": str(Path.cwd())}
        async with _started("tests.bench.bolted", *asked, folder=there, slack=app.slack, env=env):
            yield app


# --- pace ---------------------------------------------------------------------------------------------------------


async def _paced(kind: Kind, house: Plan, folder: Path) -> list[Figure]:
    """What is posted in many channels at once, of one post a second in each, and how often Slack had to say no."""
    say(f"posts in {CHANNELS} channels ...")
    part = f"posts in {CHANNELS} channels of Slack at once"
    async with _emulated() as app:
        state, team = app.slack.state, app.person.team
        channels = [state.channel(team, f"room-{number}").id for number in range(CHANNELS)]
        url, key = await sending.filled(kind, house, int(CHANNELS * (SECONDS + WARMING + 10)), channels)
        await _moved(url, key, house, team.id)
        (there := folder / "paced").mkdir()
        (there / "config.toml").write_text(f'[store]\nurl = "{url}"\n{COMMUNITY}{tables(app.slack, team)}', "utf-8")
        env = {"PYTHONPATH": str(Path.cwd()), "BLETHER_KEY": key}
        async with _started("bot", "run", folder=there, slack=app.slack, env=env):
            await app.slack.until("the first post", lambda: _posted(app) > 0, OPENS)
            await asyncio.sleep(WARMING)
            before, begun = _posted(app), time.perf_counter()
            await asyncio.sleep(SECONDS)
            share = (_posted(app) - before) / (CHANNELS * (time.perf_counter() - begun)) * 100
        refused = len(app.slack.rates.refused)
    return [
        Figure(part, "of one a second in each", Spread.of([share]), "%", goal=PACE),
        Figure(part, "refused as too many (429)", Spread.of([float(refused)]), "", goal=0),
    ]


def _posted(app: Bare) -> int:
    return sum(each.method == "chat.postMessage" and each.answer == "ok" for each in app.slack.state.calls)


async def _moved(url: str, key: str, house: Plan, team: str) -> None:
    """The community of that database is now this team."""
    world = World(lambda: sending.START, lambda: "", sending.random.Random(0))
    async with open_house(house, url, world, Defaults(), key) as bot, bot.store.turn() as tx:
        await tx.execute(update(community).values(platform="slack", remote=team))
