"""What somebody asks of the house, and how the answer reaches them: in the acknowledgement, or after it.

Slack waits three seconds for an acknowledgement. It goes out when the turn is committed, or after two seconds: with it
a form closes, and what was typed would be lost with the turn. What could not be said with it is said where the person
can still be reached.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, Final

import structlog
from aiohttp import ClientError, ClientSession
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient
from slack_sdk.webhook.webhook_response import WebhookResponse

from adapters.slack import modal, pictures, show
from adapters.slack.groups import Groups
from adapters.slack.hear import Asked
from adapters.slack.speak import Speaker, named
from adapters.slack.voice import Json, Voice
from bot.core import Bot
from bot.logs import broke
from bot.talk import Answer, File, Form, Message, Refusal, text

log = structlog.get_logger("blether.slack")
PATIENCE: Final = 2.0  # seconds that an acknowledgement waits for the turn
LEFT: Final = 3.0  # seconds that what is still to be said has when it is time to stop
UNREACHED: Final = (SlackClientError, ClientError, asyncio.TimeoutError, OSError)
NOTHING: Final = ""
OK: Final = 200


class Acknowledgement:
    """What is said with it, as long as it is not gone."""

    def __init__(self) -> None:
        self._body: asyncio.Future[Json | str] = asyncio.get_running_loop().create_future()

    def carries(self, body: Json | str) -> bool:
        """Whether it says this; False when it is gone, or says something already."""
        if self._body.done():
            return False
        self._body.set_result(body)
        return True

    async def body(self) -> Json | str:
        """What it says by now."""
        await asyncio.wait({self._body}, timeout=PATIENCE)
        self.carries(NOTHING)
        return self._body.result()


class Answers:
    """Answers people, each in the way that is open to them."""

    def __init__(self, bot: Bot, speaker: Speaker, groups: Groups, session: ClientSession) -> None:
        self._bot, self._speaker, self._groups, self._session = bot, speaker, groups, session
        self._work: set[asyncio.Task[None]] = set()

    def voice(self, languages: tuple[str, ...]) -> Voice:
        """How somebody of these languages is spoken to."""
        return Voice(self._bot.texts, languages)

    async def acknowledge(self, work: Coroutine[Any, Any, None], ack: Acknowledgement) -> BoltResponse:
        """Begin the work, and acknowledge as soon as it says so or has taken long; nothing is ever raised here."""
        task = asyncio.create_task(self._guarded(work, ack))
        self._work.add(task)
        task.add_done_callback(self._work.discard)
        return BoltResponse(status=200, body=await ack.body())

    async def drain(self) -> None:
        """Let what is under way end, but not for ever."""
        if self._work:
            await asyncio.wait(self._work, timeout=LEFT)

    async def _guarded(self, work: Coroutine[Any, Any, None], ack: Acknowledgement) -> None:
        try:
            await work
        except Exception as bug:  # its words may be somebody's own
            log.error("not-answered", **broke(bug))
        ack.carries(NOTHING)

    async def take(
        self, asked: Asked, client: AsyncWebClient, ack: Acknowledgement, submitted: Json | None = None
    ) -> None:
        """Answer by the door; ``submitted`` is the modal that was."""
        await self.give(await self._bot.take(asked.heard), asked, client, ack, submitted)

    async def give(
        self, answer: Answer, asked: Asked, client: AsyncWebClient, ack: Acknowledgement, submitted: Json | None = None
    ) -> None:
        """Show this answer."""
        here = _Here(asked, client, ack, self.voice(answer.languages))
        kept = asked.way.kept(asked.heard.where)
        if isinstance(answer.said, Form):
            groups = await self._groups_for(answer.said, here)
            await self._modal(modal.form(answer.said, answer.wires[0], here.voice, kept, groups), here)
            return
        said = show.answer(answer, here.voice, await pictures.sent(client, answer.said, here.voice))
        if asked.way.kind == "form":
            wrong = isinstance(answer.said, Refusal) and modal.errors(answer.said, submitted or {}, here.voice)
            await self._after_form(said, wrong or None, here)
        elif asked.way.view or not asked.way.url:
            await self._modal(show.view(said, here.voice, kept), here)
        else:
            # Nobody tells whether what an acknowledgement says could be shown, and a new picture sometimes cannot.
            carried = asked.way.kind == "command" and not getattr(answer.said, "picture", None)
            ephemeral = {"response_type": "ephemeral", "mrkdwn": False} | said
            if not (carried and ack.carries(ephemeral)):
                await self._whisper(said, here)
        if isinstance(answer.said, Message) and answer.said.files:
            await self._hand_over(answer.said.files, here)

    async def _groups_for(self, form: Form, here: _Here) -> Mapping[str, str]:
        """The names of the workspace's groups of people, where the form may ask for some."""
        if all(each.kind != "members" for each in form.fields):
            return {}
        there = await self._groups.of(here.client, here.asked.heard.community.id)
        return {id: each.name for id, each in there.items()}

    async def _after_form(self, said: Json, wrong: Json | None, here: _Here) -> None:
        """Below its inputs, where it was begun, or in its own place."""
        if wrong and here.ack.carries(wrong):
            return
        if here.asked.way.url:
            here.ack.carries({"response_action": "clear"})
        elif here.ack.carries({"response_action": "update", "view": show.view(said, here.voice)}):
            return
        await self._whisper(said, here)

    async def _modal(self, view: Json, here: _Here) -> None:
        """In the place of the modal that is open, or as a new one."""
        way = here.asked.way
        if way.kind == "form" and here.ack.carries({"response_action": "update", "view": view}):
            return
        try:
            if way.view:
                await here.client.views_update(view_id=way.view, view=view)
            else:
                await here.client.views_open(trigger_id=way.trigger, view=view)
        except UNREACHED as unopened:
            log.warning("not-opened", why=named(unopened))
            await self._whisper(show.sentence(text("slack.too-slow"), here.voice), here)
        here.ack.carries(NOTHING)

    async def _whisper(self, said: Json, here: _Here) -> None:
        """To this person alone, where they are; if that cannot be any more, where they and Blether talk alone."""
        here.ack.carries(NOTHING)
        where, way = here.asked.heard.where, here.asked.way
        told = said | {"response_type": "ephemeral", "replace_original": way.instead, "mrkdwn": False}
        if where.kind == "thread":
            told |= {"thread_ts": where.id.partition("/")[2]}
        try:
            if way.url and (await self._post(way.url, told)).status_code == OK:
                return
            channel = await self._speaker.direct(here.client, here.asked.heard.community.id, here.asked.heard.who.id)
            bare = said | {"blocks": [each for each in said["blocks"] if each["type"] != "image"]}
            await here.client.chat_postMessage(channel=channel, mrkdwn=False, parse="none", unfurl_links=False, **bare)
        except UNREACHED as unreached:
            log.warning("not-answered", why=named(unreached))

    async def _post(self, url: str, told: Json) -> WebhookResponse:
        again: list[AsyncRetryHandler] = [AsyncRateLimitErrorRetryHandler(max_retry_count=1)]
        return await AsyncWebhookClient(url, session=self._session, retry_handlers=again).send_dict(told)

    async def _hand_over(self, files: tuple[File, ...], here: _Here) -> None:
        """Files go where the person and Blether talk alone."""
        channel = await self._speaker.direct(here.client, here.asked.heard.community.id, here.asked.heard.who.id)
        for each in files:
            await here.client.files_upload_v2(channel=channel, filename=each.name, title=each.name, content=each.data)


@dataclass(frozen=True, slots=True)
class _Here:
    """One answer on its way."""

    asked: Asked
    client: AsyncWebClient
    ack: Acknowledgement
    voice: Voice
