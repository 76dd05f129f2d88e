"""Two hundred at once, while the disk stands still: each is acknowledged within three seconds, and answered."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.cli.warm import Warm
from tests.discord.interactions import LATER, SOON
from tests.discord.person import pressed
from tests.discord.school import STALL, emulated, opened, words_of

pytestmark = pytest.mark.faults
MANY = 200


async def test_two_hundred_presses_while_the_store_stands_still_are_all_acknowledged(
    warmed: Warm, tmp_path: Path
) -> None:
    with emulated(MANY, 1, checked=False) as school:
        (channel,), clients = school.channels, school.clients
        async with opened(school, warmed, tmp_path, STALL):
            await school.greet()
            await clients[0].types(channel, "stall.gather", {})
            await school.settle(lambda: bool(school.stands))
            (post,) = channel.messages.values()
            (button,) = pressed(post)
            holding = asyncio.create_task(clients[0].types(channel, "stall.hold", {}))
            done = await asyncio.gather(*(each.presses(channel, post, button) for each in clients))
            await holding
        late = [each.acknowledged for each in done if each.acknowledged is None or each.acknowledged > SOON]
        assert (late, {each.kind for each in done}, {words_of(each.message) for each in done}) == (
            [],
            {LATER},
            {"Done."},
        )
        assert (school.emulator.violations, school.emulator.interactions.unanswered) == ([], [])
