"""What happens beside commands: servers joined and left, who left them, replies in threads, direct messages."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Final

import structlog

from adapters.discord import hear, show
from adapters.discord.hear import PLATFORM
from adapters.discord.memory import Memory
from adapters.discord.show import Payload
from adapters.discord.wire import Failed, Wire
from bot.core import Bot
from bot.life import Life
from bot.talk import Heard, Remote, Role, text
from bot.texts import welsh_first

log = structlog.get_logger("blether.discord")
NOBODY: Final = (10007, 10013)  # no such member, no such user
PLAIN: Final = (0, 19)  # kinds of messages that people write: a message, and a reply to one
SLOWLY: Final = 1.0  # seconds between two looks whether somebody is still there
QUIET: Final = 600.0  # seconds in which somebody who writes to Blether directly is answered once
KNOWN: Final = 10_000  # people of whom that is remembered


class Around:
    """Tells the house what happens, on one wire."""

    def __init__(self, bot: Bot, wire: Wire, memory: Memory) -> None:
        self._bot, self._wire, self._memory, self._life = bot, wire, memory, Life(bot)
        self._answered: OrderedDict[str, float] = OrderedDict()  # when, by person, the newest last

    async def present(self, servers: Mapping[str, str]) -> None:
        """Blether is in these servers and no other; where nobody was welcomed yet, somebody is."""
        for home in await self._life.present(PLATFORM, servers):
            if servers[home]:  # of one that is not available just now nothing is known
                await self.joined(home)

    async def joined(self, home: str) -> None:
        """Blether was let into a server: its owner is told what to do next."""
        owner = self._wire.owner(home)
        try:
            member = await self._member(home, owner)
        except (Failed, OSError) as wrong:
            log.warning("not-welcomed", why=str(wrong) if isinstance(wrong, Failed) else type(wrong).__name__)
            return
        who, server = hear.person(member["user"], member), Remote(home, self._wire.server_name(home))
        await self._life.joined(Heard(PLATFORM, server, who, Remote("", kind="direct"), "", "", role=Role.MODERATOR))

    async def left(self, home: str) -> None:
        """Blether was put out of a server, which is more than that nobody can reach it."""
        await self._life.left(PLATFORM, home)

    def concerns(self, message: Payload) -> bool:
        """Whether somebody wrote in a thread of Blether's own, or to Blether itself: most messages are neither."""
        if message["author"].get("bot") or message.get("webhook_id") or message.get("type") not in PLAIN:
            return False
        return "guild_id" not in message or self._thread(message) is not None

    async def message(self, message: Payload) -> None:
        """In a thread of Blether's own it counts as a reply; to Blether itself it is answered."""
        if "guild_id" not in message:
            await self._answer(message)
        elif where := self._thread(message):
            who = hear.person(message["author"], message.get("member") or {})
            home = Remote(message["guild_id"], self._wire.server_name(message["guild_id"]))
            await self._life.replied(Heard(PLATFORM, home, who, where, message["id"], ""))

    async def look(self, home: str, who: str) -> None:
        """Whether somebody is still in a server; who is not is told to the house."""
        try:
            await self._member(home, who)
        except OSError:
            return  # another time
        except Failed as wrong:
            if wrong.code in NOBODY:
                await self._life.person_left(PLATFORM, home, who)

    async def look_round(self) -> None:
        """Once a day, slowly: is everybody still there for whom something is planned?"""
        if self._memory.looked_lately():
            return
        self._memory.look()
        for home, who in await self._life.awaited(PLATFORM):
            await self.look(home, who)
            await asyncio.sleep(SLOWLY)

    def _thread(self, message: Payload) -> Remote | None:
        name = self._wire.own_thread(message["guild_id"], message["channel_id"])
        return None if name is None else Remote(message["channel_id"], name, "thread")

    async def _member(self, home: str, who: str) -> Any:
        return await self._wire.ask("GET", "/guilds/{guild_id}/members/{user_id}", guild_id=home, user_id=who)

    async def _answer(self, message: Payload) -> None:
        """A direct message is not read: one sentence says so, and what can be done instead."""
        who, now = message["author"]["id"], asyncio.get_running_loop().time()
        if now - self._answered.get(who, -QUIET) < QUIET:
            return
        self._answered[who] = now
        self._answered.move_to_end(who)
        if len(self._answered) > KNOWN:
            self._answered.popitem(last=False)
        said = show.sentence(text("discord.direct"), self._bot.texts, welsh_first(self._bot.defaults.languages))
        payload = said.payload | {"nonce": message["id"], "enforce_nonce": True}
        await self._wire.ask("POST", "/channels/{channel_id}/messages", payload, channel_id=message["channel_id"])
