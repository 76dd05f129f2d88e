"""What is held on somebody: all of it is theirs to take away, and none of it is left when they are forgotten."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from typing import Any

from bot import effects, people, wire
from bot.house import Plan
from bot.room import Action
from bot.store.rows import Row
from bot.store.schema import Sealed, about_in, owner_of
from bot.store.tables import person
from bot.talk import Call, Message, Role, text
from bot.testing import Bench, Someone
from bot.timetable.recurrence import Rhythm
from tests.core.database import everything
from tests.house.made import CORE, Cast, inside, row, sound, values
from tests.sweeps import every

NAME = "Colleague"  # whom every row names, and who is forgotten


async def unexported(house: Plan) -> list[str]:
    """The tables and columns of somebody's that their export lacks."""
    async with Bench.open(house=house, languages=("cy", "en")) as bench:
        who = bench.person("Ailsa")
        async with inside(who) as turn:
            for action in sound(house):
                for table in (each for each in bench.bot.store.tables if each.name.startswith(f"{action.room}_")):
                    await row(turn, table, action)
            await _in_the_core(turn)
        async with inside(who) as turn:
            held = await turn.held()
        theirs = [table for table in bench.bot.store.tables if owner_of(table) is not None]
        owned = [table for table in theirs if not table.info.get("derived")]
        lacking = [f"{table.name} is not exported" for table in owned if table.name not in held]
        for table in (each for each in owned if each.name in held):
            columns = {column.name for column in table.c} - {"community"}
            lacking += [f"{table.name}.{name} is not exported" for name in sorted(columns - held[table.name][0].keys())]
        said = await who.does("my.export")
        assert isinstance(said, Message)
        return lacking + ([] if json.loads(said.files[1].content)["held"].keys() == held.keys() else ["the file lacks"])


async def _in_the_core(turn: Any) -> None:
    """A row of theirs in each table of the core, made as the house makes it."""
    call = Call.of("my.settings", {})
    turn.post(turn.where, Message(text("core.done")), key="held")
    turn.later(turn.now + timedelta(days=1), call)
    await effects.write(turn, turn.house.actions)
    daily = Rhythm("week", "1", "09:00")
    planned = await turn.schedules.plan(call, daily, turn.where, zone="UTC", person=turn.who)
    await turn.schedules.skip(planned)
    await wire.store(turn, call, (), bound=True, kept=wire.DRAFT)
    await people.direct_with(turn.rows, await turn.me())


async def unforgotten(house: Plan, some: Callable[[str], bool] = every) -> list[str]:
    """Where somebody is still named after everybody did everything there is with them, and they were forgotten.

    ``some`` chooses among the actions by their names.
    """
    found: set[str] = set()
    for action in (each for each in sound(house) if not each.by_clock and some(each.name)):
        async with Bench.open(house=house, languages=("cy", "en")) as bench:
            cast = await Cast.of(bench, "school", action)
            colleague = bench.person(NAME, role=Role.MODERATOR)
            for who in (cast.owner, cast.moderator, colleague):
                await _does(who, action)
            async with inside(colleague) as turn:
                id = turn.who.id
                await turn.forget()
            await bench.settle()
            found |= {f"{action.name}: {each}" for each in _named(await everything(bench), id)}
            found |= {f"{action.name}: {each}" async for each in _read(bench, cast.owner)}
    return sorted(found)


async def _does(who: Someone, action: Action) -> None:
    """It, as it is meant to be done, and with a row of every table of its room."""
    async with inside(who) as turn:
        usual = await values(turn, action)
    await who.does(action.name, **usual)


def _named(rows: dict[str, list[str]], id: str) -> Iterator[str]:
    """The tables in which their id or name still stands in the clear."""
    for name, there in rows.items():
        if any(id in each or NAME in each or f"'{NAME.lower()}'" in each for each in there):
            yield f"{name} still names them"


async def _read(bench: Bench, reader: Someone) -> AsyncIterator[str]:
    """The tables in which their name still stands in what is sealed, or whose rows name them."""
    async with inside(reader) as turn:
        for table in bench.bot.store.tables:
            sealed = [column.name for column in table.c if isinstance(column.type, Sealed)]
            if table is not person and table.name in CORE | {each.name for each in bench.bot.store.tables}:
                found: list[Row] = await turn.rows.find(table) if "community" in table.c else []
                if any(NAME in str(getattr(one, name)) for one in found for name in sealed):
                    yield f"{table.name} still names them in what is sealed"
                if any(getattr(one, column.name) == NAME for one in found for column in about_in(table)):
                    yield f"{table.name} still is about them"
