"""Somebody who uses an emulated Slack: types, presses, fills in, and looks at what came."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.slack import payloads
from tests.slack.server import Slack
from tests.slack.state import Came, Channel, Post, Team, User, View

Element = dict[str, Any]


@dataclass
class Person:
    """One user at their screen, looking at one channel. Everything they do answers with what came of it to them."""

    slack: Slack
    team: Team
    user: User
    channel: Channel

    def at(self, channel: Channel) -> Person:
        """The same one somewhere else."""
        return Person(self.slack, self.team, self.user, channel)

    @property
    def direct(self) -> Person:
        """The same one where they and the app talk alone."""
        return self.at(self.slack.state.direct(self.team, self.user.id))

    async def types(self, line: str) -> Came:
        """A slash command."""
        return await self._after(line, self.slack.deliveries.command(self.team, self.user, self.channel, line))

    async def presses(self, where: Post | View, block: str, element: Element) -> Came:
        """A button, of a post here or of a view."""
        there = where if isinstance(where, View) else (self.channel, where)
        return await self._after("a button", self.slack.deliveries.press(self.team, self.user, there, block, element))

    async def chooses(self, post: Post, callback: str) -> Came:
        """What is in the menu of a post."""
        return await self._after(
            callback, self.slack.deliveries.menu(self.team, self.user, self.channel, post, callback)
        )

    async def submits(self, view: View) -> Came:
        """A modal, as it is filled in."""
        return await self._after("a modal", self.slack.deliveries.submit(self.team, self.user, view))

    async def searches(self, view: View, block: str, typed: str) -> list[Element]:
        """What a select of a modal offers for these words."""
        (action,) = view.state[block]
        return await self.slack.deliveries.suggest(self.team, self.user, view, block, action, typed)

    def says(self, words: str, thread: str = "") -> tuple[Post, asyncio.Task[bool]]:
        """Something to the others; the event of it is on its way to the app. Slack escapes what people write."""
        escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        post = Post(self.slack.state.ts(), self.user.id, escaped, [], thread)
        self.channel.posts[post.ts] = post
        return post, self.slack.deliveries.tell(self.team, payloads.said(self.team, self.channel, post))

    async def home(self) -> View:
        """What the app shows on its own page, once it was opened."""
        inner = {
            "type": "app_home_opened",
            "user": self.user.id,
            "channel": self.slack.state.direct(self.team, self.user.id).id,
            "event_ts": self.slack.state.ts(),
            "tab": "home",
        }
        came = await self._after("the home", self.slack.deliveries.tell(self.team, inner), lambda each: each == "home")
        assert came.view
        return came.view

    async def _after(self, what: str, doing: Any, kinds: Callable[[str], bool] = lambda kind: kind != "home") -> Came:
        """What is new on the screen once it was done; what comes in a direct conversation is an answer only there."""
        feed = self.slack.state.came[self.team.id, self.user.id]
        before = len(feed)
        await doing
        mine = self._mine(kinds)
        return await self.slack.until(f"an answer to {what}", lambda: next(filter(mine, feed[before:]), None))

    def _mine(self, kinds: Callable[[str], bool]) -> Callable[[Came], bool]:
        return lambda came: kinds(came.kind) and (came.kind != "direct" or self.channel.kind == "im")
