"""What the clock does: each stage is said at its time, once; after an outage only the one that it is time for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.people import person_of
from bot.room import MEMBER, MODERATOR
from bot.rooms.discuss import record, saying, spoken
from bot.rooms.discuss.declared import (
    Which,
    found,
    named,
    protocol_of,
    room,
    stages_of,
    t,
    topic_of,
    topic_row,
    waiting,
    where_of,
)
from bot.rooms.discuss.summary import closing
from bot.rooms.discuss.tables import CLOSED, GOING, PASSED, PAUSED, SAID, discussions, joined
from bot.store.rows import Row
from bot.store.tables import person
from bot.talk import Button, Call, Message, Refusal
from bot.turn import Turn

PROMPT = timedelta(minutes=2)  # what is said within these was not away


@room.action(may=MODERATOR, by_clock=True)
async def begin(turn: Turn, which: Which) -> Message:
    """The clock says the stage that it is time for; worth nothing before, and while it is paused."""
    one = await found(turn, which)
    there = await waiting(turn, one) if one.state == GOING else []
    due, to_come = [each for each in there if each.at <= turn.now], [each for each in there if each.at > turn.now]
    nudging = one.state != CLOSED and one.nudge is not None and one.nudge <= turn.now
    if not due and not nudging:
        raise Refusal(t("not-here"))
    if nudging:
        await _nudge(turn, one)
        one = await turn.rows.change(one, nudge=None)
    for each in due[:-1]:
        await turn.rows.change(each, state=PASSED)
    if due and (leads := await _pressing(turn, one, due[-1])) is not None:
        one = await turn.rows.change(one, state=PAUSED, paused=due[-1].at)
        turn.later(turn.now, waits(which=one.id), to=person_of(leads))
    elif due:
        one = await say(turn, one, due[-1], back=len(due) > 1 or turn.now - due[-1].at > PROMPT)
    plan_first(turn, one, to_come)
    return Message(t("said"))


async def _pressing(turn: Turn, one: Row, row: Row) -> Row | None:
    """Who has to press on before this stage begins; None where nobody has to, or nobody leads."""
    protocol = protocol_of(turn, one)
    if protocol and any(each.press for each in protocol.stages if each.id == row.stage):
        return await turn.rows.one(person, one.lead or "", person.c.left.is_(None))
    return None


@room.action(may=MEMBER)
async def waits(turn: Turn, which: Which) -> Message:
    """Tell whoever leads a discussion that it waits for them: the clock's Call."""
    one = await found(turn, which)
    if one.lead != turn.who.id or one.state != PAUSED:
        raise Refusal(t("not-here"))
    begun = len(await stages_of(turn, one)) - len(await waiting(turn, one))
    going = Call.of(f"{room.name}.next", {"discussion": one.id, "after": begun})  # by name: it lies above this
    press = Button(t("next-it"), going)
    return Message(t("waits", name=named(turn, one)), await topic_of(turn, one), buttons=(press,))


async def say(turn: Turn, one: Row, row: Row, *, back: bool = False) -> Row:
    """One stage begins now: it is said in the thread, and with the last one the discussion is over."""
    topic = await topic_row(turn, one)
    message = saying.stage(turn, one, topic, row, back=back)
    author = await turn.person(topic.person) if topic and message.words else None
    turn.post(await where_of(turn, one.thread), message, key=f"{one.id}/{row.number}", of=author)
    await turn.rows.change(row, state=SAID)
    if one.scribe and row.part == "live" and not [each for each in await waiting(turn, one) if each.part == "live"]:
        await spoken.ended(turn, one)
    protocol = protocol_of(turn, one)
    last = {each.id for each in protocol.stages if each.closes} if protocol else set()
    over = row.stage in last if protocol else not await waiting(turn, one)
    if not over:
        return one
    if (leads := await turn.rows.one(person, one.lead or "")) is not None:
        turn.later(turn.now, closing(which=one.id), to=person_of(leads))
    return await turn.rows.change(one, state=CLOSED, nudge=None)


async def plan_next(turn: Turn, one: Row) -> None:
    """Have the clock call again when something is due; what it was asked before and finds nothing for is nothing."""
    plan_first(turn, one, await waiting(turn, one))


def plan_first(turn: Turn, one: Row, there: Sequence[Row]) -> None:
    """The same where it is known what waits."""
    times = [each.at for each in there[:1]] + ([one.nudge] if one.nudge else [])
    if one.state == GOING and times:
        turn.later(max(min(times), turn.now), begin(which=one.id), by_clock=True)


async def _nudge(turn: Turn, one: Row) -> None:
    """Those who asked for it are reminded, once, when they work."""
    for each in await turn.rows.find(joined, joined.c.discussion == one.id, joined.c.asked):
        await turn.rows.change(each, asked=False)
        if (row := await turn.rows.one(person, each.person)) is not None:
            turn.later(turn.now, remind(which=one.id), to=person_of(row))


@room.action(may=MEMBER)
async def remind(turn: Turn, which: Which) -> Message:
    """Remind somebody of a discussion that goes on: the clock's Call, for whoever asked for it."""
    one = await found(turn, which)
    takes_part = await turn.rows.count(joined, joined.c.discussion == one.id, joined.c.person == turn.who.id)
    if one.state == CLOSED or not takes_part:
        raise Refusal(t("not-here"))
    there = await where_of(turn, one.place)
    return Message(t("reminded", place=there), await topic_of(turn, one), buttons=(record.button(one, None),))


@room.on_replied
async def _replied(turn: Turn, key: str) -> None:
    """Somebody wrote in the thread: that is counted, and nothing else is known of it."""
    if (one := await turn.rows.one(discussions, key)) is not None:
        await turn.rows.step(one, replies=discussions.c.replies + 1)
