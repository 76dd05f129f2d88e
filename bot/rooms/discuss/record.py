"""The record: what people chose to put there, in their own words, with their name or without. Nothing is taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from typing import Any as Anything

from sqlalchemy import or_

from bot.marks import Long, Mine, Quoted, Whole
from bot.room import MEMBER, OWNER
from bot.rooms.discuss.declared import Any, Question, Yes, found, named, room, t, topic_of
from bot.rooms.discuss.tables import discussions, notes
from bot.store.rows import Row
from bot.talk import Button, Item, Message, Refusal
from bot.turn import Turn

PAGE = 5  # notes shown at once
MOST = 50  # of one person in one discussion
Note = Annotated[Row, Mine(notes)]
Page = Annotated[int, Whole(1, 100_000)]


async def _so_far(turn: Turn) -> Mapping[str, Anything]:
    """The discussion whose thread this is."""
    here = or_(discussions.c.thread == turn.where.id, discussions.c.place == turn.where.id)
    there = await turn.rows.find(discussions, here, order=(discussions.c.begins.desc(),), limit=1)
    return {"discussion": there[0].id} if there else {}


@room.action(may=MEMBER, slash=True, menu=True, ask=("discussion", "words", "question", "named"), fill=_so_far)
async def note(
    turn: Turn,
    discussion: Any,
    words: Long,
    question: Question | None = None,
    named: Yes | None = None,
    said: Quoted | None = None,
) -> Message:
    """Add to the record of a discussion: my own words, with my name or without."""
    if said and (said.author is None or said.author.id != turn.who.id):
        raise Refusal(t("not-your-message"))
    one = await found(turn, discussion)
    new = await put(turn, one, words, question, signed=named == "yes", link=said.link if said else None)
    ways = (Button(t("keep-it"), keep(note=new.id)), Button(t("unnote-it"), unnote(note=new.id)), button_read(one))
    return Message(t("noted-named" if new.signed else "noted"), words, buttons=ways)


async def put(
    turn: Turn, one: Row, words: str, question: int | None, *, signed: bool = False, link: str | None = None
) -> Row:
    """A note of this person's on the record. Raises Refusal when they put very many there."""
    if await turn.rows.count(notes, notes.c.discussion == one.id, notes.c.person == turn.who.id) >= MOST:
        raise Refusal(t("enough-notes", most=MOST))
    kept = {"question": question, "words": words, "signed": signed, "link": link, "kept": turn.now}
    new = await turn.rows.add(notes, person=turn.who.id, discussion=one.id, **kept)
    await turn.findable(new, words, of=one)
    return new


@room.action(may=OWNER)
async def keep(turn: Turn, note: Note) -> Message:
    """Keep one's own words in one's own log, too, with the discussion as their source."""
    one = await found(turn, note.discussion)
    topic = await topic_of(turn, one)
    why = topic or None
    logged = await turn.do("learn.log", what=note.words, kind="dialogue", formality="informal-planned", why=why)
    return Message(t("kept-too"), note.words, buttons=(*logged.buttons, button_read(one)))


@room.action(may=OWNER)
async def unnote(turn: Turn, note: Note) -> Message:
    """Take one's own words out of the record."""
    await turn.rows.remove(note)
    await turn.unfindable(note)
    return Message(t("unnoted"), note.words)


@room.action(may=MEMBER, slash=True)
async def record(turn: Turn, discussion: Any, page: Page = 1) -> Message:
    """The record of a discussion, question by question."""
    one = await found(turn, discussion)
    order = (notes.c.question.is_(None), notes.c.question, notes.c.kept, notes.c.id)
    start = (page - 1) * PAGE
    there = await turn.rows.find(notes, notes.c.discussion == one.id, order=order, limit=PAGE + 1, offset=start)
    turns = [Button(t("back-page"), record(discussion=one.id, page=page - 1))] if page > 1 else []
    turns += [Button(t("next-page"), record(discussion=one.id, page=page + 1))] if len(there) > PAGE else []
    items = [await _line(turn, each) for each in there[:PAGE]]
    said = t("record", name=named(turn, one)) if items else t("record-empty", name=named(turn, one))
    return Message(said, await topic_of(turn, one), items=tuple(items), buttons=(*turns, button(one, None)))


async def _line(turn: Turn, note: Row) -> Item:
    who = await turn.person(note.person) if note.signed else None
    to = "" if note.question is None else "-answer"
    values = {"number": note.question} if note.question is not None else {}
    return Item(t(f"note-of{to}", who=who, **values) if who else t(f"note{to}", **values), note.words)


def button(one: Row, question: int | None) -> Button:
    """Add to the record, perhaps to one question."""
    about = {"question": question} if question else {}
    return Button(t("note-it"), note(discussion=one.id, **about), ("words", "named"))


def button_read(one: Row) -> Button:
    """Read the record."""
    return Button(t("record-it"), record(discussion=one.id))
