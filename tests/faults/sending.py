"""A school that says things until it is killed at a named point: before or after any statement, or on the wire.

A point is the way a transaction has gone so far, or a step of the platform's; nothing in the bot knows of them. The
file ``platform`` is the platform: a line for each thing that was done there. ``answered`` has a line for each step that
was answered, ``points`` what a life passed on its way.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import json
import os
import random
import signal
import sys
import zlib
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event, select, text

from bot import codec
from bot.core import Bot
from bot.delivery import Absent, Delivered, Effect, Found, Outcome, Unknown
from bot.house import open_house, plan
from bot.store.rows import Rows
from bot.store.tables import community, outbox, place
from bot.talk import Message, Role
from bot.testing import START, Bench, Clock
from bot.turn import Defaults, World
from tests.faults.remembering import remember

HOUSE = plan([Path(__file__).parent.parent / room for room in ("outside", "timetable")])
PEOPLE = ("Ailsa", "Bryn")
KINDS = 4  # of lives, which pass other points
WINDOW = timedelta(minutes=5)
LATER = {"open": timedelta(minutes=1), "expired": timedelta(minutes=10), "absent": timedelta(minutes=10)}  # by mode
PLATFORM, ANSWERED, POINTS = Path("platform"), Path("answered"), Path("points")


class Points:
    """Counts what is passed, and kills this process at one of them, the so-manieth time."""

    def __init__(self, name: str = "", time: int = 0) -> None:
        self.passed: Counter[str] = Counter()
        self._fatal = (name, time)

    def __call__(self, name: str) -> None:
        self.passed[name] += 1
        if self._fatal == (name, self.passed[name]):
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, bot: Bot) -> None:
        """From now on every statement, commit and return of a connection is two points or one."""
        engine = bot.store.engine.sync_engine
        event.listen(engine, "before_cursor_execute", self._before)
        event.listen(engine, "after_cursor_execute", self._after)
        event.listen(engine, "commit", lambda connection: self(f"commit {self._way(connection)}"))
        event.listen(engine, "checkin", self._returned)

    def _before(self, connection: Any, _cursor: Any, words: str, *_: Any) -> None:
        way, short = connection.info.get("way", 0), " ".join(words.split()[:3])
        if words.startswith("BEGIN") or not connection.in_transaction():
            way = 0
        connection.info["way"] = zlib.crc32(words.partition("IN (")[0].encode(), way)
        connection.info["short"] = short
        self(f"before {self._way(connection)}")

    def _after(self, connection: Any, *_: Any) -> None:
        self(f"after {self._way(connection)}")

    def _way(self, connection: Any) -> str:
        return f"{connection.info.get('short', '')} {connection.info.get('way', 0):08x}"

    def _returned(self, _dbapi: Any, record: Any) -> None:
        self(f"done {record.info.get('short', '')} {record.info.get('way', 0):08x}")
        record.info.pop("way", None)


class School(Bench):
    """A Bench whose platform outlives the process; ``mode`` says how it tells a repetition."""

    def __init__(self, bot: Bot, clock: Clock, mode: str, points: Points) -> None:
        super().__init__(bot, clock)
        self.mode, self.points = mode, points
        self.window = timedelta() if mode == "absent" else WINDOW

    async def say(self, effect: Effect) -> Outcome:
        """It is there from one moment on; whoever asks hears of it a little later."""
        self.points(f"asked to {effect.kind}")
        await asyncio.sleep(0)
        known = self._known(effect, self.window) if effect.kind in ("say", "open") else None
        remote = known or effect.remote or f"post-{effect.key}-{len(lines(PLATFORM))}"
        if effect.kind == "open" and known is None:
            remote = f"thread-{effect.remote}-{len(lines(PLATFORM))}"
        if known is None:
            words = effect.message.words if effect.message else ""
            place = "" if effect.kind == "edit" else effect.place.remote
            at = self.clock.now.isoformat()
            append(PLATFORM, [effect.kind, effect.key, remote, effect.remote or "", place, words, at])
        self.points(f"did {effect.kind}")
        await asyncio.sleep(0)
        self.points(f"told of {effect.kind}")
        return Delivered(remote)

    async def find(self, effect: Effect) -> Found:
        """It tells everything or, in the mode ``absent``, nothing."""
        self.points(f"looking for {effect.kind}")
        if self.mode == "absent":
            return Unknown()
        known = self._known(effect, timedelta.max)
        return Delivered(known) if known else Absent()

    def _known(self, effect: Effect, window: timedelta) -> str | None:
        for kind, key, remote, _, _, _, at in lines(PLATFORM):
            early = self.clock.now - datetime.fromisoformat(at) < window
            if kind in ("say", "open") and key == effect.key and early:
                return str(remote)
        return None


def append(file: Path, line: list[Any]) -> None:
    """A whole line, in one go."""
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(handle, f"{json.dumps(line)}\n".encode())
    os.close(handle)


def lines(file: Path) -> list[list[Any]]:
    """The lines of a file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


@asynccontextmanager
async def school(url: str, key: str, mode: str, run: int, who: str, points: Points) -> AsyncIterator[School]:
    """The house over this database; with ``who`` it joins others. Its clock is later in each run."""
    clock, chance = Clock(START + run * LATER[mode]), random.Random(f"{run} {who}")
    world = World(clock, lambda: base64.urlsafe_b64encode(chance.randbytes(16)).decode()[:22], chance)
    async with open_house(HOUSE, url, world, Defaults(("cy", "en")), key, folder=Path(), join=bool(who)) as bot:
        points.watch(bot)
        remember(bot.store.engine)
        yield School(bot, clock, mode, points)


async def live(url: str, key: str, mode: str, run: int, who: str, points: Points) -> None:
    """Some things are said, planned and said again; then all that waits is said."""
    name = f"{run}{who}"
    async with school(url, key, mode, run, who, points) as here:
        here.events = itertools.count(1_000 * run + 500 * (who == "y"))
        someone = here.person(PEOPLE[run // KINDS % 2], role=Role.MODERATOR)
        with contextlib.suppress(AssertionError):  # refused: it was not answered, and may come to nothing
            match run % KINDS:
                case 0:
                    await step(
                        someone.at(f"place {run // KINDS % 3}").does("shed.circle", names=f"{name}a"), f"{name}a"
                    )
                case 1:
                    kept = await step(someone.does("learn.log", what=f"{name}b"), "")
                    entry = kept.buttons[0].call.values["entry"]
                    await step(someone.does("learn.share", entry=entry), f"{name}b")
                    await here.clockwork._round()
                    await step(someone.does("learn.edit", entry=entry, what=f"{name}c"), "")
                    await step(someone.does("learn.share", entry=entry), f"{name}c")
                case 2:
                    given = await step(someone.does("garden.give", name=f"{name}d"), f"{name}d")
                    packet = given.buttons[0].call.values["packet"]
                    at = here.clock.now.strftime("%Y-%m-%dT%H:%M")
                    await step(someone.does("garden.remind", packet=packet, at=at), f"{name}d again")
                case 3:
                    often = {"often": "week", "days": tuple("1234567"), "clock": f"{here.clock.now:%H:%M}"}
                    bell = someone.at(f"bell {name}")
                    await step(bell.does("bell.plan", **often, grace="20"), f"bell {name}")
        await here.settle()


async def step(work: Any, words: str) -> Message:
    """What is answered is written down: from then on it is a promise."""
    said = await work
    if not isinstance(said, Message):
        raise AssertionError(f"not answered: {said}")
    if words:
        append(ANSWERED, [words])
    return said


async def settle(url: str, key: str, mode: str, run: int, points: Points) -> dict[str, Any]:
    """Say all that waits; what is left then."""
    async with school(url, key, mode, run, "", points) as here:
        await here.settle()
        await here.jump(hours=2)
        async with here.bot.store.turn() as tx:
            homes = (await tx.execute(select(community.c.id))).scalars().all()
            rows = [Rows(tx, home, here.bot.keys, here.bot.world.ids) for home in homes]
            left = [each for one in rows for each in await one.find(outbox)]
            where = {each.id: each.remote for one in rows for each in await one.find(place)}
            sound = (await tx.execute(text("PRAGMA integrity_check"))).scalar() if here.bot.store.is_sqlite else "ok"
    told = [[each.kind, each.state, codec.loads(each.body)[0].words or where[each.lane]] for each in left]
    return {"sound": sound, "left": told}


def begins(url: str, key: str) -> None:
    """A house whose people have been greeted."""

    async def begin() -> None:
        async with school(url, key, "open", 0, "", Points()) as here:
            for name in PEOPLE:
                await here.person(name).does("learn.list")

    asyncio.run(begin())


def lives(url: str, key: str, mode: str, run: int, who: str, name: str, time: int) -> None:
    """``live``, killed at that point; a life that gets through tells what it passed."""
    points = Points(name, time)
    asyncio.run(live(url, key, mode, run, who, points))
    append(POINTS, [points.passed])


def two_live(url: str, key: str, mode: str, run: int, fatal: list[list[Any]]) -> None:
    """Two of them at once on one server, each killed at its point; the exit codes in the file ``codes``."""
    children = []
    for who, (name, time) in zip("xy", fatal, strict=True):
        if not (child := os.fork()):
            code = 1
            try:
                lives(url, key, mode, run, who, name, time)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    Path("codes").write_text(json.dumps(codes), "utf-8")


def settles(url: str, key: str, mode: str, run: int) -> None:
    """``settle``, with what is left in a file."""
    points = Points()
    there = asyncio.run(settle(url, key, mode, run, points))
    Path("there").write_text(json.dumps(there), "utf-8")
    append(POINTS, [points.passed])


if __name__ == "__main__":
    lives(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), "", sys.argv[5], int(sys.argv[6]))
