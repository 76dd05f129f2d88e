"""A thread that nobody wrote in for a week sleeps at Discord: it is brought back by whatever comes next in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.library import read
from tests.cli.warm import Warm
from tests.dialogues.on_discord import OnDiscord
from tests.dialogues.seen import Seen
from tests.dialogues.stage import AILSA, CALLUM, Someone
from tests.discord.state import THREAD, Channel


@pytest.fixture
async def stage(warmed: Warm, tmp_path: Path) -> AsyncIterator[OnDiscord]:
    """The real process at an emulated Discord."""
    async with OnDiscord.open(warmed, tmp_path) as there:
        yield there


async def slow(stage: OnDiscord) -> tuple[Someone, Seen, Channel]:
    """A discussion over some days that Ailsa leads, and its thread."""
    ailsa = stage.person(AILSA)
    name = read().protocols["slow-week"].name.phrase.said("en")[1]
    await ailsa.types("discuss.start", protocol=name, topic="Wait time")
    await ailsa.presses("discuss.plan-it")
    (post,) = await ailsa.finds(1)
    await stage.later(minutes=1)
    (thread,) = (
        each for each in stage.emulator.state.guilds[stage.there.guild].channels.values() if each.type == THREAD
    )
    return ailsa, post, thread


async def test_the_next_stage_brings_it_back(stage: OnDiscord) -> None:
    ailsa, post, thread = await slow(stage)
    (_,) = await ailsa.finds(1, post)
    thread.archived = True
    await stage.later(days=1)
    await ailsa.finds(2, post)
    assert not thread.archived


async def test_what_is_taken_back_in_it_brings_it_back(stage: OnDiscord) -> None:
    """Discord changes nothing in a thread that sleeps."""
    _, post, thread = await slow(stage)
    callum = stage.person(CALLUM).at(post)
    await callum.types("learn.log", what="Three seconds")
    await callum.presses("learn.share-it")
    assert len(await callum.finds(2, post)) == 2
    thread.archived = True
    await callum.presses("learn.withdraw-it")
    await stage.later(seconds=1)
    assert (not thread.archived, "Three seconds" in str((await callum.finds(2, post))[1].lines)) == (True, False)
