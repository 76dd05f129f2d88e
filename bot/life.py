"""The life of a community, as an adapter hears of it: joined, present, left; who left it; who replied in a thread.

Nothing here is a Call: nobody asked for anything, so nobody is answered, and nothing of what was written comes in.
"""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from sqlalchemy import Update, exists, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot import effects, events, people
from bot.arrival import enter
from bot.core import Bot
from bot.store.tables import community, due, person, place, post, schedule
from bot.talk import Heard, Refusal, plain
from bot.turn import Turn

Step = Callable[[Turn, Bot], Awaitable[None]]


class Life:
    """What becomes of communities and their people, told to one house."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def present(self, platform: str, names: Mapping[str, str]) -> frozenset[str]:
        """Blether is in these communities (by the platform's id; "" where the name is not known) and in no other.

        One that is missing was left, one that is back was not. What is returned was never welcomed.
        """
        return await self._bot.run(self._present(platform, names))

    async def joined(self, heard: Heard, first: Step | None = None) -> None:
        """Blether was let into a community; ``who`` moderates there and is welcomed, once.

        ``first`` is done in the same transaction: whatever dies meanwhile, there is neither without the other.
        """

        async def step(turn: Turn, bot: Bot) -> None:
            if first:
                await first(turn, bot)
            await _welcome(turn, bot)

        await self._bot.run(self._turn(heard, step))

    async def left(self, platform: str, home: str) -> None:
        """Blether was put out of a community: what is kept of it goes when the grace is over."""
        gone = update(community).where(community.c.platform == platform, community.c.remote == home)
        await self._bot.run(self._mark(gone.where(community.c.left.is_(None))))

    async def person_left(self, platform: str, home: str, who: str) -> None:
        """Somebody is not in the community any more: nothing reaches them, and what is theirs goes after the grace."""
        homes = select(community.c.id).where(community.c.platform == platform, community.c.remote == home)
        gone = update(person).where(person.c.community.in_(homes), person.c.remote == who, person.c.left.is_(None))
        await self._bot.run(self._mark(gone))

    async def replied(self, heard: Heard) -> None:
        """Somebody wrote in a thread; if it is one that a room opened, the room is told who and when."""
        if await self._bot.run(self._is_ours(heard)):
            await self._bot.run(self._turn(heard, partial(_tell_of_reply, heard)))

    async def awaited(self, platform: str) -> tuple[tuple[str, str], ...]:
        """Everybody for whom something is planned, as the platform's ids of their community and themselves."""
        planned = [
            exists().where(table.c.community == person.c.community, table.c.person == person.c.id)
            for table in (due, schedule)
        ]
        asked = select(community.c.remote, person.c.remote).join(person, person.c.community == community.c.id)
        asked = asked.where(community.c.platform == platform, community.c.left.is_(None), person.c.left.is_(None))
        async with self._bot.store.turn() as tx:
            return tuple((home, who) for home, who in await tx.execute(asked.where(or_(*planned))))

    async def _present(self, platform: str, names: Mapping[str, str]) -> frozenset[str]:
        now, known = self._bot.world.now(), set[str]()
        async with self._bot.store.turn() as tx:
            for each in (await tx.execute(select(community).where(community.c.platform == platform))).all():
                there, name = each.remote in names, plain(names.get(each.remote, ""))[: people.NAME] or each.name
                left = None if there else each.left or now
                if (left, name) != (each.left, each.name):
                    changed = update(community).where(community.c.id == each.id)
                    await tx.execute(changed.values(left=left, name=name))
                if each.welcomed is not None:
                    known.add(each.remote)
        return frozenset(names) - known

    async def _mark(self, gone: Update) -> None:
        async with self._bot.store.turn() as tx:
            await tx.execute(gone.values(left=self._bot.world.now()))

    async def _is_ours(self, heard: Heard) -> bool:
        """Whether a room may want to hear of it: without a row for whoever wrote, unless it does."""
        asked = select(place.c.id).join(community, community.c.id == place.c.community)
        here = (community.c.platform == heard.platform, community.c.remote == heard.community.id)
        async with self._bot.store.turn() as tx:
            found = await tx.execute(asked.where(*here, place.c.remote == heard.where.id, place.c.opener.is_not(None)))
            return found.first() is not None

    async def _turn(self, heard: Heard, step: Step) -> None:
        with contextlib.suppress(Refusal):  # it was heard of before
            while not await self._entered(heard, step):
                pass

    async def _entered(self, heard: Heard, step: Step) -> bool:
        """Whether it was done; not when somebody's first contact was just then made elsewhere, and is there now."""
        try:
            async with self._bot.store.turn() as tx:
                turn = await enter(tx, heard, self._bot)
                await step(turn, self._bot)
                rung = await effects.write(turn, self._bot.actions)
        except IntegrityError:
            return False
        if rung or turn.rescheduled:
            self._bot.bell.set()
        return True


async def _welcome(turn: Turn, bot: Bot) -> None:
    """Whatever rooms have to say at the beginning, said to whoever let Blether in, in their direct conversation."""
    if not await turn.rows.settle(community.c.welcomed.is_(None), welcomed=turn.now):
        return
    direct = people.place_of(await people.direct_with(turn.rows, await turn.me()))
    for room in bot.rooms:
        if room.joined:
            inside = turn.inside(room.name, frozenset())
            inside.post(direct, await room.joined(inside), key="joined")


async def _tell_of_reply(heard: Heard, turn: Turn, bot: Bot) -> None:
    """The room that opened the thread, if it asked to know."""
    (where,) = await turn.rows.find(place, place.c.id == turn.where.id)
    opener = await turn.rows.one(post, where.opener) if where.opener else None
    if opener is None:
        return
    name, _, key = opener.key.partition("/")
    room = next((each for each in bot.rooms if each.name == name), None)
    if room and room.replied:
        await events.count(turn, heard.event)
        await room.replied(turn.inside(room.name, frozenset()), key)
