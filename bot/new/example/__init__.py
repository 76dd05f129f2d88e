"""Room example: say something to yourself, and aloud if you like.

Every action answers one Call. Its fields are typed and marked (bot/marks.py says how): from that come the command, its
form, and the check of what was typed. Each sentence lies in en.ftl and cy.ftl.
"""

from __future__ import annotations

from bot.marks import Line
from bot.room import MEMBER, Room
from bot.talk import Button, Message
from bot.turn import Turn

room = Room("example")
t = room.text


@room.action(may=MEMBER, slash=True)
async def say(_turn: Turn, what: Line) -> Message:
    """What is returned is private: only the person sees it."""
    return Message(t("said"), what, buttons=(Button(t("say-aloud"), aloud(what=what)),))


@room.action(may=MEMBER)
async def aloud(turn: Turn, what: Line) -> Message:
    """What is posted is seen by everybody in that place."""
    turn.post(turn.where, Message(t("heard", who=turn.who), what), key=turn.world.ids())
    return Message(t("said-aloud"))
