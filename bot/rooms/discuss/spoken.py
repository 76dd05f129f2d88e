"""What is spoken, in a call or in a room: somebody takes the notes, and they go on the same record."""

from __future__ import annotations

from bot.marks import Long
from bot.people import person_of
from bot.room import MEMBER
from bot.rooms.discuss.declared import Any, Open, Question, Which, found, named, room, t, topic_of
from bot.rooms.discuss.record import button_read, put
from bot.rooms.discuss.tables import CLOSED, notes
from bot.store.rows import Row
from bot.store.tables import person
from bot.talk import Button, Item, Message, Refusal
from bot.turn import Turn


@room.action(may=MEMBER, slash=True)
async def take_notes(turn: Turn, discussion: Open) -> Message:
    """Take the notes of what is spoken in a discussion, for all."""
    one = await found(turn, discussion)
    there = await _scribe(turn, one)
    if there is not None and there.id != turn.who.id:
        raise Refusal(t("somebody-notes", who=person_of(there)))
    one = await turn.rows.change(one, scribe=turn.who.id)
    return Message(t("you-note"), await topic_of(turn, one), buttons=(_write(one),))


@room.action(may=MEMBER, slash=True, ask=("discussion", "words", "question"))
async def write_up(turn: Turn, discussion: Any, words: Long, question: Question | None = None) -> Message:
    """Put the notes of what was spoken on record, one point a line: for whoever takes them, or leads."""
    one = await found(turn, discussion)
    if turn.who.id not in (one.lead, one.scribe):
        there = await _scribe(turn, one)
        said = t("somebody-notes", who=person_of(there)) if there else t("take-notes-first")
        raise Refusal(said, buttons=() if there or one.state == CLOSED else (_take(one),))
    points = [point for line in words.splitlines() if (point := line.strip(" \t-*•"))] or [words]
    mine = await turn.rows.find(notes, notes.c.discussion == one.id, notes.c.person == turn.who.id)
    known = {each.words for each in mine}  # sent twice, it stands there once
    for point in dict.fromkeys(points):
        if point not in known:
            await put(turn, one, point, question)
    return Message(t("written-up", count=len(points)), "\n".join(points), buttons=(button_read(one), _write(one)))


@room.action(may=MEMBER)
async def spoken(turn: Turn, which: Which) -> Message:
    """Ask for the notes when the live part is over: the clock's Call, for whoever takes them."""
    one = await found(turn, which)
    if one.scribe != turn.who.id:
        raise Refusal(t("not-here"))
    return Message(t("notes-wanted", name=named(turn, one)), await topic_of(turn, one), buttons=(_write(one),))


async def ways(turn: Turn, one: Row, call: str | None) -> tuple[list[Item], list[Button]]:
    """Who takes the notes of a discussion, and what this person can do about them; ``call``: where it is spoken."""
    there = await _scribe(turn, one)
    items = [Item(t("notes-by", who=person_of(there)))] if there else []
    if turn.who.id == one.scribe or (call and turn.who.id == one.lead):
        return items, [_write(one)]
    return items, [_take(one)] if call and there is None and one.state != CLOSED else []


async def ended(turn: Turn, one: Row) -> None:
    """The live part is over: whoever takes the notes is asked for them."""
    if (there := await _scribe(turn, one)) is not None:
        turn.later(turn.now, spoken(which=one.id), to=person_of(there))


async def _scribe(turn: Turn, one: Row) -> Row | None:
    """Who takes the notes, unless they have left."""
    return await turn.rows.one(person, one.scribe, person.c.left.is_(None)) if one.scribe else None


def _take(one: Row) -> Button:
    return Button(t("take-notes-it"), take_notes(discussion=one.id))


def _write(one: Row) -> Button:
    return Button(t("write-up-it"), write_up(discussion=one.id), ("words", "question"))
