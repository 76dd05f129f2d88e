"""The room itself, what its fields are, and what is found of a discussion."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, or_, select

from bot.finding import likeliest
from bot.marks import Led, OneLine, Pick, Whole, Words
from bot.people import place_of
from bot.protocols import DAYS, MINUTES, QUESTIONS, WAYS, Protocol
from bot.room import Room
from bot.rooms.discuss.rules import Calendar, written
from bot.rooms.discuss.tables import CLOSED, WAITING, discussions, joined, stages, topics
from bot.store.rows import Row
from bot.store.tables import place
from bot.talk import OPTIONS, Option, Phrase, Place, Refusal, Text
from bot.timetable.holidays import holidays_of
from bot.turn import Turn

room = Room("discuss")
t = room.text

SHORT = 50  # characters of a topic where there are several


def visible(turn: Turn) -> ColumnElement[bool]:
    """The discussions somebody may know of: those of where they are, and that they lead, note or said to take part in.

    What is discussed in a channel that is closed to others is thereby nobody else's to find.
    """
    mine = select(joined.c.discussion).where(joined.c.community == turn.community.id, joined.c.person == turn.who.id)
    here = or_(discussions.c.place == turn.where.id, discussions.c.thread == turn.where.id)
    theirs = or_(discussions.c.lead == turn.who.id, discussions.c.scribe == turn.who.id, discussions.c.id.in_(mine))
    return or_(here, theirs)


async def _some_protocols(turn: Turn, typed: str) -> Sequence[Option]:
    texts = turn.house.texts
    said = {
        Option(each.id, each.name.phrase): " ".join(texts.shown(each.name.phrase, one)[0] for one in texts.languages)
        for each in turn.house.library.protocols.values()
    }
    return likeliest(said, typed, OPTIONS)


async def _some_open(turn: Turn, typed: str) -> Sequence[Option]:
    return await _some(turn, typed, discussions.c.state != CLOSED)


async def _some_visible(turn: Turn, typed: str) -> Sequence[Option]:
    return await _some(turn, typed)


async def _some_led(turn: Turn, typed: str) -> Sequence[Option]:
    return await _some(turn, typed, discussions.c.lead == turn.who.id)


async def _some(turn: Turn, typed: str, *which: ColumnElement[bool]) -> Sequence[Option]:
    newest = (discussions.c.begins.desc(), discussions.c.id)
    one = await turn.rows.find(discussions, visible(turn), *which, discussions.c.id == typed) if typed else []
    there = one or await turn.rows.find(discussions, visible(turn), *which, order=newest, limit=OPTIONS * 4)
    offered: dict[Option, str] = {}
    for each in there:
        topic = await topic_of(turn, each)
        offered[Option(each.id, t("offered", on=each.begins.date(), topic=brief(topic)))] = topic
    return likeliest(offered, typed, OPTIONS)


def brief(words: str, most: int = SHORT) -> str:
    """The beginning of a topic, or of more, where there are several."""
    return words if len(words) <= most else f"{words[: most - 1]}…"


Held = Annotated[str, Pick(_some_protocols)]
Manner = Annotated[str, Pick(tuple(Option(way, t(f"way-{way}")) for way in WAYS))]
Topic = Annotated[str, OneLine()]
Questions = Annotated[str, Words(900)]
PaceMinutes = Annotated[int, Whole(1, MINUTES)]
PaceDays = Annotated[int, Whole(1, DAYS)]
Open = Annotated[str, Pick(_some_open)]
Any = Annotated[str, Pick(_some_visible)]
Mine = Annotated[Row, Led(discussions, "lead", _some_led)]
Which = Annotated[str, OneLine(22)]
Yes = Annotated[str, Pick((Option("yes", t("yes")),))]
Question = Annotated[int, Whole(1, QUESTIONS)]


async def found(turn: Turn, id: str) -> Row:
    """The discussion of this id, whoever asks. Raises Refusal."""
    if (one := await turn.rows.one(discussions, id)) is None:
        raise Refusal(t("not-here"))
    return one


async def topic_row(turn: Turn, one: Row) -> Row | None:
    """What it is about, unless whoever said so was forgotten."""
    return next(iter(await turn.rows.find(topics, topics.c.discussion == one.id)), None)


async def topic_of(turn: Turn, one: Row) -> str:
    """The same in its own words; "" when nobody's any more."""
    row = await topic_row(turn, one)
    return row.topic if row else ""


async def stages_of(turn: Turn, one: Row, *which: ColumnElement[bool]) -> list[Row]:
    """Its stages in order."""
    return await turn.rows.find(stages, stages.c.discussion == one.id, *which, order=(stages.c.number,))


async def waiting(turn: Turn, one: Row) -> list[Row]:
    """Those that have not begun, in order."""
    return await stages_of(turn, one, stages.c.state == WAITING)


async def where_of(turn: Turn, id: str) -> Place:
    """A place of ours by its id. Raises Refusal."""
    if (row := await turn.rows.one(place, id)) is None:
        raise Refusal(t("not-here"))
    return place_of(row)


async def calendar_of(turn: Turn) -> Calendar:
    """When people work here."""
    return Calendar(turn.community.zone, await holidays_of(turn.rows))


def protocol_of(turn: Turn, one: Row) -> Protocol | None:
    """How it is held; None when that is not in the library any more."""
    return turn.house.library.protocols.get(one.protocol)


def named(turn: Turn, one: Row) -> Phrase | Text:
    """What its protocol is called."""
    protocol = protocol_of(turn, one)
    return protocol.name.phrase if protocol else t("gone")


def asked(protocol: Protocol | None, own: str | None) -> list[str | Phrase]:
    """The questions: those somebody wrote, or else the protocol's own."""
    lines: list[str | Phrase] = [*written(own)]
    return lines or [each.ask.phrase for each in (protocol.questions if protocol else ())]


def local(turn: Turn, at: datetime) -> datetime:
    """An instant as the community's clocks show it."""
    return at.astimezone(ZoneInfo(turn.community.zone))
