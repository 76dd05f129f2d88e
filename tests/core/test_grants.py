"""What lets an adapter speak in a community: sealed, of this community alone, and gone with it."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bot.core import Bot
from bot.grants import Grants
from bot.life import Life
from bot.talk import Heard, Remote, Role
from bot.testing import PLATFORM, Bench
from bot.turn import Turn


def by(home: str) -> Heard:
    """Somebody lets Blether into a community."""
    direct = Remote("", kind="direct")
    return Heard(PLATFORM, Remote(home, home.title()), Remote("ailsa", "Ailsa"), direct, "", "", role=Role.MODERATOR)


async def keep(bench: Bench, home: str, words: str) -> None:
    grants = Grants(bench.bot, PLATFORM)
    await Life(bench.bot).joined(by(home), grants.keeping(words))


async def test_they_are_kept_renewed_and_dropped(bench: Bench) -> None:
    grants = Grants(bench.bot, PLATFORM)
    await keep(bench, "school", "xoxb-school")
    await keep(bench, "college", "xoxb-college")
    await keep(bench, "school", "xoxb-school-again")
    await grants.renew("college", "xoxb-college-renewed")
    await grants.renew("nowhere", "xoxb-nowhere")
    assert await grants.all() == {"school": "xoxb-school-again", "college": "xoxb-college-renewed"}
    assert await Grants(bench.bot, "another").all() == {}
    await grants.drop("school")
    assert await Grants(bench.bot, PLATFORM).all() == {"college": "xoxb-college-renewed"}


async def test_they_are_sealed(bench: Bench) -> None:
    await keep(bench, "school", "xoxb-school")
    async with bench.bot.store.turn() as tx:
        (words,) = (await tx.execute(text('SELECT words FROM "grant"'))).scalars()
    assert b"xoxb" not in bytes(words)


async def test_they_go_with_their_community(bench: Bench) -> None:
    grants = Grants(bench.bot, PLATFORM)
    await keep(bench, "school", "xoxb-school")
    await Life(bench.bot).left(PLATFORM, "school")
    await bench.jump(days=40)
    await bench.clockwork.tidy()
    assert await grants.all() == {}


async def test_there_is_none_without_its_welcome(bench: Bench) -> None:
    """Nor the other way round: a process that dies between them is as one that died before."""
    grants = Grants(bench.bot, PLATFORM)

    async def dies(turn: Turn, bot: Bot) -> None:
        await grants.keeping("xoxb-school")(turn, bot)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await Life(bench.bot).joined(by("school"), dies)
    assert (await grants.all(), bench.effects) == ({}, [])
    await keep(bench, "school", "xoxb-school")
    await bench.settle()
    assert ([*await grants.all()], [each.place.remote for each in bench.effects]) == (["school"], ["direct:ailsa"])
