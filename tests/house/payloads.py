"""What was changed on its way breaks nothing and changes nothing, at the door itself."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from structlog.testing import capture_logs

from bot.house import Plan
from bot.room import Action
from bot.talk import Answer, Call, Form, Heard, Refusal, Remote, Role
from bot.testing import Bench, Someone
from tests.core.database import changes, everything
from tests.house import mutations
from tests.house.foreign import given_out, rendered
from tests.house.made import inside, led, sound, values

SOME = 20  # actions, where not all are tried
IDS = re.compile(r"(?<![\w-])0?([\w-]{22})(?![\w-])", re.ASCII)  # of rows and stored Calls


async def broken_by(house: Plan, times: int, seed: str, url: str, rightly: int | None = None) -> set[str]:
    """What breaks, or changes though it was refused, when Calls, wires and forms come as they should and changed.

    ``rightly``: how many of those that come as they should are taken, of some actions, otherwise all of all.
    """
    chance, found = random.Random(seed), set[str]()
    async with Bench.open(url, house=house, languages=("cy", "en")) as bench:
        who = bench.person("Ailsa", role=Role.MODERATOR)
        every = [each for each in sound(house) if not each.by_clock]
        every = every if rightly is None else chance.sample(every, SOME)
        heard = [each for action in every for each in await _heard(who, action)]
        ids = sorted({id for each in heard for id in _ids(each)})
        some = [(one := chance.choice(heard), _changed(chance, one, chance.choice(heard), ids)) for _ in range(times)]
        before = await everything(bench)
        right = heard if rightly is None else chance.sample(heard, rightly)
        for one, changed in (*((each, replace(each, event=who.bench.bot.world.ids())) for each in right), *some):
            with capture_logs() as logs:
                answer = await bench.bot.take(changed)
            after = await everything(bench)
            found |= {f"{_of(one)}: {each}" for each in _wrong(bench, answer, logs, changes(before, after))}
            before = after
    return found


def _wrong(bench: Bench, answer: Answer, logs: Iterable[Any], changed: list[str]) -> Iterator[str]:
    """What is wrong with how it went."""
    yield from (f"a bug, {each['kind']}" for each in logs if each["event"] == "bug")
    if isinstance(answer.said, Refusal | Form) and changed:
        yield f"it was refused, yet changed {', '.join(changed)}"
    try:
        rendered(answer, bench.bot.texts)
    except Exception as bug:  # whatever a page may break by
        yield f"the page breaks, {type(bug).__name__}"


async def _heard(who: Someone, action: Action) -> list[Heard]:
    """What is rightly heard of an action: commands with all it takes and with little, its buttons, its forms."""
    async with inside(who) as turn:
        usual = await values(turn, action)
    calls = [Call.of(action.name, some) for some in (usual, {name: usual[name] for name in led(action)})]
    wires = [each async for each in given_out(who, action)]
    typed = {name: each for name, each in usual.items() if isinstance(each, str | tuple | Remote)}
    return [
        *(replace(who.heard, call=call) for call in calls),
        *(replace(who.heard, call=each.wire, typed=one) for each in wires for one in (None, typed)),
    ]


def _ids(heard: Heard) -> list[str]:
    """Those of rows and stored Calls."""
    return IDS.findall(repr(heard.call))


def _of(heard: Heard) -> str:
    """Which action it began as; the stored ones are all alike."""
    if isinstance(heard.call, Call):
        return heard.call.action
    return "a stored Call" if heard.call.startswith("0") else heard.call.partition("|")[0][1:]


def _changed(chance: random.Random, heard: Heard, other: Heard, ids: list[str]) -> Heard:
    """The same, changed somewhere; or its form sent with the wire of another."""
    call, typed = heard.call, heard.typed
    if typed is not None and chance.random() < 0.7:
        typed = mutations.values(chance, typed, ids)
        call = other.call if chance.random() < 0.1 else call
    elif isinstance(call, str):
        call = mutations.words(chance, call, ids)
    elif chance.random() < 0.1:
        call = Call(mutations.words(chance, call.action, ids), call.pairs)
    else:
        call = Call.of(call.action, mutations.values(chance, call.values, ids))
    event = mutations.words(chance, heard.event, ids) if chance.random() < 0.05 else str(chance.random())
    return replace(heard, call=call, typed=typed, event=event)
