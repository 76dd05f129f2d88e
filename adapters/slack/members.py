"""Who somebody is: their name, and whether they look after the workspace. Asked of Slack, and remembered briefly."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.talk import Role

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
        self._clock = clock
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

    async def channel(self, client: AsyncWebClient, team: str, id: str) -> str:
        """What a channel is called; "" where Slack does not tell."""
        if (team, id) not in self._called:
            try:
                told = (await client.conversations_info(channel=id))["channel"]
            except _UNASKED as unasked:
                log.warning("channel", kind=type(unasked).__name__)
                return ""
            self._called[team, id] = str(told.get("name") or "")
            if len(self._called) > MANY:
                self._called.popitem(last=False)
        return self._called[team, id]


def _name(told: dict[str, Any]) -> str:
    profile = told.get("profile") or {}
    return profile.get("display_name") or profile.get("real_name") or told.get("real_name") or told.get("name") or ""
