"""Whether Slack takes what is configured, for ``blether check --online``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.manifest import scopes
from adapters.slack.speak import error_of, named
from bot.fault import Fault

if TYPE_CHECKING:
    from adapters.slack import Settings

WHERE = "[slack]"
ANEW = "copy it anew from the pages of your app"


async def online(settings: Settings) -> list[Fault]:
    """What Slack does not take."""
    async with ClientSession(timeout=ClientTimeout(total=10)) as session:
        client = AsyncWebClient(base_url=settings.api_base, session=session, retry_handlers=[])
        try:
            found = await _bot_token(client, settings) if settings.bot_token.get_secret_value() else []
            return found + (await _app_token(client, settings) if settings.mode == "socket" else [])
        except (SlackClientError, ClientError, TimeoutError, OSError) as unreached:
            what = f"Slack cannot be asked at {settings.api_base}: {named(unreached)}"
            return [Fault(WHERE, what, "look at the network, and at a proxy in the environment")]


async def _bot_token(client: AsyncWebClient, settings: Settings) -> list[Fault]:
    try:
        told = await client.auth_test(token=settings.bot_token.get_secret_value())
    except SlackApiError as refused:
        return [_not_taken("bot_token", refused)]
    headers: Any = told.headers
    granted = {each.strip() for each in headers.get("x-oauth-scopes", "").split(",")} - {""}
    if granted and (missing := [each for each in scopes() if each not in granted]):
        what = f"the app has not the rights {', '.join(missing)}"
        return [Fault(WHERE, what, "paste what `blether slack-manifest` prints into its pages, and install it again")]
    return []


async def _app_token(client: AsyncWebClient, settings: Settings) -> list[Fault]:
    try:
        await client.apps_connections_open(app_token=settings.app_token.get_secret_value())
    except SlackApiError as refused:
        return [_not_taken("app_token", refused)]
    return []


def _not_taken(key: str, refused: SlackApiError) -> Fault:
    """A Fault for what Slack itself refuses. Raises what was no answer of Slack's."""
    if not (why := error_of(refused)):
        raise refused
    return Fault(WHERE, f"Slack does not take the {key}: {why}", ANEW)
