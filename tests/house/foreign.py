"""What is somebody's stays theirs: ids, buttons and forms in the hands of others are all one Refusal."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from typing import Any

from adapters.web import show
from adapters.web.hear import Seat
from bot.house import Plan
from bot.room import Action
from bot.store.schema import metadata
from bot.talk import Answer, Button, Form, Message, Refusal, Remote, Role
from bot.testing import Bench, Someone
from bot.texts import Texts
from tests.core.database import changes, everything
from tests.house.made import Cast, greeted, inside, led, remove, row, sound, tables_of, values, worded
from tests.house.rights import refused
from tests.sweeps import every

NEVER = "N" * 22
KINDS = ("never", "foreign", "dead")  # the ids: of no row, of a row of somebody's, of one that was theirs and is gone
OTHERS = ("another member", "a moderator", "the same in another community", "a newcomer")
AFTERWARDS = "the owner afterwards"
_ID = re.compile(r"0?[\w-]{22}", re.ASCII)  # a row's, or a stored Call's on a wire
SEAT = Seat(Remote("one", "One"), Remote("hall", "Hall"), Role.MEMBER, (), (), ())


def rendered(answer: Answer, texts: Texts, mark: str = "mark") -> dict[str, Any]:
    """An answer as the page has it."""
    return show.answer(answer, mark, SEAT, texts)


async def others(bench: Bench, here: Cast, elsewhere: Cast) -> dict[str, Someone]:
    """Four whose the owner's things are not; a newcomer has only been greeted."""
    fresh = await greeted(bench.person("Newcomer", community="north"))
    return dict(zip(OTHERS, (here.another, here.moderator, elsewhere.owner, fresh), strict=True))


# --- ids ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """What somebody was told about an id, as a value and as the page has it, without the id itself."""

    where: str
    key: str
    value: str
    page: str
    changed: list[str]


async def wrong_ids(house: Plan, some: Callable[[str], bool] = every) -> list[str]:
    """Where an id of somebody's does more than one that never was: in a field that takes a row, or typed as words.

    ``some`` chooses among the cases by their names.
    """
    found: list[str] = []
    for action in (each for each in sound(house) if not each.by_clock and tables_of(each)):
        cases = {each for each in _cases(action) if some(each)}
        never, foreign, dead = [[each async for each in _told(house, action, kind, cases)] for kind in KINDS]
        found += [f"{each.where}: it changed {', '.join(each.changed)}" for each in foreign + dead if each.changed]
        told = {each.where: each for each in never}
        found += [f"{each.where}: {each.key}" for each in never if each.key]
        found += [f"{each.where}: a foreign id tells more" for each in foreign if each != told[each.where]]
        found += [f"{each.where}: a dead id tells more" for each in dead if each != told[each.where]]
    return sorted(set(found))


def _cases(action: Action) -> Iterator[str]:
    """Who tries an id of a row of which table in which fields."""
    for actor in (*OTHERS, AFTERWARDS):
        for fields in _fields(action):
            for table in tables_of(action):
                yield _case(action, fields, table.name, actor)


def _case(action: Action, fields: list[str], table: str, actor: str) -> str:
    return f"{action.name}, {' and '.join(fields)} of {table} by {actor}"


def _fields(action: Action) -> list[list[str]]:
    """Each that takes a row, alone; and those one types words into, together."""
    return [[each] for each in led(action)] + ([words] if (words := worded(action)) else [])


async def _told(house: Plan, action: Action, kind: str, cases: set[str]) -> AsyncIterator[Told]:
    """What everybody is told about one kind of id; each kind in a house of its own, which is the same otherwise."""
    if not cases:
        return
    async with Bench.open(house=house, languages=("cy", "en")) as bench:
        here, elsewhere = [await Cast.of(bench, home, action) for home in ("north", "south")]
        async with inside(here.owner) as turn:
            rows = {table.name: await row(turn, table, action) for table in tables_of(action)}
            if kind == "dead":
                for one in reversed(list(rows.values())):
                    await remove(turn, one)
        named = {name: NEVER if kind == "never" else one.id for name, one in rows.items()}
        actors = await others(bench, here, elsewhere) | ({} if kind == "foreign" else {AFTERWARDS: here.owner})
        for actor, who in actors.items():
            for fields in _fields(action):
                for table, id in named.items():
                    if (case := _case(action, fields, table, actor)) in cases:
                        async for each in _tried(action, fields, id, case, who):
                            yield each


async def _tried(action: Action, fields: list[str], id: str, case: str, who: Someone) -> AsyncIterator[Told]:
    """One id in a field that takes a row: as a command, alone and with all else, on a wire, in a form; or as words."""
    async with inside(who) as turn:
        usual = await values(turn, action)
    takes_row, field = fields[0] in led(action), fields[0]
    ways: dict[str, Any] = {"a command": usual | dict.fromkeys(fields, id)}
    if takes_row:
        ways |= {"alone": {field: id}, "a wire": f"1{action.name}|{field}={id}|"}
        ways |= {"a form": f"1{action.name}|{field}={id}|?"} if action.ask else {}
    before = await everything(who.bench)
    for way, called in ways.items():
        said = await (who.sends(called) if isinstance(called, str) else who.does(action.name, **called))
        after = await everything(who.bench)
        changed = changes(before, after) if takes_row else []
        changed += [name for name in before for each in before[name] if id in each and each not in after[name]]
        key = said.text.key if isinstance(said, Message | Refusal) else "a form"
        wrong = key if takes_row and key != refused(action, "", who.heard.role) else ""
        page = json.dumps(rendered(who.answer, who.bench.bot.texts))
        yield Told(
            f"{case} as {way}",
            wrong,
            _alike(who.answer),
            _alike(page),
            changed,
        )
        before = after


def _alike(said: Any) -> str:
    """Without ids: the one that was asked about, and those that are new each time."""
    return _ID.sub("…", said if isinstance(said, str) else repr(said))


# --- wires --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Given:
    """A wire the house gave out: to its owner alone, or with a post to all; a form's has no button."""

    wire: str
    button: Button
    posted: bool

    @property
    def draft(self) -> bool:
        """Whether it leads back to what was typed."""
        return self.button.label.key in ("core.change-it", "core.more", "core.done")

    def due(self, actor: str, who: Someone, action: Action) -> str | None:
        """How somebody else is refused, or None where it is anybody's."""
        theirs = actor == AFTERWARDS or (self.posted and "community" not in actor)
        if self.wire.startswith("0") and not theirs:
            return "core.out-of-date"
        return refused(action, "", who.heard.role) if set(led(action)) & self.button.call.values.keys() else None


async def wrong_wires(house: Plan, some: Callable[[str], bool] = every) -> list[str]:
    """What any wire of one person's does for somebody else, or for them when their rows are gone.

    ``some`` chooses among the actions by their names.
    """
    found: list[str] = []
    for action in (each for each in sound(house) if not each.by_clock and some(each.name)):
        async with Bench.open(house=house, languages=("cy", "en")) as bench:
            here, elsewhere = [await Cast.of(bench, home, action) for home in ("north", "south")]
            given = [each async for each in given_out(here.owner, action)]
            for actor, who in (await others(bench, here, elsewhere)).items():
                found += [wrong for each in given if (wrong := await _pressed(each, actor, who))]
            led_to = [action, *(bench.bot.actions[each.button.call.action] for each in given)]  # of other rooms, too
            theirs = {table for each in led_to for table in tables_of(each)}
            async with inside(here.owner) as turn:
                for table in reversed([each for each in metadata.sorted_tables if each in theirs]):
                    for one in await turn.rows.find(table):
                        await remove(turn, one)
            found += [wrong for each in given if (wrong := await _pressed(each, AFTERWARDS, here.owner))]
    return sorted(set(found))


async def given_out(owner: Someone, action: Action) -> AsyncIterator[Given]:
    """Every wire that this action gives out, of forms, answers and posts, with all its values, some and none."""
    async with inside(owner) as turn:
        usual = await values(turn, action)
    for called in (usual, {name: usual[name] for name in led(action)}, {}):
        said = await owner.does(action.name, **called)
        for each in _wires(owner.answer, called, action):
            yield each
        if isinstance(said, Form):
            await owner.fills(**{field.name: usual.get(field.name, "") for field in said.fields})
            for each in _wires(owner.answer, usual, action):
                yield each
    await owner.bench.settle()
    for effect in (each for each in owner.bench.effects if each.message and each.kind != "open"):
        for button, wire in zip(effect.message.every_button, effect.wires, strict=True):
            yield Given(wire, button, posted=True)


def _wires(answer: Answer, called: dict[str, Any], action: Action) -> Iterator[Given]:
    """Those of one private answer."""
    said = answer.said
    form = (Button(action.says(), action(**called), action.ask),)
    for button, wire in zip(form if isinstance(said, Form) else said.every_button, answer.wires, strict=True):
        yield Given(wire, button, posted=False)


async def _pressed(given: Given, actor: str, who: Someone) -> str:
    """What is wrong with how it went when they pressed it, and when they sent a form with it; "" if nothing."""
    action = who.bench.bot.actions[given.button.call.action]
    expected = given.due(actor, who, action)
    if expected is None or (actor == AFTERWARDS and given.draft):
        return ""  # anybody's, or a draft: its words are its writer's, whatever became of the row
    for typed in ({}, dict.fromkeys(given.button.ask, "Mine now")):
        before = await everything(who.bench)
        said = await who.sends(given.wire, **typed)
        key = said.text.key if isinstance(said, Message | Refusal) else "a form"
        if key != expected:
            return f"{given.wire[:1]}{action.name} by {actor}: {key}, not {expected}"
        if changed := changes(before, await everything(who.bench)):
            return f"{given.wire[:1]}{action.name} by {actor}: it changed {', '.join(changed)}"
    return ""
