"""What became of what was said: done, refused for good, not now, or nobody knows; and found again by its key."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.manifest import scopes
from adapters.slack.speak import SHUT, Speaker
from bot.delivery import Absent, Delivered, Effect, Found, NotNow, Outcome, Refused, Unknown, Why
from bot.talk import Message, Place, text
from bot.texts import Texts
from tests.slack.server import Slack
from tests.slack.state import Channel, Post, Team

SINCE = datetime(2026, 11, 27, 9, tzinfo=UTC)


@dataclass
class Spoken:
    """A workspace and a speaker to it."""

    slack: Slack
    team: Team
    texts: Texts
    speaker: Speaker

    @property
    def hall(self) -> Channel:
        return self.team.channel("hall")

    def effect(self, where: str = "", **more: Any) -> Effect:
        """Something to say in the hall, or in this place."""
        place = Place("p", "channel", "hall", where or self.hall.id, ())
        said = Effect("say", "key", self.team.id, place, Message(text("t.hello")), (), ("en",), SINCE)
        return replace(said, **more)

    async def says(self, where: str = "", **more: Any) -> Outcome:
        return await self.speaker.say(self.effect(where, **more), self.texts)

    async def finds(self, where: str = "", **more: Any) -> Found:
        return await self.speaker.find(self.effect(where, **more))

    def calls(self, method: str) -> int:
        return sum(each.method == method for each in self.slack.state.calls)


@pytest.fixture
async def spoken(texts: Texts) -> AsyncIterator[Spoken]:
    async with Slack.open("http") as slack:
        slack.state.app.scopes = frozenset(scopes())
        team = slack.state.team("school", ["Ailsa", "Mai"], ["hall"])
        slack.rates.burst = 1_000

        async def client_of(home: str) -> AsyncWebClient | None:
            token = team.token or "xoxb-gone"
            return AsyncWebClient(token, base_url=slack.api, retry_handlers=[]) if home == team.id else None

        yield Spoken(slack, team, texts, Speaker(client_of, asyncio.get_running_loop().time))


async def test_a_post_is_said_edited_and_taken_back(spoken: Spoken) -> None:
    said = await spoken.says()
    assert isinstance(said, Delivered)
    (post,) = spoken.hall.posts.values()
    assert (said.remote, post.text) == (f"{spoken.hall.id}/{post.ts}", "Hello")
    edited = Message(text("t.go"))
    assert await spoken.says(kind="edit", remote=said.remote, message=edited) == said
    assert post.text == "Go"
    assert await spoken.says(kind="withdraw", remote=said.remote, message=None) == Delivered("")
    assert await spoken.says(kind="withdraw", remote=said.remote, message=None) == Delivered("")
    assert await spoken.says(kind="edit", remote=said.remote) == Refused(Why.GONE)
    assert (spoken.hall.posts, spoken.slack.violations) == ({}, [])


async def test_a_thread_is_named_as_the_post_it_hangs_from(spoken: Spoken) -> None:
    said = await spoken.says()
    assert isinstance(said, Delivered)
    assert await spoken.says(kind="open", remote=said.remote) == said
    reply = await spoken.says(said.remote, key="reply")
    posts = [*spoken.hall.posts.values()]
    assert (reply, posts[1].thread) == (Delivered(f"{spoken.hall.id}/{posts[1].ts}"), posts[0].ts)
    assert (await spoken.finds(said.remote, key="reply"), await spoken.finds(said.remote)) == (reply, said)
    assert await spoken.finds(key="reply") == Absent()


async def test_somebody_alone(spoken: Spoken) -> None:
    ailsa = spoken.team.user("Ailsa")
    said = await spoken.says(f"direct:{ailsa.id}")
    direct = spoken.team.direct(ailsa.id)
    assert direct
    assert said == Delivered(f"{direct.id}/{next(iter(direct.posts))}")
    assert await spoken.finds(f"direct:{ailsa.id}") == said
    spoken.team.user("Mai").deleted = True
    assert await spoken.says(f"direct:{spoken.team.user('Mai').id}") == Refused(Why.CLOSED)
    assert await spoken.says("direct:U0NOBODY") == Refused(Why.CLOSED)


async def test_where_nothing_can_be_said(spoken: Spoken) -> None:
    assert await spoken.says("C0NOWHERE") == Refused(Why.GONE)
    spoken.hall.members.clear()
    assert await spoken.says() == Refused(Why.FORBIDDEN)
    spoken.hall.archived = True
    assert await spoken.says() == Refused(Why.GONE)
    assert await spoken.finds("C0NOWHERE") == Unknown()


async def test_too_fast_is_not_now_for_as_long_as_slack_says(spoken: Spoken) -> None:
    spoken.slack.rates.burst = 1
    assert isinstance(await spoken.says(), Delivered)
    assert await spoken.says(key="another") == NotNow(1.0)
    assert spoken.slack.violations == []


async def test_where_we_were_put_out_nothing_is_asked_any_more(spoken: Spoken) -> None:
    spoken.team.token = ""
    assert await spoken.says() == NotNow(SHUT)
    asked = spoken.calls("chat.postMessage")
    later = await spoken.says()
    assert isinstance(later, NotNow)
    assert (asked, spoken.calls("chat.postMessage")) == (1, 1)
    assert await spoken.says(community="another") == NotNow(SHUT)


async def test_a_slack_that_is_not_there_was_told_nothing(texts: Texts) -> None:
    async def client_of(_home: str) -> AsyncWebClient:
        return AsyncWebClient("xoxb-1", base_url="http://127.0.0.1:9/", retry_handlers=[])

    place = Place("p", "channel", "hall", "C0HALL", ())
    effect = Effect("say", "key", "T0SCHOOL", place, Message(text("t.hello")), (), ("en",), SINCE)
    speaker = Speaker(client_of, asyncio.get_running_loop().time)
    assert await speaker.say(effect, texts) == NotNow(5.0)


async def test_it_is_found_far_back_and_whatever_our_clock_says(spoken: Spoken) -> None:
    said = await spoken.says()
    for number in range(450):
        ts = spoken.slack.state.ts()
        spoken.hall.posts[ts] = Post(ts, spoken.team.user("Ailsa").id, f"{number}", [])
    assert await spoken.finds() == said
    assert await spoken.finds(since=datetime(2020, 1, 1, tzinfo=UTC)) == said
    assert spoken.calls("conversations.history") == 6
    assert await spoken.finds(key="never", since=datetime(2030, 1, 1, tzinfo=UTC)) == Absent()
    assert spoken.calls("conversations.history") == 7


@pytest.mark.parametrize(
    ("how", "after", "why"),
    [("drop", True, "ServerDisconnectedError"), ("page", True, "unreadable"), (500, False, "unreadable")],
)
async def test_where_the_answer_is_lost_nobody_knows_and_it_is_looked_for(
    spoken: Spoken, how: Any, after: bool, why: str
) -> None:
    spoken.slack.faults.plan("chat.postMessage", how, after=after)
    assert await spoken.says() == Unknown(why)
    found = await spoken.finds()
    there = [Delivered(f"{spoken.hall.id}/{ts}") for ts in spoken.hall.posts]
    assert found == (there[0] if after else Absent())
