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


async def test_nothing_is_sent_while_it_is_too_much_however_often_that_is_said() -> None:
    window, clock = Window(), asyncio.get_running_loop().time
    begun = clock()
    window.hold(0.1)
    sent = asyncio.create_task(window.enter())
    await asyncio.sleep(0)
    for seconds in (0.3, 0.2):
        window.hold(seconds)
    assert 0.2 < window.held <= 0.3
    await sent
    assert (clock() - begun >= 0.3, window.held) == (True, 0)
