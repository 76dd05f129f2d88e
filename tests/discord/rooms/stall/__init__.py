"""A room for tests: it holds everybody up, as a disk does that answers late."""

from __future__ import annotations

import asyncio
from typing import Final

from bot.room import MEMBER, Room
from bot.talk import Button, Message
from bot.turn import Turn

room = Room("stall")
t = room.text
SECONDS: Final = 1.5


@room.action(may=MEMBER, slash=True)
async def gather(turn: Turn) -> Message:
    """Put a button there that everybody can press."""
    turn.post(turn.where, Message(t("gather"), buttons=(Button(t("here-it"), here()),)), key="gather")
    return Message(t("done"))


@room.action(may=MEMBER)
async def here(_turn: Turn) -> Message:
    """Say that one is there."""
    return Message(t("done"))


@room.action(may=MEMBER, slash=True)
async def hold(_turn: Turn) -> Message:
    """Hold the one connection for a while."""
    await asyncio.sleep(SECONDS)
    return Message(t("done"))
