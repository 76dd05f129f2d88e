"""Whatever goes wrong between Blether and Discord: nothing is lost, nothing said twice, nobody asked too early.

A real process and an emulated Discord. Answers are lost or bad, before the effect and after it; connections break off.
"""

from __future__ import annotations

import asyncio
import functools
import itertools
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sized
from pathlib import Path

import pytest

from tests.cli.warm import Warm
from tests.dialogues.house import House, configured
from tests.discord.faults import Fault
from tests.discord.gateway import Gateway
from tests.discord.rates import EXEMPT
from tests.discord.request import Request
from tests.discord.school import School, emulated, opened
from tests.sweeps import WHOLE, part, tried

pytestmark = pytest.mark.faults
BAD, DROPS, STARTS = "bad answers of Discord", "dropped gateways of Discord", "starts in a crash loop at Discord"
FREE, MOST = 8, 20  # sign-ins that wait hardly, and how many there may be of two hundred
UNDER_WAY = 1.0  # seconds in which what was begun before comes in on a busy computer
ONCE = 2  # how often one thing goes wrong at most
BADLY = (
    Fault("status", status=500), Fault("status", status=502, after=True), Fault("status", status=503),
    Fault("status", status=503, after=True), Fault("drop"), Fault("drop", after=True),
    Fault("limited", seconds=0.4), Fault("limited", seconds=0.4, shared=True),
    Fault("limited", seconds=0.3, everywhere=True),
)  # fmt: skip


class Badly:
    """Lets posts go wrong by chance, each a few times at most."""

    def __init__(self, seed: str, share: float) -> None:
        self.chance, self.share = random.Random(seed), share
        self.gone: Counter[str] = Counter()

    def __call__(self, request: Request) -> Fault | None:
        key = str((request.body or {}).get("nonce") or request.path) if isinstance(request.body, dict) else ""
        if "/messages" not in request.path or "/webhooks/" in request.path or self.gone[key] >= ONCE:
            return None
        if self.chance.random() >= self.share:
            return None
        self.gone[key] += 1
        return self.chance.choice(BADLY)


async def shared(school: School, words: Iterator[int], rounds: int = 1) -> None:
    """Everybody shares something, again and again, each in another channel."""

    async def one(number: int) -> None:
        for turn in range(rounds):
            channel = school.channels[(number + turn) % len(school.channels)]
            await school.shares(school.clients[number], channel, f"Number {next(words)}")

    await asyncio.gather(*map(one, range(len(school.clients))))


@part(BAD, 6, 1_000, 50)
async def test_nothing_is_lost_or_said_twice_however_discord_answers(
    warmed: Warm, tmp_path: Path, times: int, request: pytest.FixtureRequest
) -> None:
    words = itertools.count(1)
    with emulated(12, 24, checked=not WHOLE) as school:
        emulator = school.emulator
        async with opened(school, warmed, tmp_path):
            await school.greet()
            emulator.faults.chance = Badly(request.node.name, 0.5)
            while emulator.faults.done < times:
                await shared(school, words, 1 + times // 40)
                await school.settle()
            tried[BAD] += emulator.faults.done
            school.holds()
        assert (emulator.violations, emulator.rates.early, emulator.interactions.unanswered) == ([], [], [])


@part(DROPS, 4, 500, 25)
async def test_a_gateway_that_breaks_off_again_and_again_loses_and_doubles_nothing(
    warmed: Warm, tmp_path: Path, times: int, request: pytest.FixtureRequest
) -> None:
    """Resumed, it hears what it missed, and some of what it had heard already."""
    words, chance = itertools.count(1), random.Random(request.node.name)
    with emulated(4, 8, checked=not WHOLE) as school:
        emulator, gateway = school.emulator, school.emulator.gateway
        gateway.replay_more = 3
        async with opened(school, warmed, tmp_path) as house:
            await school.greet()
            for _ in range(times):
                sharing = asyncio.create_task(shared(school, words))
                await asyncio.sleep(chance.uniform(0, 0.05))
                await emulator.do(broken(gateway, chance))
                await sharing
                await house.until(lambda: connected(gateway), "it is connected again")
                tried[DROPS] += 1
            await school.settle()
            school.holds()
            before = sum(school.promised.values())
            await shared(school, words)
            assert sum(school.promised.values()) - before == len(school.clients)
        assert (emulator.violations, emulator.rates.early, gateway.resumes > times // 2) == ([], [], True)


async def broken(gateway: Gateway, chance: random.Random) -> None:
    """One way in which a connection ends."""
    match chance.randrange(4):
        case 0:
            await gateway.drop()
        case 1:
            await gateway.drop(4000)
        case 2:
            await gateway.reconnect()
        case _:
            await gateway.invalidate(resumable=True)


def connected(gateway: Gateway) -> bool:
    """Whether every session has its client."""
    return bool(gateway.sessions) and all(each.socket and not each.socket.closed for each in gateway.sessions)


@pytest.mark.parametrize("people", [1, 12])
async def test_a_token_that_is_taken_back_is_used_no_more(warmed: Warm, tmp_path: Path, people: int) -> None:
    """Twice at most where one thing is said after the other; of many at once, all that were under way already."""
    with emulated(people, 24) as school:
        async with opened(school, warmed, tmp_path) as house:
            await school.greet()
            await shared(school, itertools.count(1))
            await school.settle()
            school.emulator.revoke()
            before = len(asked_with_token(school))
            sharing = asyncio.create_task(shared(school, itertools.count(100)))
            await house.until(lambda: house.code is not None, "it stops", gone=True)
            sharing.cancel()
            house.ends = 1
        asked = asked_with_token(school)[before:]
        late = [each.line for each in asked if each.at > asked[0].at + UNDER_WAY]
        assert ("token" in house.complaints, late, len(asked) <= max(2, people)) == (True, [], True)


def asked_with_token(school: School) -> list[Request]:
    """The requests that need one."""
    return [each for each in school.emulator.requests if not EXEMPT.search(each.path)]


@part(STARTS, 6, 200, 200)
async def test_who_is_started_again_and_again_hardly_signs_in(warmed: Warm, tmp_path: Path, times: int) -> None:
    with emulated(1, 1, checked=False) as school:
        configured(tmp_path, school.tables)
        house, signs = House(tmp_path, real=True), school.emulator.gateway.identifies
        for _ in range(times):
            async with house.living(warmed):
                await house.until((tmp_path / "blether.db.sock").exists, "it is open")
                await within(functools.partial(more_than, len(signs), signs), 0.5)  # or it waits, and goes on waiting
                house.stop(signal.SIGKILL)
            (tmp_path / "blether.db.sock").unlink()
            tried[STARTS] += 1
        least = FREE if times > 100 else 1
        assert (least <= len(signs) <= MOST, school.emulator.gateway.too_soon) == (True, 0)
        assert school.emulator.violations == []


def more_than(number: int, there: Sized) -> bool:
    """Whether there are more now."""
    return len(there) > number


async def within(there: Callable[[], bool], seconds: float) -> bool:
    """Whether it came to be."""
    until = asyncio.get_running_loop().time() + seconds
    while not there():
        if asyncio.get_running_loop().time() > until:
            return False
        await asyncio.sleep(0.01)
    return True
