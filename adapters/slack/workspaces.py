"""The workspaces Blether is installed in, and how each is spoken to. With a bot token there is one."""

from __future__ import annotations

from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientSession
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.hear import Home
from adapters.slack.speak import error_of
from bot.fault import Shut


class Workspaces(AsyncAuthorize):
    """The one workspace of a bot token; called by Bolt to know who we are where something happened."""

    def __init__(self, token: str, api: str, session: ClientSession) -> None:
        self._token, self._api, self._session = token, api, session
        self._authorized: AuthorizeResult | None = None
        self.home = Home("", "")

    def client(self, token: str | None = None, handlers: tuple[AsyncRetryHandler, ...] = ()) -> AsyncWebClient:
        """A client. It never says a thing again by itself: what is lost may have been said."""
        return AsyncWebClient(
            token=token, base_url=self._api, session=self._session, retry_handlers=list(handlers), timeout=10
        )

    async def open(self) -> str:
        """Ask Slack who we are; the address of the workspace. Shut where the token is not good."""
        try:
            told = await self.client(self._token).auth_test()
        except SlackApiError as refused:
            why = error_of(refused) or "an answer that nobody can read"
            raise Shut(f"Slack does not take the bot_token of [slack]: {why}. Copy it anew from your app.") from None
        except (SlackClientError, ClientConnectorError, ClientError, TimeoutError, OSError) as wrong:
            raise Shut(f"Slack cannot be reached at {self._api} ({type(wrong).__name__}).") from None
        self._authorized = AuthorizeResult(
            enterprise_id=told.get("enterprise_id"),
            team_id=told["team_id"],
            team=told.get("team"),
            bot_user_id=told["user_id"],
            bot_id=told.get("bot_id"),
            bot_token=self._token,
        )
        self.home = Home(told["team_id"], told.get("team") or "", told.get("url") or "")
        return self.home.address

    async def __call__(self, *, team_id: str | None, **_more: Any) -> AuthorizeResult | None:
        """Who we are in a workspace. With one token there is one, whoever shares a channel with it."""
        return self._authorized

    async def client_of(self, team: str) -> AsyncWebClient | None:
        """The client of a workspace; None where Blether is not installed."""
        return self.client(self._token) if team == self.home.id else None
