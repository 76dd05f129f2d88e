"""From what a browser sends to a Heard. Pure: who and where are looked up before, and the door reads the values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from adapters.web.clock import Way
from adapters.web.sample import COMMUNITY
from bot.talk import Call, Command, Heard, Item, Message, Quoted, Remote, Role, text

HERE: Final = Remote("sample", COMMUNITY)  # the playground's only community
_COMMAND = re.compile(r"\s*/\s*(\S+)\s+(\S+)\s*(.*)", re.DOTALL)


class Chosen(BaseModel):
    """A person or a place picked from the page's own list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["somebody", "somewhere"]
    id: str


class Several(BaseModel):
    """People and groups picked from the page's own list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["members"]
    ids: tuple[str, ...]


class Gesture(BaseModel):
    """One thing done in the page: words sent, a button pressed, a form submitted, the menu of a post used."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    person: str
    place: str
    event: str = Field(pattern=r"^[A-Za-z0-9-]{8,64}$")  # one for each gesture; a retry brings the same
    said: str = ""  # what stood in the message box
    wire: str = ""  # the button's or the form's
    typed: Mapping[str, str | tuple[str, ...] | Chosen | Several] | None = None
    menu: str = ""  # an action of the menu of ``post``
    post: int = 0


class Search(Gesture):
    """Words typed for one field: into the search of a form, or after its name in the message box."""

    field: str
    words: str


class Turned(Gesture):
    """The clock, sent on by somebody who saw it show ``seen``."""

    way: Way
    seen: AwareDatetime


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits at the page, which place they look at, and whom and what they can name there."""

    who: Remote
    where: Remote
    role: Role
    groups: tuple[str, ...]
    people: tuple[Remote, ...]
    places: tuple[Remote, ...]
    teams: tuple[Remote, ...] = ()  # the groups there are

    def nameable(self, kind: str) -> tuple[Remote, ...]:
        """What a field of this kind may hold."""
        members = (*self.people, *self.teams)
        return {"somebody": self.people, "somewhere": self.places, "members": members}.get(kind, ())

    def named(self, kind: str, words: str) -> Remote | str:
        """The one of that name; the words themselves when there is none, so that the door can say so."""
        name = words.strip().lstrip("@#").casefold()
        return next((one for one in self.nameable(kind) if name in (one.name.casefold(), one.id)), words)

    def chosen(
        self, value: str | tuple[str, ...] | Chosen | Several
    ) -> str | tuple[str, ...] | Remote | tuple[Remote, ...]:
        """What a form's control brought."""
        if isinstance(value, Several):
            return tuple(one for one in self.nameable(value.kind) if one.id in value.ids)
        if not isinstance(value, Chosen):
            return value
        return next((one for one in self.nameable(value.kind) if one.id == value.id), value.id)


def command(line: str, commands: Iterable[Command], seat: Seat) -> Call | None:
    """The Call of ``/learn log Paired talk why:"we were curious"``; None when there is no such command.

    Words after the verb fill the first text field, ``name:value`` others; of two values for one name the last counts,
    unless the field takes several.
    """
    found = _COMMAND.fullmatch(f"{line} ")
    if not found:
        return None
    name = f"{found[1]}.{found[2]}".lower()
    begun = next((each for each in commands if each.slash and each.action == name), None)
    if begun is None:
        return None
    kinds = {field.name: field.kind for field in begun.fields}
    given, rest = _given(found[3], kinds)
    values: dict[str, Any] = {name: _meant(kinds[name], words, seat) for name, words in given.items()}
    first = next((name for name, kind in kinds.items() if kind in ("line", "long")), next(iter(kinds), None))
    if first and rest:
        values[first] = seat.named(kinds[first], rest)
    return Call.of(begun.action, values)


def _meant(kind: str, words: tuple[str, ...], seat: Seat) -> Any:
    """The value of a field that was named as often as there are words."""
    if kind == "members":
        return tuple(seat.named(kind, each) for each in words)
    return words if kind == "picks" else seat.named(kind, words[-1])


def offered(typed: str, commands: Iterable[Command]) -> Message:
    """What one can type instead: the commands of the room that was begun, or all."""
    begun, *_ = typed.lower().lstrip("/ ").split() or ("",)
    slash = [each for each in commands if each.slash]
    near = [each for each in slash if each.action.startswith(f"{begun}.")] or slash
    items = tuple(Item(text("web.command", call=each.spelled, about=each.about)) for each in near)
    return Message(text("web.no-such-command", typed=typed.strip()) if near else text("web.no-commands"), items=items)


def _given(rest: str, names: Iterable[str]) -> tuple[dict[str, tuple[str, ...]], str]:
    """The ``name:value`` pairs of a command, and the words that are left."""
    given: dict[str, tuple[str, ...]] = {}

    def take(piece: re.Match[str]) -> str:
        name, value = piece[1].lower(), next(part for part in piece.groups()[1:] if part is not None)
        given[name] = (*given.get(name, ()), value)
        return " "

    known = "|".join(map(re.escape, names)) or "(?!)"
    pair = rf'(?<!\S)({known}):(?:"([^"]*)"|“([^”]*)”|(\S*))'
    return given, re.sub(pair, take, rest, flags=re.IGNORECASE).strip()


def pointed(action: str, link: str, author: Remote | None) -> Call:
    """The Call of an action in the menu of a post; ``author`` is None for what Blether posted."""
    return Call.of(action, {"said": Quoted(link, author)})


def seated(seat: Seat) -> Heard:
    """Who sits there, before they do anything."""
    return Heard("web", HERE, seat.who, seat.where, "", "", role=seat.role, groups=seat.groups)


def heard(gesture: Gesture, call: Call | str, seat: Seat) -> Heard:
    """The gesture as the door takes it."""
    typed = None if gesture.typed is None else {name: seat.chosen(value) for name, value in gesture.typed.items()}
    return replace(seated(seat), event=gesture.event, call=call, typed=typed)
