"""What lets an adapter speak in a community: sealed, of this community alone, and gone with it."""

from __future__ import annotations

from sqlalchemy import text

from bot.grants import Grants
from bot.life import Life
from bot.talk import Heard, Remote, Role
from bot.testing import PLATFORM, Bench


def by(home: str) -> Heard:
    """Somebody lets Blether into a community."""
    direct = Remote("", kind="direct")
    return Heard(PLATFORM, Remote(home, home.title()), Remote("ailsa", "Ailsa"), direct, "", "", role=Role.MODERATOR)


async def test_they_are_kept_renewed_and_dropped(bench: Bench) -> None:
    grants = Grants(bench.bot, PLATFORM)
    await grants.keep(by("school"), "xoxb-school")
    await grants.keep(by("college"), "xoxb-college")
    await grants.keep(by("school"), "xoxb-school-again")
    await grants.renew("college", "xoxb-college-renewed")
    await grants.renew("nowhere", "xoxb-nowhere")
    assert await grants.all() == {"school": "xoxb-school-again", "college": "xoxb-college-renewed"}
    assert await Grants(bench.bot, "another").all() == {}
    await grants.drop("school")
    assert await Grants(bench.bot, PLATFORM).all() == {"college": "xoxb-college-renewed"}


async def test_they_are_sealed(bench: Bench) -> None:
    await Grants(bench.bot, PLATFORM).keep(by("school"), "xoxb-school")
    async with bench.bot.store.turn() as tx:
        (words,) = (await tx.execute(text('SELECT words FROM "grant"'))).scalars()
    assert b"xoxb" not in bytes(words)


async def test_they_go_with_their_community(bench: Bench) -> None:
    grants = Grants(bench.bot, PLATFORM)
    await grants.keep(by("school"), "xoxb-school")
    await Life(bench.bot).left(PLATFORM, "school")
    await bench.jump(days=40)
    await bench.clockwork.tidy()
    assert await grants.all() == {}
