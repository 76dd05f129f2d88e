"""What a turn leaves behind as rows: posts to say and Calls for the clock, in the action's own transaction."""

from __future__ import annotations

from datetime import timedelta

from bot import codec
from bot.store.rows import Row, Rows
from bot.store.tables import due, outbox, post
from bot.talk import Message
from bot.turn import Aloud, Later, Turn
from bot.wire import Actions, pack_all, reachable


async def write(turn: Turn, actions: Actions) -> bool:
    """Write them; whether there was anything."""
    # Said in the order they were made: each a microsecond after the one before, and none after now.
    for before, aloud in zip(range(len(turn.aloud), 0, -1), turn.aloud, strict=True):
        message = reachable(actions, aloud.message)
        wires = await pack_all(turn, actions, message, bound=False)
        for one in await _posts(turn, aloud):
            await _say(turn.rows, one, message, wires, turn.now - timedelta(microseconds=before))
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
        return [await turn.rows.change(one, wanted=one.wanted + 1) for one in found]
    new = {"person": turn.who.id or None, "place": aloud.place.id, "key": aloud.key, "wanted": 1, "said": 0}
    return [await turn.rows.add(post, **new)]


async def _say(rows: Rows, one: Row, message: Message, wires: tuple[str, ...], at: object) -> None:
    """At most one unsaid revision of a post is kept: a quick edit takes the place of the one before."""
    wanted = {"revision": one.wanted, "body": codec.dumps((message, wires)), "state": "waiting", "attempts": 0}
    waiting = await rows.find(outbox, outbox.c.post == one.id)
    if waiting:
        await rows.change(waiting[0], **wanted)
    else:
        await rows.add(outbox, person=one.person, post=one.id, at=at, **wanted)


async def _plan(turn: Turn, later: Later) -> None:
    person = later.person.id if later.person else None
    row = {"place": turn.where.id, "at": later.at, "wake": later.at, "fixed": later.fixed}
    await turn.rows.add(
        due, person=person, call=codec.dumps(codec.bare(later.call)), state="waiting", attempts=0, **row
    )
