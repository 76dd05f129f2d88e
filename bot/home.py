"""A person's own page, where a platform has one: what awaits them, from every room. It is only looked at.

Who has never begun anything is not known, and is not made known by looking.
"""

from __future__ import annotations

from sqlalchemy import select

from bot import wire
from bot.arrival import enter, languages
from bot.core import Bot, report
from bot.store.tables import community, person
from bot.talk import Answer, Heard, Item, Message, text
from bot.texts import welsh_first

MOST = 9  # lines: each has a button


async def home(bot: Bot, heard: Heard) -> Answer:
    """What awaits this person."""
    return await bot.run(_home(bot, heard))


async def _home(bot: Bot, heard: Heard) -> Answer:
    nothing = Answer(Message(text("core.home-new")), (), welsh_first(bot.defaults.languages))
    try:
        async with bot.store.turn() as tx:
            asked = select(person.c.language).join(community, community.c.id == person.c.community)
            here = (community.c.platform == heard.platform, community.c.remote == heard.community.id)
            met = (await tx.execute(asked.where(*here, person.c.remote == heard.who.id))).scalar()
            if met is None:
                return nothing
            turn = await enter(tx, heard, bot)
            items = list[Item]()
            for room in bot.rooms:
                items += await room.home(turn.inside(room.name, frozenset())) if room.home else ()
            key = "core.home" if items else "core.home-empty"
            said = wire.reachable(bot.actions, Message(text(key), items=tuple(items[:MOST])))
            wires = await wire.pack_all(turn, bot.actions, said)
    except Exception as bug:  # a page is looked at by the way: nobody is told
        report(bug, "home", None)
        return nothing
    return Answer(said, wires, languages(bot, turn.who, turn.community))
