"""A second room from outside, which stores nothing: it clears a shed out into the garden's swap box."""

from __future__ import annotations

from bot.marks import Long
from bot.room import MEMBER, Room
from bot.talk import Button, Call, Item, Message, Refusal
from bot.turn import Turn

room = Room("shed")
t = room.text

TO_BOX = Button(t("to-box"), Call.of("garden.give", {}), ("name",))


@room.action(may=MEMBER, slash=True)
async def clear(turn: Turn, names: Long) -> Message:
    """Give every packet that stands on the shelf, a name to a line."""
    found = names.split("\n")
    for name in found:
        await turn.do("garden.give", name=name, seeds="0" if name == "empty" else "3")
    if len(found) > 3:
        raise Refusal(t("too-full"), buttons=(TO_BOX,))
    return Message(t("cleared", count=len(found)))


@room.action(may=MEMBER, slash=True)
async def look(_turn: Turn) -> Message:
    """Look around: some buttons lead to another room."""
    again = Button(t("again"), look())
    items = (Item(t("shelf"), "beans", TO_BOX), Item(t("shelf"), "peas", again), Item(t("shelf"), "dust"))
    return Message(t("looked"), items=items, buttons=(TO_BOX, again))


@room.action(may=MEMBER, slash=True)
async def boast(_turn: Turn, names: Long) -> Message:
    """Nobody listens, but one may go on elsewhere."""
    raise Refusal(t("too-full"), buttons=(TO_BOX,))


@room.action(may=MEMBER, slash=True)
async def peek(turn: Turn) -> Message:
    """Try what only the garden itself may do."""
    return await turn.do("garden.confide", worry="dust", wish="light")


@room.action(may=MEMBER, slash=True)
async def circle(turn: Turn, names: Long) -> Message:
    """Talk about what stands on the shelf in a thread of its own, a post to each."""
    thread = await turn.thread(turn.where, "circle", Message(t("circle")))
    for name in names.split("\n"):
        turn.post(thread, Message(t("shelf"), name), key=name)
    return Message(t("cleared", count=len(names.split("\n"))))


@room.on_replied
async def thank(turn: Turn, key: str) -> None:
    """Thank whoever helps."""
    turn.post(turn.where, Message(t("thanks", who=turn.who)), key=f"{key}/{turn.who.id}")


bugs = (peek,)  # on purpose: the rules of the house leave these out
