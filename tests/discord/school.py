"""A real process on an emulated Discord, and many people who share what they learn in many channels at once."""

from __future__ import annotations

import asyncio
import functools
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from tests.cli.warm import Warm
from tests.dialogues.house import House
from tests.dialogues.seen import the
from tests.discord import limits, reading
from tests.discord.emulator import TOKEN, Emulator
from tests.discord.interactions import Interaction
from tests.discord.person import Client, pressed
from tests.discord.state import Channel, Payload

OPEN = "Blether is open at"
PATIENCE = 90.0  # seconds until what was promised is missed
AT_ONCE = 20  # people who are greeted together
MODULES = ("bot.__main__", "adapters.discord.app", "tests.dialogues.house")


class School:
    """One server with its channels and people; ``promised`` is what people were told is shared, by channel."""

    def __init__(self, emulator: Emulator, people: int, channels: int) -> None:
        self.emulator = emulator
        users = [emulator.state.user(f"Person {number}") for number in range(people)]
        names = tuple(f"room-{number}" for number in range(channels))
        self.guild = emulator.state.guild("School", *users, channels=names)
        self.channels = [*self.guild.channels.values()]
        self.clients = [Client(emulator, user, self.guild) for user in users]
        self.promised: Counter[tuple[str, str]] = Counter()

    @property
    def tables(self) -> str:
        """The part of the configuration that leads here."""
        return f'[discord]\ntoken = "{TOKEN}"\napi_base = "{self.emulator.base}"'

    async def greet(self) -> None:
        """Everybody has chosen their language: some at a time, or those last in line wait longer than a turn may."""
        for begin in range(0, len(self.clients), AT_ONCE):
            await asyncio.gather(*(self._greeted(each) for each in self.clients[begin : begin + AT_ONCE]))

    async def shares(self, client: Client, channel: Channel, words: str) -> bool:
        """Somebody keeps something and shares it: whether they were told that it is done."""
        kept = await client.types(channel, "learn.log", {"what": words})
        if (button := button_of(kept, "learn.share-it")) is None or kept.message is None:
            return False
        done = await client.presses(channel, kept.message, button)
        if told := the("learn.share-done") in words_of(done.message):
            self.promised[channel.id, words] += 1
        return told

    @property
    def stands(self) -> Counter[tuple[str, str]]:
        """How often each shared thing stands in its channel, or in a thread of it."""
        ours = self.emulator.state.bot.id
        everywhere = [*self.guild.channels.values()]
        there = [(each.parent or each.id, post) for each in everywhere for post in [*each.messages.values()]]
        return Counter((id, quoted(post)) for id, post in there if post["author"]["id"] == ours)

    async def settle(self, enough: Callable[[], bool] | None = None) -> None:
        """Wait until all that was promised stands there, or never will."""
        wanted = enough or (lambda: self.promised.keys() <= self.stands.keys())
        waiting = asyncio.get_running_loop().time() + PATIENCE
        while not wanted():
            if asyncio.get_running_loop().time() > waiting:
                return
            await asyncio.sleep(0.05)

    def holds(self) -> None:
        """All that was promised is there, and nothing twice."""
        stands = self.stands
        assert {each: count for each, count in stands.items() if count > 1} == {}
        assert [each for each in self.promised if each not in stands] == []

    async def _greeted(self, client: Client) -> None:
        hello = await client.types(self.channels[0], "learn.list", {})
        assert hello.message is not None
        button = next(each for each in pressed(hello.message) if each["label"] == the("core.language"))
        await client.presses(self.channels[0], hello.message, button)


@contextmanager
def emulated(people: int, channels: int, *, checked: bool = True) -> Iterator[School]:
    """A school on a Discord of its own."""
    with Emulator(checked=checked) as emulator:
        yield School(emulator, people, channels)


@asynccontextmanager
async def opened(school: School, warm: Warm, folder: Path, tables: str = "") -> AsyncIterator[House]:
    """The process, from when it is connected."""
    async with House.open(warm, folder, f"{school.tables}\n{tables}", OPEN, real=True) as house:
        await house.until(lambda: bool(school.emulator.gateway.sessions), "it is connected")
        yield house


STALL = f'[rooms]\nfolders = ["{Path(__file__).parent / "rooms"}"]'


def button_of(seen: Interaction, key: str) -> Payload | None:
    """The button of this label's key on what somebody sees."""
    there = pressed(seen.message) if seen.message and not seen.message.get("loading") else []
    return next((each for each in there if each["label"] == the(key)), None)


def texts_of(message: Payload | None) -> list[str]:
    """The texts of a message, as they were sent."""
    parts = limits.every(message["components"]) if message else []
    return [each["content"] for each in parts if each["type"] == limits.TEXT]


def words_of(message: Payload | None) -> str:
    """What one reads in a message."""
    return "\n".join(reading.shown(each, lambda id: f"#{id}") for each in texts_of(message))


def quoted(message: Payload) -> str:
    """A person's own words in a post."""
    return "".join(map(_quoted, texts_of(message))).strip()


@functools.cache
def _quoted(content: str) -> str:
    return "".join(each.text for each in reading.spans(content) if "quote" in each.kinds)
