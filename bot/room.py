"""A room: one feature, whole. Its actions are declared once, by typed and marked parameters.

    room = Room("learn")

    @room.action(may=MEMBER, slash=True, menu=True, ask=("what", "kind"))
    async def log(turn: Turn, what: Long, kind: Annotated[str, Pick(kinds)] = "dialogue") -> Message:
        ...

The room's sentences lie beside it, one Fluent file per language: ``do-log`` says what the action does (``.title`` is
the heading of its form, ``.menu`` its name in the menu of a message, ``.takes`` how long its form takes), ``ask-what``
labels the field (``.hint`` helps with it). Its pictures are drawn by Typst files there, too. Whatever is missing or
does not fit is found by ``bot.checks``.
"""

from __future__ import annotations

import inspect
import sys
import typing
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import UnionType
from typing import Any

from bot.marks import Led, Mark
from bot.talk import FIELDS_PER_FORM, Call, Item, Message, Picture, Role, Text, Value, text
from bot.turn import Turn


class May(Enum):
    """Who may make a Call of an action."""

    MEMBER = "member"
    MODERATOR = "moderator"
    OWNER = "owner"  # of the row that its Mine or Led field names


MEMBER, MODERATOR, OWNER = May

Fill = Callable[..., Awaitable[Mapping[str, Any]]]
AtHome = Callable[[Turn], Awaitable[Sequence[Item]]]
Joined = Callable[[Turn], Awaitable[Message]]
Replied = Callable[[Turn, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Param:
    """One field of an action."""

    name: str
    mark: Mark
    required: bool
    default: Any = None


@dataclass(frozen=True, slots=True, eq=False)
class Action:
    """A declared action; calling it makes the Call: ``edit(entry=row.id)``."""

    room: str
    verb: str
    run: Callable[..., Awaitable[Message]]
    params: tuple[Param, ...]
    may: May
    slash: bool
    menu: bool
    public: bool
    by_clock: bool
    traceless: bool
    ask: tuple[str, ...]
    was: tuple[str, ...]
    fill: Fill | None

    @property
    def name(self) -> str:
        """``room.verb``: kept for ever, since buttons carry it."""
        return f"{self.room}.{self.verb}"

    @property
    def pointed(self) -> Param | None:
        """The field that takes the message somebody pointed at."""
        return next((param for param in self.params if param.mark.kind == "" and param.mark.free), None)

    def param(self, name: str) -> Param | None:
        """The field of that name."""
        return next((param for param in self.params if param.name == name), None)

    def allows(self, role: Role) -> bool:
        """Whether somebody of this role may make a Call of it at all."""
        return not self.by_clock and (self.may is not MODERATOR or role >= Role.MODERATOR)

    def page(self, ask: tuple[str, ...]) -> tuple[str, ...]:
        """The fields of the next form: five at most, and those that ``fill`` needs before those it fills."""
        first = tuple(name for name in ask if self.fill and name not in self.ask)
        return (first or ask)[:FIELDS_PER_FORM]

    def says(self, part: str = "") -> Text:
        """The catalogue's sentence about this action."""
        return Text(f"{self.room}.do-{self.verb}{part}")

    def __call__(self, **values: Any) -> Call:
        unknown = values.keys() - {param.name for param in self.params}
        if unknown:
            raise TypeError(f"{self.name} has no field {', '.join(sorted(unknown))}")
        return Call.of(self.name, values)


class Room:
    """Collects a room's actions. A package under ``bot/rooms`` (or a configured folder) that has a ``room`` is one."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.actions: dict[str, Action] = {}
        self.pictures: set[str] = set()
        self.joined: Joined | None = None
        self.replied: Replied | None = None
        self.home: AtHome | None = None
        self.faults: list[tuple[str, str]] = []  # what could not be declared, and how to mend it

    def text(self, key: str, /, **values: Value) -> Text:
        """One of this room's own sentences."""
        return text(f"{self.name}.{key}", **values)

    def picture(self, name: str) -> Callable[..., Picture]:
        """Declare that ``name.typ`` beside the room draws something; called with ``alt`` and values, it makes one."""
        self.pictures.add(name)

        def drawn(alt: tuple[Text, ...], **values: Any) -> Picture:
            return Picture(f"{self.name}.{name}", tuple(sorted(values.items())), alt)

        return drawn

    def on_joined(self, say: Joined) -> Joined:
        """What this room says, privately, to whoever lets Blether into their community: ``async say(turn)``."""
        self.joined = say
        return say

    def at_home(self, tell: AtHome) -> AtHome:
        """What of this room awaits a person, on their own page: ``async tell(turn)`` gives a few lines with buttons."""
        self.home = tell
        return tell

    def on_replied(self, tell: Replied) -> Replied:
        """This room is told when somebody writes in a thread that it opened: ``async tell(turn, key)``.

        ``key`` is what the thread was opened under; who, where and when is the turn's. What they wrote, nobody is told.
        """
        self.replied = tell
        return tell

    def action(
        self,
        *,
        may: May | None = None,
        slash: bool = False,
        menu: bool = False,
        public: bool = False,
        by_clock: bool = False,
        traceless: bool = False,
        ask: tuple[str, ...] = (),
        was: tuple[str, ...] = (),
        fill: Fill | None = None,
    ) -> Callable[[Callable[..., Awaitable[Message]]], Action]:
        """Declare an action.

        may: MEMBER, MODERATOR or OWNER; required. slash: it is a command. menu: it is in the menu of a message.
        public: other rooms may ``turn.do`` it. by_clock: only the clock starts it, for the community. traceless: it
        leaves no event, draft, handle or log line. ask: the fields its form shows. was: earlier names of it.
        fill: reads what stands in the form, ``async fill(turn, **required fields that the form does not ask)``.
        """

        def declare(run: Callable[..., Awaitable[Message]]) -> Action:
            verb = run.__name__.strip("_").replace("_", "-")
            where = f"{self.name}.{verb}"
            if may is None:
                self.faults.append((f"{where} does not say who may use it", "add may=MEMBER, MODERATOR or OWNER"))
            params = tuple(self._params(where, run))
            if may is OWNER and not any(isinstance(param.mark, Led) for param in params):
                self.faults.append((f"{where} is for owners, but of what?", "give it a field marked Mine or Led"))
            action = Action(
                self.name, verb, run, params, may or MODERATOR, slash, menu, public, by_clock, traceless, ask, was, fill
            )
            if verb in self.actions:
                self.faults.append((f"it has two actions called {verb}", "give one of them another name"))
            self.actions[verb] = action
            return action

        return declare

    def _params(self, where: str, run: Callable[..., Awaitable[Message]]) -> typing.Iterator[Param]:
        hints = typing.get_type_hints(run, vars(sys.modules[run.__module__]), include_extras=True)
        for param in list(inspect.signature(run).parameters.values())[1:]:
            mark = _mark(hints.get(param.name))
            if mark is None:
                cure = "annotate it with a mark of bot.marks, such as Long or Annotated[str, Pick(...)]"
                self.faults.append((f"{where} has a field {param.name} without a mark", cure))
            else:
                required = param.default is inspect.Parameter.empty
                yield Param(param.name, mark, required, None if required else param.default)


def _mark(hint: Any) -> Mark | None:
    """The mark of an annotation, also of ``X | None``."""
    if typing.get_origin(hint) in (typing.Union, UnionType):
        return next(filter(None, map(_mark, typing.get_args(hint))), None)
    return next((each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Mark)), None)
