"""What a discussion says aloud: its announcement, with every way to take part, and its stages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.protocols import Protocol, Stage
from bot.rooms.discuss import record
from bot.rooms.discuss.declared import asked, local, protocol_of, t
from bot.store.rows import Row
from bot.talk import Item, Message, Phrase, Text
from bot.turn import Turn


def announcement(turn: Turn, one: Row, topic: Row, there: Sequence[Row]) -> Message:
    """What it is about, when it is, its questions ahead, and how to take part: live, later or by reading."""
    protocol = protocol_of(turn, one)
    name = protocol.name.phrase if protocol else t("gone")
    said = t("announced", name=name, who=turn.who, at=local(turn, one.begins))
    items = [*questions(asked(protocol, topic.questions)), *ways_in(turn, one, topic, there)]
    return Message(said, topic.topic, items=tuple(items))


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
    live = [each for each in there if each.part == "live"]
    slow = [each for each in there if each.part == "slow"]
    items = []
    if live:
        last = _stage(protocol_of(turn, one), live[-1].stage)
        until = live[-1].at + timedelta(minutes=(last and last.minutes) or 0)
        items.append(Item(t("how-text", since=local(turn, live[0].at), until=local(turn, until))))
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
