"""What whoever leads a discussion can do: go on, give more time, pause, close, hand it over."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from bot.marks import Somebody, Whole
from bot.people import person_of
from bot.room import MEMBER, MODERATOR, OWNER
from bot.rooms.discuss import saying, spoken
from bot.rooms.discuss.declared import (
    Mine,
    Open,
    Which,
    Yes,
    asked,
    calendar_of,
    found,
    named,
    protocol_of,
    room,
    stages_of,
    t,
    topic_row,
    waiting,
    where_of,
)
from bot.rooms.discuss.record import button, button_read
from bot.rooms.discuss.running import plan_next, say
from bot.rooms.discuss.summary import edit_button, export
from bot.rooms.discuss.tables import CLOSED, GOING, PASSED, PAUSED, WAITING
from bot.store.rows import Row
from bot.store.tables import person
from bot.talk import Button, Item, Message, Refusal, Role, Text
from bot.turn import Turn

More = Annotated[int, Whole(1, 60)]
StageNumber = Annotated[int, Whole(0, 1_000)]


@room.action(may=OWNER, slash=True)
async def next_(turn: Turn, discussion: Mine, after: StageNumber | None = None) -> Message:
    """Begin the next stage now; the others keep their times. ``after``: only where that many have begun so far."""
    one = _open(discussion)
    begun = len(await stages_of(turn, one)) - len(await waiting(turn, one))
    if after is not None and after != begun:  # pressed twice, or when the clock was sooner
        return await standing(turn, one)
    if one.state == PAUSED:
        one = await _resumed(turn, one)
    there = await waiting(turn, one)
    if not there:
        raise Refusal(t("not-here"))
    one = await say(turn, one, await turn.rows.change(there[0], at=turn.now))
    await plan_next(turn, one)
    return await _moved(turn, one, t("went-on"))


@room.action(may=OWNER, slash=True, ask=("more",))
async def more_time(turn: Turn, discussion: Mine, more: More) -> Message:
    """Give more time to what is discussed now: minutes when live, working days when slow."""
    one = _open(discussion)
    there = await waiting(turn, one)
    if not there:
        raise Refusal(t("not-here"))
    live = await _is_live(turn, one)
    for each in there:
        if live and each.part == "live":
            await turn.rows.change(each, at=each.at + timedelta(minutes=more))
        elif not live:
            await turn.rows.change(each, at=(await calendar_of(turn)).later(each.at, more))
    await plan_next(turn, one)
    return await _moved(turn, one, t("more-minutes" if live else "more-days", count=more))


@room.action(may=OWNER, slash=True)
async def pause(turn: Turn, discussion: Mine) -> Message:
    """Pause a discussion until I go on."""
    one = _open(discussion)
    if one.state == GOING:
        one = await turn.rows.change(one, state=PAUSED, paused=turn.now)
    return await standing(turn, one, t("paused"))


@room.action(may=OWNER, slash=True)
async def go_on(turn: Turn, discussion: Mine) -> Message:
    """Go on with a discussion that is paused: what is to come moves by the pause."""
    one = _open(discussion)
    if one.state == PAUSED:
        one = await _resumed(turn, one)
        due = [each for each in await waiting(turn, one) if each.at <= turn.now]
        one = await say(turn, one, due[0]) if due else one
        await plan_next(turn, one)
    return await _moved(turn, one, t("resumed"))


@room.action(may=OWNER, slash=True)
async def close(turn: Turn, discussion: Mine, sure: Yes | None = None) -> Message:
    """Close a discussion before its time; its record stays open."""
    one = _open(discussion)
    if not sure:
        yes = Button(t("close-yes"), close(discussion=one.id, sure="yes"))
        return Message(t("close-sure"), buttons=(yes,))
    there = await waiting(turn, one)
    for each in there[:-1]:
        await turn.rows.change(each, state=PASSED)
    one = await say(turn, one, there[-1]) if there else await turn.rows.change(one, state=CLOSED)
    return await _moved(turn, one, t("closed"))


@room.action(may=OWNER, slash=True, ask=("whom",))
async def hand_over(turn: Turn, discussion: Mine, whom: Somebody) -> Message:
    """Hand a discussion over to somebody else, who leads it from now on."""
    await _announced_anew(turn, await turn.rows.change(discussion, lead=whom.id))
    turn.later(turn.now, handed(which=discussion.id, by=turn.who.id), to=whom)
    return Message(t("handed-over", who=whom))


@room.action(may=MEMBER)
async def handed(turn: Turn, which: Which, by: Somebody) -> Message:
    """Tell somebody that a discussion is theirs to lead now: the clock's Call."""
    one = await found(turn, which)
    if one.lead != turn.who.id:
        raise Refusal(t("not-here"))
    return await standing(turn, one, t("handed", who=by, name=named(turn, one)))


@room.action(may=MODERATOR)
async def take_on(turn: Turn, discussion: Open) -> Message:
    """Lead a discussion that nobody leads any more."""
    one = await found(turn, discussion)
    if (leads := await _leader(turn, one)) is not None:
        raise Refusal(t("somebody-leads", who=person_of(leads)))
    return await _moved(turn, await turn.rows.change(one, lead=turn.who.id), t("taken-on"))


async def _moved(turn: Turn, one: Row, said: Text) -> Message:
    """How it stands now; its announcement says so, too."""
    await _announced_anew(turn, one)
    return await standing(turn, one, said)


async def _announced_anew(turn: Turn, one: Row) -> None:
    topic = await topic_row(turn, one)
    if topic and (announced := await saying.announcement(turn, one)):
        turn.post(await where_of(turn, one.place), announced, key=one.id, of=await turn.person(topic.person))


async def standing(turn: Turn, one: Row, said: Text | None = None) -> Message:
    """How a discussion stands: what it is about, what comes when, and for whoever leads it what they can do."""
    topic = await topic_row(turn, one)
    there = [each for each in await stages_of(turn, one) if each.state == WAITING]
    items = [Item(saying.stage_named(turn, one, each)) for each in there]
    items += saying.questions(asked(protocol_of(turn, one), topic.questions if topic else None))
    if one.state != CLOSED:
        items += saying.ways_in(turn, one, topic, await stages_of(turn, one))
    noted, ways = await spoken.ways(turn, one, topic.voice if topic else None)
    items += noted
    if one.replies:
        items.append(Item(t("replies", count=one.replies)))
    buttons = [button(one, None), *ways, button_read(one), Button(t("export-it"), export(discussion=one.id))]
    if one.lead == turn.who.id and one.state != CLOSED:
        buttons += _ways(one, len(await stages_of(turn, one)) - len(there))
    elif one.lead == turn.who.id:
        buttons.append(edit_button(one))
    elif turn.role >= Role.MODERATOR and one.state != CLOSED and await _leader(turn, one) is None:
        buttons.append(Button(t("take-on-it"), take_on(discussion=one.id)))
    state = one.state if one.state in (PAUSED, CLOSED) else GOING
    about = t(f"stands-{state}", name=named(turn, one), place=await where_of(turn, one.place))
    return Message(said or about, topic.topic if topic else "", items=tuple(items), buttons=tuple(buttons))


async def _leader(turn: Turn, one: Row) -> Row | None:
    """Who leads it, unless they have left."""
    return await turn.rows.one(person, one.lead or "", person.c.left.is_(None))


def _ways(one: Row, begun: int) -> list[Button]:
    going = [Button(t("go-on-it"), go_on(discussion=one.id))]
    if one.state == GOING:
        going = [
            Button(t("next-it"), next_(discussion=one.id, after=begun)),
            Button(t("pause-it"), pause(discussion=one.id)),
        ]
    more = Button(t("more-it"), more_time(discussion=one.id), ("more",))
    hand = Button(t("hand-over-it"), hand_over(discussion=one.id), ("whom",))
    return [*going, more, Button(t("close-it"), close(discussion=one.id)), hand]


def _open(one: Row) -> Row:
    if one.state == CLOSED:
        raise Refusal(t("closed-already"), buttons=(button_read(one),))
    return one


async def _is_live(turn: Turn, one: Row) -> bool:
    """Whether what is discussed now, or comes first, is live."""
    there = await stages_of(turn, one)
    begun = [each for each in there if each.state != WAITING]
    return (begun[-1:] or there[:1])[0].part == "live" if there else False


async def _resumed(turn: Turn, one: Row) -> Row:
    """It goes on, and what is to come is later by the pause: by whole working days where it is slow."""
    calendar, live = await calendar_of(turn), await _is_live(turn, one)
    since = one.paused or turn.now
    for each in await waiting(turn, one):
        if live and each.part == "live":
            await turn.rows.change(each, at=each.at + (turn.now - since))
        elif days := calendar.between(since, turn.now):
            await turn.rows.change(each, at=calendar.later(each.at, days))
    return await turn.rows.change(one, state=GOING, paused=None)
