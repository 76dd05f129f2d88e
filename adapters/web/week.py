"""The sample's week, lived through once: what people said stands there, what they did went in by the bot's own door."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from adapters.web import sample
from adapters.web.clock import Kept
from adapters.web.hear import Gesture, Seat, command, heard
from adapters.web.sample import Scene
from adapters.web.timeline import OVER, WEEK, Timeline
from bot.contact import SPEAK
from bot.core import Bot
from bot.talk import Answer, Call, Form, Refusal

THREAD: Final = "/thread"
Sit = Callable[[str, str], Awaitable[Seat]]  # somebody (their id) sits down in a place (its id)


async def live(
    scenes: Sequence[Scene], bot: Bot, timeline: Timeline, sit: Sit, now: datetime, clock: Kept | None
) -> list[Scene]:
    """Let the week happen, up to the Monday after it; nothing once it is over. Those scenes that came to nothing.

    Where time is real (no ``clock``) it was last week, and only what people said: a room goes by the time it is. A
    start that was cut off goes on after the scene it was in.
    """
    begun, failed = await timeline.held(WEEK) or OVER, list[Scene]()
    if begun == OVER:
        return failed
    for number, scene in enumerate(scenes):
        if number < int(begun):
            continue
        await timeline.keep(WEEK, str(number + 1))
        at = scene.at(clock.now if clock else now - timedelta(weeks=1))
        if clock:  # what Blether has to say first stands first
            await clock.reach(at, bot.bell.set)
        place = await _place(timeline, scene)
        if scene.says and place:
            await timeline.add(f"sample/{number}", place, scene.who, scene.says, at=at)
        elif clock and not (place and await _done(bot, scene, await sit(scene.who, place), number)):
            failed.append(scene)
    if clock:
        await clock.reach(clock.next_week(), bot.bell.set)
    await timeline.keep(WEEK, OVER)
    return failed


async def _place(timeline: Timeline, scene: Scene) -> str | None:
    """The id of the place; None where there is no thread yet."""
    if scene.place == "direct":
        return f"direct:{scene.who}"
    if not scene.place.endswith(THREAD):
        return scene.place
    parent = scene.place.removesuffix(THREAD)
    return next((each.id for each in reversed(await timeline.places(scene.who)) if each.parent == parent), None)


async def _done(bot: Bot, scene: Scene, seat: Seat, number: int) -> bool:
    """Whether the door did it all."""
    call: Call | str | None = command(scene.does, bot.commands(seat.role), seat)
    if call is None:  # that room is not here
        return False

    async def take(call: Call | str, step: int, typed: dict[str, str] | None = None) -> Answer:
        event = f"sample-{number:03}-{step}"
        gesture = Gesture(person=scene.who, place=seat.where.id, event=event, typed=typed)
        return await bot.take(heard(gesture, call, seat))

    answer = await take(call, 0)
    spoken = f"{SPEAK}{sample.PEOPLE[scene.who].speaks}|"
    if greeted := next((wire for wire in answer.wires if wire.startswith(spoken)), None):
        answer = await take(greeted, 1)
    for step, then in enumerate(scene.then, 2):
        if isinstance(then, dict):
            if not isinstance(answer.said, Form):
                return False
            answer = await take(answer.wires[0], step, _filled(answer.said, then))
        elif (wire := _button(answer, then)) is not None:
            answer = await take(wire, step)
        else:
            return False
    return not isinstance(answer.said, Refusal | Form)


def _button(answer: Answer, label: str) -> str | None:
    """The wire of the first button that is called so."""
    if isinstance(answer.said, Form):
        return None
    labelled = zip(answer.said.every_button, answer.wires, strict=True)
    return next((wire for button, wire in labelled if button.label.key == label), None)


def _filled(form: Form, with_these: dict[str, str | int]) -> dict[str, str]:
    """What is typed into a form, each number the value of that choice."""
    options = {field.name: field.options for field in form.fields}
    return {
        name: options[name][value - 1].value if isinstance(value, int) else value for name, value in with_these.items()
    }
