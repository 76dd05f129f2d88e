"""A form as Discord's modal. Pure. It has five parts at most; what a form has to say beside its fields goes between."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from adapters.discord.dialect import Voice, shortened
from adapters.discord.show import Payload
from bot.talk import OPTIONS, Field, Form, Option, Text, text
from bot.texts import Texts

TITLE: Final = 45  # characters of a form's title and a field's label
HINT: Final = 100  # of what stands below a label, in an empty field, and of an option
PARTS: Final = 5
SHORT: Final = 100  # that one types for a number, a day or a time
LONGEST: Final = 4_000  # characters that one can type into a field
_LINE, _PARAGRAPH = 1, 2
_PICK, _TYPED, _PEOPLE, _ANYBODY, _PLACES, _TEXT, _LABEL = 3, 4, 5, 7, 8, 10, 18
SOMEWHERE: Final = (0, 5, 10, 11, 12)  # text and announcement channels, and threads
SEVERAL: Final = "*"  # after the name of a field that takes several
WRITTEN: Final = ("minutes", "time", "day", "moment")  # kinds that have a way to be written


def modal(form: Form, wire: str, texts: Texts, languages: tuple[str, ...], roles: Collection[str] = ()) -> Payload:
    """The form, which is submitted with ``wire``. ``roles`` are the ids of the server's roles."""
    voice = Voice(texts, languages)
    labels = [_labelled(one, voice, roles) for one in form.fields]
    notes = [voice.line(note, HINT) for note in form.notes]
    if len(labels) < PARTS:
        said = "\n".join(voice.blocks(note) for note in form.notes)
        parts = [{"type": _TEXT, "content": said}, *labels] if said else labels
    else:
        parts = _with_notes(labels, notes)
    return {"title": voice.line(form.title, TITLE), "custom_id": f"A{wire}", "components": parts}


def _with_notes(labels: list[Payload], notes: list[str]) -> list[Payload]:
    """Where there is no part left for them, notes stand in the fields that are still empty, the last note first."""
    for label in labels:
        inner = label["component"]
        if notes and inner["type"] == _TYPED and "placeholder" not in inner:
            inner["placeholder"] = notes.pop()
    for label in labels:
        if notes and "description" not in label:
            label["description"] = notes.pop()
    return labels


def _labelled(one: Field, voice: Voice, roles: Collection[str]) -> Payload:
    found: Payload = {"type": _LABEL, "label": voice.line(one.label, TITLE)}
    if one.hint:
        found["description"] = voice.line(one.hint, HINT)
    return found | {"component": _control(one, voice, roles)}


def _control(one: Field, voice: Voice, roles: Collection[str]) -> Payload:
    begun: Payload = {"custom_id": f"{one.name}{SEVERAL if one.kind == 'picks' else ''}", "required": one.required}
    values = tuple(filter(None, (one.value,) if isinstance(one.value, str) else one.value))
    named: dict[str, Callable[[], Payload]] = {
        "somebody": lambda: {"type": _PEOPLE} | _chosen(values[:1], lambda _: "user"),
        "somewhere": lambda: (
            {"type": _PLACES, "channel_types": [*SOMEWHERE]} | _chosen(values[:1], lambda _: "channel")
        ),
        "members": lambda: (
            {"type": _ANYBODY, "max_values": OPTIONS}
            | _chosen(values[:OPTIONS], lambda id: "role" if id in roles else "user")
        ),
    }
    if one.kind in named:
        return begun | named[one.kind]() | ({} if one.required else {"min_values": 0})
    if one.kind in ("pick", "picks") and one.options:
        return begun | _menu(one, values, voice)
    return begun | _typed(one, " ".join(values), voice)


def _chosen(values: tuple[str, ...], kind: Callable[[str], str]) -> Payload:
    """What is chosen already, as far as it is an id of Discord's."""
    found = [{"id": each, "type": kind(each)} for each in values if each.isdecimal()]
    return {"default_values": found} if found else {}


def _menu(one: Field, values: tuple[str, ...], voice: Voice) -> Payload:
    options = [option_of(each, voice) | ({"default": True} if each.value in values else {}) for each in one.options]
    found: Payload = {"type": _PICK, "options": options[:OPTIONS], "min_values": int(one.required)}
    return found | {"max_values": len(options[:OPTIONS]) if one.kind == "picks" else 1}


def option_of(one: Option, voice: Voice) -> Payload:
    """One choice of a menu."""
    return {"label": voice.line(one.label, HINT), "value": one.value}


def _typed(one: Field, value: str, voice: Voice) -> Payload:
    limit = min(max(one.limit or SHORT, len(value)), LONGEST)
    found: Payload = {"type": _TYPED, "style": _PARAGRAPH if one.kind == "long" else _LINE, "max_length": limit}
    if value:
        found["value"] = value[:LONGEST]
    if one.kind in WRITTEN:
        found["placeholder"] = shortened(voice.line(_example(one.kind), HINT), HINT)
    return found


def _example(kind: str) -> Text:
    return text(f"discord.write-{kind}")
