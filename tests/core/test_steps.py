"""While much is done at once, the loop serves whoever waits."""

from __future__ import annotations

import asyncio

from bot.steps import STEP, in_steps


async def test_whoever_waits_is_served_between_two_steps() -> None:
    done = list[int]()
    served = list[int]()

    async def wait() -> None:
        while True:
            served.append(len(done))
            await asyncio.sleep(0)

    waiting = asyncio.create_task(wait())
    async for number in in_steps(range(2 * STEP + 1)):
        done.append(number)
    waiting.cancel()
    assert (done, served) == ([*range(2 * STEP + 1)], [0, STEP, 2 * STEP])
