"""Part 9: what somebody at Discord waits for, against bare bots on discord.py; memory in many servers; the pace.

Each bot is a process of its own, connected to an emulated Discord of its own; these are in a thread of this process,
and their part is in every figure.
"""

from __future__ import annotations

import asyncio
import copy
import itertools
import json
import os
import random
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from pathlib import Path

from sqlalchemy import insert, update

from bot.house import Plan, open_house
from bot.keys import new_root
from bot.store.tables import community
from bot.turn import Defaults, World
from tests.bench import sending, start
from tests.bench.databases import Kind, Sqlite
from tests.bench.measure import ROUNDS, Block, Control, Figure, Found, Sample, Spread, figure, figures, in_turns, say
from tests.discord.emulator import TOKEN, Emulator
from tests.discord.interactions import Interaction
from tests.discord.person import pressed
from tests.discord.school import School

PASSES, BLOCK = 4, 5  # blocks to a round, commands to a block
COMMUNITY = '[community]\nlanguages = ["en"]\ncontact = "team@example.org"\nnotice = "https://example.org/privacy"\n'
TURNS = (ROUNDS + 1) * PASSES * BLOCK
OURS, CORE, INSERT = "Blether", "discord.py and bare Core", "discord.py and one INSERT"
SERVERS, CHANNELS_EACH, MEMORY_ROUNDS = 2_500, 20, 2
CLIENT, ADDED = "discord.py alone", ", for the servers"
SETTLING = 6.0  # seconds after the last server is there
CHANNELS, SECONDS, WARMING = 200, 20.0, 2.0
OPENS = 120.0
ALLOWED, PACE = 50, 95.0  # requests a second, and the percent of them that should be posts


async def measure(kind: Sqlite, house: Plan, folder: Path) -> list[Figure]:
    """An entry kept by a command and read by a button; memory; then the pace."""
    return [
        *await _waits(folder),
        *await _memory(kind, house, folder),
        *await _paced(kind, house, folder),
    ]


async def _waits(folder: Path) -> list[Figure]:
    async with AsyncExitStack() as stack:
        ours = await stack.enter_async_context(_ours(folder))
        await ours.greet()
        kept, listed = await _types(ours, "log", 0), await _types(ours, "list")
        said = folder / "said-at-discord.json"
        said.write_text(json.dumps([each.message and each.message["components"] for each in (kept, listed)]), "utf-8")
        bots = {OURS: ours}
        for name, what in ((CORE, "core"), (INSERT, "insert")):
            bots[name] = await stack.enter_async_context(_bare(what, said))
        number = itertools.count(1)
        found = {
            "an entry kept by a command at Discord": await in_turns(
                {name: _commands(bot, number) for name, bot in bots.items()}, passes=PASSES
            ),
            "an entry read by a button at Discord": await in_turns(
                {name: await _presses(bot) for name, bot in bots.items() if name != INSERT}, passes=PASSES
            ),
        }
        if wrong := [each for bot in bots.values() for each in bot.emulator.violations]:
            raise RuntimeError(f"Discord complains: {wrong[:5]}")
    controls = {OURS: Control(CORE, goal=1.5), CORE: Control(INSERT)}
    return [
        figure(part, name, samples, control if control and control.name in samples else None, by=by, aside=aside)
        for part, samples in found.items()
        for name, control in ((each, controls.get(each)) for each in samples)
        for by, aside in ((1, ", acknowledged"), (0, ", answered"))
    ]


def _commands(bot: School, number: Iterator[int]) -> Block:
    async def block() -> list[Sample]:
        return [_sample(await _types(bot, "log", next(number))) for _ in range(BLOCK)]

    return block


async def _presses(bot: School) -> Block:
    """The button beside the newest entry, again and again."""
    listed = await _types(bot, "list")
    assert listed.message
    message = listed.message
    button = next(each for each in pressed(message) if each["label"] == "Read it")

    async def block() -> list[Sample]:
        there = [copy.deepcopy(message) for _ in range(BLOCK)]  # what is pressed reads otherwise afterwards
        return [_sample(await bot.clients[0].presses(bot.channels[0], each, button)) for each in there]

    return block


async def _types(bot: School, verb: str, number: int = 0) -> Interaction:
    words = {"what": f"Wait time works: three seconds, number {number}"} if verb == "log" else {}
    return await bot.clients[0].types(bot.channels[0], f"learn.{verb}", words)


def _sample(seen: Interaction) -> Sample:
    """How long somebody waited for the answer, and Discord for the acknowledgement, in milliseconds."""
    if seen.answered is None or seen.acknowledged is None:
        raise RuntimeError("nobody answered")
    return seen.answered * 1e3, seen.acknowledged * 1e3


# --- processes ----------------------------------------------------------------------------------------------------


@asynccontextmanager
async def _started(*asked: str, folder: Path, emulator: Emulator, **env: str) -> AsyncIterator[int]:
    """A process, by its number, from when all its shards are connected; killed at the end."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BLETHER_")}
    with (folder / "err").open("wb") as complaints:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *asked),
            cwd=folder,
            env=clean | {"PYTHONPATH": str(Path.cwd())} | env,
            stdout=complaints,
            stderr=complaints,
        )

    def connected() -> bool:
        if process.returncode is not None:
            raise RuntimeError(f"{asked} ended: {(folder / 'err').read_text('utf-8')[-2_000:]}")
        return len(emulator.gateway.sessions) == emulator.gateway.start["shards"]

    try:
        await _until(connected)
        yield process.pid
    finally:
        if process.returncode is None:
            process.kill()
        await asyncio.wait_for(process.wait(), 30)


async def _until(there: Callable[[], bool]) -> None:
    async with asyncio.timeout(OPENS):
        while not there():  # noqa: ASYNC110  # what the emulator sees is seen in its own thread
            await asyncio.sleep(0.02)


@asynccontextmanager
async def _ours(folder: Path) -> AsyncIterator[School]:
    """Blether itself, as anybody starts it, and one person in one server."""
    with Emulator(checked=False) as emulator:
        school = School(emulator, 1, 1)
        there = _configured(folder / "ours-at-discord", school.tables, "sqlite+aiosqlite:///blether.db")
        async with _started("bot", "run", folder=there, emulator=emulator):
            yield school


@asynccontextmanager
async def _bare(what: str, said: Path) -> AsyncIterator[School]:
    """A bot that does ``what`` at each command, and answers what Blether answered."""
    (there := said.parent / f"{what}-at-discord").mkdir()
    with Emulator(checked=False) as emulator:
        school = School(emulator, 1, 1)
        asked = ("tests.bench.discord_handler", what, str(TURNS), str(said), emulator.base, TOKEN)
        async with _started(*asked, folder=there, emulator=emulator):
            yield school


def _configured(there: Path, tables: str, url: str) -> Path:
    there.mkdir()
    (there / "config.toml").write_text(f'[store]\nurl = "{url}"\n{COMMUNITY}{tables}', "utf-8")
    return there


# --- memory -------------------------------------------------------------------------------------------------------


async def _memory(kind: Sqlite, house: Plan, folder: Path) -> list[Figure]:
    """What a process holds that is in many servers, all of which it knows already, and what it holds for them."""
    say(f"{SERVERS:,} servers of Discord ...")
    blocks: dict[str, Block] = {}
    with ExitStack() as stack:
        for servers in (SERVERS, 1):
            emulator = stack.enter_context(Emulator(checked=False))
            url, key = await _known(kind, house, emulator, servers)
            tables = f'[discord]\ntoken = "{TOKEN}"\napi_base = "{emulator.base}"'
            ours = _configured(folder / f"{servers}-servers", tables, url)
            blocks |= {
                f"{CLIENT}{servers}": _holding(
                    "tests.bench.discord_client", emulator.base, TOKEN, emulator=emulator, folder=folder
                ),
                f"{OURS}{servers}": _holding("bot", "run", emulator=emulator, folder=ours, BLETHER_KEY=key),
            }
        held = await in_turns(blocks, passes=1, rounds=MEMORY_ROUNDS)
    found: Found = {}
    for name in (CLIENT, OURS):
        many, one = held[f"{name}{SERVERS}"], held[f"{name}1"]
        found |= {name: many, name + ADDED: [(a[0] - b[0], 0.0) for a, b in zip(many, one, strict=True)]}
    part = f"memory in {SERVERS:,} servers of Discord, {CHANNELS_EACH} channels in each"
    return figures(part, found, {OURS: Control(CLIENT), OURS + ADDED: Control(CLIENT + ADDED)}, unit="MB")


def _holding(*asked: str, emulator: Emulator, folder: Path, **env: str) -> Block:
    async def block() -> list[Sample]:
        emulator.gateway.sessions.clear()
        async with _started(*asked, folder=folder, emulator=emulator, **env) as pid:
            await asyncio.sleep(SETTLING)
            return [(start.memory(pid), 0.0)]

    return block


async def _known(kind: Sqlite, house: Plan, emulator: Emulator, servers: int) -> tuple[str, str]:
    """So many servers, and the URL and the key of a house where each of them was welcomed long ago."""
    owner, names = emulator.state.user("Ailsa"), tuple(f"room-{number}" for number in range(CHANNELS_EACH))
    for number in range(servers):
        emulator.state.guild(f"School {number}", owner, channels=names)
    emulator.gateway.concurrency = SERVERS
    url, key = kind.empty(), new_root()
    world = World(lambda: sending.START, lambda: "", random.Random(0))
    said = {"languages": "en", "zone": "Europe/London", "contact": "", "notice": "", "moderators": ""}
    async with open_house(house, url, world, Defaults(), key) as bot, bot.store.turn() as tx:
        rows = [
            {"id": each.id.rjust(22, "_"), "platform": "discord", "remote": each.id, "name": each.name}
            | said
            | {"welcomed": sending.START}
            for each in emulator.state.guilds.values()
        ]
        await tx.execute(insert(community), rows)
    return url, key


# --- pace ---------------------------------------------------------------------------------------------------------


async def _paced(kind: Kind, house: Plan, folder: Path) -> list[Figure]:
    """What is posted in many channels at once, of what Discord allows of everything, and how often it said no."""
    say(f"posts in {CHANNELS} channels ...")
    with Emulator(checked=False) as emulator:
        school = School(emulator, 1, CHANNELS)
        remotes = [each.id for each in school.channels]
        url, key = await sending.filled(kind, house, int(ALLOWED * (SECONDS + WARMING + 10)), remotes)
        await _moved(url, key, house, school.guild.id)
        there = _configured(folder / "paced-at-discord", school.tables, url)
        async with _started("bot", "run", folder=there, emulator=emulator, BLETHER_KEY=key):
            await _until(lambda: _posted(emulator) > 0)
            await asyncio.sleep(WARMING)
            before, begun = _posted(emulator), time.perf_counter()
            await asyncio.sleep(SECONDS)
            rate = (_posted(emulator) - before) / (time.perf_counter() - begun)
        refused = sum(each.status == 429 for each in emulator.requests)
    part = f"posts in {CHANNELS} channels of Discord at once"
    return [
        Figure(part, f"of {ALLOWED} requests a second", Spread.of([rate / ALLOWED * 100]), "%", goal=PACE),
        Figure(part, "refused as too many (429)", Spread.of([float(refused)]), "", goal=0),
    ]


def _posted(emulator: Emulator) -> int:
    return sum(each.effect.startswith("message") and each.status == 200 for each in emulator.requests)


async def _moved(url: str, key: str, house: Plan, server: str) -> None:
    """The community of that database is now this server."""
    world = World(lambda: sending.START, lambda: "", random.Random(0))
    async with open_house(house, url, world, Defaults(), key) as bot, bot.store.turn() as tx:
        await tx.execute(update(community).values(platform="discord", remote=server, welcomed=sending.START))
