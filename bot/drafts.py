"""Nothing typed is lost: what is asked next, what is kept of what was typed, and the way back to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot import wire
from bot.room import Action
from bot.talk import Button, Call, Heard, Message, Refusal, Text, text, whole


@dataclass(slots=True)
class Attempt:
    """How far a Call came, so that nothing typed is lost when it goes no further."""

    heard: Heard
    action: Action | None = None
    raw: dict[str, Any] = field(default_factory=dict)
    ask: tuple[str, ...] = ()  # the fields its form asks for, this page's and those still to come


def held(value: Any) -> Any:
    """What was typed as it can be stored, so that a draft of it can be."""
    if isinstance(value, tuple | list):
        return tuple(map(held, value))
    return whole(value) if isinstance(value, str) else value


def missing(action: Action, raw: Mapping[str, Any]) -> tuple[str, ...]:
    """The required fields that nothing was said about."""
    return tuple(param.name for param in action.params if param.required and param.name not in raw)


def asked(action: Action, raw: Mapping[str, Any], ask: tuple[str, ...], *, begun: bool) -> tuple[str, ...]:
    """The fields to ask for: what a button wants, what is required, and what a command begun without any asks."""
    if begun and not any(name in raw for name in action.ask):
        ask = action.ask
    ask = (*(name for name in missing(action, raw) if name not in ask), *ask)
    if not all(wire.askable(action, name) for name in ask):
        raise wire.out_of_date()
    if ask and action.traceless:  # what was typed so far stays where it is seen, in the form itself
        ask = (*(name for name in raw if wire.askable(action, name) and name not in ask), *ask)
    return ask


def begun(action: Action, call: Call) -> Call:
    """The Call a form stands for; a traceless one carries nothing that its form could show."""
    if not action.traceless:
        return call
    return Call.of(action.name, {name: value for name, value in call.pairs if not wire.askable(action, name)})


def kept(action: Action, raw: Mapping[str, Any], page: tuple[str, ...], rest: tuple[str, ...]) -> Message:
    """A page of several is in a draft; the person says whether more follow."""
    call = Call.of(action.name, raw)
    more = Button(text("core.more", count=len(rest)), call, rest)
    if not set(page) & set(action.ask):  # only chosen what it is about: nothing to be done with that alone
        return Message(text("core.go-on"), buttons=(more,))
    return Message(text("core.page-kept"), buttons=(more, Button(text("core.done"), call)))


def labels(action: Action | None, refusal: Refusal) -> tuple[Text, ...]:
    """What the fields that could not be read are called."""
    return tuple(Text(f"{action.room}.ask-{name}") for name, _ in refusal.problems) if action else ()


def with_way_back(attempt: Attempt, refusal: Refusal) -> Refusal:
    """Where words were typed: a button back to them."""
    action, wrong = attempt.action, [name for name, _ in refusal.problems]
    if action is None or action.traceless:
        return refusal
    typed = [
        param.name
        for param in action.params
        if param.mark.kind and (param.name in wrong or (param.mark.free and attempt.raw.get(param.name)))
    ]
    if not typed or refusal.text.key == "core.already-done":
        return refusal
    ask = (*(name for name in wrong if name not in attempt.ask), *attempt.ask) if attempt.ask else tuple(typed)
    there = {name: value for name, value in attempt.raw.items() if action.param(name)}
    back = Button(text("core.change-it"), Call.of(action.name, there), ask)
    return Refusal(refusal.text, refusal.problems, (*refusal.buttons, back))
