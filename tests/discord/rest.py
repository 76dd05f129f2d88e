"""Discord's REST API, as far as a bot asks it: each address, what it does, and what it answers."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.discord import limits
from tests.discord.gateway import DIRECT_MESSAGES, GUILD_MESSAGES, Gateway
from tests.discord.interactions import Interactions
from tests.discord.messages import Messages, refuse
from tests.discord.request import Request
from tests.discord.state import PLANS, THREAD, Channel, Payload, State, Wrong, snowflake

Answer = tuple[int, Any]


class Rest:
    """Every address."""

    def __init__(self, state: State, gateway: Gateway, messages: Messages, interactions: Interactions) -> None:
        self.state, self.gateway, self.messages, self.interactions = state, gateway, messages, interactions
        self.created = 0  # commands, of 200 a day
        self.upserts = 0
        id, token = r"(\d+)", r"([^/]+)"
        self._routes: list[tuple[str, str, Callable[..., Awaitable[Answer]]]] = [
            ("GET", "/users/@me", self._me),
            ("GET", "/oauth2/applications/@me", self._application),
            ("GET", "/applications/@me", self._application),
            ("GET", "/gateway/bot", self._gateway),
            ("GET", f"/applications/{id}/commands", self._commands),
            ("PUT", f"/applications/{id}/commands", self._upsert),
            ("POST", "/users/@me/channels", self._open_direct),
            ("GET", "/users/@me/guilds", self._guilds),
            ("GET", f"/guilds/{id}", self._guild),
            ("GET", f"/guilds/{id}/channels", self._channels),
            ("GET", f"/guilds/{id}/roles", self._roles),
            ("GET", f"/guilds/{id}/members/{id}", self._member),
            ("GET", f"/guilds/{id}/scheduled-events", self._events),
            ("POST", f"/guilds/{id}/scheduled-events", self._plan),
            ("PATCH", f"/guilds/{id}/scheduled-events/{id}", self._replan),
            ("DELETE", f"/guilds/{id}/scheduled-events/{id}", self._cancel),
            ("GET", f"/channels/{id}", self._channel),
            ("PATCH", f"/channels/{id}", self._change),
            ("GET", f"/channels/{id}/messages", self._history),
            ("POST", f"/channels/{id}/messages", self._say),
            ("GET", f"/channels/{id}/messages/{id}", self._message),
            ("PATCH", f"/channels/{id}/messages/{id}", self._edit),
            ("DELETE", f"/channels/{id}/messages/{id}", self._delete),
            ("POST", f"/channels/{id}/messages/{id}/threads", self._thread),
            ("PUT", f"/channels/{id}/thread-members/@me", self._join),
            ("POST", f"/interactions/{id}/{token}/callback", self._call_back),
            ("GET", f"/webhooks/{id}/{token}/messages/@original", self._original),
            ("PATCH", f"/webhooks/{id}/{token}/messages/@original", self._edit_original),
        ]

    async def answer(self, request: Request) -> Answer:
        """Do what is asked. Raises Wrong."""
        for method, pattern, do in self._routes:
            if request.method == method and (found := re.fullmatch(pattern, request.path)):
                return await do(request, *found.groups())
        raise Wrong(404, 0, f"404: Not Found: {request.line}")

    async def _me(self, _request: Request) -> Answer:
        return 200, self.state.bot.json()

    async def _application(self, _request: Request) -> Answer:
        about = {"description": "", "icon": None, "bot_public": True, "bot_require_code_grant": False, "flags": 0}
        about |= {"hook": True, "summary": "", "team": None, "rpc_origins": None, "verify_key": "", "name": "Blether"}
        bot = self.state.bot.json()
        return 200, about | {"id": self.state.bot.id, "bot": bot, "owner": bot | {"bot": False}}

    async def _gateway(self, _request: Request) -> Answer:
        return 200, self.gateway.start

    async def _commands(self, _request: Request, _application: str) -> Answer:
        return 200, self.state.commands

    async def _upsert(self, request: Request, application: str) -> Answer:
        refuse(limits.commands(request.body))
        known = {(each["type"], each["name"]): each["id"] for each in self.state.commands}
        about = {"version": "1", "application_id": application}
        made = [
            {"type": 1} | each | about | {"id": known.get((each.get("type", 1), each["name"])) or snowflake()}
            for each in request.body
        ]
        self.created += len({(each["type"], each["name"]) for each in made} - known.keys())
        self.state.commands, request.effect = made, "commands"
        self.upserts += 1
        return 200, made

    async def _guilds(self, _request: Request) -> Answer:
        there = [each for each in self.state.guilds.values() if self.state.bot.id in each.members]
        may = {each.id: str(each.members[self.state.bot.id].permissions) for each in there}
        return 200, [
            {"id": id, "name": self.state.guilds[id].name, "owner": False, "permissions": may[id]} for id in may
        ]

    async def _guild(self, _request: Request, guild: str) -> Answer:
        return 200, self.state.server(guild).json()

    async def _channels(self, _request: Request, guild: str) -> Answer:
        return 200, [each.json() for each in self.state.server(guild).channels.values() if each.type != THREAD]

    async def _roles(self, _request: Request, guild: str) -> Answer:
        return 200, [each.json() for each in self.state.server(guild).roles.values()]

    async def _member(self, _request: Request, guild: str, user: str) -> Answer:
        if (found := self.state.server(guild).members.get(user)) is None:
            raise Wrong(404, 10007, "Unknown Member")
        return 200, found.json()

    async def _events(self, _request: Request, guild: str) -> Answer:
        return 200, [*self.state.server(guild).events.values()]

    async def _plan(self, request: Request, guild: str) -> Answer:
        there, new = self.state.server(guild), request.body
        if not there.members[self.state.bot.id].permissions & PLANS:
            raise Wrong(403, 50013, "Missing Permissions")
        self._timed(new)
        where = (new.get("entity_metadata") or {}).get("location", "")
        if not 1 <= len(new["name"]) <= 100 or len(new.get("description") or "") > 1_000 or len(where) > 100:
            raise Wrong(400, 50035, "Invalid Form Body")
        if new["entity_type"] == 3 and not (where and new.get("scheduled_end_time")):
            raise Wrong(400, 50035, "somewhere else needs where and until when")
        if len(there.events) >= 100:
            raise Wrong(400, 30038, "Maximum number of server events reached")
        made = new | {"id": snowflake(), "guild_id": guild, "status": 1, "creator_id": self.state.bot.id}
        there.events[made["id"]] = made
        request.effect = f"event {made['id']}"
        return 200, made

    async def _replan(self, request: Request, guild: str, event: str) -> Answer:
        there = self._planned(guild, event)
        self._timed(there | request.body)
        status = request.body.get("status", there["status"])
        if status != there["status"] and (there["status"], status) not in ((1, 2), (2, 3), (1, 4)):
            raise Wrong(400, 180000, "Cannot update a finished event")
        there |= request.body
        request.effect = f"event {event}"
        return 200, there

    async def _cancel(self, request: Request, guild: str, event: str) -> Answer:
        self._planned(guild, event)
        del self.state.server(guild).events[event]
        request.effect = f"event {event}"
        return 204, None

    def _timed(self, event: Payload) -> None:
        """It is still to come, and comes again in one of the ways there are."""
        begins = datetime.fromisoformat(event["scheduled_start_time"])
        if begins <= datetime.now(UTC) + timedelta(seconds=self.state.ahead):
            raise Wrong(400, 50035, "Cannot schedule event in the past.")
        if rule := event.get("recurrence_rule"):
            refuse(limits.recurrence(rule))

    def _planned(self, guild: str, event: str) -> Payload:
        if (found := self.state.server(guild).events.get(event)) is None:
            raise Wrong(404, 10070, "Unknown Guild Scheduled Event")
        return found

    async def _open_direct(self, request: Request) -> Answer:
        return 200, self.state.direct_with(str(request.body["recipient_id"])).json()

    async def _channel(self, _request: Request, channel: str) -> Answer:
        return 200, self.state.find(channel).json()

    async def _change(self, request: Request, channel: str) -> Answer:
        there = self.state.find(channel)
        if there.archived and request.body.get("archived", True):
            raise Wrong(400, 50083, "Thread is archived")
        there.archived = request.body.get("archived", there.archived)
        there.name = request.body.get("name", there.name)
        request.effect = f"channel {channel}"
        return 200, there.json()

    async def _history(self, request: Request, channel: str) -> Answer:
        return 200, self.messages.history(self.state.find(channel), request.query)

    async def _message(self, _request: Request, channel: str, message: str) -> Answer:
        return 200, self.state.message(channel, message)

    async def _say(self, request: Request, channel: str) -> Answer:
        there = self.state.find(channel)
        if there.locked:
            raise Wrong(403, 160005, "Thread is locked")
        said, new = self.messages.say(there, request.body or {}, request.files)
        if new:
            request.effect = f"message {said['id']}"
            await self._tell("MESSAGE_CREATE", there, said)
        return 200, said

    async def _edit(self, request: Request, channel: str, message: str) -> Answer:
        there = self.state.find(channel)
        said = self.messages.edit(there, message, request.body or {}, request.files)
        request.effect = f"edit {message}"
        await self._tell("MESSAGE_UPDATE", there, said)
        return 200, said

    async def _delete(self, request: Request, channel: str, message: str) -> Answer:
        there = self.state.find(channel)
        self.messages.delete(there, message)
        request.effect = f"delete {message}"
        await self._tell("MESSAGE_DELETE", there, {"id": message, "channel_id": channel})
        return 204, None

    async def _thread(self, request: Request, channel: str, message: str) -> Answer:
        made = self.messages.thread(self.state.find(channel), message, request.body)
        request.effect = f"thread {made.id}"
        await self.gateway.dispatch("THREAD_CREATE", made.json() | {"newly_created": True}, made.guild)
        return 201, made.json()

    async def _join(self, _request: Request, channel: str) -> Answer:
        self.state.find(channel)
        return 204, None

    async def _call_back(self, request: Request, id: str, token: str) -> Answer:
        self.interactions.call_back(id, token, request.body, request.files)
        request.effect = f"answer {id}"
        return 204, None

    async def _original(self, _request: Request, _application: str, token: str) -> Answer:
        return 200, self.interactions.original(token)

    async def _edit_original(self, request: Request, _application: str, token: str) -> Answer:
        said = self.interactions.edit(token, request.body or {}, request.files)
        request.effect = f"answer {said['id']}"
        return 200, said

    async def _tell(self, event: str, channel: Channel, said: Payload) -> None:
        intent = GUILD_MESSAGES if channel.guild else DIRECT_MESSAGES
        there = said | ({"guild_id": channel.guild} if channel.guild else {})
        await self.gateway.dispatch(event, there, channel.guild, intent)
