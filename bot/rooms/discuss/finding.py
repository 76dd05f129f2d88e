"""Found again: what was discussed, put on record and summed up where one is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from sqlalchemy import select

from bot.finding import words_of
from bot.marks import OneLine
from bot.room import MEMBER
from bot.rooms.discuss.declared import brief, named, room, t, visible
from bot.rooms.discuss.record import Page
from bot.rooms.discuss.tables import discussions, notes, summaries, topics
from bot.rooms.discuss.taking import show
from bot.store.rows import Row
from bot.talk import Button, Item, Message
from bot.turn import Turn

PAGE = 8  # discussions shown at once
SHORT = 200  # characters shown of what was found
TELLING = 5  # letters of a word that tells something of a topic
NEWEST = (discussions.c.begins.desc(), discussions.c.id)
Sought = Annotated[str, OneLine()]


@room.action(may=MEMBER, slash=True)
async def find(turn: Turn, sought: Sought, page: Page = 1) -> Message:
    """Find discussions again, by words of theirs."""
    within, start = turn.found(discussions.c.id, sought), (page - 1) * PAGE
    there = await turn.rows.find(discussions, visible(turn), *within, order=NEWEST, limit=PAGE + 1, offset=start)
    if not there:
        return Message(t("found-none"), sought)
    turns = [Button(t("back-page"), find(sought=sought, page=page - 1))] if page > 1 else []
    turns += [Button(t("next-page"), find(sought=sought, page=page + 1))] if len(there) > PAGE else []
    held = await _holding(turn, there[:PAGE], sought)
    items = [line(turn, each, held.get(each.id, "")) for each in there[:PAGE]]
    return Message(t("found"), sought, items=tuple(items), buttons=tuple(turns))


async def _holding(turn: Turn, there: Sequence[Row], sought: str) -> dict[str, str]:
    """Of each discussion the first part in which one of the sought words stands: its topic, summary, record."""
    found: dict[str, str] = {}
    for table, words in ((topics, "topic"), (summaries, "summary"), (notes, "words")):
        left = [each.id for each in there if each.id not in found]
        part = (table.c.discussion.in_(left), *turn.found(table.c.id, sought, by="id", some=True))
        for row in await turn.rows.find(table, *part, order=(table.c.id.desc(),)) if left else ():
            found[row.discussion] = brief(str(getattr(row, words)), SHORT)
    return found


def line(turn: Turn, one: Row, words: str) -> Item:
    """One of them in a list."""
    said = t("line-over", name=named(turn, one), on=one.begins.date())
    return Item(said, words, Button(t("show-it"), show(discussion=one.id)))


async def alike(turn: Turn, topic: str, most: int) -> list[Row]:
    """The newest whose topic shares a word that tells something."""
    telling = " ".join(each for each in words_of(topic) if len(each) >= TELLING)
    about = turn.found(topics.c.id, telling, by="id", some=True)
    those = select(topics.c.discussion).where(topics.c.community == turn.community.id, *about)
    return await turn.rows.find(discussions, visible(turn), discussions.c.id.in_(those), order=NEWEST, limit=most)
