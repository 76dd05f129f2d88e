"""However much there is to ask Discord, it is never more than fifty times in a second."""

from __future__ import annotations

import asyncio

from adapters.discord.window import MOST, Window


async def test_whatever_comes_at_once_is_spread_over_seconds() -> None:
    window, clock, sent = Window(), asyncio.get_running_loop().time, list[float]()

    async def one() -> None:
        await window.enter()
        sent.append(clock())

    await asyncio.gather(*(one() for _ in range(MOST + 10)))
    assert [later - earlier > 1 for earlier, later in zip(sent, sent[MOST:], strict=False)] == [True] * 10
