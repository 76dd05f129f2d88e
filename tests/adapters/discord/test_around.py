"""What happens beside commands, in a real process on an emulated Discord: joined, put out, replied, written to."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.warm import Warm
from tests.dialogues.seen import the
from tests.discord.school import School, emulated, opened, words_of
from tests.discord.state import THREAD, Channel

OUTSIDE = Path(__file__).parents[2] / "outside"


@pytest.fixture
async def school(warmed: Warm, tmp_path: Path) -> AsyncIterator[School]:
    """A school in which Blether is, with rooms that open threads."""
    with emulated(2, 1) as school:
        async with opened(school, warmed, tmp_path, f'[rooms]\nfolders = ["{OUTSIDE}"]'):
            await school.greet()
            yield school
        assert (school.emulator.violations, school.emulator.interactions.unanswered) == ([], [])


def ours(school: School, channel: Channel) -> list[str]:
    """What Blether said there, in words."""
    bot = school.emulator.state.bot.id
    return [words_of(each) for each in [*channel.messages.values()] if each["author"]["id"] == bot]


async def test_its_owner_is_welcomed_once_and_a_direct_message_is_answered_once(school: School) -> None:
    owner = school.clients[0]
    direct = school.emulator.state.direct_with(owner.user.id)
    await school.settle(lambda: bool(ours(school, direct)))
    assert the("blether.joined", community="School") in ours(school, direct)[0]
    for words in ("Hello?", "Is anybody there?"):
        await owner.writes(direct, words)
        await school.settle(lambda: len(ours(school, direct)) > 1)
    assert ["Blether does not read direct messages" in each for each in ours(school, direct)] == [False, True]


async def test_a_reply_in_a_thread_of_its_own_is_told_to_the_room(school: School) -> None:
    ailsa, bryn = school.clients
    await ailsa.types(school.channels[0], "shed.circle", {"names": "Beans"})
    await school.settle(lambda: any(ours(school, each) for each in threads(school)))
    (there,) = threads(school)
    await bryn.writes(there, "I would take them")
    await school.settle(lambda: len(ours(school, there)) > 1)
    assert ours(school, there)[-1].splitlines() == ["Diolch, Person 1.", "Thank you, Person 1."]


def threads(school: School) -> list[Channel]:
    """Those that are open."""
    return [each for each in school.guild.channels.values() if each.type == THREAD]


@pytest.mark.parametrize(("gone", "left"), [({"unavailable": True}, False), ({}, True)], ids=["an outage", "put out"])
async def test_who_puts_it_out_is_left_and_who_is_only_away_is_not(
    warmed: Warm, tmp_path: Path, gone: dict[str, bool], left: bool
) -> None:
    with emulated(1, 1) as school:
        async with opened(school, warmed, tmp_path) as house:
            await school.greet()
            direct = school.emulator.state.direct_with(school.clients[0].user.id)
            await school.settle(lambda: bool(ours(school, direct)))
            told = school.emulator.gateway.dispatch("GUILD_DELETE", {"id": school.guild.id} | gone, school.guild.id)
            await school.emulator.do(told)
            await school.clients[0].writes(direct, "Are you there?")
            await house.until(lambda: len(ours(school, direct)) > 1, "it heard what was said after that")
    with closing(sqlite3.connect(tmp_path / "blether.db")) as database:
        ((since,),) = database.execute('SELECT "left" FROM community')
    assert (since is not None) is left
