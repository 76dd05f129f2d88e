"""A person's own page: what awaits them, from every room, and nothing is made by looking at it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import text as sql

from bot.home import home
from bot.talk import Item, Message, Refusal, text
from bot.testing import Bench


async def test_nobody_is_made_known_by_looking(bench: Bench) -> None:
    mai = bench.person("Mai")
    answer = await home(bench.bot, mai.heard)
    assert (answer.said, answer.wires) == (Message(text("core.home-new")), ())
    async with bench.bot.store.turn() as tx:
        assert (await tx.execute(sql("SELECT count(*) FROM person"))).scalar() == 0


async def test_what_awaits_somebody(bench: Bench) -> None:
    mai = bench.person("Mai", language="en")
    await mai.does("learn.list")
    assert (await home(bench.bot, mai.heard)).said == Message(text("core.home-empty"))
    for number in range(5):
        await mai.does("learn.log", what=f"Number {number}")
    await mai.does("prompt.me", source="", often="week", days=("4",), clock="16:00")
    answer = await home(bench.bot, mai.heard)
    assert isinstance(answer.said, Message)
    assert [(each.text.key, each.words) for each in answer.said.items][:3] == [
        ("learn.line", f"Number {number}") for number in (4, 3, 2)
    ]
    mai.answer = answer
    assert not isinstance(await mai.presses("learn.add-more"), Refusal)


async def test_each_page_is_its_persons_own(bench: Bench) -> None:
    mai, sion = bench.person("Mai", language="en"), bench.person("Siôn", language="en")
    await mai.does("learn.log", what="Mine alone")
    await sion.does("learn.list")
    elsewhere = replace(mai.heard, community=replace(mai.heard.community, id="college"))
    for heard in (sion.heard, elsewhere):
        said = (await home(bench.bot, heard)).said
        assert isinstance(said, Message)
        assert said.items == tuple[Item, ...]()
