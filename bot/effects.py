"""What a turn leaves behind as rows: posts to say and Calls for the clock, in the action's own transaction."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import codec
from bot.delivery import NATIVE, OCCASION
from bot.store import outbox
from bot.store.rows import Row
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
        await _plan(turn, later)
    return bool(turn.aloud or turn.planned)


async def write_all(tx: AsyncConnection, turns: Sequence[Turn], actions: Actions) -> None:
    """The same for many turns of one transaction: what most of them leave, a new post, is written all at once."""
    new = [turn for turn in turns if _only_posts(turn)]
    names = {(turn.community.id, aloud.place.id) for turn in new for aloud in turn.aloud if aloud.place}
    if not names:
        for turn in turns:
            await write(turn, actions)
        return
    house, taken = new[0].house, await _taken(tx, new)
    lanes = await outbox.lanes(tx, house.keys, names)
    first, others = list[outbox.First](), list[Turn]()
    for turn in turns:
        its = [(turn.community.id, aloud.place.id if aloud.place else "", aloud.key) for aloud in turn.aloud]
        if not _only_posts(turn) or len({*its} - taken) < len(its) or not all(each[:2] in lanes for each in its):
            others.append(turn)
            continue
        taken |= {*its}
        first += [await _first(turn, actions, aloud) for aloud in turn.aloud]
    await outbox.say_first(tx, house.keys, house.world.ids, lanes, first, house.world.now())
    for turn in others:
        await write(turn, actions)


def _only_posts(turn: Turn) -> bool:
    plain = all(each.place and not each.thread and not each.message.occasion for each in turn.aloud)
    return bool(turn.aloud) and not turn.planned and plain


async def _taken(tx: AsyncConnection, turns: Sequence[Turn]) -> set[tuple[str, str, str]]:
    """The keys of these turns that stand already, each with its community and place."""
    keys = {aloud.key for turn in turns for aloud in turn.aloud}
    homes = {turn.community.id for turn in turns}
    return {(home, where, key) for home, where, key in await tx.execute(_keys, {"homes": [*homes], "keys": [*keys]})}


async def _first(turn: Turn, actions: Actions, aloud: Aloud) -> outbox.First:
    message = reachable(actions, aloud.message)
    body = codec.dumps((message, await pack_all(turn, actions, message, bound=False)))
    place, who, by = aloud.place.id if aloud.place else "", _whose(turn, aloud), turn.planner and turn.planner.id
    return outbox.First(turn.community.id, place, aloud.key, who, body, by or turn.who.id or None)


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


async def _plan(turn: Turn, later: Later) -> None:
    person = later.person.id if later.person else None
    by = None if later.person else _by(turn)
    row = {"place": turn.where.id, "at": later.at, "wake": later.at, "fixed": later.fixed, "by": by}
    call = codec.dumps(codec.bare(later.call))
    await turn.rows.add(planned, person=person, call=call, state="waiting", attempts=0, **row)


def _by(turn: Turn) -> str | None:
    """Who is told when what this turn leaves behind cannot be said."""
    return turn.planner.id if turn.planner else turn.who.id or None
