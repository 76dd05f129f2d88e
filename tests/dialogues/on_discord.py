"""Dialogues on Discord: the real process, and an emulator of Discord that its people's clients speak to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from tests.cli.warm import Warm
from tests.dialogues.house import CONTACT, NOTICE, House
from tests.dialogues.seen import BESIDE, Asked, Blank, Screen, Seen, once, split
from tests.dialogues.stage import CAST, CHANNEL, DIRECT, Place, Stage, Typed, Who
from tests.discord import limits, reading
from tests.discord.emulator import TOKEN, Emulator
from tests.discord.interactions import MODAL, Interaction
from tests.discord.person import Client, named, pressed
from tests.discord.state import MANAGES, Channel, Payload


class OnDiscord(Stage):
    """A server on the emulator as a stage."""

    channel = CHANNEL
    contact, notice = CONTACT, NOTICE

    def __init__(self, house: House, emulator: Emulator, people: dict[str, Client], there: Channel) -> None:
        self.house, self.emulator, self.people, self.there = house, emulator, people, there

    @classmethod
    @asynccontextmanager
    async def open(cls, warm: Warm, folder: Path) -> AsyncIterator[OnDiscord]:
        """A Discord of its own with one server, and a process of its own; at the end nothing was wrong between them."""
        with Emulator() as emulator:
            users = {who.id: emulator.state.user(who.name) for who in CAST}
            guild = emulator.state.guild("Shoreline Circle", *users.values(), channels=(CHANNEL,))
            for who in CAST:
                if who.moderates:
                    guild.members[users[who.id].id].permissions = MANAGES
            people = {id: Client(emulator, user, guild) for id, user in users.items()}
            (there,) = guild.channels.values()
            tables = f'[discord]\ntoken = "{TOKEN}"\napi_base = "{emulator.base}"'
            async with House.open(warm, folder, tables, "Blether is open at") as house:
                await house.until(lambda: bool(emulator.state.commands and emulator.gateway.sessions), "it is there")
                emulator.state.show(house.now)
                yield cls(house, emulator, people, there)
            wrong = (emulator.violations, emulator.rates.early, emulator.interactions.unanswered)
            assert wrong == ([], [], []), wrong

    @property
    def now(self) -> datetime:  # type: ignore[override]
        """What its file says."""
        return self.house.now

    async def begin(self, who: Who, where: Place, command: str, values: Mapping[str, Typed]) -> Screen:
        return self._screen(who, await self.people[who.id].types(self._place(who, where), command, values))

    async def press(self, who: Who, where: Place, on: Seen, number: int) -> Screen:
        message, button = on.handles[number]
        there = self.emulator.state.find(message["channel_id"])
        return self._screen(who, await self.people[who.id].presses(there, message, button))

    async def send(self, who: Who, where: Place, form: Asked, typed: Mapping[str, Typed]) -> Screen:
        asked: Interaction = form.id
        return self._screen(who, await self.people[who.id].sends(asked.channel, asked, typed))

    async def use(self, who: Who, where: Place, menu: str, on: Seen) -> Screen:
        client = self.people[who.id]
        name = next(each["name"] for each in self.emulator.state.commands if menu in _called(each))
        message = self._place(who, where).messages[on.id]
        return self._screen(who, await client.menu(self._place(who, where), name, message))

    async def write(self, who: Who, where: Place, words: str) -> Seen:
        said = await self.people[who.id].writes(self._place(who, where), words)
        return Seen(split(words), id=said["id"])

    async def read(self, who: Who, where: Place) -> tuple[Seen, ...]:
        try:
            there = self._place(who, where)
        except KeyError:  # the thread is not open yet
            return ()
        ours = self.emulator.state.bot.id
        return tuple(self._seen(who, each) for each in [*there.messages.values()] if each["author"]["id"] == ours)

    async def jump(self, span: timedelta) -> None:
        await self.house.jump(span)
        self.emulator.state.show(self.house.now)

    def _place(self, who: Who, where: Place) -> Channel:
        if isinstance(where, Seen):
            return self.people[who.id].guild.channels[where.id]
        if where == DIRECT:
            return self.emulator.state.direct_with(self.people[who.id].user.id)
        return self.there

    def _screen(self, who: Who, done: Interaction) -> Screen:
        if done.kind == MODAL:
            return _form(done)
        assert done.message is not None, "nothing was answered"
        return self._seen(who, done.message)

    def _seen(self, who: Who, message: Payload) -> Seen:
        texts = [each["content"] for each in limits.every(message["components"]) if each["type"] == limits.TEXT]
        read = partial(reading.shown, named=partial(named, self.emulator), language=who.language)
        buttons = pressed(message)
        files = tuple(
            (each["filename"], self.emulator.messages.files[each["url"]].decode(errors="replace"))
            for each in message["attachments"]
        )
        return Seen(
            once(line for each in texts for line in split(read(each))),
            tuple(each["label"] for each in buttons),
            files,
            message["id"],
            tuple((message, each) for each in buttons),
        )


def _called(command: Payload) -> set[str]:
    """What a command is called in the languages that Discord knows, and by itself."""
    return {*command["name"].split(BESIDE), *command.get("name_localizations", {}).values()}


def _form(asked: Interaction) -> Asked:
    labels = [each for each in asked.data["components"] if each["type"] == limits.LABEL]
    return Asked(asked.data["title"], tuple(_blank(each) for each in labels), asked)


def _blank(label: Payload) -> Blank:
    part = label["component"]
    if part["type"] == limits.TYPED:
        return Blank(label["label"], part.get("value", ""))
    options = part.get("options", [])
    stands = tuple(each["label"] for each in options if each.get("default"))
    several = part.get("max_values", 1) > 1
    return Blank(label["label"], stands if several else "".join(stands), tuple(each["label"] for each in options))
