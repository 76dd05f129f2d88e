"""Forms as modals, and what a modal brings when it is submitted. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any, Final

from adapters.slack.show import TITLE
from adapters.slack.voice import Json, Voice, apart, cut, plain
from bot.talk import Field, Form, Option, Refusal, Remote, Text, text

Typed = str | tuple[str, ...] | Remote | tuple[Remote, ...]
TYPED: Final = 3000  # characters of one input
OPTION: Final = 75
HINT: Final = 2000
FEW: Final = 10  # options that can be ticked one below the other
OPTIONS: Final = 100  # of one select
GROUPS: Final = "groups"  # what the name of the input for groups of people ends with
NO_GROUPS: Final[Mapping[str, str]] = MappingProxyType({})
VALUE: Final = "value"  # the one element of each input
_PERSON: Final = re.compile(r"[UW][A-Z0-9]{5,14}")
_PLACE: Final = re.compile(r"[CG][A-Z0-9]{5,14}")
_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def form(asked: Form, wire: str, voice: Voice, metadata: str, groups: Mapping[str, str] = NO_GROUPS) -> Json:
    """The modal; ``metadata`` comes back with what is typed. ``groups`` of people, by id, are called so."""
    whole = voice.line(asked.title)
    title = voice.label(asked.title, TITLE)
    notes = [*([] if whole == title else [asked.title]), *asked.notes]
    notes += [text("core.more", count=asked.more)] if asked.more else []
    parts = [part for each in notes for part in voice.parts(each)]
    mark = hashlib.blake2s(wire.encode(), digest_size=4).hexdigest()
    return {
        "type": "modal",
        "callback_id": wire,
        "title": plain(title),
        "submit": plain(voice.label(Text("slack.next" if asked.more else "slack.submit"), TITLE)),
        "close": plain(voice.label(Text("slack.close"), TITLE)),
        "private_metadata": metadata,
        "blocks": [
            *([{"type": "rich_text", "elements": apart(parts)}] if parts else []),
            *(made for each in asked.fields for made in _inputs(each, mark, voice, groups)),
        ],
    }


def _inputs(asked: Field, mark: str, voice: Voice, groups: Mapping[str, str]) -> Iterator[Json]:
    """One; where groups may be named, too, a second one, since Slack has none for people and groups."""
    yield _input(asked, mark, voice)
    if asked.kind == "members" and groups:
        there = [{"text": plain(f"@{cut(name, OPTION - 1)}"), "value": id} for id, name in groups.items()][:OPTIONS]
        chosen = _begun("options", [each for each in there if each["value"] in asked.value])
        yield {
            "type": "input",
            "block_id": f"{asked.name}.{mark}.{GROUPS}",
            "label": plain(cut(f"{voice.line(asked.label)} ({voice.line(Text('slack.groups'))})", HINT)),
            "optional": True,
            "element": {"type": "multi_static_select", "options": there, "action_id": VALUE} | chosen,
        }


def _input(asked: Field, mark: str, voice: Voice) -> Json:
    """``mark`` keeps what stands in one form out of the next in the same modal, whose field may be called the same."""
    made: Json = {
        "type": "input",
        "block_id": f"{asked.name}.{mark}",
        "label": plain(cut(voice.line(asked.label), HINT)),
        "optional": not asked.required,
        "element": _element(asked, voice) | {"action_id": VALUE},
    }
    return made | ({"hint": plain(cut(voice.line(asked.hint), HINT))} if asked.hint else {})


def _element(asked: Field, voice: Voice) -> Json:
    value = asked.value if isinstance(asked.value, str) else ""
    match asked.kind:
        case "pick" | "picks" if asked.search or asked.options:
            return _one(asked, voice) if asked.kind == "pick" else _several(asked, voice)
        case "somebody" | "somewhere" | "members":
            return _from_workspace(asked)
        case "day" if not value or _is_day(value):
            return {"type": "datepicker"} | _begun("date", value)
        case "time" if not value or _CLOCK.fullmatch(value):
            return {"type": "timepicker"} | _begun("time", value)
        case "moment" if not value:
            return {"type": "datetimepicker"}
    return _words(asked, value)


def _from_workspace(asked: Field) -> Json:
    """People and channels, which Slack offers itself."""
    value = asked.value if isinstance(asked.value, str) else ""
    if asked.kind == "members":
        there = [each for each in asked.value if _PERSON.fullmatch(each)]
        return {"type": "multi_users_select"} | _begun("users", there)
    if asked.kind == "somebody":
        return {"type": "users_select"} | _begun("user", value if _PERSON.fullmatch(value) else "")
    offered = {"type": "conversations_select", "filter": {"include": ["public", "private"]}}
    return offered | _begun("conversation", value if _PLACE.fullmatch(value) else "")


def _words(asked: Field, value: str) -> Json:
    """What does not fit any more is kept by the draft, and as much of it as fits stands here."""
    most = min(asked.limit or TYPED, TYPED)
    made: Json = {"type": "plain_text_input", "multiline": asked.kind == "long"}
    return made | {"max_length": most if len(value) <= most else TYPED} | _begun("value", value[:TYPED])


def _one(asked: Field, voice: Voice) -> Json:
    options = [_option(each, voice) for each in asked.options]
    chosen = next((each for each in options if each["value"] == asked.value), None)
    begun = _begun("option", chosen)
    if asked.search:
        return {"type": "external_select", "min_query_length": 0} | begun
    return {"type": "static_select", "options": options} | begun


def _several(asked: Field, voice: Voice) -> Json:
    options = [_option(each, voice) for each in asked.options]
    begun = _begun("options", [each for each in options if each["value"] in asked.value])
    if asked.search:
        return {"type": "multi_external_select", "min_query_length": 0} | begun
    return {"type": "checkboxes" if len(options) <= FEW else "multi_static_select", "options": options} | begun


def _begun(name: str, value: Any) -> Json:
    return {f"initial_{name}": value} if value else {}


def _option(option: Option, voice: Voice) -> Json:
    return {"text": plain(voice.label(option.label, OPTION)), "value": option.value}


def options(found: tuple[Option, ...], voice: Voice) -> Json:
    """The answer to a search."""
    return {"options": [_option(each, voice) for each in found]}


def errors(said: Refusal, view: Mapping[str, Any], voice: Voice) -> Json | None:
    """What is wrong, below each input; None where something is wrong with what does not stand in this modal."""
    inputs = [each["block_id"] for each in view["blocks"] if each["type"] == "input"]
    blocks = {field_of(each): each for each in reversed(inputs)}  # of two inputs of one field it is the first
    if not said.problems or any(name not in blocks for name, _ in said.problems):
        return None
    return {"response_action": "errors", "errors": {blocks[name]: voice.line(why) for name, why in said.problems}}


def field_of(block: str) -> str:
    """The field that an input asks for."""
    return block.partition(".")[0]


def typed(view: Mapping[str, Any]) -> dict[str, Typed]:
    """What stands in a submitted modal, by field."""
    values: Mapping[str, Mapping[str, Mapping[str, Any]]] = view["state"]["values"]
    there = {block: each[VALUE] for block, each in values.items() if VALUE in each}
    brought = {field_of(block): _brought(each) for block, each in there.items() if not block.endswith(f".{GROUPS}")}
    for block, each in there.items():
        if block.endswith(f".{GROUPS}"):  # the second input of a field that has people already
            people: Any = brought.get(field_of(block)) or ()
            groups = (Remote(str(one["value"]), kind="group") for one in each.get("selected_options") or ())
            brought[field_of(block)] = (*people, *groups)
    return brought


def _brought(element: Mapping[str, Any]) -> Typed:
    match element["type"]:
        case "static_select" | "external_select":
            return str((element.get("selected_option") or {}).get("value") or "")
        case "checkboxes" | "multi_static_select" | "multi_external_select":
            return tuple(str(each["value"]) for each in element.get("selected_options") or ())
        case "multi_users_select":
            return tuple(Remote(str(each)) for each in element.get("selected_users") or ())
        case "users_select" | "conversations_select":
            named = element.get("selected_user") or element.get("selected_conversation")
            return Remote(str(named)) if named else ""
        case "datetimepicker":
            at = element.get("selected_date_time")
            return datetime.fromtimestamp(int(at), UTC).isoformat() if at else ""
    return str(element.get("value") or element.get("selected_date") or element.get("selected_time") or "")


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
