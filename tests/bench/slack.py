"""Part 8: what somebody in Slack waits for, against bare apps on Bolt.

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

from tests.bench.measure import ROUNDS, Block, Control, Figure, Sample, figure, in_turns
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
OPENS = 120.0


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


async def measure(folder: Path) -> list[Figure]:
    """An entry kept by a command and read by a button."""
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
    return [
        figure(part, name, samples, control if control and control.name in samples else None, by=by, aside=aside)
        for part, samples in found.items()
        for name, control in ((each, controls.get(each)) for each in samples)
        for by, aside in ((1, ", acknowledged"), (0, ", answered"))
    ]


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
async def emulated() -> AsyncIterator[Bare]:
    """A Slack of its own, and somebody there."""
    async with Slack.open("socket") as slack:
        team, user = school(slack.state)
        slack.rates.tiers = False  # nobody presses a button as often as this
        yield Bare(slack, Person(slack, team, user, team.channel("staffroom")))


@asynccontextmanager
async def started(
    *asked: str, folder: Path, slack: Slack, env: dict[str, str], at_once: bool = False
) -> AsyncIterator[None]:
    """A process from when Slack reaches it, or ``at_once``; killed at the end. RuntimeError where that never is."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BLETHER_")}
    clean |= {"PYTHONPATH": str(Path.cwd())}
    with (folder / "err").open("wb") as complaints:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *asked), cwd=folder, env=clean | env, stdout=complaints, stderr=complaints
        )
    try:
        await slack.until("a socket", lambda: at_once or process.returncode is not None or slack.sockets.live, OPENS)
        if process.returncode is not None:
            raise RuntimeError(f"{asked} ended: {(folder / 'err').read_text('utf-8')[-2_000:]}")
        yield
    finally:
        if process.returncode is None:
            process.kill()
        await asyncio.wait_for(process.wait(), 30)


@asynccontextmanager
async def _ours(folder: Path) -> AsyncIterator[Bare]:
    """Blether itself, as anybody starts it."""
    (there := folder / "ours").mkdir()
    async with emulated() as app:
        store = '[store]\nurl = "sqlite+aiosqlite:///blether.db"\n'
        (there / "config.toml").write_text(f"{store}{COMMUNITY}{tables(app.slack, app.person.team)}", "utf-8")
        async with started("bot", "run", folder=there, slack=app.slack, env={}):
            yield app


@asynccontextmanager
async def _bare(what: str, said: Path) -> AsyncIterator[Bare]:
    """An app on Bolt that does ``what`` at each command, and answers what Blether answered."""
    (there := said.parent / what).mkdir()
    async with emulated() as app:
        asked = (what, str(TURNS), str(said), app.slack.api, app.person.team.token, app.slack.state.app.app_token)
        async with started("tests.bench.bolted", *asked, folder=there, slack=app.slack, env={}):
            yield app
