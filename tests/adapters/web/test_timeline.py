"""The playground as a platform, and its settings."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from adapters.web import Settings
from adapters.web.timeline import WINDOW, Post, Spot, Timeline
from bot.talk import Remote, Role
from bot.turn import World

NOW = datetime(2026, 11, 22, 16, tzinfo=UTC)  # a Sunday
WORLD = World(lambda: NOW, lambda: "a-start-token", random.Random(1))
OLDER = """
CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT NOT NULL, moderator INTEGER NOT NULL);
CREATE TABLE place (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, languages TEXT NOT NULL, person TEXT REFERENCES person
);
CREATE TABLE kept (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE post (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, place TEXT NOT NULL REFERENCES place,
    author TEXT REFERENCES person, at TEXT NOT NULL, words TEXT NOT NULL, html TEXT NOT NULL,
    edited INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL UNIQUE
);
INSERT INTO person VALUES ('sian', 'Siân', 0);
INSERT INTO place VALUES ('coffee', 'Coffee', 'en', NULL);
INSERT INTO kept VALUES ('token', 'an-old-token');
INSERT INTO post VALUES (7, 'k', 'coffee', NULL, '2026-11-22T16:00:00+00:00', '', '<p>old</p>', 0, 3);
"""


@pytest.fixture
async def timeline(tmp_path: Path) -> AsyncIterator[Timeline]:
    async with Timeline(tmp_path / "playground.db", WORLD) as opened:
        yield opened


async def test_a_key_is_one_post_and_an_edit_keeps_its_place(timeline: Timeline) -> None:
    first = await timeline.add("k", "coffee", None, html="<p>1</p>")
    assert await timeline.add("k", "coffee", None, html="<p>again</p>") == first
    await timeline.add("mine", "coffee", "callum", "words")
    last = max(post.changed for post in await timeline.posts("coffee"))
    await timeline.edit(first, "<p>2</p>")
    await timeline.edit(first, "<p>2</p>")
    edited = Post(first, "coffee", None, NOW, "", "<p>2</p>", True, last + 1)
    assert await timeline.since("coffee", last) == (edited,)
    assert await timeline.post(first) == edited
    assert [post.words or post.html for post in await timeline.posts("coffee")][-2:] == ["<p>2</p>", "words"]


async def test_a_key_is_told_apart_for_a_while_and_found_for_ever(tmp_path: Path) -> None:
    now = [NOW]
    async with Timeline(tmp_path / "playground.db", replace(WORLD, now=lambda: now[0])) as timeline:
        first = await timeline.add("k", "coffee", None, html="<p>1</p>")
        now[0] += WINDOW
        assert await timeline.keyed("k") == first
        second = await timeline.add("k", "coffee", None, html="<p>1</p>")
        assert (second > first, await timeline.keyed("never")) == (True, None)


async def test_a_thread_is_a_place_under_the_one_of_its_post(timeline: Timeline) -> None:
    post = await timeline.add("k", "coffee", None, html="<p>1</p>")
    thread = await timeline.open("t", post, "What next?")
    assert (await timeline.open("again", post, "Else"), await timeline.thread("t")) == (thread, thread)
    await timeline.add("in", thread, "sian", "This.")
    assert [each.words for each in await timeline.posts(thread)] == ["This."]
    places = await timeline.places("sian")
    after = [place.id for place in places].index("coffee") + 1
    (inside,) = await timeline.posts(thread)
    assert places[after] == Spot(thread, "What next?", "en", None, "coffee", inside.id)
    assert places[after].remote == Remote(thread, "What next?", "thread", ("en",))
    with pytest.raises(LookupError):
        await timeline.open("t", 99, "")


async def test_the_file_of_an_older_playground_is_taken_over(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "playground.db")) as older:
        older.executescript(OLDER)
    for _ in range(2):
        async with Timeline(tmp_path / "playground.db", WORLD) as timeline:
            assert (await timeline.secret(), await timeline.keyed("k")) == ("an-old-token", 7)
            assert [each.html for each in await timeline.posts("coffee")] == ["<p>old</p>"]
            thread = await timeline.open("t", 7, "What next?")
            assert await timeline.add("new", thread, None, html="<p>2</p>") > 7


async def test_what_is_not_there_is_an_error(timeline: Timeline) -> None:
    with pytest.raises(LookupError):
        await timeline.add("k", "nowhere", None)
    with pytest.raises(LookupError):
        await timeline.edit(99, "")
    assert await timeline.post(99) is None


async def test_the_sample_is_there_once_and_only_ones_own_direct_conversation(tmp_path: Path) -> None:
    file = tmp_path / "playground.db"
    async with Timeline(file, WORLD):
        pass
    async with Timeline(file, WORLD) as again:
        people = [(one.id, one.role, one.groups) for one in await again.people()]
        places = [place.remote for place in await again.places("sian")]
        posts = [post for place in places for post in await again.posts(place.id)]
        assert await again.secret() == "a-start-token"
    member, moderator = Role.MEMBER, Role.MODERATOR
    assert people == [("callum", member, ()), ("sian", member, ("hosts",)), ("mererid", moderator, ())]
    assert (len(places), places[-1]) == (4, Remote("direct:sian", "Siân Prydderch", "direct"))
    assert len(posts) == 6
    assert all(post.at.isoweekday() < 6 and 8 < post.at.hour < 17 and post.at < NOW for post in posts)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_many_at_once_wake_who_waits(timeline: Timeline) -> None:
    bell = timeline.bell
    await asyncio.gather(*(timeline.add(f"k{number}", "coffee", "sian", str(number)) for number in range(20)))
    assert bell.is_set()
    posts = await timeline.since("coffee", 6)
    assert sorted(int(post.words) for post in posts) == list(range(20))
    assert len({post.changed for post in posts}) == 20


def test_only_this_computer_is_listened_to() -> None:
    assert Settings().model_dump() == {"host": "127.0.0.1", "port": 8421}
    for wrong in ({"host": "0.0.0.0"}, {"host": "example.org"}, {"port": -1}, {"token": "x"}):
        with pytest.raises(ValidationError):
            Settings.model_validate(wrong)
    with pytest.raises(ValidationError, match="for this computer only: write 127"):
        Settings(host="0.0.0.0")
