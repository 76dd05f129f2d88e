"""A prompt is answered privately, into one's own log; sharing it where it was asked is a second act."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.marks import Long, Pick
from bot.people import place_of
from bot.reflection import Prompt
from bot.room import MEMBER
from bot.rooms.prompt.declared import ONE, Asked, question, room, t
from bot.rooms.prompt.tables import asked, plans
from bot.store.rows import Row
from bot.store.tables import place
from bot.talk import Button, Message, Option, Place, Refusal
from bot.turn import Turn


async def _some_prompts(turn: Turn, typed: str) -> list[Option]:
    found = turn.house.library.prompts
    return [Option(each.id, t("offered", ask=each.id)) for each in found.values() if each.id == typed]


Step = Annotated[str, Pick(_some_prompts)]


async def _row(turn: Turn, id: str) -> Row:
    found = await turn.rows.one(asked, id)
    if found is None:
        raise Refusal(t("not-here"))
    return found


def to_answer(one: Row) -> tuple[Button, ...]:
    """What stands below a prompt."""
    return (Button(t("answer-it"), answer(asked=one.id), ("words",)),)


@room.action(may=MEMBER, slash=True, ask=("words",))
async def answer(turn: Turn, asked: Asked, words: Long, step: Step | None = None) -> Message:
    """Answer a prompt: it is kept in my own log."""
    one = await _row(turn, asked)
    prompt, plan = turn.house.library.prompts.get(step or one.prompt or ""), await turn.rows.one(plans, one.plan)
    language = turn.who.language or turn.community.languages[0]
    why = prompt.ask.phrase.said(language)[1] if prompt else None
    await turn.do("learn.log", what=words, kind="critical-moment", formality="informal-planned", why=why)
    buttons = [] if one.person else [Button(t("share-it"), share(asked=one.id, words=words))]
    goes_on = plan is not None and plan.length != ONE
    if prompt and goes_on and (following := _next_step(turn, prompt)):
        name = next(
            each.name.phrase for each in turn.house.library.packs[prompt.pack].steps if each.id == following.step
        )
        buttons.append(Button(t("next-step", step=name), answer(asked=one.id, step=following.id), ("words",)))
        return Message(t("answered-next", ask=following.ask.phrase), words, buttons=tuple(buttons))
    return Message(t("answered"), words, buttons=tuple(buttons))


def _next_step(turn: Turn, prompt: Prompt) -> Prompt | None:
    """The first prompt of the step after this one, for anybody."""
    pack = turn.house.library.packs[prompt.pack]
    steps = [each.id for each in pack.steps]
    later = [each for step in steps[steps.index(prompt.step) + 1 :] for each in pack.asking(step)]
    return next((each for each in later if each.suits(())), None)


@room.action(may=MEMBER)
async def share(turn: Turn, asked: Asked, words: Long) -> Message:
    """Say one's answer aloud, in the thread of the prompt."""
    one = await _row(turn, asked)
    where, opener = await _place(turn, one), await question(turn, one)
    if where is None or opener is None:
        raise Refusal(t("not-here"))
    thread = await turn.thread(where, one.id, replace(opener, buttons=to_answer(one)))
    turn.post(thread, Message(t("shared", who=turn.who), words), key=f"{one.id}/{turn.who.id}")
    return Message(t("share-done"), buttons=(Button(t("take-back"), take_back(asked=one.id)),))


@room.action(may=MEMBER)
async def take_back(turn: Turn, asked: Asked) -> Message:
    """Take back what one shared of a prompt."""
    turn.amend(Message(t("taken-back", who=turn.who)), key=f"{asked}/{turn.who.id}")
    return Message(t("take-back-done"))


async def _place(turn: Turn, one: Row) -> Place | None:
    """Where it was asked; a person's own prompts are asked nowhere."""
    plan = await turn.rows.one(plans, one.plan)
    row = await turn.rows.one(place, plan.place) if plan and not plan.person else None
    return place_of(row) if row else None
