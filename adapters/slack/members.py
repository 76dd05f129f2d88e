"""Who somebody is: their name, and whether they look after the workspace. Asked of Slack, and remembered briefly."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.groups import Groups
from adapters.slack.hear import Asked
from adapters.slack.speak import named
from bot.talk import Call, Heard, Quoted, Remote, Role

log = structlog.get_logger("blether.slack")
NAME: Final = 120.0  # seconds that a member's name and rights are remembered
RIGHTS: Final = 5.0  # seconds that an admin's rights are
MANY: Final = 10_000
_UNASKED: Final = (SlackClientError, ClientError, asyncio.TimeoutError, OSError)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody as the workspace knows them."""

    name: str
    role: Role
    asked: float


class Members:
    """Everybody who was met lately, by workspace and id."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self.groups = clock, Groups(clock)
        self._known: OrderedDict[tuple[str, str], Member] = OrderedDict()
        self._called: OrderedDict[tuple[str, str], str] = OrderedDict()  # channels

    async def known(self, client: AsyncWebClient, team: str, user: str, name: str = "") -> Member:
        """Who this is; where Slack cannot be asked, a member of the name they came with."""
        found = self._known.get((team, user))
        if found and self._clock() - found.asked < (NAME if found.role is Role.MEMBER else RIGHTS):
            return found
        try:
            told: dict[str, Any] = (await client.users_info(user=user))["user"]
        except _UNASKED as unasked:
            log.warning("member", kind=type(unasked).__name__)
            return Member(found.name if found else name, Role.MEMBER, self._clock())
        looks_after = told.get("is_admin") or told.get("is_owner")
        role = Role.MODERATOR if looks_after and told.get("team_id", team) == team else Role.MEMBER
        self._known[team, user] = made = Member(_name(told) or name, role, self._clock())
        self._known.move_to_end((team, user))
        if len(self._known) > MANY:
            self._known.popitem(last=False)
        return made

    async def met(self, asked: Asked, client: AsyncWebClient) -> Asked:
        """With the names and rights of the person, and the names of everybody and everything they name."""
        heard = asked.heard
        me = await self.known(client, heard.community.id, heard.who.id, heard.who.name)
        groups = await self.groups.of(client, heard.community.id)
        mine = tuple(id for id, each in groups.items() if heard.who.id in each.people)
        met = replace(heard, who=replace(heard.who, name=me.name), role=me.role, groups=mine)
        if heard.where.kind != "direct" and not heard.where.name:
            name = await self.channel(client, heard.community.id, heard.where.id.partition("/")[0])
            met = replace(met, where=replace(heard.where, name=name))
        if isinstance(heard.call, Call):
            pairs = [(name, await self._named(value, heard, client)) for name, value in heard.call.pairs]
            met = replace(met, call=Call(heard.call.action, tuple(pairs)))
        if heard.typed is not None:
            typed = {name: await self._named(each, heard, client) for name, each in heard.typed.items()}
            met = replace(met, typed=typed)
        return Asked(met, asked.way)

    async def _named(self, value: Any, heard: Heard, client: AsyncWebClient) -> Any:
        if isinstance(value, tuple):
            return tuple([await self._named(each, heard, client) for each in value])
        if isinstance(value, Quoted):
            return replace(value, author=await self._named(value.author, heard, client))
        if not isinstance(value, Remote) or value.name:
            return value
        if value.kind == "group":
            groups = await self.groups.of(client, heard.community.id)
            return replace(value, name=groups[value.id].name) if value.id in groups else value
        if value.id.startswith(("U", "W")):
            return replace(value, name=(await self.known(client, heard.community.id, value.id)).name)
        return replace(value, name=await self.channel(client, heard.community.id, value.id))

    async def is_gone(self, client: AsyncWebClient, user: str) -> bool:
        """Whether this account is not there any more; False where Slack does not tell."""
        try:
            return bool((await client.users_info(user=user))["user"].get("deleted"))
        except _UNASKED as unasked:
            return named(unasked) == "user_not_found"

    async def channel(self, client: AsyncWebClient, team: str, id: str) -> str:
        """What a channel is called; "" where Slack does not tell."""
        if (team, id) not in self._called:
            try:
                told = (await client.conversations_info(channel=id))["channel"]
            except _UNASKED as unasked:
                log.warning("channel", kind=type(unasked).__name__)
                if named(unasked) != "channel_not_found":
                    return ""
                told = {}  # of a private one that Blether is not in nobody tells
            self._called[team, id] = str(told.get("name") or "")
            if len(self._called) > MANY:
                self._called.popitem(last=False)
        return self._called[team, id]


def _name(told: dict[str, Any]) -> str:
    profile = told.get("profile") or {}
    return profile.get("display_name") or profile.get("real_name") or told.get("real_name") or told.get("name") or ""
