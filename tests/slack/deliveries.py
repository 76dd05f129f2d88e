"""What Slack hands to an app: once where somebody waits, and up to four times where nobody does.

An acknowledgement comes within three seconds or not at all. Both ways to the app, sockets and signed requests, have a
``hand`` that returns it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.slack import answers, payloads
from tests.slack.state import Channel, Post, State, Team, User, View

DEADLINE = 3.0
AGAIN = (0.0, 60.0, 300.0)  # seconds until an event is told again


@dataclass(frozen=True)
class Envelope:
    """One thing to hand over. ``kind``: slash_commands, interactive or events_api."""

    kind: str
    payload: Mapping[str, Any]
    retry: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Ack:
    """The app has it; ``body`` is what it answered at once."""

    body: Any = None


class Way(Protocol):
    """How the app is reached. ``hand`` returns None when nothing came, for whatever reason."""

    async def hand(self, envelope: Envelope) -> Ack | None: ...


@dataclass
class Deliveries:
    """Hands over. ``unanswered``: where somebody waited three seconds for nothing, and saw `operation_timeout`."""

    state: State
    way: Way
    again: tuple[float, ...] = AGAIN
    deadline: float = DEADLINE
    unanswered: list[str] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)  # seconds until each acknowledgement
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    async def command(self, team: Team, user: User, channel: Channel, line: str) -> None:
        """A slash command somebody typed, if the app has it."""
        name, _, words = line.partition(" ")
        if name not in self.state.app.commands:
            raise AssertionError(f"no app here has {name}")
        payload = payloads.command(self.state, team, user, channel, name, words)
        if ack := await self._waiting(Envelope("slash_commands", payload), name):
            answers.to_command(self.state, payload["response_url"], ack.body)

    async def press(
        self, team: Team, user: User, where: tuple[Channel, Post] | View, block: str, element: dict[str, Any]
    ) -> None:
        """A button somebody pressed."""
        payload = payloads.press(self.state, team, user, where, block, element)
        if ack := await self._waiting(Envelope("interactive", payload), "a button"):
            answers.to_nothing(self.state, "block_actions", ack.body)

    async def menu(self, team: Team, user: User, channel: Channel, post: Post, callback: str) -> None:
        """A message shortcut somebody chose."""
        if callback not in self.state.app.shortcuts:
            raise AssertionError(f"no app here has {callback}")
        payload = payloads.menu(self.state, team, user, channel, post, callback)
        if ack := await self._waiting(Envelope("interactive", payload), "a shortcut"):
            answers.to_nothing(self.state, "message_action", ack.body)

    async def submit(self, team: Team, user: User, view: View) -> None:
        """A modal somebody submitted."""
        payload = payloads.submission(self.state, team, user, view)
        if ack := await self._waiting(Envelope("interactive", payload), "a modal"):
            answers.to_submission(self.state, team, view, ack.body)

    async def close(self, team: Team, user: User, view: View) -> None:
        """A modal somebody closed."""
        del team.views[view.id]
        if view.payload.get("notify_on_close"):
            await self._waiting(
                Envelope("interactive", payloads.closed(self.state, team, user, view)), "a closed modal"
            )

    async def suggest(
        self, team: Team, user: User, view: View, block: str, action: str, typed: str
    ) -> list[dict[str, Any]]:
        """What a select offers somebody who types into it."""
        payload = payloads.suggestion(self.state, team, user, view, block, action, typed)
        ack = await self._waiting(Envelope("interactive", payload), "a search")
        return answers.to_suggestion(self.state, ack.body) if ack else []

    def tell(self, team: Team, inner: dict[str, Any], payload: dict[str, Any] | None = None) -> asyncio.Task[bool]:
        """An event, if the app subscribed to its type; told again while it is not acknowledged."""
        told = payload or payloads.event(self.state, team, inner)
        task = asyncio.create_task(self._told(told, subscribed(self.state, inner)))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    async def hand(self, envelope: Envelope) -> Ack | None:
        """Once, within the deadline."""
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            ack = await asyncio.wait_for(self.way.hand(envelope), self.deadline)
        except TimeoutError:
            return None
        if ack is not None:
            self.waited.append(clock() - began)
        return ack

    async def _waiting(self, envelope: Envelope, what: str) -> Ack | None:
        ack = await self.hand(envelope)
        if ack is None:
            self.unanswered.append(f"{what} was not acknowledged within {self.deadline:g} s")
        return ack

    async def _told(self, payload: dict[str, Any], wanted: bool) -> bool:
        """Whether it was acknowledged in the end."""
        if not wanted:
            return False
        reason = ""
        for number, wait in enumerate((0.0, *self.again)):
            await asyncio.sleep(wait)
            if ack := await self.hand(Envelope("events_api", payload, number, reason)):
                answers.to_nothing(self.state, payload["event"]["type"], ack.body)
                return True
            reason = "timeout"
        self.unanswered.append(f"the event {payload['event']['type']} was never acknowledged")
        return False


def subscribed(state: State, inner: Mapping[str, Any]) -> bool:
    """Whether the manifest has this event; a message's name says in which kind of conversation it is."""
    names = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}
    kind = inner["type"]
    if kind == "message":
        return f"message.{names[inner['channel_type']]}" in state.app.events
    return kind in state.app.events
