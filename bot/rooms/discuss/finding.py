"""Found again: what was discussed, put on record and summed up where one is. It is sealed, and opened to look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from sqlalchemy import select

from bot.finding import folded, matches
from bot.marks import OneLine
from bot.room import MEMBER
from bot.rooms.discuss.declared import named, room, t, visible
from bot.rooms.discuss.record import Page
from bot.rooms.discuss.summary import POSTED
from bot.rooms.discuss.tables import discussions, notes, summaries, topics
from bot.rooms.discuss.taking import show
from bot.store.rows import Row
from bot.talk import Button, Item, Message
from bot.turn import Turn

PAGE = 8  # discussions shown at once
LOOKED = 2_000  # discussions that are looked through, the newest
SHORT = 200  # characters shown of what was found
TELLING = 5  # letters of a word that tells something of a topic
Sought = Annotated[str, OneLine()]


@dataclass(frozen=True, slots=True)
class Held:
    """A discussion with all that stands of it: its topic, its summary once that is posted, its record."""

    one: Row
    topic: str
    parts: tuple[str, ...]

    def shown(self, sought: str) -> str:
        """The first part in which one of the sought words stands, or its topic."""
        words = folded(sought).split()
        part = next((each for each in self.parts if any(word in folded(each) for word in words)), self.topic)
        return part if len(part) <= SHORT else f"{part[: SHORT - 1]}…"


@room.action(may=MEMBER, slash=True)
async def find(turn: Turn, sought: Sought, page: Page = 1) -> Message:
    """Find discussions again, by words of theirs."""
    there = [each for each in await held(turn) if matches(sought, each.parts)][(page - 1) * PAGE :]
    if not there:
        return Message(t("found-none"), sought)
    turns = [Button(t("back-page"), find(sought=sought, page=page - 1))] if page > 1 else []
    turns += [Button(t("next-page"), find(sought=sought, page=page + 1))] if len(there) > PAGE else []
    items = tuple(line(turn, each, each.shown(sought)) for each in there[:PAGE])
    return Message(t("found"), sought, items=items, buttons=tuple(turns))


async def held(turn: Turn) -> list[Held]:
    """The discussions one may know of, the newest first."""
    order = (discussions.c.begins.desc(), discussions.c.id)
    there = await turn.rows.find(discussions, visible(turn), order=order, limit=LOOKED)
    known = select(discussions.c.id).where(discussions.c.community == turn.community.id, visible(turn))
    about = {each.discussion: each.topic for each in await turn.rows.find(topics, topics.c.discussion.in_(known))}
    found: dict[str, list[str]] = {id: [topic] for id, topic in about.items()}
    posted = (summaries.c.discussion.in_(known), summaries.c.state == POSTED)
    for each in await turn.rows.find(summaries, *posted):
        found.setdefault(each.discussion, []).append(each.summary)
    for each in await turn.rows.find(notes, notes.c.discussion.in_(known), order=(notes.c.kept, notes.c.id)):
        found.setdefault(each.discussion, []).append(each.words)
    return [Held(each, about.get(each.id, ""), tuple(found.get(each.id, ()))) for each in there]


def line(turn: Turn, each: Held, words: str) -> Item:
    """One of them in a list."""
    said = t("line-over", name=named(turn, each.one), on=each.one.begins.date())
    return Item(said, words, Button(t("show-it"), show(discussion=each.one.id)))


def alike(there: list[Held], topic: str) -> Iterator[Held]:
    """Those whose topic shares a word that tells something."""
    wanted = _telling(topic)
    return (each for each in there if wanted & _telling(each.topic))


def _telling(words: str) -> set[str]:
    return {word for word in map(_bare, folded(words).split()) if len(word) >= TELLING}


def _bare(word: str) -> str:
    return "".join(filter(str.isalnum, word))
