"""A room that is broken on purpose, once for each rule of the house: it shows that the rules can fail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from sqlalchemy import Column, String, select

from bot.marks import Line, Long, Mine, Pick, Somebody
from bot.room import MEMBER, MODERATOR, OWNER, Room
from bot.store.rows import Row
from bot.store.schema import Sealed, owner, table
from bot.talk import Button, Item, Message, Option, Refusal, Word
from bot.turn import Turn

room = Room("broken")
t = room.text

notes = table(  # `reader` is a person, and nothing says so
    "broken_note", owner("writer"), Column("words", Sealed, nullable=False), Column("reader", String(22))
)


async def _shelves(turn: Turn, typed: str) -> Sequence[Option]:
    """Whoever only looks at the choices has changed something."""
    await turn.rows.add(notes, writer=turn.who.id, words="looked")
    return (Option("top", t("top")),)


blot, blank, torn = room.picture("blot"), room.picture("blank"), room.picture("torn")
Note = Annotated[Row, Mine(notes)]
Shelf = Annotated[str, Pick(_shelves)]


@room.action(may=MEMBER, slash=True)
async def write(turn: Turn, words: Long) -> Message:
    """Nothing is wrong with this one."""
    note = await turn.rows.add(notes, writer=turn.who.id, words=words)
    return Message(t("written"), buttons=(Button(t("read-it"), read(note=note.id)),))


@room.action(may=OWNER)
async def read(_turn: Turn, note: Note) -> Message:
    """Nor with this."""
    return Message(t("written"), note.words)


@room.action(may=MEMBER, slash=True)
async def look_up(turn: Turn, name: Line) -> Message:
    """A row is found by its id, and nobody asks whose it is."""
    found = await turn.rows.one(notes, name)
    if found is None:
        raise Refusal(t("nothing"))
    return Message(t("written"), found.words)


@room.action(may=MODERATOR, public=True)
async def empty(_turn: Turn) -> Message:
    """Rightly for moderators."""
    return Message(t("emptied"))


@room.action(may=MEMBER, slash=True)
async def tidy(turn: Turn) -> Message:
    """Wrongly for members, who are refused by what it leads to."""
    return await turn.do("broken.empty")


@room.action(may=MEMBER, slash=True)
async def quote(_turn: Turn, words: Line) -> Message:
    """What somebody typed is said as if it were a word of ours."""
    return Message(t("quoted", words=Word(words)))


@room.action(may=MEMBER, slash=True)
async def gather(turn: Turn) -> Message:
    """A query of its own leaves the community."""
    others = select(notes).where(notes.c.community != turn.community.id).limit(20)
    found = (await turn.rows._tx.execute(others)).mappings().all()
    opened = [Row(notes, dict(each), turn.rows._keys).words for each in found]
    return Message(t("written"), items=tuple(Item(t("one"), words[:80]) for words in opened))


@room.action(may=MEMBER, slash=True)
async def praise(_turn: Turn, words: Long) -> Message:
    """A whole text stands in a sentence, in each language again."""
    return Message(t("praised", words=words))


@room.action(may=MEMBER, slash=True)
async def number(_turn: Turn, digits: Line) -> Message:
    """It believes that everybody writes a number."""
    return Message(t("counted", count=int(digits)))


@room.action(may=MEMBER, slash=True)
async def lend(turn: Turn, to: Somebody, words: Line) -> Message:
    """Who reads it stays there for ever, whatever they ask."""
    await turn.rows.add(notes, writer=turn.who.id, words=words, reader=to.id)
    return Message(t("written"))


@room.action(may=MEMBER, slash=True)
async def shelve(_turn: Turn, shelf: Shelf) -> Message:
    """Its choices write."""
    return Message(t("written"))


@room.action(may=MEMBER, slash=True)
async def paint(_turn: Turn) -> Message:
    """Its picture says nothing to whoever does not see it."""
    return Message(t("written"), picture=blot(()))


@room.action(may=MEMBER, slash=True)
async def tear(_turn: Turn, words: Line) -> Message:
    """Its picture needs more than it is given."""
    return Message(t("written"), picture=torn((t("emptied"),), words=words))
