"""The wire form of a Call: what a button or a form carries, at most 99 characters, and never a person's words.

``1learn.edit|entry=Vn…|?`` when every value is an id, a pick, a day or a number (``?``: asks what the action asks);
otherwise ``0`` and a random handle of a stored Call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from bot import codec
from bot.room import Action
from bot.store.tables import handle
from bot.talk import Button, Call, Message, Refusal, plain, text
from bot.turn import Turn

LONGEST = 99  # the tightest platform takes 100, one of which tells equal buttons of a message apart
KEPT = timedelta(days=400)
DRAFT = timedelta(hours=24)

Actions = Mapping[str, Action]


def out_of_date() -> Refusal:
    """The one answer to every wire that leads nowhere: forged, foreign, dead or unknown."""
    return Refusal(text("core.out-of-date"))


def short(call: Call, ask: tuple[str, ...], action: Action) -> str | None:
    """The Call in the clear, or None when it must be stored."""
    values = {}
    for name, value in call.pairs:
        param = action.param(name)
        written = param.mark.wire(value) if param else None
        if written is None:
            return None
        values[name] = written
    asked = "?" if ask and ask == action.ask else ",".join(ask)
    wire = f"1{action.name}|{'&'.join(f'{name}={value}' for name, value in values.items())}|{asked}"
    return wire if len(wire) <= LONGEST else None


async def pack(turn: Turn, actions: Actions, button: Button, *, bound: bool = True, kept: timedelta = KEPT) -> str:
    """The wire form of a button. ``bound``: it was said to this person alone, and a stored Call is theirs alone."""
    action = actions[button.call.action]
    return short(button.call, button.ask, action) or await store(turn, button.call, button.ask, bound=bound, kept=kept)


async def store(turn: Turn, call: Call, ask: tuple[str, ...], *, bound: bool, kept: timedelta) -> str:
    """A random handle of the Call, which is kept sealed; whom it names stands in it by id only."""
    written = codec.dumps((codec.bare(call), ask))
    stored = await turn.rows.add(handle, person=turn.who.id if bound else None, call=written, until=turn.now + kept)
    return f"0{stored.id}"


async def spend(turn: Turn, wire: str) -> None:
    """A stored Call that was made is not kept any longer."""
    await turn.rows.remove_all(handle, handle.c.id == wire[1:])


async def pack_all(
    turn: Turn, actions: Actions, said: Message | Refusal, *, bound: bool = True, kept: timedelta = KEPT
) -> tuple[str, ...]:
    """The wire forms of all its buttons, in their order."""
    return tuple([await pack(turn, actions, button, bound=bound, kept=kept) for button in said.every_button])


async def unpack(turn: Turn, actions: Actions, wire: str) -> tuple[Call, tuple[str, ...]]:
    """The Call and what it asks for. Raises Refusal when it leads nowhere, or belongs to somebody else."""
    if wire.startswith("0"):
        return await _stored(turn, wire[1:])
    name, _, rest = wire.removeprefix("1").partition("|")
    values, _, asked = rest.partition("|")
    action = find(actions, name)
    if not wire.startswith("1") or len(wire) > LONGEST:
        raise out_of_date()
    pairs = {key: value for key, _, value in (pair.partition("=") for pair in values.split("&") if pair)}
    ask = action.ask if asked == "?" else tuple(filter(None, asked.split(",")))
    if not all(_clear(action, name, value) for name, value in pairs.items()):
        raise out_of_date()
    if not all(askable(action, name) for name in ask) or len({*ask}) < len(ask):
        raise out_of_date()
    return Call.of(action.name, pairs), ask


async def _stored(turn: Turn, id: str) -> tuple[Call, tuple[str, ...]]:
    row = await turn.rows.one(handle, plain(id), handle.c.until > turn.now)
    if row is None or row.person not in (None, turn.who.id):
        raise out_of_date()
    call, ask = codec.loads(row.call)
    return call, ask


def find(actions: Actions, name: str) -> Action:
    """The action of that name, or that once had it. Raises Refusal when there is none."""
    if found := actions.get(name):
        return found
    raise out_of_date()


def _clear(action: Action, name: str, written: str) -> bool:
    """Whether this could have been packed: nothing that a person may have typed travels in the clear."""
    param = action.param(name)
    return param is not None and param.mark.wire(tuple(written.split(",")) if "," in written else written) is not None


def askable(action: Action, name: str) -> bool:
    """Whether a form can ask for this field."""
    param = action.param(name)
    return param is not None and bool(param.mark.kind)


Said = TypeVar("Said", Message, Refusal)


def reachable(actions: Actions, said: Said) -> Said:
    """The same without the buttons that lead to rooms this house does not have."""
    if all(button.call.action in actions for button in said.every_button):
        return said
    buttons = tuple(button for button in said.buttons if button.call.action in actions)
    if isinstance(said, Refusal):
        return Refusal(said.text, said.problems, buttons)
    items = (
        replace(item, button=None) if item.button and item.button.call.action not in actions else item
        for item in said.items
    )
    return replace(said, items=tuple(items), buttons=buttons)
