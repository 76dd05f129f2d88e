"""A form is what a Call that lacks fields looks like: made from the declaration, filled from what is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.marks import Led, Pick, Words
from bot.room import Action, Param
from bot.talk import OPTIONS, Command, Community, Field, Form, Option, Person, Place, Remote, Role, Text, text
from bot.texts import Texts
from bot.turn import Turn


async def form(
    turn: Turn, action: Action, texts: Texts, known: Mapping[str, Any], read: Mapping[str, Any], ask: tuple[str, ...]
) -> Form:
    """The first page of what is asked. ``known`` are values as they were typed, ``read`` those that were understood."""
    page = action.page(ask)
    needed = {param.name for param in action.params if param.required} - set(action.ask)
    there: dict[str, Any] = {}
    if action.fill and needed <= read.keys():
        there |= await action.fill(turn, **{name: read[name] for name in needed})
    fields = []
    for name in page:
        if param := action.param(name):
            value = _typed(known.get(name, there.get(name, param.default)), turn.community)
            fields.append(await _offered(turn, param, field_of(action, param, texts, value)))
    return Form(_title(action, texts), _notes(action, texts, page), tuple(fields), len(ask) - len(page))


def beginnings(actions: Sequence[Action], texts: Texts, role: Role) -> tuple[Command, ...]:
    """What somebody of this role may begin with these actions, in their order."""
    return tuple(
        Command(
            each.name,
            each.says(),
            tuple(field_of(each, param, texts) for param in each.params if param.mark.kind),
            each.slash,
            each.says(".menu") if each.menu else None,
        )
        for each in actions
        if (each.slash or each.menu) and each.allows(role)
    )


def field_of(action: Action, param: Param, texts: Texts, value: str | tuple[str, ...] = "") -> Field:
    """One field as the declaration has it, its options those that never change."""
    label = Text(f"{action.room}.ask-{param.name}")
    hint = Text(f"{label.key}.hint")
    static = param.mark.options if isinstance(param.mark, Pick) and isinstance(param.mark.options, tuple) else ()
    return Field(
        param.name,
        param.mark.kind,
        label,
        hint if texts.has(hint.key) else None,
        param.required,
        value,
        param.mark.limit if isinstance(param.mark, Words) else 0,
        static,
        isinstance(param.mark, Pick | Led) and not static,
    )


async def _offered(turn: Turn, param: Param, one: Field) -> Field:
    """The field with its likeliest options, those already chosen first."""
    if not one.search or not isinstance(param.mark, Pick | Led):
        return one
    chosen = (one.value,) if isinstance(one.value, str) else one.value
    found: dict[str, Option] = {}
    for value in filter(None, chosen):
        found |= {option.value: option for option in await param.mark.offer(turn, value) if option.value == value}
    found |= {option.value: option for option in await param.mark.offer(turn) if option.value not in found}
    return replace(one, options=tuple(found.values())[:OPTIONS])


def _title(action: Action, texts: Texts) -> Text:
    """What the form is about; an action that never asks of itself may have none, and then something is to be mended."""
    title = action.says(".title")
    return title if texts.has(title.key) else text("core.change-it")


def _notes(action: Action, texts: Texts, ask: Sequence[str]) -> tuple[Text, ...]:
    takes = [action.says(".takes")] if texts.has(action.says(".takes").key) else []
    free = any((param := action.param(name)) and param.mark.free for name in ask)
    return (*takes, *([text("core.no-pupil-data")] if free else []))


def _typed(value: Any, community: Community) -> str | tuple[str, ...]:
    """A value as a person would type it into the field."""
    match value:
        case None:
            return ""
        case tuple() | list():
            return tuple(each.id if isinstance(each, Remote) else str(each) for each in value)
        case datetime():
            return value.astimezone(ZoneInfo(community.zone)).strftime("%Y-%m-%dT%H:%M")
        case date():
            return value.isoformat()
        case Person() | Place() | Remote():
            return value.id
        case _:
            return str(value)
