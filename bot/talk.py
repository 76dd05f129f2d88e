"""What is heard and said, as frozen values: no I/O, no language, no platform.

A Message says what is meant by Texts (a key and values); only an adapter turns it into a
language and a dialect. Tests compare these values with ``==``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.named import Community, Person, Phrase, Place, Quoted, Remote, Role, Text, Value, Word, plain, text, whole

__all__ = [
    "AT_ONCE",
    "FIELDS_PER_FORM",
    "OPTIONS",
    "Answer",
    "Button",
    "Call",
    "Command",
    "Community",
    "Field",
    "File",
    "Form",
    "Heard",
    "Item",
    "Known",
    "Message",
    "Occasion",
    "Option",
    "Person",
    "Phrase",
    "Picture",
    "Place",
    "Quoted",
    "Refusal",
    "Remote",
    "Role",
    "Text",
    "Value",
    "Word",
    "plain",
    "text",
    "whole",
]

FIELDS_PER_FORM = 5  # the tightest platform's form; what is more becomes pages
OPTIONS = 25  # the tightest platform's menu
AT_ONCE = 2  # languages of one message: beside the frame in three, a person's words would not fit the tightest platform


@dataclass(frozen=True, slots=True)
class Call:
    """An action, ``room.action``, with the values known so far."""

    action: str
    pairs: tuple[tuple[str, Any], ...] = ()

    @classmethod
    def of(cls, action: str, values: Mapping[str, Any]) -> Call:
        """A Call whose values are in one order, so that equal Calls are equal."""
        return cls(action, tuple(sorted(values.items())))

    @property
    def values(self) -> dict[str, Any]:
        """The values by name."""
        return dict(self.pairs)


@dataclass(frozen=True, slots=True)
class Button:
    """A saved Call that a person may make; with ``ask`` it opens a form of those fields first."""

    label: Text
    call: Call
    ask: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: our sentence, a person's own words below it, and perhaps a button."""

    text: Text
    words: str = ""
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class File:
    """Something to take away, only in a private answer and never stored; if ``drawn``, when it is handed over."""

    name: str
    media: str  # its media type
    content: str | bytes = ""
    drawn: Picture | None = None

    @property
    def data(self) -> bytes:
        """What is in it."""
        return self.content if isinstance(self.content, bytes) else self.content.encode()


@dataclass(frozen=True, slots=True)
class Picture:
    """Something to look at, drawn when it is said and never stored: only what it is drawn from is.

    ``drawn`` says how, ``room.name`` (see ``Room.picture``), ``pairs`` of what. ``alt`` says in sentences all that
    one sees.
    """

    drawn: str
    pairs: tuple[tuple[str, Any], ...]
    alt: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that takes place, for people's calendars: what, from when until when (aware), and where.

    ``about`` says more of it where a platform has events of its own. ``rule`` is how it comes again (RFC 5545, without
    DTSTART), ``again`` the same in words. Raises ValueError where it ends before it begins.
    """

    title: Text
    start: datetime
    end: datetime
    where: Text
    about: Text | None = None
    rule: str = ""
    again: Text | None = None

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError("an occasion ends after it begins")

    @property
    def lines(self) -> tuple[Item, ...]:
        """How it reads in a message."""
        what = text("core.occasion", title=self.title, where=self.where)
        when = text("core.occasion-when", start=self.start, end=self.end)
        return tuple(Item(each) for each in (what, when, self.again) if each)


@dataclass(frozen=True, slots=True)
class Message:
    """What is said. ``words`` are a person's own, shown once however many languages the frame has.

    ``languages``: aloud it is said in these, whichever its place has. ``occasion``: posted, it is also put among the
    events of the community, on a platform that has such.
    """

    text: Text
    words: str = ""
    items: tuple[Item, ...] = ()
    buttons: tuple[Button, ...] = ()
    files: tuple[File, ...] = ()
    languages: tuple[str, ...] = ()
    picture: Picture | None = None  # last: what was stored before there were any is still read
    occasion: Occasion | None = None  # and this

    @property
    def lines(self) -> tuple[Item, ...]:
        """Its list, and after it what takes place."""
        return self.items + (self.occasion.lines if self.occasion else ())

    @property
    def every_button(self) -> tuple[Button, ...]:
        """Those of the list lines and then the message's own: the order of ``Answer.wires``."""
        return tuple(item.button for item in self.items if item.button) + self.buttons


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a menu."""

    value: str
    label: Text | Phrase


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    ``kind``: line, long, number, minutes, time, day, moment, pick, picks, somebody, somewhere or members. ``value`` is
    what stands in it already, as a person would type it (for picks: the chosen values, for members the platform's ids,
    for moment ``YYYY-MM-DDTHH:MM``). ``search``: the options are only the likeliest; more come from ``Bot.choices``.
    """

    name: str
    kind: str
    label: Text
    hint: Text | None = None
    required: bool = False
    value: str | tuple[str, ...] = ""
    limit: int = 0
    options: tuple[Option, ...] = ()
    search: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """An action a person may begin: as a command, in the menu of a message (``menu`` is its name there), or both."""

    action: str
    about: Text
    fields: tuple[Field, ...]
    slash: bool
    menu: Text | None

    @property
    def spelled(self) -> str:
        """How it is typed: ``/learn log``."""
        return "/" + self.action.replace(".", " ", 1)


@dataclass(frozen=True, slots=True)
class Form:
    """What an adapter shows when a Call lacks fields it should ask for; ``more`` fields follow on later pages."""

    title: Text
    notes: tuple[Text, ...]
    fields: tuple[Field, ...]
    more: int = 0


class Refusal(Exception):
    """A kind sentence instead of an effect: raised by an action or the door, returned to the person alone.

    ``problems`` names the fields that could not be read; ``buttons`` offer the way on.
    """

    def __init__(
        self, text: Text, problems: tuple[tuple[str, Text], ...] = (), buttons: tuple[Button, ...] = ()
    ) -> None:
        super().__init__(text.key)
        self.text, self.problems, self.buttons = text, problems, buttons

    @property
    def every_button(self) -> tuple[Button, ...]:
        """Its buttons, in the order of ``Answer.wires``."""
        return self.buttons

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Refusal) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]  # compared by value, so not hashable

    def __repr__(self) -> str:
        return f"Refusal({self.text!r}, {self.problems!r}, {self.buttons!r})"


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that happened on a platform, as its adapter read it.

    ``call`` is a Call (a command or a menu began it) or the wire form of one (a button or a form). ``typed`` is what
    a form brought, by field name; ``None`` when it was no form. ``event`` is the platform's own id of this happening:
    the same id never has an effect twice. ``groups`` are the platform's ids of the groups the person is in.
    """

    platform: str
    community: Remote
    who: Remote
    where: Remote
    event: str
    call: Call | str
    typed: Mapping[str, str | tuple[str, ...] | Remote | tuple[Remote, ...]] | None = None
    role: Role = Role.MEMBER
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """How somebody is known here: what they may do, and in which languages they are spoken to, first one first."""

    role: Role
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person alone is answered, in which languages (first one first).

    ``wires`` are the wire forms of the buttons, in the order of ``every_button``; for a Form the one wire it is
    submitted with. ``labels`` are those of the fields that a Refusal's problems name, in their order.
    """

    said: Message | Form | Refusal
    wires: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    labels: tuple[Text, ...] = ()
