"""To take part: what there is, when it is, to join and to be reminded once; who only reads is nowhere."""

from __future__ import annotations

from bot.room import MEMBER
from bot.rooms.discuss.declared import Any, Open, Yes, found, local, named, room, t, topic_of, visible, waiting
from bot.rooms.discuss.leading import standing
from bot.rooms.discuss.tables import CLOSED, discussions, joined
from bot.store.rows import Row
from bot.talk import Button, Item, Message, Text
from bot.turn import Turn

SHOWN = 10  # discussions in a list


@room.action(may=MEMBER, slash=True)
async def list_(turn: Turn) -> Message:
    """The discussions that go on here, and those I take part in."""
    order = (discussions.c.begins, discussions.c.id)
    there = await turn.rows.find(discussions, visible(turn), discussions.c.state != CLOSED, order=order, limit=SHOWN)
    items = tuple(
        [
            Item(await _line(turn, each), await topic_of(turn, each), Button(t("show-it"), show(discussion=each.id)))
            for each in there
        ]
    )
    return Message(t("list") if items else t("list-empty"), items=items)


async def _line(turn: Turn, one: Row) -> Text:
    coming = await waiting(turn, one)
    if one.state != CLOSED and coming:
        return t("line", name=named(turn, one), at=local(turn, coming[0].at))
    return t("line-over", name=named(turn, one), on=one.begins.date())


@room.action(may=MEMBER, slash=True)
async def show(turn: Turn, discussion: Any) -> Message:
    """A discussion: what comes when, and how to take part."""
    return await standing(turn, await found(turn, discussion))


@room.action(may=MEMBER, slash=True)
async def join(turn: Turn, discussion: Open, remind: Yes | None = None) -> Message:
    """Take part in a discussion; who just reads need not say so."""
    one = await found(turn, discussion)
    mine = await _mine(turn, one)
    if mine is None:
        mine = await turn.rows.add(joined, person=turn.who.id, discussion=one.id, asked=remind == "yes")
    elif remind:
        mine = await turn.rows.change(mine, asked=True)
    ask = [Button(t("remind-it"), join(discussion=one.id, remind="yes"))] if one.nudge and not mine.asked else []
    buttons = (*ask, Button(t("leave-it"), leave(discussion=one.id)), Button(t("show-it"), show(discussion=one.id)))
    return Message(t("joined-remind" if mine.asked else "joined"), await topic_of(turn, one), buttons=buttons)


@room.action(may=MEMBER, slash=True)
async def leave(turn: Turn, discussion: Any) -> Message:
    """Take part no more: nothing is kept of that."""
    one = await found(turn, discussion)
    if (mine := await _mine(turn, one)) is not None:
        await turn.rows.remove(mine)
    if one.scribe == turn.who.id:
        one = await turn.rows.change(one, scribe=None)
    return Message(t("left"), buttons=(Button(t("join-it"), join(discussion=one.id)),))


async def _mine(turn: Turn, one: Row) -> Row | None:
    mine = (joined.c.discussion == one.id, joined.c.person == turn.who.id)
    return next(iter(await turn.rows.find(joined, *mine)), None)
