"""What people do, and how the bot answers: within three seconds once, and then as often as it likes for a while."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from collections.abc import Sequence
from typing import Any

from tests.discord import limits
from tests.discord.messages import Messages, refuse
from tests.discord.request import File
from tests.discord.state import Channel, Guild, Payload, State, User, Wrong, snowflake

SOON = 3.0  # seconds for the first answer
COMMAND, PRESS, SEARCH, FORM = 2, 3, 4, 5  # kinds of interaction
MESSAGE, LATER, LATER_HERE, HERE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9  # kinds of first answer
_FITS = {
    COMMAND: {MESSAGE, LATER, MODAL},
    PRESS: {MESSAGE, LATER, LATER_HERE, HERE, MODAL},
    SEARCH: {CHOICES},
    FORM: {MESSAGE, LATER, LATER_HERE, HERE},
}


class Interaction:
    """One thing that somebody did, and what they saw of it."""

    def __init__(self, payload: Payload, channel: Channel, on: Payload | None) -> None:
        self.payload, self.channel, self.on = payload, channel, on
        self.id, self.token = payload["id"], payload["token"]
        self.began = time.monotonic()
        self.acknowledged: float | None = None  # seconds after it began
        self.answered: float | None = None  # seconds after it began, the answer itself
        self.kind = 0
        self.message: Payload | None = None  # what stands there now
        self.data: Payload = {}  # of a form or of choices
        self.settled = asyncio.Event()

    @property
    def expired(self) -> bool:
        """Whether it waited too long."""
        return self.acknowledged is None and time.monotonic() - self.began > SOON

    def settle(self) -> None:
        """The person sees what they waited for."""
        if self.answered is None:
            self.answered = time.monotonic() - self.began
        self.settled.set()


class Interactions:
    """All of them, by token."""

    def __init__(self, state: State, messages: Messages) -> None:
        self.state, self.messages = state, messages
        self.all: list[Interaction] = []
        self._by_token: dict[str, Interaction] = {}
        self._files: Sequence[File] = ()

    def made(
        self, kind: int, who: User, channel: Channel, data: Payload, guild: Guild | None, on: Payload | None = None
    ) -> Interaction:
        """What the gateway tells the bot of; ``on`` is the message that was pressed or answered a form."""
        payload: Payload = {
            "id": snowflake(), "application_id": self.state.bot.id, "type": kind, "token": secrets.token_urlsafe(30),
            "version": 1, "channel_id": channel.id, "channel": channel.json(), "data": data, "locale": "en-GB",
            "app_permissions": str(limits.COMPONENTS), "entitlements": [], "attachment_size_limit": 10_485_760,
            "authorizing_integration_owners": {}, "context": 0 if guild else 1,
        }  # fmt: skip
        if guild:
            member = guild.members[who.id]
            payload |= {"guild_id": guild.id, "guild_locale": "en-US", "guild": {"id": guild.id, "locale": "en-US"}}
            payload["member"] = member.json() | {"permissions": str(member.permissions)}
        else:
            payload["user"] = who.json()
        if on is not None:
            payload["message"] = on
        made = Interaction(payload, channel, on)
        self.all.append(made)
        self._by_token[made.token] = made
        return made

    async def wait(self, made: Interaction, seconds: float) -> None:
        """Until the person sees an answer, or knows that there will be none."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(made.settled.wait(), seconds)

    @property
    def unanswered(self) -> list[str]:
        """What people did and never saw the end of, or were acknowledged too late."""
        return [
            f"a {each.payload['type']}, acknowledged {each.acknowledged}"
            for each in self.all
            if each.answered is None or each.acknowledged is None or each.acknowledged > SOON
        ]

    def call_back(self, id: str, token: str, payload: Payload, files: Sequence[File]) -> None:
        """The first answer."""
        there = self._by_token.get(token)
        if there is None or there.id != id or there.expired:
            raise Wrong(404, 10062, "Unknown interaction")
        if there.acknowledged is not None:
            raise Wrong(400, 40060, "Interaction has already been acknowledged.")
        kind, data = payload.get("type", 0), payload.get("data") or {}
        if kind not in _FITS[there.payload["type"]] or (kind in (HERE, LATER_HERE) and there.on is None):
            raise Wrong(400, 50035, f"an answer of kind {kind} to a {there.payload['type']}")
        _check(kind, data, len(files))
        there.acknowledged = time.monotonic() - there.began
        there.kind = kind
        self._shown(there, kind, data, files)

    def original(self, token: str) -> Payload:
        """What stands there now."""
        there = self._living(token)
        if there.message is None:
            raise Wrong(404, 10008, "Unknown Message")
        return there.message

    def edit(self, token: str, payload: Payload, files: Sequence[File]) -> Payload:
        """The answer reads otherwise from now on; one that was begun is there now."""
        there, message = self._living(token), self.original(token)
        if message.pop("loading", False):
            message["flags"] &= ~(1 << 7)
        message |= self.messages.edited(message, payload, files)
        there.settle()
        return message

    def _living(self, token: str) -> Interaction:
        there = self._by_token.get(token)
        if there is None or there.acknowledged is None:
            raise Wrong(404, 10015, "Unknown Webhook")
        return there

    def _shown(self, there: Interaction, kind: int, data: Payload, files: Sequence[File]) -> None:
        if kind in (CHOICES, MODAL):
            there.data = data
            there.settle()
        elif kind == HERE and there.on is not None:
            there.message = there.on
            there.message |= self.messages.edited(there.message, data, files)
            there.settle()
        elif kind == LATER_HERE:
            there.message = there.on
        else:
            begun = data if kind == MESSAGE else {"flags": data.get("flags", 0) | 1 << 7}
            made = self.messages.whole(snowflake(), there.channel, self.state.bot, begun, files)
            there.message = made | ({"loading": True} if kind == LATER else {})
            if not made["flags"] & limits.HIDDEN:
                there.channel.messages[made["id"]] = there.message
            if kind == MESSAGE:
                there.settle()


def _check(kind: int, data: Payload, files: int) -> None:
    match kind:
        case 4 | 7:
            refuse(limits.message(data, files))
        case 8:
            choices = data.get("choices", [])
            if len(choices) > 25 or any(not 1 <= len(each["name"]) <= 100 for each in choices):
                raise Wrong(400, 50035, "choices that are too many or too long")
        case 9:
            refuse(limits.modal(data))


def resolved(state: State, guild: Guild, ids: Sequence[str]) -> Payload:
    """The people, roles and channels of these ids, as an interaction brings them along."""
    found: dict[str, dict[str, Any]] = {}
    for id in ids:
        if id in guild.members:
            found.setdefault("users", {})[id] = state.users[id].json()
            member = guild.members[id].json() | {"permissions": str(guild.members[id].permissions)}
            found.setdefault("members", {})[id] = {key: member[key] for key in member if key != "user"}
        elif id in guild.roles:
            found.setdefault("roles", {})[id] = guild.roles[id].json()
        elif id in guild.channels:
            found.setdefault("channels", {})[id] = guild.channels[id].json() | {"permissions": "0"}
    return found
