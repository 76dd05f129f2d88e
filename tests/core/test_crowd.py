"""Everybody comes in one at a time: whoever presses without end waits behind themselves, and nobody else does."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.crowd import SIZE, WAITING
from bot.talk import Answer, Call, Heard, Refusal, text
from bot.testing import Bench, Someone
from tests.core.database import everything, sizes

TOO_FAST, TOO_MUCH = Refusal(text("core.too-fast")), Refusal(text("core.too-much"))


def press(who: Someone, number: int) -> Heard:
    return replace(who.heard, call=Call.of("learn.log", {"what": f"{number}"}), event=f"press {number}")


async def test_a_flood_of_one_is_refused_kindly_and_the_others_come_through(bench: Bench) -> None:
    ailsa, bryn = bench.person("Ailsa"), bench.person("Bryn")
    await asyncio.gather(ailsa.does("learn.list"), bryn.does("learn.list"))
    flood = [asyncio.create_task(bench.bot.take(press(ailsa, number))) for number in range(500)]
    theirs = asyncio.create_task(bench.bot.take(press(bryn, 1)))
    done, _ = await asyncio.wait([theirs, *flood[:3]], return_when=asyncio.ALL_COMPLETED)
    assert theirs in done
    waiting = [task for task in flood if not task.done()]
    assert len(waiting) > WAITING / 2  # Bryn did not wait for the flood to end
    said = [(await task).said for task in flood]
    refused = [each for each in said if each == TOO_FAST]
    assert (len(refused), len(said) - len(refused)) == (499 - WAITING, 1 + WAITING)
    assert (await sizes(bench))["learn_entry"] == 2 + WAITING


async def test_after_a_flood_they_are_as_welcome_as_before(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    await ailsa.does("learn.list")
    await asyncio.gather(*(bench.bot.take(press(ailsa, number)) for number in range(100)))
    assert (await ailsa.does("learn.log", what="Wait time")).text.key == "learn.kept"


async def test_what_one_does_is_done_in_its_order(bench: Bench) -> None:
    ailsa, done = bench.person("Ailsa"), []
    await ailsa.does("learn.list")

    async def one(number: int) -> None:
        await bench.bot.take(press(ailsa, number))
        done.append(number)

    await asyncio.gather(*map(one, range(WAITING)))
    assert done == list(range(WAITING))


async def test_more_than_any_form_holds_is_not_even_looked_at(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    await ailsa.does("learn.list")
    before = await everything(bench)
    for values in ({"what": "x" * SIZE}, {f"field{number}": "x" * 99 for number in range(SIZE // 100)}):
        heard = replace(ailsa.heard, call="1learn.log||?", typed=values, event="big")
        assert await bench.bot.take(heard) == Answer(TOO_MUCH, (), ("cy", "en"))
    assert await everything(bench) == before
