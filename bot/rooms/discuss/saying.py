"""What a discussion says aloud: its announcement, with every way to take part, and its stages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.protocols import Protocol, Stage
from bot.rooms.discuss import record
from bot.rooms.discuss.declared import asked, brief, local, named, protocol_of, room, stages_of, t, topic_row
from bot.rooms.discuss.tables import CLOSED
from bot.store.rows import Row
from bot.talk import Button, Call, Item, Message, Occasion, Phrase, Text
from bot.turn import Turn

AHEAD = timedelta(minutes=5)  # what begins sooner is in nobody's calendar any more


async def announcement(turn: Turn, one: Row) -> Message | None:
    """What it is about, when it is, its questions ahead, and how to take part: live, later or by reading.

    None when whoever said what it is about was forgotten.
    """
    topic, leads = await topic_row(turn, one), await turn.person(one.lead)
    if topic is None or leads is None:
        return None
    there = await stages_of(turn, one)
    said = t("announced", name=named(turn, one), who=leads, at=local(turn, there[0].at if there else one.begins))
    items = [*questions(asked(protocol_of(turn, one), topic.questions)), *ways_in(turn, one, topic, there)]
    ways = (("join-it", "join"), ("times-it", "show"))  # by name: they lie above this
    buttons = tuple(Button(t(label), Call.of(f"{room.name}.{verb}", {"discussion": one.id})) for label, verb in ways)
    occasion = _occasion(turn, one, topic, there)
    return Message(said, topic.topic, items=tuple(items), buttons=buttons, occasion=occasion)


def _occasion(turn: Turn, one: Row, topic: Row, there: Sequence[Row]) -> Occasion | None:
    """The live part, for people's calendars, as long as it is still to come."""
    since, until = _live(turn, one, there) or (turn.now, turn.now)
    if one.state == CLOSED or since < turn.now + AHEAD or until <= since:
        return None
    where = t("occasion-call", link=topic.voice) if topic.voice else t("occasion-thread")
    title = t("occasion-title", topic=brief(topic.topic))
    return Occasion(title, local(turn, since), local(turn, until), where, t("how-reading"))


def _live(turn: Turn, one: Row, there: Sequence[Row]) -> tuple[datetime, datetime] | None:
    """When people talk live."""
    live = [each for each in there if each.part == "live"]
    if not live:
        return None
    last = _stage(protocol_of(turn, one), live[-1].stage)
    return live[0].at, live[-1].at + timedelta(minutes=(last and last.minutes) or 0)


def questions(there: Sequence[str | Phrase]) -> list[Item]:
    """The questions, numbered."""
    return [
        Item(t("question-own", number=number), each)
        if isinstance(each, str)
        else Item(t("question", number=number, ask=each))
        for number, each in enumerate(there, 1)
    ]


def ways_in(turn: Turn, one: Row, topic: Row | None, there: Sequence[Row]) -> list[Item]:
    """How one may take part."""
    slow = [each for each in there if each.part == "slow"]
    live = _live(turn, one, there)
    items = [Item(t("how-text", since=local(turn, live[0]), until=local(turn, live[1])))] if live else []
    if topic and topic.voice:
        items.append(Item(t("how-voice", link=topic.voice)))
    items.append(Item(t("how-later", until=local(turn, slow[-1].at))) if slow else Item(t("how-after")))
    return [*items, Item(t("how-reading"))]


def stage(turn: Turn, one: Row, topic: Row | None, row: Row, *, back: bool = False) -> Message:
    """One stage as it is said in the thread; ``back``: after some time in which Blether was away."""
    protocol = protocol_of(turn, one)
    here = _stage(protocol, row.stage)
    say = here.say.phrase if here else t("goes-on")
    items = (Item(t("back")),) if back else ()
    collects = here is not None and (here.asks or here.collects or here.closes)
    buttons = (record.button(one, row.question),) if collects else ()
    there = asked(protocol, topic.questions if topic else None)
    if row.question is None or row.question > len(there):  # whoever wrote them may be forgotten
        return Message(t("says", say=say), items=items, buttons=buttons)
    ask, items = there[row.question - 1], (*items, Item(t("says", say=say)))
    if isinstance(ask, Phrase):
        return Message(t("question", number=row.question, ask=ask), items=items, buttons=buttons)
    return Message(t("question-own", number=row.question), ask, items=items, buttons=buttons)


def _stage(protocol: Protocol | None, id: str) -> Stage | None:
    return next((each for each in protocol.stages if each.id == id), None) if protocol else None


def stage_named(turn: Turn, one: Row, row: Row) -> Text:
    """One stage in a list: which question, or the end, or what else."""
    here = _stage(protocol_of(turn, one), row.stage)
    at = local(turn, row.at)
    if row.question is not None:
        return t("at-question", at=at, number=row.question)
    return t("at-end" if here and here.closes else "at-stage", at=at)
