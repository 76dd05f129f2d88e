"""The user groups of a workspace, and who is in each: asked of Slack, and remembered briefly. Many have none."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.speak import named

log = structlog.get_logger("blether.slack")
KNOWN: Final = 60.0  # seconds: whoever is taken out of a group has its rights no longer than that
MANY: Final = 1_000
_UNASKED: Final = (SlackClientError, ClientError, asyncio.TimeoutError, OSError)


@dataclass(frozen=True, slots=True)
class Group:
    """A group by the name that is typed behind an @, and the ids of its people."""

    name: str
    people: frozenset[str]


class Groups:
    """Those of every workspace that was heard from lately."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, Mapping[str, Group]]] = OrderedDict()

    async def of(self, client: AsyncWebClient, team: str) -> Mapping[str, Group]:
        """The groups by their id; none where Slack does not tell."""
        asked, there = self._known.get(team, (0.0, {}))
        if team in self._known and self._clock() - asked < KNOWN:
            return there
        self._known[team] = self._clock(), (there := await _asked(client))
        self._known.move_to_end(team)
        if len(self._known) > MANY:
            self._known.popitem(last=False)
        return there


async def _asked(client: AsyncWebClient) -> Mapping[str, Group]:
    try:
        told = (await client.usergroups_list(include_users=True))["usergroups"]
    except _UNASKED as unasked:
        log.warning("groups", why=named(unasked))
        return {}
    return {each["id"]: Group(str(each.get("handle") or ""), frozenset(each.get("users") or ())) for each in told}
