"""What the house does aloud, as calls of Slack's Web API, and what became of each."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any, Final

import structlog
from aiohttp import ClientConnectorError, ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import pictures, show
from adapters.slack.voice import Json, Voice
from bot.delivery import Absent, Delivered, Effect, Found, NotNow, Outcome, Refused, Unknown, Why
from bot.texts import Texts

log = structlog.get_logger("blether.slack")
KEY: Final = "blether_post"  # the kind of our metadata, whose payload has the key of the effect
AGAIN: Final = 5.0  # seconds after Slack could not be reached at all
SHUT: Final = 600.0  # seconds in which a workspace that took our rights away is not asked again
PAGE: Final = 200
LOOKED_AT: Final = (0.0, 1.0, 2.0)  # seconds before a post with a new picture, the next tries
PAGES: Final = 20  # of a channel, looked through for a post
BEFORE: Final = timedelta(days=1)  # our clock and Slack's may differ
DIRECT: Final = "direct:"
_WHY: Final = {
    "channel_not_found": Why.GONE,
    "is_archived": Why.GONE,
    "thread_not_found": Why.GONE,
    "message_not_found": Why.GONE,
    "not_in_channel": Why.FORBIDDEN,
    "restricted_action": Why.FORBIDDEN,
    "restricted_action_read_only_channel": Why.FORBIDDEN,
    "restricted_action_thread_only_channel": Why.FORBIDDEN,
    "restricted_action_non_threadable_channel": Why.FORBIDDEN,
    "ekm_access_denied": Why.FORBIDDEN,
    "team_access_not_granted": Why.FORBIDDEN,
    "cant_update_message": Why.FORBIDDEN,
    "cant_delete_message": Why.FORBIDDEN,
    "edit_window_closed": Why.FORBIDDEN,
    "cannot_dm_bot": Why.CLOSED,
    "user_not_found": Why.CLOSED,
    "user_not_visible": Why.CLOSED,
    "user_disabled": Why.CLOSED,
    "messages_tab_disabled": Why.CLOSED,
}
_TOKEN: Final = {
    "account_inactive",
    "invalid_auth",
    "not_authed",
    "token_expired",
    "token_revoked",
    "missing_scope",
    "no_permission",
    "org_login_required",
    "team_added_to_org",
}
ClientOf = Callable[[str], Awaitable[AsyncWebClient | None]]


class Speaker:
    """Says, edits and takes back in workspaces; ``client_of`` gives each one's client, None where there is none."""

    def __init__(self, client_of: ClientOf, clock: Callable[[], float]) -> None:
        self._client_of, self._clock = client_of, clock
        self._direct: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._shut: dict[str, float] = {}

    async def say(self, effect: Effect, texts: Texts) -> Outcome:
        """Do it, and tell what became of it."""
        if (left := self._shut.get(effect.community, 0) - self._clock()) > 0:
            return NotNow(left)
        client = await self._client_of(effect.community)
        if client is None:
            return self._close(effect.community)
        try:
            return Delivered(await self._do(client, effect, Voice(texts, effect.languages)))
        except SlackApiError as refused:
            return self._became(effect, refused)
        except ClientConnectorError:  # nothing was sent
            return NotNow(AGAIN)
        except (TimeoutError, SlackClientError, ClientError, OSError) as unknown:
            return Unknown(type(unknown).__name__)

    async def find(self, effect: Effect) -> Found:
        """Whether it was posted, by the key that stands in its metadata; raises where Slack does not tell just now."""
        if effect.kind == "open":  # a thread needs no opening
            return Delivered(str(effect.remote))
        client = await self._client_of(effect.community)
        if client is None:
            return Unknown("uninstalled")
        try:
            channel, thread = await self._where(client, effect)
            async for one in _posts(client, channel, thread, (effect.since - BEFORE).timestamp()):
                metadata = one.get("metadata") or {}
                if metadata.get("event_type") == KEY and metadata["event_payload"].get("key") == effect.key:
                    return Delivered(f"{channel}/{one['ts']}")
        except _Endless:
            return Unknown()
        except SlackApiError as refused:
            if error_of(refused) in _WHY:  # what cannot be seen cannot be told
                return Unknown()
            raise
        return Absent()

    async def _do(self, client: AsyncWebClient, effect: Effect, voice: Voice) -> str:
        """The channel and the ts of the post, as the id of it and of a thread that hangs from it."""
        if effect.kind == "open":
            return str(effect.remote)
        if effect.message is None:
            return await _withdraw(client, str(effect.remote))
        picture = await pictures.sent(client, effect.message, voice)
        for pause in LOOKED_AT if picture else ():  # Slack looks at a new file first, and does not show it before
            await asyncio.sleep(pause)
            try:
                return await self._put(client, effect, show.message(effect.message, effect.wires, voice, picture))
            except SlackApiError as refused:
                if error_of(refused) != "invalid_blocks":
                    raise
        return await self._put(client, effect, show.message(effect.message, effect.wires, voice))

    async def _put(self, client: AsyncWebClient, effect: Effect, said: Json) -> str:
        """Post it, or put it in the place of what stood there."""
        if effect.remote is not None:
            channel, _, ts = effect.remote.partition("/")
            await client.chat_update(channel=channel, ts=ts, **said, parse="none")
            return effect.remote
        channel, thread = await self._where(client, effect)
        told = await client.chat_postMessage(
            channel=channel,
            thread_ts=thread or None,
            metadata={"event_type": KEY, "event_payload": {"key": effect.key}},
            mrkdwn=False,
            parse="none",
            unfurl_links=False,
            unfurl_media=False,
            **said,
        )
        return f"{told['channel']}/{told['ts']}"

    async def _where(self, client: AsyncWebClient, effect: Effect) -> tuple[str, str]:
        """The channel and, in a thread, the ts of the post it hangs from."""
        remote = effect.place.remote
        if remote.startswith(DIRECT):
            return await self.direct(client, effect.community, remote.removeprefix(DIRECT)), ""
        channel, _, thread = remote.partition("/")
        return channel, thread

    async def direct(self, client: AsyncWebClient, team: str, user: str) -> str:
        """The channel in which this person and Blether talk alone."""
        if (team, user) not in self._direct:
            self._direct[team, user] = (await client.conversations_open(users=user))["channel"]["id"]
            if len(self._direct) > 10_000:
                self._direct.popitem(last=False)
        return self._direct[team, user]

    def _became(self, effect: Effect, refused: SlackApiError) -> Outcome:
        error = error_of(refused)
        if error == "ratelimited":
            return NotNow(float(refused.response.headers.get("Retry-After", 30)))
        if error in _TOKEN:
            return self._close(effect.community)
        if error == "message_not_found" and effect.kind == "withdraw":
            return Delivered("")
        if why := _WHY.get(error):
            return Refused(why)
        return Unknown(error or "unreadable")

    def _close(self, team: str) -> NotNow:
        """Nothing is asked of this workspace for a while: it would only be refused again."""
        log.error("shut-out", seconds=SHUT)
        self._shut[team] = self._clock() + SHUT
        return NotNow(SHUT)


class _Endless(Exception):
    """There is more to look through than anybody should."""


async def _posts(client: AsyncWebClient, channel: str, thread: str, since: float) -> AsyncIterator[dict[str, Any]]:
    """What was posted there, page by page, until a whole page is older than ``since``.

    In a channel the newest come first. At least one page is looked at, whatever our clock says.
    """
    cursor = ""
    for _ in range(PAGES):
        more: dict[str, Any] = {"cursor": cursor} if cursor else {}
        if thread:
            page = await client.conversations_replies(
                channel=channel, ts=thread, limit=PAGE, include_all_metadata=True, **more
            )
        else:
            page = await client.conversations_history(channel=channel, limit=PAGE, include_all_metadata=True, **more)
        for one in page["messages"]:
            yield one
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor or (not thread and all(float(one["ts"]) < since for one in page["messages"])):
            return
    raise _Endless


async def _withdraw(client: AsyncWebClient, remote: str) -> str:
    channel, _, ts = remote.partition("/")
    await client.chat_delete(channel=channel, ts=ts)
    return ""


def error_of(refused: SlackApiError) -> str:
    """Slack's word for it; "" where it answered anything but JSON."""
    data = getattr(refused.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""


def named(wrong: BaseException) -> str:
    """One word for the log."""
    return (isinstance(wrong, SlackApiError) and error_of(wrong)) or type(wrong).__name__
