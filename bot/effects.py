"""What a turn leaves behind as rows: posts to say and Calls for the clock, in the action's own transaction."""

from __future__ import annotations

from bot import codec
from bot.store import outbox
from bot.store.rows import Row
from bot.store.tables import due as planned
from bot.store.tables import place, post
from bot.talk import Place
from bot.turn import Aloud, Later, Turn
from bot.wire import Actions, bare, pack_all, reachable


async def write(turn: Turn, actions: Actions) -> bool:
    """Write them; whether there was anything."""
    by = _by(turn)
    to_say: list[tuple[Row, str, Place | None]] = []
    for aloud in turn.aloud:
        message = reachable(actions, aloud.message)
        body = codec.dumps((message, await pack_all(turn, actions, message, bound=False)))
        to_say += [(one, body, aloud.thread) for one in await _posts(turn, aloud)]
    for one, body, thread in sorted(to_say, key=lambda each: str(each[0].place)):  # lanes are taken in one order
        await outbox.say(turn.rows, one, body, turn.now, by)
        if thread and (made := await turn.rows.one(place, thread.id)):
            await outbox.thread(turn.rows, one, made, body, turn.now, by)
    for later in turn.planned:
        await _plan(turn, later)
    return bool(turn.aloud or turn.planned)


async def _posts(turn: Turn, aloud: Aloud) -> list[Row]:
    """The rows of the posts to say: those that stand under the key, or a new one in its place."""
    standing = [post.c.key == aloud.key]
    if aloud.place is not None:
        standing.append(post.c.place == aloud.place.id)
    found = await turn.rows.find(post, *standing)
    if found or aloud.place is None:
        return found
    new = {"person": turn.who.id or None, "place": aloud.place.id, "key": aloud.key, "wanted": 0, "said": 0}
    return [await turn.rows.add(post, **new)]


async def _plan(turn: Turn, later: Later) -> None:
    person = later.person.id if later.person else None
    by = None if later.person else _by(turn)
    row = {"place": turn.where.id, "at": later.at, "state": "waiting", "attempts": 0, "by": by}
    await turn.rows.add(planned, person=person, call=codec.dumps(bare(later.call)), **row)


def _by(turn: Turn) -> str | None:
    """Who is told when what this turn leaves behind cannot be said."""
    return turn.planner.id if turn.planner else turn.who.id or None
