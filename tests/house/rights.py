"""The matrix of rights: every action by everybody, in two communities whose people have the same ids."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

from bot import codec
from bot.house import Plan
from bot.marks import Pick
from bot.room import MODERATOR, Action
from bot.store.tables import due
from bot.talk import Call, Message, Refusal, Role
from bot.testing import Bench, Someone
from tests.core.database import changes, everything
from tests.house.made import Cast, inside, led, sound, values
from tests.sweeps import every

HOMES = {"north": "south", "south": "north"}
PEOPLE = ("a member", "a moderator", "the owner", "another member", "somebody of another community")
CLOCKS = ("the clock", "the clock for the owner")


@dataclass(frozen=True)
class Cell:
    """One action by one actor in one community, and what is wrong with how it went."""

    action: str
    actor: str
    home: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.action} by {self.actor} in {self.home}: {self.wrong}"


def refused(action: Action, actor: str, role: Role = Role.MEMBER) -> str | None:
    """How this actor is refused by what is declared, or None if they may."""
    if action.by_clock:
        return None if actor == "the clock" else "core.out-of-date"
    if actor == "the clock":
        return "core.out-of-date"
    if action.may is MODERATOR and role is not Role.MODERATOR:
        return "core.moderators-only"
    return "core.not-yours" if led(action) and "the owner" not in actor else None


async def cells(house: Plan, some: Callable[[str], bool] = every) -> AsyncIterator[Cell]:
    """Every cell, or some chosen by action, actor and home; each tried."""
    for action in sound(house):
        cases = [
            (home, each) for home in HOMES for each in PEOPLE + CLOCKS if some(f"{action.name} by {each} in {home}")
        ]
        if not cases:
            continue
        async with Bench.open(house=house, languages=("cy", "en")) as bench:
            casts = {home: await Cast.of(bench, home, action) for home in HOMES}
            for home, actor in cases:
                here = casts[home]
                if actor in CLOCKS:
                    yield Cell(action.name, actor, home, await _by_clock(action, actor, here.owner))
                else:
                    who = _one(actor, here, casts[HOMES[home]])
                    yield Cell(action.name, actor, home, await _tried(action, actor, who, here.owner))
            await bench.jump(days=8)
            async with bench.bot.store.turn() as tx:
                if (await tx.execute(due.select().where(due.c.attempts > 0))).all():
                    yield Cell(action.name, "anybody", "both", "what it planned could not be done")


def _one(actor: str, here: Cast, elsewhere: Cast) -> Someone:
    """Who that is; somebody of another community has there the ids that the owner has here."""
    everybody = (here.member, here.moderator, here.owner, here.another, elsewhere.owner)
    return dict(zip(PEOPLE, everybody, strict=True))[actor]


async def _tried(action: Action, actor: str, who: Someone, owner: Someone) -> str:
    """What is wrong with how somebody was answered, and with what it did; "" if nothing."""
    async with inside(owner) as turn:
        given = await values(turn, action)
    before = await everything(who.bench)
    said = await who.does(action.name, **given)
    if (expected := refused(action, actor, who.heard.role)) is None:
        sound = isinstance(said, Message) or _its_own(said) or _chooses(action, said)
        return "" if sound else f"it is answered {_key(said)}"
    if _key(said) != expected:
        return f"it is answered {_key(said)}, not {expected}"
    changed = changes(before, await everything(who.bench))
    return f"it was refused, yet changed {', '.join(changed)}" if changed else ""


def _chooses(action: Action, said: Any) -> bool:
    """Whether what there is to choose from is each person's own, and this one has nothing, or something else."""
    own = any(isinstance(param.mark, Pick) and callable(param.mark.options) for param in action.params)
    return own and _key(said) in ("with a form", "core.please-mend")


def _its_own(said: Any) -> bool:
    """Whether a room refused for a reason of its own."""
    return isinstance(said, Refusal) and not said.text.key.startswith("core.")


def _key(said: Any) -> str:
    return said.text.key if isinstance(said, Message | Refusal) else "with a form"


async def _by_clock(action: Action, actor: str, owner: Someone) -> str:
    """The same for a Call of the clock's: what it may not do it leaves undone."""
    bench, person = owner.bench, actor != "the clock"
    async with inside(owner) as turn:
        call = codec.dumps(Call.of(action.name, await values(turn, action)))
        planned = {
            "person": turn.who.id if person else None,
            "place": turn.where.id,
            "call": call,
            "at": turn.now,
            "wake": turn.now,
        }
        row = await turn.rows.add(due, state="waiting", attempts=0, fixed=True, **planned)
    before, failed = await everything(bench), ""
    try:
        await bench.bot.take_due(row)
    except Exception as bug:  # what the clockwork would try again
        failed = type(bug).__name__
    after = await everything(bench)
    async with inside(owner) as turn:
        await turn.rows.remove(row)
    if refused(action, actor) is None:
        return f"it ends in a {failed}" if failed else ""
    changed = [each for each in changes(before, after) if each != due.name]
    return f"it changed {', '.join(changed)}, and may not" if changed else "" if failed else "it was done, and may not"
