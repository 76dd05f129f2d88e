"""What takes place is among a server's own events: a real process on an emulated Discord, with a room from outside."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.warm import Warm
from tests.dialogues.seen import the
from tests.discord.faults import Fault
from tests.discord.school import School, emulated, opened, words_of
from tests.discord.state import MANAGES, PLANS, Payload

OUTSIDE = Path(__file__).parents[2] / "outside"
DAY = date.fromtimestamp(time.time()) + timedelta(days=60)  # noqa: DTZ012, TID251  # this Discord lives now


@pytest.fixture
async def school(warmed: Warm, tmp_path: Path) -> AsyncIterator[School]:
    """A school in which somebody may hold a fair."""
    with emulated(1, 2) as school:
        school.guild.members[school.clients[0].user.id].permissions = MANAGES
        async with opened(school, warmed, tmp_path, f'[rooms]\nfolders = ["{OUTSIDE}"]'):
            await school.greet()
            yield school
        assert (school.emulator.violations, school.emulator.interactions.unanswered) == ([], [])


async def fair(school: School, where: str = "room-0", clock: str = "12:00") -> None:
    """Somebody plans it, or plans it otherwise."""
    await school.clients[0].types(
        school.channels[0], "garden.fair", {"where": where, "at": f"{DAY.isoformat()}T{clock}"}
    )


def planned(school: School) -> list[Payload]:
    """The server's events, without what Discord itself puts there, each when it begins and where it is."""
    return [
        {"id": id, "at": each["scheduled_start_time"][11:16], "where": each["entity_metadata"]["location"]}
        for id, each in school.guild.events.items()
    ]


def posts(school: School) -> list[str]:
    """What stands in the first channel."""
    return [words_of(each) for each in school.channels[0].messages.values()]


async def test_it_is_planned_changed_and_called_off(school: School) -> None:
    await fair(school)
    await school.settle(lambda: bool(planned(school)))
    ((id, event),) = school.guild.events.items()
    hour = event["scheduled_start_time"][:16]
    assert [event[name] for name in ("name", "entity_type", "privacy_level", "creator_id")] == [
        "Ffair hadau · Seed fair",
        3,
        2,
        school.emulator.state.bot.id,
    ]
    assert event["recurrence_rule"] == {
        "start": event["scheduled_start_time"],
        "interval": 1,
        "frequency": 0,
        "by_month": [DAY.month],
        "by_month_day": [DAY.day],
    }
    assert event["entity_metadata"] == {"location": "yn room-0 · in room-0"}
    (post,) = posts(school)
    assert "Seed fair" in post
    await fair(school, clock="15:00")
    await school.settle(lambda: school.guild.events[id]["scheduled_start_time"][:16] != hour)
    assert [each["id"] for each in planned(school)] == [id]
    await school.clients[0].types(school.channels[0], "garden.rain", {})
    await school.settle(lambda: not planned(school))
    assert (planned(school), len(posts(school))) == ([], 1)


async def test_it_is_made_once_however_the_answer_is_lost(school: School) -> None:
    """After it was made and before; and whoever looks for it has to look again."""
    for number, after in enumerate((True, False)):
        school.emulator.faults.script("POST .*/scheduled-events", Fault("drop", after=after))
        school.emulator.faults.script("GET .*/scheduled-events", Fault("status", status=503))
        await fair(school, where=f"room-{number}")
        await school.settle(lambda: not school.emulator.faults.left)
        await fair(school, where=f"room-{number}", clock="15:00")
        await school.settle(lambda: changed(school) == number + 1)  # noqa: B023  # it is awaited here
    asked = [each.method for each in school.emulator.requests if "scheduled-events" in each.path]
    once = ["POST", "GET", "GET"]
    assert (len(planned(school)), asked) == (2, [*once, "PATCH", *once, "POST", "PATCH"])


def changed(school: School) -> int:
    """How often an event was."""
    return sum(each.method == "PATCH" and each.effect.startswith("event") for each in school.emulator.requests)


async def test_where_it_may_not_be_planned_it_is_posted_all_the_same(school: School) -> None:
    """Nothing that comes after it is held up, and nobody is told that it was not said."""
    school.guild.members[school.emulator.state.bot.id].permissions -= PLANS
    await fair(school)
    await school.settle(lambda: any("scheduled-events" in each.path for each in school.emulator.requests))
    school.guild.members[school.emulator.state.bot.id].permissions += PLANS
    await fair(school, where="room-1")
    await school.settle(lambda: bool(planned(school)))
    await fair(school, clock="15:00")
    await school.settle(lambda: len(planned(school)) == 2)
    assert [each["where"] for each in planned(school)] == ["yn room-1 · in room-1", "yn room-0 · in room-0"]
    direct = school.emulator.state.direct_with(school.clients[0].user.id)
    sorry, _, _ = the("core.not-said", place="…").partition("…")
    assert [each for each in direct.messages.values() if sorry in words_of(each)] == []
