"""Members suggest prompts and say in private which they want next; moderators accept, or decline with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from bot.marks import Pick, Words
from bot.people import person_of
from bot.room import MEMBER, MODERATOR
from bot.rooms.prompt.declared import room, t
from bot.rooms.prompt.tables import suggestions, votes
from bot.store.rows import Row
from bot.store.tables import person
from bot.talk import OPTIONS, Button, Item, Message, Option, Refusal, text
from bot.turn import Turn

SHOWN = 8
MOST = 10  # that wait of one person


async def _some_waiting(turn: Turn, _typed: str) -> Sequence[Option]:
    return await _some(turn, "waiting")


async def _some_accepted(turn: Turn, _typed: str) -> Sequence[Option]:
    return await _some(turn, "accepted")


async def _some(turn: Turn, state: str) -> Sequence[Option]:
    there = await turn.rows.find(suggestions, suggestions.c.state == state, order=(suggestions.c.made,), limit=OPTIONS)
    return [Option(each.id, t("offered", ask=each.words[:60])) for each in there]


Waiting = Annotated[str, Pick(_some_waiting)]
Accepted = Annotated[str, Pick(_some_accepted)]
Suggested = Annotated[str, Words(200)]
Reason = Annotated[str, Words(300)]


@room.action(may=MEMBER, slash=True, ask=("words",))
async def suggest(turn: Turn, words: Suggested) -> Message:
    """Suggest a prompt to the moderators."""
    mine = (suggestions.c.person == turn.who.id, suggestions.c.state == "waiting")
    if await turn.rows.count(suggestions, *mine) >= MOST:
        raise Refusal(t("enough-suggested", most=MOST))
    await turn.rows.add(suggestions, person=turn.who.id, words=words, state="waiting", made=turn.now)
    return Message(t("suggested"), words, buttons=(Button(t("vote-it"), vote()),))


@room.action(may=MODERATOR, slash=True)
async def suggested(turn: Turn) -> Message:
    """The prompts that members suggested, without their names."""
    waiting = suggestions.c.state == "waiting"
    there = await turn.rows.find(suggestions, waiting, order=(suggestions.c.made,), limit=SHOWN)
    items = [Item(t("one-suggested", on=each.made.date()), each.words, _accept(each)) for each in there]
    buttons = tuple(
        Button(t("decline-it", number=number), decline(suggestion=each.id), ("reason",))
        for number, each in enumerate(there, 1)
    )
    return Message(t("suggestions") if there else t("none-suggested"), items=tuple(items), buttons=buttons)


@room.action(may=MODERATOR, slash=True)
async def accept(turn: Turn, suggestion: Waiting) -> Message:
    """Accept a suggestion: it can be voted for, and is asked before the others."""
    one = await turn.rows.change(await _waiting(turn, suggestion), state="accepted")
    await _tell(turn, one)
    return Message(t("accepted"), one.words, buttons=(_back(),))


@room.action(may=MODERATOR, slash=True, ask=("reason",))
async def decline(turn: Turn, suggestion: Waiting, reason: Reason) -> Message:
    """Decline a suggestion, with a reason that reaches whoever made it."""
    one = await turn.rows.change(await _waiting(turn, suggestion), state="declined", reason=reason)
    await _tell(turn, one)
    return Message(t("declined"), one.words, buttons=(_back(),))


@room.action(may=MEMBER)
async def told(turn: Turn, which: Annotated[str, Words(22)]) -> Message:
    """What became of one's suggestion."""
    one = await turn.rows.one(suggestions, which, suggestions.c.person == turn.who.id)
    if one is None:
        raise Refusal(text("core.out-of-date"))
    items = (Item(t("because"), one.reason),) if one.reason else ()
    return Message(t("was-declined") if one.reason else t("was-accepted"), one.words, items=items)


@room.action(may=MEMBER, slash=True)
async def vote(turn: Turn, suggestion: Accepted | None = None) -> Message:
    """Say which suggested prompt I would like next; nobody sees who chose what."""
    if suggestion:
        mine = await turn.rows.find(votes, votes.c.person == turn.who.id, votes.c.suggestion == suggestion)
        if mine:
            await turn.rows.remove(mine[0])
        else:
            await turn.rows.add(votes, person=turn.who.id, suggestion=suggestion)
    accepted = suggestions.c.state == "accepted"
    there = await turn.rows.find(suggestions, accepted, order=(suggestions.c.made,), limit=SHOWN)
    chosen = {each.suggestion for each in await turn.rows.find(votes, votes.c.person == turn.who.id)}
    items = tuple(
        Item(
            t("chosen") if each.id in chosen else t("to-choose"),
            each.words,
            Button(t("unchoose-it") if each.id in chosen else t("choose-it"), vote(suggestion=each.id)),
        )
        for each in there
    )
    return Message(t("vote") if there else t("nothing-to-vote"), items=items)


async def _waiting(turn: Turn, id: str) -> Row:
    found = await turn.rows.one(suggestions, id, suggestions.c.state == "waiting")
    if found is None:
        raise Refusal(text("core.already-done"))
    return found


async def _tell(turn: Turn, one: Row) -> None:
    """Whoever suggested it hears of it when they can be reached."""
    if (row := await turn.rows.one(person, one.person)) is not None:
        turn.later(turn.now, told(which=one.id), to=person_of(row))


def _accept(one: Row) -> Button:
    return Button(t("accept-it"), accept(suggestion=one.id))


def _back() -> Button:
    return Button(t("to-suggestions"), suggested())
