"""One listener for each kind of what Slack sends; whatever it is, it is acknowledged."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, Final

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import hear, modal, offered
from adapters.slack.answers import Acknowledgement, Answers
from adapters.slack.happenings import Happenings
from adapters.slack.hear import Asked, Body, Home, Way
from adapters.slack.members import Members
from bot.core import Bot
from bot.talk import Answer, Call, Heard, Refusal, Remote, Role, text

ANY: Final = re.compile("")
Work = Callable[[Body, Home, AsyncWebClient, Acknowledgement], Coroutine[Any, Any, None]]


class Listeners:
    """Hears for one house; ``listen`` puts all of it into a Bolt app."""

    def __init__(self, bot: Bot, answers: Answers, members: Members, happenings: Happenings, prefix: str) -> None:
        self._bot, self._answers, self._members = bot, answers, members
        self._happenings, self._prefix = happenings, prefix

    def listen(self, app: AsyncApp) -> None:
        """Take everything there is: what nobody takes would not be acknowledged, and come again."""
        kinds: Mapping[Callable[..., Any], Work] = {
            app.command: self.command,
            app.action: self.press,
            app.view: self.form,
            app.shortcut: self.menu,
        }
        for declare, work in kinds.items():
            declare(ANY)(self._listener(work))
        app.view_closed(ANY)(self._listener(self.nothing))
        app.options(ANY)(self._options)
        app.event(ANY)(self._event)

    def _listener(self, work: Work) -> Callable[..., Awaitable[BoltResponse]]:
        async def hear_it(body: Body, context: AsyncBoltContext) -> BoltResponse:
            ack = Acknowledgement()
            client: Any = context.client
            return await self._answers.acknowledge(work(body, _home(context), client, ack), ack)

        return hear_it

    async def nothing(self, body: Body, home: Home, client: AsyncWebClient, ack: Acknowledgement) -> None:
        """Only acknowledged."""

    async def command(self, body: Body, home: Home, client: AsyncWebClient, ack: Acknowledgement) -> None:
        """A slash command."""
        every = self._bot.commands(Role.MODERATOR)  # whom a command is for is the door's to say
        asked = await self._members.met(hear.command(body, home, self._prefix, every), client)
        if asked.heard.call:
            await self._answers.take(asked, client, ack)
        else:
            await self._offer(hear.room_of(body, self._prefix), str(body.get("text") or "").strip(), asked, client, ack)

    async def press(self, body: Body, home: Home, client: AsyncWebClient, ack: Acknowledgement) -> None:
        """A button."""
        asked = await self._members.met(hear.press(body, home), client)
        call = asked.heard.call
        if isinstance(call, Call) and "." not in call.action:
            await self._offer(call.action, "", asked, client, ack)
        else:
            await self._answers.take(asked, client, ack)

    async def form(self, body: Body, home: Home, client: AsyncWebClient, ack: Acknowledgement) -> None:
        """A modal that was submitted."""
        asked = await self._members.met(hear.form(body, home), client)
        await self._answers.take(asked, client, ack, dict(body["view"]))

    async def menu(self, body: Body, home: Home, client: AsyncWebClient, ack: Acknowledgement) -> None:
        """The menu of a message."""
        action = self._bot.actions.get(body["callback_id"])
        pointed = action and action.pointed
        if pointed is None or "message" not in body:
            way = Way("press", body.get("trigger_id") or "", body.get("response_url") or "")
            nobody = Heard("slack", Remote(home.id), Remote(body["user"]["id"]), Remote("", kind="direct"), "", "")
            gone = Answer(Refusal(text("core.out-of-date")), (), self._bot.defaults.languages)
            await self._answers.give(gone, Asked(nobody, way), client, ack)
            return
        asked = await self._members.met(hear.menu(body, home, pointed.name), client)
        await self._answers.take(asked, client, ack)

    async def _event(self, body: Body, context: AsyncBoltContext) -> BoltResponse:
        client: Any = context.client
        return await self._happenings.happened(body, _home(context), client)

    async def _options(self, body: Body, context: AsyncBoltContext) -> BoltResponse:
        """What is searched for in a select; nothing is found where it cannot be read."""
        ack = Acknowledgement()
        client: Any = context.client

        async def find() -> None:
            heard, field, words = hear.search(body, _home(context))
            asked = await self._members.met(Asked(heard, Way("press")), client)
            found = await self._bot.choices(asked.heard, field, words)
            known = await self._bot.known(asked.heard)
            ack.carries(modal.options(found, self._answers.voice(known.languages)))

        answer = await self._answers.acknowledge(find(), ack)
        return answer if answer.body else BoltResponse(status=200, body={"options": []})

    async def _offer(self, room: str, typed: str, asked: Asked, client: AsyncWebClient, ack: Acknowledgement) -> None:
        """What can be begun, to somebody who began nothing."""
        known = await self._bot.known(asked.heard)
        commands = self._bot.commands(known.role)
        said = offered.offered(room, typed, commands, known.languages, self._prefix)
        await self._answers.give(said, asked, client, ack)


def _home(context: AsyncBoltContext) -> Home:
    """The workspace that what was sent is about."""
    there = context.authorize_result
    if there is None or not there.team_id:
        raise LookupError("a workspace")
    return Home(there.team_id, there.team or "", there.url or "")
