"""Killed while it says things at Discord, before the effect, after it, or when it was told: each is there once.

Also ten minutes later, when Discord has forgotten what was said under which nonce, and has to be looked through.
"""

from __future__ import annotations

import asyncio
import random
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.house import Plan, open_house
from bot.talk import Call, Heard, Remote
from bot.turn import Defaults, World
from tests.cli.warm import Warm
from tests.dialogues.house import LANGUAGES, House, configured
from tests.discord.faults import Fault
from tests.discord.request import Request
from tests.discord.school import MODULES, School, emulated
from tests.finding import found
from tests.sweeps import WHOLE, part, tried

pytestmark = pytest.mark.faults
KILLS = "kills while sending at Discord"
MOST = 2  # kills at most while something is said: after five tries it would be left to the operator
PATIENCE = 120.0  # seconds of one life until what is to be said is missed
LATER = timedelta(minutes=10)  # when nobody tells a repetition any more
OUTSIDE = Path(__file__).parents[1] / "outside"
ROOMS = f'[rooms]\nfolders = ["{OUTSIDE}"]'


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """A warmed process to fork from."""
    with Warm(*MODULES) as warm:
        warm.itself("tests.dialogues.house:warms", [f"{OUTSIDE}"], folder=tmp_path_factory.mktemp("warm"))
        yield warm


@pytest.fixture(scope="module")
def outside() -> Iterator[Plan]:
    """The house with a room that opens threads and says things in them."""
    with found(OUTSIDE) as there:
        yield there


class Killed:
    """A school whose Blether is killed, again and again, at what it asks of Discord."""

    def __init__(self, school: School, folder: Path, seed: str) -> None:
        self.school, self.house, self.chance = school, House(folder), random.Random(seed)
        self.begun: dict[str, int] = {}  # of each thing to be said that was asked for, how many kills there were before
        self.kills = 0
        school.emulator.gateway.concurrency = 1_000
        school.emulator.faults.chance, school.emulator.faults.kill = self.fatal, self.kill
        configured(folder, f"{school.tables}\n{ROOMS}")

    def fatal(self, request: Request) -> Fault | None:
        """Perhaps this is the last that it asks, unless something has been tried too often already."""
        if request.method != "POST" or not request.path.startswith("/channels/"):
            return None
        key = request.body.get("nonce", request.path)
        self.begun.setdefault(key, self.kills)
        if self.kills - min(self.begun.values()) >= MOST or self.chance.random() < 0.3:
            del self.begun[key]
            return None
        match self.chance.randrange(3):
            case 0:
                return Fault("kill")
            case 1:
                return Fault("kill", after=True)
        del self.begun[key]
        threading.Timer(self.chance.uniform(0, 0.03), self.kill).start()  # once it was told, or a little later
        return None

    def kill(self) -> None:
        """From one moment to the next."""
        self.house.stop(signal.SIGKILL)

    async def plan(self, there: Plan, number: int) -> None:
        """Things to be said, as if they had been done just before it was stopped: in each channel a thread of two."""
        self.begun.clear()  # all that was begun is there: some of it was found, and not asked for again
        now, ids = self.house.now, random.Random(number)
        world = World(lambda: now, lambda: f"{ids.getrandbits(128):032x}"[:22], ids)
        url, home = f"sqlite+aiosqlite:///{self.house.folder}/blether.db", Remote(self.school.guild.id, "School")
        async with open_house(there, url, world, Defaults(LANGUAGES), traits={"discord": frozenset()}) as bot:
            for at, channel in enumerate(self.school.channels):
                who = self.school.clients[at].user
                circle = Call.of("shed.circle", {"names": f"{number}a\n{number}b"})
                for step, call in enumerate(("2en|1blether.about||", circle)):
                    here, event = Remote(channel.id, channel.name), f"{number}-{at}-{step}"
                    await bot.take(Heard("discord", home, Remote(who.id, who.name), here, event, call))
                self.school.promised |= Counter((channel.id, f"{number}{each}") for each in "ab")

    async def live(self, warm: Warm) -> bool:
        """One life, until it is killed or everything is said; whether it was killed."""
        async with self.house.living(warm):
            until = asyncio.get_running_loop().time() + PATIENCE
            while self.house.code is None and not self.said:
                assert asyncio.get_running_loop().time() < until, (self.house.complaints, self.refused)
                self.house.now += timedelta(seconds=1)
                self.school.emulator.state.show(self.house.now)
                self.house.show()
                await asyncio.sleep(0.05)
        for left in ("discord.json", "blether.db.sock"):  # when it signed in lately is another sweep's matter
            (self.house.folder / left).unlink(missing_ok=True)
        assert self.house.code in (0, -signal.SIGKILL), self.house.complaints
        return self.house.code != 0

    @property
    def refused(self) -> list[str]:
        """What Discord did not do."""
        return [
            f"{each.line}: {each.status}/{each.code}" for each in self.school.emulator.requests if each.status >= 400
        ]

    @property
    def said(self) -> bool:
        """Whether all is there."""
        return self.school.promised.keys() <= self.school.stands.keys()


@part(KILLS, 5, 500, 25)
async def test_killed_while_it_says_things_each_is_there_once(
    ready: Warm, outside: Plan, tmp_path: Path, times: int, request: pytest.FixtureRequest
) -> None:
    number = 0
    with emulated(4, 4, checked=not WHOLE) as school:
        killed = Killed(school, tmp_path, request.node.name)
        while killed.kills < times:
            number += 1
            await killed.plan(outside, number)
            while not killed.said:
                killed.kills += await killed.live(ready)
                killed.house.now += LATER * killed.chance.randrange(2)
        tried[KILLS] += killed.kills
        school.holds()
        assert school.emulator.violations == []
