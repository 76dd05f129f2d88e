"""The house with a school bell, on both databases and in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.house import Plan
from bot.store.tables import holiday, occurrence
from bot.talk import Role
from bot.testing import Bench, Someone
from tests.conftest import Ready
from tests.finding import found


@pytest.fixture(scope="session")
def tower() -> Iterator[Plan]:
    """The house with the room of this folder."""
    with found(Path(__file__).parent) as there:
        yield there


@pytest.fixture
async def bell(ready: Ready, tower: Plan) -> AsyncIterator[Bench]:
    """A Bench that has it."""
    async with Bench.open(await ready(tower), house=tower, languages=("cy", "en")) as bench:
        yield bench


def head(bench: Bench) -> Someone:
    """Somebody who moderates."""
    return bench.person("Ailsa", language="en", role=Role.MODERATOR)


async def planned(who: Someone, often: str = "week", days: str = "1", clock: str = "10:00", **more: str) -> str:
    """The id of a schedule they plan."""
    said = await who.does("bell.plan", often=often, days=tuple(days), clock=clock, **more)
    return str(said.words)


async def rests(bench: Bench, name: str, since: date, until: date) -> None:
    """The community of the bench has a holiday."""
    async with bench.bot.store.turn() as tx:
        home = (await tx.exec_driver_sql("SELECT id FROM community")).scalar_one()
        row = {"community": home, "id": name, "name": name, "since": since, "until": until}
        await tx.execute(holiday.insert(), row)


async def became(bench: Bench) -> list[str]:
    """What became of each time something came, in order."""
    async with bench.bot.store.turn() as tx:
        found = (await tx.execute(occurrence.select().order_by(occurrence.c.at, occurrence.c.id))).all()
    return [f"{each.day:%a %d} {each.state} {each.why or ''}".strip() for each in found]


def told(bench: Bench, who: str) -> list[str]:
    """What reached somebody alone, each message as its own words and those of its items."""
    here = [each.message for each in bench.effects if each.place.remote == f"direct:{who}" and each.message]
    return [" ".join(filter(None, (each.words, *(item.words for item in each.items)))) for each in here]
