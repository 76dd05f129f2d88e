"""What a turn leaves behind as rows: posts to say and Calls for the clock, in the action's own transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import codec
from bot.delivery import NATIVE, OCCASION
from bot.steps import in_steps
from bot.store import outbox
from bot.store.rows import Row, add_all
from bot.store.tables import due as planned
from bot.store.tables import place, post
from bot.talk import Message, Place
from bot.turn import Aloud, Later, Turn
from bot.wire import Actions, pack_all, reachable

_keys = select(post.c.community, post.c.place, post.c.key).where(
    post.c.community.in_(bindparam("homes", expanding=True)), post.c.key.in_(bindparam("keys", expanding=True))
)


async def write(turn: Turn, actions: Actions) -> bool:
    """Write them; whether there was anything."""
    by = _by(turn)
    to_say: list[tuple[Row, str, Place | None]] = []
    for aloud in turn.aloud:
        message = reachable(actions, aloud.message)
        body = codec.dumps((message, await pack_all(turn, actions, message, bound=False)))
        for one in await _posts(turn, aloud):
            to_say.append((one, body, aloud.thread))
            if NATIVE in turn.traits:
                to_say += await _event(turn, one, message)
    for one, body, thread in sorted(to_say, key=lambda each: str(each[0].place)):  # lanes are taken in one order
        if not body:
            await outbox.withdraw(turn.rows, one, turn.now)
            await turn.rows.remove(one)
            continue
        await outbox.say(turn.rows, one, body, turn.now, by)
        if thread and (made := await turn.rows.one(place, thread.id)):
            await outbox.thread(turn.rows, one, made, body, turn.now, by)
    for later in turn.planned:
        await turn.rows.add(planned, **_call_of(turn, later))
    return bool(turn.aloud or turn.planned)


async def write_all(tx: AsyncConnection, turns: Sequence[Turn], actions: Actions) -> None:
    """The same for many turns of one transaction: what most of them leave is written all at once, the rest after it."""
    new = [turn for turn in turns if is_plain(turn)]
    if not new:
        for turn in turns:
            await write(turn, actions)
        return
    house, taken = new[0].house, await _taken(tx, new)
    lanes = await outbox.lanes(tx, house.keys, {(one.community.id, _where(each)) for one in new for each in one.aloud})
    first, later, others = list[outbox.First](), list[dict[str, Any]](), list[Turn]()
    async for turn in in_steps(turns):
        its = [(turn.community.id, _where(aloud), aloud.key) for aloud in turn.aloud]
        if not is_plain(turn) or len({*its} - taken) < len(its) or not all(each[:2] in lanes for each in its):
            others.append(turn)
            continue
        taken |= {*its}
        first += [await _first(turn, actions, aloud) for aloud in turn.aloud]
        later += [{"community": turn.community.id, **_call_of(turn, each)} for each in turn.planned]
    await outbox.say_first(tx, house.keys, house.world.ids, lanes, first, house.world.now())
    await add_all(tx, house.keys, house.world.ids, planned, later)
    for turn in others:
        await write(turn, actions)


def is_plain(turn: Turn) -> bool:
    """Whether all that it says are posts which nothing hangs from, as nearly always."""
    return all(each.place and not each.thread and not each.message.occasion for each in turn.aloud)


def _where(aloud: Aloud) -> str:
    return aloud.place.id if aloud.place else ""


async def _taken(tx: AsyncConnection, turns: Sequence[Turn]) -> set[tuple[str, str, str]]:
    """The keys of these turns that stand already, each with its community and place."""
    keys = {aloud.key for turn in turns for aloud in turn.aloud}
    homes = {turn.community.id for turn in turns}
    return {(home, where, key) for home, where, key in await tx.execute(_keys, {"homes": [*homes], "keys": [*keys]})}


async def _first(turn: Turn, actions: Actions, aloud: Aloud) -> outbox.First:
    message = reachable(actions, aloud.message)
    body = codec.dumps((message, await pack_all(turn, actions, message, bound=False)))
    return outbox.First(turn.community.id, _where(aloud), aloud.key, _whose(turn, aloud), body, _by(turn))


async def _posts(turn: Turn, aloud: Aloud) -> list[Row]:
    """The rows of the posts to say: those that stand under the key, or a new one in its place."""
    standing = [post.c.key == aloud.key]
    if aloud.place is not None:
        standing.append(post.c.place == aloud.place.id)
    found = await turn.rows.find(post, *standing)
    if found or aloud.place is None:
        return found
    new = {"person": _whose(turn, aloud), "place": aloud.place.id, "key": aloud.key, "wanted": 0, "said": 0}
    return [await turn.rows.add(post, **new)]


def _whose(turn: Turn, aloud: Aloud) -> str | None:
    """Whose post it is, and goes with them."""
    return (aloud.of.id if aloud.of else turn.who.id) or None


async def _event(turn: Turn, one: Row, message: Message) -> list[tuple[Row, str, None]]:
    """The event of a post, to make or to change; without a body to take back, since nothing takes place any more."""
    key, where = f"{OCCASION}{one.key}", await turn.rows.one(place, one.place)
    found = await turn.rows.find(post, post.c.key == key, post.c.place == one.place) if one.wanted else []
    if message.occasion is None or where is None or where.kind == "direct":
        return [(each, "", None) for each in found]
    new = {"person": one.person, "place": one.place, "key": key, "wanted": 0, "said": 0}
    body = codec.dumps((message.occasion, ()))
    return [(each, body, None) for each in found or [await turn.rows.add(post, **new)]]


def _call_of(turn: Turn, later: Later) -> dict[str, Any]:
    """The row of a Call for the clock."""
    person = later.person.id if later.person else None
    by = None if later.person else _by(turn)
    row = {"place": turn.where.id, "at": later.at, "wake": later.at, "fixed": later.fixed, "by": by}
    return {"person": person, "call": codec.dumps(codec.bare(later.call)), "state": "waiting", "attempts": 0, **row}


def _by(turn: Turn) -> str | None:
    """Who is told when what this turn leaves behind cannot be said."""
    return turn.planner.id if turn.planner else turn.who.id or None
