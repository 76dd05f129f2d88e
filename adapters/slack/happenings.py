"""What happens in a workspace without anybody asking for anything: none of what people write is read or kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Coroutine
from typing import Any, Final

from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import offered, show
from adapters.slack.answers import NOTHING, Acknowledgement, Answers
from adapters.slack.hear import Asked, Body, Home, Way, place
from adapters.slack.members import Members
from adapters.slack.voice import Json
from adapters.slack.workspaces import Workspaces
from bot.core import Bot
from bot.home import home as next_for
from bot.life import Life
from bot.talk import Heard, Remote, Text, text

NAME: Final = "slack"
WRITTEN: Final = (None, "file_share", "me_message", "thread_broadcast")  # kinds of messages that people write
MANY: Final = 10_000  # events that are known again


class Happenings:
    """Hears events for one house."""

    def __init__(self, bot: Bot, answers: Answers, members: Members, workspaces: Workspaces, prefix: str) -> None:
        self._bot, self._answers, self._members = bot, answers, members
        self._workspaces, self._prefix, self._life = workspaces, prefix, Life(bot)
        self._came: deque[str] = deque(maxlen=MANY)

    async def happened(self, body: Body, home: Home, client: AsyncWebClient) -> BoltResponse:
        """Do what is to be done, and acknowledge it: what the house keeps first, what is only said at once.

        Where the first breaks it is not acknowledged, and Slack tells of it once more.
        """
        ack = Acknowledgement()
        if kept := self._kept(body, home):
            await kept
        return await self._answers.acknowledge(self._said(body["event"], home, client, ack, body["event_id"]), ack)

    def _kept(self, body: Body, home: Home) -> Coroutine[Any, Any, None] | None:
        """What the house has to know of it."""
        event = body["event"]
        match event["type"]:
            case "app_uninstalled":
                return self._gone(home)
            case "tokens_revoked" if (event.get("tokens") or {}).get("bot"):
                return self._gone(home)
            case "message" if _is_reply(event):
                where = place(event["channel"], "", event["thread_ts"])
                who = Remote(event["user"])
                return self._life.replied(Heard(NAME, Remote(home.id, home.name), who, where, body["event_id"], ""))
        return None

    async def _gone(self, home: Home) -> None:
        await self._workspaces.gone(home.id)
        await self._life.left(NAME, home.id)

    async def _said(self, event: Body, home: Home, client: AsyncWebClient, ack: Acknowledgement, id: str) -> None:
        ack.carries(NOTHING)
        if not _is_somebodys(event) or not self._first(id):
            return
        who = event["user"]
        match event["type"]:
            case "app_home_opened" if event.get("tab") == "home":
                await client.views_publish(user_id=who, view=await self._page(who, home, client))
            case "message" if event.get("channel_type") == "im":
                said = await self._everything(who, home, client, text("slack.not-read"))
                await client.chat_postMessage(channel=event["channel"], unfurl_links=False, **said)
            case "app_mention":
                said = await self._everything(who, home, client, text("slack.not-read"))
                there = {"channel": event["channel"], "thread_ts": event.get("thread_ts")}
                await client.chat_postEphemeral(user=who, **there, **said)

    def _first(self, id: str) -> bool:
        """Whether it did not come before. It is not kept: after a restart a repetition is answered once more."""
        new = id not in self._came
        self._came.append(id)
        return new

    async def _page(self, who: str, home: Home, client: AsyncWebClient) -> Json:
        """What awaits them, and all that they can begin."""
        heard = Heard(NAME, Remote(home.id, home.name), Remote(who), Remote("", kind="direct"), "", "")
        mine = await next_for(self._bot, heard)
        said = show.answer(mine, self._answers.voice(mine.languages))
        return show.home(said, await self._everything(who, home, client, text("slack.home")))

    async def _everything(self, who: str, home: Home, client: AsyncWebClient, heading: Text) -> Json:
        """All that this person can begin, below a heading."""
        heard = Heard(NAME, Remote(home.id, home.name), Remote(who), Remote("", kind="direct"), "", "")
        asked = await self._members.met(Asked(heard, Way("press")), client)
        known = await self._bot.known(asked.heard)
        commands = self._bot.commands(known.role)
        voice = self._answers.voice(known.languages)
        return show.answer(offered.everything(heading, commands, known.languages, self._prefix), voice)


def _is_somebodys(event: Body) -> bool:
    """What an app wrote, and what became of a message, is nobody's word to us."""
    return bool(event.get("user")) and not event.get("bot_id") and event.get("subtype") in WRITTEN


def _is_reply(event: Body) -> bool:
    there = event.get("thread_ts")
    return _is_somebodys(event) and bool(there) and there != event.get("ts") and event.get("channel_type") != "im"
