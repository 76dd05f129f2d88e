"""Messages: said, edited, taken away and read again; with nonces, files and components as Discord keeps them."""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Sequence
from typing import Any

from tests.discord import limits
from tests.discord.request import File
from tests.discord.state import DIRECT, THREAD, Channel, Payload, State, User, Wrong, moment, snowflake

REMEMBERED = 300.0  # seconds for which a nonce is known


class Messages:
    """Every message there is, in its channel. ``files`` has the content of what was attached, by its address."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.files: dict[str, bytes] = {}
        self.address = "http://127.0.0.1"
        self._nonces: dict[str, tuple[float, str, str]] = {}  # when, channel, message

    def say(self, channel: Channel, payload: Payload, files: Sequence[File]) -> tuple[Payload, bool]:
        """The bot says something: the message, and whether it is new. A nonce it said before leads to the first."""
        if channel.recipient and channel.recipient.closed:
            raise Wrong(403, 50007, "Cannot send messages to this user")
        nonce = str(payload.get("nonce", ""))
        if nonce and payload.get("enforce_nonce") and (known := self._known(nonce)):
            return known, False
        refuse(limits.message(payload, len(files)))
        if not (payload.get("content") or payload.get("components") or payload.get("embeds") or files):
            raise Wrong(400, 50006, "Cannot send an empty message")
        channel.archived = False
        made = self.made(channel, self.state.bot, payload, files)
        if nonce:
            self._nonces[nonce] = (time.monotonic() + self.state.ahead, channel.id, made["id"])
        return made, True

    def write(self, channel: Channel, user: User, words: str) -> Payload:
        """Somebody says something."""
        return self.made(channel, user, {"content": words}, ())

    def made(self, channel: Channel, author: User, payload: Payload, files: Sequence[File]) -> Payload:
        """A message in a channel."""
        id = snowflake(self.state.ahead)
        made = self.whole(id, channel, author, payload, files)
        channel.messages[id] = made
        return made

    def whole(self, id: str, channel: Channel, author: User, payload: Payload, files: Sequence[File]) -> Payload:
        """A message as the API gives it."""
        attached = self._attached(id, payload, files)
        return {
            "id": id, "channel_id": channel.id, "author": author.json(), "content": payload.get("content") or "",
            "timestamp": moment(), "edited_timestamp": None, "tts": False, "mention_everyone": False, "mentions": [],
            "mention_roles": [], "embeds": payload.get("embeds") or [], "pinned": False, "type": 0,
            "flags": payload.get("flags", 0), "attachments": attached, "nonce": payload.get("nonce"),
            "components": numbered(payload.get("components") or [], attached),
        }  # fmt: skip

    def edit(self, channel: Channel, id: str, payload: Payload, files: Sequence[File]) -> Payload:
        """A message of the bot's reads otherwise from now on."""
        there = self.state.message(channel.id, id)
        if there["author"]["id"] != self.state.bot.id:
            raise Wrong(403, 50005, "Cannot edit a message authored by another user")
        if channel.archived:
            raise Wrong(400, 50083, "Thread is archived")
        there |= self.edited(there, payload, files)
        return there

    def edited(self, there: Payload, payload: Payload, files: Sequence[File]) -> Payload:
        """What an edit changes of a message."""
        if there["flags"] & limits.COMPONENTS and not payload.get("flags", limits.COMPONENTS) & limits.COMPONENTS:
            raise Wrong(400, 50035, "the flag of components cannot be taken away")
        flags = there["flags"] | payload.get("flags", 0)
        refuse(limits.message({"flags": flags} | payload, len(files)))
        attached = there["attachments"]
        if "attachments" in payload or files:
            attached = self._attached(there["id"], payload, files)
        changed: Payload = {"edited_timestamp": moment(), "flags": flags, "attachments": attached}
        changed |= {key: payload[key] for key in ("content", "embeds") if key in payload}
        if "components" in payload:
            changed["components"] = numbered(payload["components"] or [], attached)
        return changed

    def delete(self, channel: Channel, id: str) -> None:
        """The message is gone."""
        self.state.message(channel.id, id)
        if channel.archived:
            raise Wrong(400, 50083, "Thread is archived")
        del channel.messages[id]

    def history(self, channel: Channel, query: dict[str, str]) -> list[Payload]:
        """A page of messages, the newest first: the newest there are, or those right after or before one."""
        there = sorted(channel.messages.values(), key=lambda each: int(each["id"]))
        limit = int(query.get("limit", 50))
        if not 1 <= limit <= 100:
            raise Wrong(400, 50035, "limit from 1 to 100")
        if "after" in query:
            return [each for each in there if int(each["id"]) > int(query["after"])][:limit][::-1]
        if "before" in query:
            there = [each for each in there if int(each["id"]) < int(query["before"])]
        return there[::-1][:limit]

    def thread(self, channel: Channel, id: str, payload: Payload) -> Channel:
        """A thread of a message, which has the message's id."""
        self.state.message(channel.id, id)
        if channel.type in (DIRECT, THREAD):
            raise Wrong(400, 50024, "Cannot execute action on this channel type")
        if id in self.state.server(channel.guild).channels:
            raise Wrong(400, 160004, "A thread has already been created for this message")
        if not 1 <= len(payload.get("name", "")) <= 100:
            raise Wrong(400, 50035, "Invalid Form Body")
        channel.messages[id]["flags"] |= 1 << 5
        return self.state.add(Channel(id, payload["name"], THREAD, channel.guild, channel.id, owner=self.state.bot.id))

    def _known(self, nonce: str) -> Payload | None:
        at, channel, id = self._nonces.get(nonce, (-math.inf, "", ""))
        if time.monotonic() + self.state.ahead - at >= REMEMBERED:
            return None
        return self.state.message(channel, id)  # one that is gone meanwhile is Unknown Message, on purpose

    def _attached(self, id: str, payload: Payload, files: Sequence[File]) -> list[Payload]:
        """The files as they are there, by the order in which they were sent."""
        found = []
        for number, (name, media, content) in enumerate(files):
            address = f"{self.address}/attachments/{id}/{number}/{name}"
            self.files[address] = content
            about = {"id": f"{int(id) + number + 1}", "filename": name, "size": len(content), "content_type": media}
            found.append(about | {"url": address, "proxy_url": address})
        return found


def numbered(parts: list[Payload], attached: Sequence[Payload]) -> list[Payload]:
    """Components as they come back: each has an id, a file says where it is."""
    taken = {each["id"] for each in limits.every(parts) if each.get("id")}
    free = (number for number in itertools.count(1) if number not in taken)
    return [_numbered(each, free, {one["filename"]: one for one in attached}) for each in parts]


def _numbered(each: Payload, free: Any, attached: dict[str, Payload]) -> Payload:
    made = dict(each)
    made["id"] = made.get("id") or next(free)
    for key in ("components", "accessory", "component"):
        if key in made:
            inner = made[key]
            made[key] = (
                [_numbered(one, free, attached) for one in inner]
                if isinstance(inner, list)
                else _numbered(inner, free, attached)
            )
    if made.get("type") == limits.FILE:
        name = made["file"]["url"].removeprefix("attachment://")
        if name not in attached:
            raise Wrong(400, 50035, f"there is no file {name}")
        made |= {"file": {"url": attached[name]["url"]}, "name": name, "size": attached[name]["size"]}
    return made


def refuse(wrong: Any) -> None:
    """As Discord refuses what is outside its limits."""
    if found := list(wrong):
        raise Wrong(400, 50035, "Invalid Form Body", found)
