"""The workspaces Blether is installed in, and how each is spoken to: one by its token, or as many as let it in."""

from __future__ import annotations

import asyncio
import json
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from aiohttp import ClientError, ClientSession
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.manifest import BEGIN
from adapters.slack.speak import error_of, named
from bot.fault import Shut
from bot.grants import Grants
from bot.life import Life
from bot.logs import hide
from bot.talk import Heard

log = structlog.get_logger("blether.slack")
EARLY: Final = timedelta(hours=2)  # before a token is no good any more
LOST: Final = ("invalid_refresh_token", "token_expired", "token_revoked")  # of a token that can never be renewed
ANEW: Final = f"somebody of this workspace has to open {BEGIN} once more before its token ends"
UNREACHED: Final = (SlackClientError, ClientError, TimeoutError, OSError)


@dataclass(frozen=True, slots=True)
class Installed:
    """A workspace and what Slack gave us for it; ``until`` is when the token ends, in ISO, "" when it does not."""

    team: str
    name: str
    address: str
    token: str
    user: str  # ours, there
    bot: str
    refresh: str = ""
    until: str = ""

    def kept(self) -> str:
        """As it is stored."""
        return json.dumps(asdict(self))


class Workspaces(AsyncAuthorize, ABC):
    """Called by Bolt to know who we are where something happened."""

    def __init__(self, api: str, session: ClientSession) -> None:
        self._api, self._session = api, session

    def client(self, token: str | None = None, handlers: tuple[AsyncRetryHandler, ...] = ()) -> AsyncWebClient:
        """A client. It never says a thing again by itself: what is lost may have been said."""
        return AsyncWebClient(
            token=token, base_url=self._api, session=self._session, retry_handlers=list(handlers), timeout=10
        )

    @abstractmethod
    async def open(self) -> str:
        """Find out where we are; where people find us, in words. Raises Shut."""

    @abstractmethod
    async def installed(self, team: str) -> Installed | None:
        """What there is for a workspace, its token good for a while."""

    @abstractmethod
    def names(self) -> Mapping[str, str]:
        """Every workspace by its id, with its name."""

    @abstractmethod
    async def gone(self, team: str) -> None:
        """Blether was taken out of a workspace."""

    async def client_of(self, team: str) -> AsyncWebClient | None:
        """The client of a workspace; None where Blether is not installed."""
        there = await self.installed(team)
        return self.client(there.token) if there else None

    async def __call__(self, *, team_id: str | None, **_more: Any) -> AuthorizeResult | None:
        """Who we are in a workspace."""
        there = await self.installed(team_id or "")
        if there is None:
            return None
        return AuthorizeResult(
            enterprise_id=None,
            team_id=there.team,
            team=there.name,
            url=there.address,
            bot_user_id=there.user,
            bot_id=there.bot,
            bot_token=there.token,
        )


class One(Workspaces):
    """The workspace of a bot token, whoever shares a channel with it."""

    def __init__(self, token: str, api: str, session: ClientSession) -> None:
        super().__init__(api, session)
        self._token = token
        self._there: Installed | None = None

    async def open(self) -> str:
        try:
            self._there = await asked(self.client(self._token), self._token)
        except SlackApiError as refused:
            why = error_of(refused) or "an answer that nobody can read"
            raise Shut(f"Slack does not take the bot_token of [slack]: {why}. Copy it anew from your app.") from None
        except UNREACHED as wrong:
            raise Shut(f"Slack cannot be reached at {self._api} ({type(wrong).__name__}).") from None
        return self._there.address

    async def installed(self, team: str) -> Installed | None:
        return self._there

    def names(self) -> Mapping[str, str]:
        return {self._there.team: self._there.name} if self._there else {}

    async def gone(self, team: str) -> None:
        self._there = None


class Many(Workspaces):
    """As many workspaces as let Blether in. What Slack gives us for each is kept before it is used."""

    def __init__(
        self, app: tuple[str, str], api: str, session: ClientSession, grants: Grants, now: Callable[[], datetime]
    ) -> None:
        super().__init__(api, session)
        self._app, self._grants, self._now = app, grants, now
        self._there: dict[str, Installed] = {}
        self._lost = set[str]()  # those whose token cannot be renewed any more
        self._renewing: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def open(self) -> str:
        for team, words in (await self._grants.all()).items():
            self._know(Installed(**(json.loads(words) | {"team": team})))
        # Who died before a new token was kept may ask once more, but only for a little while.
        await asyncio.gather(*map(self.installed, self._there))
        return f"Slack, in {len(self._there)} workspaces"

    async def installed(self, team: str) -> Installed | None:
        there = self._there.get(team)
        if there is None or team in self._lost or not self._ends(there):
            return there
        async with self._renewing[team]:  # a refresh token is good for one use
            there = self._there.get(team)
            return await self._renewed(there) if there and self._ends(there) else there

    def names(self) -> Mapping[str, str]:
        return {team: there.name for team, there in self._there.items()}

    async def let_in(self, there: Installed, by: Heard, life: Life) -> None:
        """Somebody installed Blether in their workspace, and is welcomed."""
        before = self._there.get(there.team)
        self._know(there)  # the welcome may be said as soon as it is kept
        try:
            await life.joined(by, self._grants.keeping(there.kept()))
        except BaseException:
            self._there.pop(there.team)
            self._there |= {before.team: before} if before else {}
            raise

    async def gone(self, team: str) -> None:
        self._there.pop(team, None)
        await self._grants.drop(team)

    def ends(self, seconds: int | None) -> str:
        """When a token ends that is good for so many seconds."""
        return (self._now() + timedelta(seconds=seconds)).isoformat() if seconds else ""

    def _ends(self, there: Installed) -> bool:
        return bool(there.until) and datetime.fromisoformat(there.until) - self._now() < EARLY

    async def _renewed(self, there: Installed) -> Installed:
        """With a new token; where Slack gives none just now, the old one, as long as it lasts."""
        id, secret = self._app
        try:
            told = await self.client().oauth_v2_access(
                client_id=id, client_secret=secret, grant_type="refresh_token", refresh_token=there.refresh
            )
        except UNREACHED as unrenewed:
            if (why := named(unrenewed)) in LOST:
                self._lost.add(there.team)
                log.error("let-in-anew", team=there.team, why=why, until=there.until, cure=ANEW)
            else:
                log.warning("not-renewed", why=why)
            return there
        more = {"token": told["access_token"], "refresh": told["refresh_token"], "until": self.ends(told["expires_in"])}
        new = Installed(**(asdict(there) | more))
        await self._grants.renew(there.team, new.kept())
        return self._know(new)

    def _know(self, there: Installed) -> Installed:
        hide(there.token, there.refresh)
        self._lost.discard(there.team)
        self._there[there.team] = there
        return there


async def asked(client: AsyncWebClient, token: str) -> Installed:
    """Who we are by a token. Raises what the client raises."""
    told = await client.auth_test(token=token)
    address, bot = str(told.get("url") or ""), str(told.get("bot_id") or "")
    return Installed(told["team_id"], str(told.get("team") or ""), address, token, told["user_id"], bot)
