"""One listener for each kind of what Slack sends; whatever it is, it is acknowledged."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Any, Final

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import hear, modal, offered, show
from adapters.slack.answers import NOTHING, Acknowledgement, Answers
from adapters.slack.hear import Asked, Body, Way
from adapters.slack.members import Members
from adapters.slack.voice import Json
from adapters.slack.workspaces import Workspaces
from bot.core import Bot
from bot.talk import Answer, Call, Heard, Quoted, Refusal, Remote, Role, Text, text

ANY: Final = re.compile("")
MANY: Final = 10_000  # events that are known again
Work = Callable[[Body, AsyncWebClient, Acknowledgement], Coroutine[Any, Any, None]]


class Listeners:
    """Hears for one house; ``listen`` puts all of it into a Bolt app."""

    def __init__(self, bot: Bot, answers: Answers, members: Members, workspaces: Workspaces, prefix: str) -> None:
        self._bot, self._answers, self._members = bot, answers, members
        self._workspaces, self._prefix = workspaces, prefix
        self._came: deque[str] = deque(maxlen=MANY)

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
        app.event(ANY)(self._listener(self.event))

    def _listener(self, work: Work) -> Callable[..., Awaitable[BoltResponse]]:
        async def hear_it(body: Body, context: AsyncBoltContext) -> BoltResponse:
            ack = Acknowledgement()
            client: Any = context.client
            return await self._answers.acknowledge(work(body, client, ack), ack)

        return hear_it

    async def nothing(self, body: Body, client: AsyncWebClient, ack: Acknowledgement) -> None:
        """Only acknowledged."""

    async def command(self, body: Body, client: AsyncWebClient, ack: Acknowledgement) -> None:
        """A slash command."""
        every = self._bot.commands(Role.MODERATOR)  # whom a command is for is the door's to say
        asked = await self._met(hear.command(body, self._workspaces.home, self._prefix, every), client)
        if asked.heard.call:
            await self._answers.take(asked, client, ack)
        else:
            await self._offer(hear.room_of(body, self._prefix), str(body.get("text") or "").strip(), asked, client, ack)

    async def press(self, body: Body, client: AsyncWebClient, ack: Acknowledgement) -> None:
        """A button."""
        asked = await self._met(hear.press(body, self._workspaces.home), client)
        call = asked.heard.call
        if isinstance(call, Call) and "." not in call.action:
            await self._offer(call.action, "", asked, client, ack)
        else:
            await self._answers.take(asked, client, ack)

    async def form(self, body: Body, client: AsyncWebClient, ack: Acknowledgement) -> None:
        """A modal that was submitted."""
        asked = await self._met(hear.form(body, self._workspaces.home), client)
        await self._answers.take(asked, client, ack, dict(body["view"]))

    async def menu(self, body: Body, client: AsyncWebClient, ack: Acknowledgement) -> None:
        """The menu of a message."""
        action = self._bot.actions.get(body["callback_id"])
        pointed = action and action.pointed
        if pointed is None or "message" not in body:
            home = self._workspaces.home
            way = Way("press", body.get("trigger_id") or "", body.get("response_url") or "")
            nobody = Heard("slack", Remote(home.id), Remote(body["user"]["id"]), Remote("", kind="direct"), "", "")
            gone = Answer(Refusal(text("core.out-of-date")), (), self._bot.defaults.languages)
            await self._answers.give(gone, Asked(nobody, way), client, ack)
            return
        asked = await self._met(hear.menu(body, self._workspaces.home, pointed.name), client)
        await self._answers.take(asked, client, ack)

    async def event(self, body: Body, client: AsyncWebClient, ack: Acknowledgement) -> None:
        """Something that happened. None of it is kept, so it is acknowledged at once."""
        ack.carries(NOTHING)
        happened = body["event"]
        # What an app wrote, and what became of a message, is nobody's word to us.
        if not happened.get("user") or happened.get("bot_id") or happened.get("subtype"):
            return
        match happened["type"]:
            case "app_home_opened" if happened.get("tab") == "home":
                said = await self._everything(happened, client, text("slack.home"))
                await client.views_publish(user_id=happened["user"], view=show.home(said))
            case "message" if happened.get("channel_type") == "im" and self._first(body):
                said = await self._everything(happened, client, text("slack.not-read"))
                await client.chat_postMessage(channel=happened["channel"], unfurl_links=False, **said)
            case "app_mention" if self._first(body):
                said = await self._everything(happened, client, text("slack.not-read"))
                there = {"channel": happened["channel"], "thread_ts": happened.get("thread_ts")}
                await client.chat_postEphemeral(user=happened["user"], **there, **said)

    def _first(self, body: Body) -> bool:
        """Whether it did not come before. It is not kept: after a restart a repetition is answered once more."""
        new = body["event_id"] not in self._came
        self._came.append(body["event_id"])
        return new

    async def _everything(self, happened: Body, client: AsyncWebClient, heading: Text) -> Json:
        """All that this person can begin, below a heading."""
        home, direct = self._workspaces.home, Remote("", kind="direct")
        heard = Heard("slack", Remote(home.id, home.name), Remote(happened["user"]), direct, "", "")
        asked = await self._met(Asked(heard, Way("press")), client)
        known = await self._bot.known(asked.heard)
        commands = self._bot.commands(known.role)
        voice = self._answers.voice(known.languages)
        return show.answer(offered.everything(heading, commands, known.languages, self._prefix), voice)

    async def _options(self, body: Body, context: AsyncBoltContext) -> BoltResponse:
        """What is searched for in a select; nothing is found where it cannot be read."""
        ack = Acknowledgement()
        client: Any = context.client

        async def find() -> None:
            heard, field, words = hear.search(body, self._workspaces.home)
            asked = await self._met(Asked(heard, Way("press")), client)
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

    async def _met(self, asked: Asked, client: AsyncWebClient) -> Asked:
        """With the names and rights of the person, and the names of everybody and everything they name."""
        heard = asked.heard
        me = await self._members.known(client, heard.community.id, heard.who.id, heard.who.name)
        met = replace(heard, who=replace(heard.who, name=me.name), role=me.role)
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
        if value.id.startswith(("U", "W")):
            return replace(value, name=(await self._members.known(client, heard.community.id, value.id)).name)
        return replace(value, name=await self._members.channel(client, heard.community.id, value.id))
