"""The playground as a platform: its people, places and posts, in an SQLite file of its own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiosqlite

from adapters.web import sample
from bot.talk import Phrase, Remote, Role
from bot.turn import World

_STANDS = "(html <> '' OR words <> '')"  # was not withdrawn
SHOWN = 200  # the posts of a place that are read at once, the newest first
WEEK = "week"  # what is kept of the sample's week: how many scenes of it there were
OVER = "over"  # or that it is over
_NEWEST = 2**63 - 1  # no post has a higher id
WINDOW = timedelta(minutes=5)  # in which a second post under the same key is the first
# `html` is what Blether posted, `words` what a person wrote; `changed` counts up over all posts. A place with an
# `opener` is the thread of that post.
_TABLES = """
CREATE TABLE IF NOT EXISTS person (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, moderator INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS place (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, languages TEXT NOT NULL, person TEXT REFERENCES person,
    parent TEXT REFERENCES place, opener INTEGER REFERENCES post, key TEXT
);
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS post (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, place TEXT NOT NULL REFERENCES place,
    author TEXT REFERENCES person, at TEXT NOT NULL, words TEXT NOT NULL, html TEXT NOT NULL,
    edited INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL UNIQUE
);
CREATE INDEX IF NOT EXISTS post_key ON post (key);
CREATE INDEX IF NOT EXISTS post_place ON post (place)
"""
# From the file of the first playground, where a key stood once for ever and there were no threads.
_LATER = """
ALTER TABLE post RENAME TO post_before;
ALTER TABLE place ADD COLUMN parent TEXT REFERENCES place;
ALTER TABLE place ADD COLUMN opener INTEGER REFERENCES post;
ALTER TABLE place ADD COLUMN key TEXT
"""
_ADD = """
INSERT INTO post (key, place, author, at, words, html, changed)
SELECT :key, :place, :author, :at, :words, :html, (SELECT coalesce(max(changed), 0) + 1 FROM post)
WHERE NOT EXISTS (SELECT 1 FROM post WHERE key = :key AND at > :since)
"""
_OPEN = """
INSERT OR IGNORE INTO place (id, name, languages, parent, opener, key)
SELECT 'thread:' || post.id, ?, place.languages, place.id, post.id, ?
FROM post JOIN place ON place.id = post.place WHERE post.id = ?
"""
_SHOW_AGAIN = "UPDATE post SET changed = (SELECT max(changed) + 1 FROM post) WHERE id = ?"
_EDIT = """
UPDATE post SET html = ?, edited = 1, changed = (SELECT max(changed) + 1 FROM post) WHERE id = ? AND html <> ?
"""
_WITHDRAW = """
UPDATE post SET html = '', words = '', author = NULL, changed = (SELECT max(changed) + 1 FROM post)
WHERE id = ? AND html <> ''
"""
_POSTS = """
SELECT post.id, place, author, person.name, at, words, html, edited, changed,
    (SELECT id FROM place WHERE opener = post.id)
FROM post LEFT JOIN person ON person.id = author
"""
_PLACES = """
SELECT id, name, languages, person, parent,
    (SELECT coalesce(max(post.id), 0) FROM post WHERE post.place = place.id AND (html <> '' OR words <> ''))
FROM place WHERE person IS NULL OR person = ? ORDER BY rowid
"""


@dataclass(frozen=True, slots=True)
class Someone:
    """One of the people to be; ``groups`` are the ids of those they are in."""

    id: str
    name: str
    role: Role
    groups: tuple[str, ...]

    @property
    def about(self) -> Phrase | None:
        """Who they are, in few words, where the sample knows them."""
        known = sample.PEOPLE.get(self.id)
        return known.described if known else None

    @property
    def remote(self) -> Remote:
        """This person as the core hears of them."""
        return Remote(self.id, self.name)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the playground; ``person`` is the only one who sees a direct conversation, ``parent`` has a thread.

    ``newest`` is the id of the last post in it, 0 before the first.
    """

    id: str
    name: str
    languages: str
    person: str | None = None
    parent: str | None = None
    newest: int = 0

    @property
    def remote(self) -> Remote:
        """This place as the core hears of it."""
        kind = "direct" if self.person else "thread" if self.parent else "channel"
        return Remote(self.id, self.name, kind, tuple(self.languages.split()))


@dataclass(frozen=True, slots=True)
class Post:
    """What stands in a place: a person's ``words``, or the ``html`` that Blether posted (then without author)."""

    id: int
    place: str
    author: Remote | None
    at: datetime
    words: str
    html: str
    edited: bool
    changed: int
    thread: str | None = None  # the place that was opened of it


class Timeline:
    """Everything that stands in the playground, inside ``async with``.

    ``bell`` rings at each change, then there is a new one.
    """

    def __init__(self, file: Path, world: World) -> None:
        self._file, self._world = file, world
        self._db: aiosqlite.Connection
        self.bell = asyncio.Event()

    async def __aenter__(self) -> Timeline:
        """Open the file; at the first start make it, with the sample community, in one transaction."""
        self._file.touch(0o600)
        self._db = await aiosqlite.connect(self._file, isolation_level=None)
        await self._db.execute("PRAGMA journal_mode=WAL")
        await self._db.execute("PRAGMA synchronous=NORMAL")  # a killed process loses nothing; a lost power, a moment
        await self._db.execute("PRAGMA secure_delete=ON")
        await self._db.execute("BEGIN IMMEDIATE")
        await self._make()
        if not await self._all("SELECT 1 FROM person"):
            await self._settle()
        await self._db.execute("COMMIT")
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        await self._db.close()

    def ring(self) -> None:
        """Wake who waits for a change."""
        self.bell, rung = asyncio.Event(), self.bell
        rung.set()

    async def secret(self) -> str:
        """The start token. It lies in the file, so that a page stays open over a restart."""
        return str(await self.held("token"))

    async def held(self, name: str) -> str | None:
        """What the file holds under a name."""
        rows = await self._all("SELECT value FROM kept WHERE name = ?", name)
        return str(rows[0][0]) if rows else None

    async def keep(self, name: str, value: str) -> None:
        """Have the file hold this under a name, instead of what it held before."""
        await self._do("INSERT OR REPLACE INTO kept VALUES (?, ?)", name, value)

    async def people(self) -> tuple[Someone, ...]:
        """Who one may be, in the order of the page."""
        rows = await self._all("SELECT id, name, moderator FROM person ORDER BY rowid")
        return tuple(
            Someone(id, name, Role.MODERATOR if moderator else Role.MEMBER, _groups(id)) for id, name, moderator in rows
        )

    async def places(self, person: str) -> tuple[Spot, ...]:
        """The places this person sees, each thread under its own."""
        found = [Spot(*row) for row in await self._all(_PLACES, person)]
        order = {spot.id: number for number, spot in enumerate(found)}
        return tuple(sorted(found, key=lambda spot: (order[spot.parent or spot.id], order[spot.id])))

    async def add(
        self, key: str, place: str, author: str | None, words: str = "", html: str = "", at: datetime | None = None
    ) -> int:
        """One post: a second time within WINDOW is answered with the id of the first. LookupError: no such place."""
        at = at or self._world.now()
        if not await self._all("SELECT 1 FROM place WHERE id = ?", place):
            raise LookupError(f"the playground has no place {place}")
        new = {"key": key, "place": place, "author": author, "at": at.astimezone(UTC).isoformat()}
        since = (at - WINDOW).astimezone(UTC).isoformat()
        await self._db.execute(_ADD, new | {"words": words, "html": html, "since": since})
        self.ring()
        return await self.keyed(key) or 0

    async def keyed(self, key: str) -> int | None:
        """The newest post of this key."""
        rows = await self._all("SELECT max(id) FROM post WHERE key = ?", key)
        return None if rows[0][0] is None else int(rows[0][0])

    async def open(self, key: str, opener: int, name: str) -> str:
        """The thread of a post, a new one unless it has one. LookupError when there is no such post."""
        await self._do(_OPEN, name, key, opener)
        await self._do(_SHOW_AGAIN, opener)  # with the way into it
        rows = await self._all("SELECT id FROM place WHERE opener = ?", opener)
        if not rows:
            raise LookupError(f"the playground has no post {opener}")
        return str(rows[0][0])

    async def thread(self, key: str) -> str | None:
        """The thread that was opened under this key."""
        rows = await self._all("SELECT id FROM place WHERE key = ?", key)
        return str(rows[0][0]) if rows else None

    async def edit(self, id: int, html: str) -> None:
        """The post now reads so. LookupError when there is none."""
        if not await self._all("SELECT 1 FROM post WHERE id = ?", id):
            raise LookupError(f"the playground has no post {id}")
        await self._do(_EDIT, html, id, html)

    async def withdraw(self, id: int) -> None:
        """Nothing is left of the post of that id but that there was one."""
        await self._do(_WITHDRAW, id)

    async def posts(self, place: str, before: int | None = None) -> tuple[Post, ...]:
        """The newest posts of a place, or of those ``before`` a post, oldest first."""
        which = f"place = ? AND {_STANDS} AND post.id < ?"
        rows = await self._posts(
            f"{_POSTS} WHERE {which} ORDER BY post.id DESC LIMIT ?", place, before or _NEWEST, SHOWN
        )
        return rows[::-1]

    async def since(self, place: str, changed: int) -> tuple[Post, ...]:
        """What was posted or edited in a place after that change."""
        return await self._posts(f"{_POSTS} WHERE place = ? AND changed > ? ORDER BY changed", place, changed)

    async def post(self, id: int) -> Post | None:
        """One post."""
        return next(iter(await self._posts(f"{_POSTS} WHERE post.id = ? AND {_STANDS}", id)), None)

    async def _posts(self, sql: str, *values: Any) -> tuple[Post, ...]:
        return tuple(_post(*row) for row in await self._all(sql, *values))

    async def _all(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in await self._db.execute_fetchall(sql, values)]

    async def _do(self, sql: str, *values: Any) -> None:
        await self._db.execute(sql, values)
        self.ring()

    async def _make(self) -> None:
        """The tables; those of an older file with everything in them."""
        columns = {row[1] for row in await self._all("PRAGMA table_info(place)")}
        older = bool(columns) and "opener" not in columns
        for step in (_LATER.split(";") if older else []) + _TABLES.split(";"):
            await self._db.execute(step)
        if older:
            await self._db.execute("INSERT INTO post SELECT * FROM post_before")
            await self._db.execute("DROP TABLE post_before")

    async def _settle(self) -> None:
        people, places = sample.PEOPLE.values(), sample.PLACES
        await self._db.executemany(
            "INSERT INTO person VALUES (?, ?, ?)", [(each.id, each.name, each.moderator) for each in people]
        )
        await self._db.executemany(
            "INSERT INTO place (id, name, languages) VALUES (?, ?, ?)",
            [(each.id, each.name, " ".join(each.languages)) for each in places],
        )
        await self._db.executemany(
            "INSERT INTO place (id, name, languages, person) VALUES ('direct:' || ?, ?, '', ?)",
            [(each.id, each.name, each.id) for each in people],
        )
        await self._db.execute("INSERT INTO kept VALUES ('token', ?), (?, '0')", (self._world.ids(), WEEK))


def _groups(person: str) -> tuple[str, ...]:
    return tuple(team.id for team in sample.TEAMS if person in team.people)


def _post(
    id: int,
    place: str,
    who: str,
    name: str,
    at: str,
    words: str,
    html: str,
    edited: int,
    changed: int,
    thread: str | None,
) -> Post:
    author = Remote(who, name) if who else None
    return Post(id, place, author, datetime.fromisoformat(at), words, html, bool(edited), changed, thread)
