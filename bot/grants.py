"""What lets an adapter speak in a community, such as a token: kept sealed, and gone with the community."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Bot
from bot.store.tables import community, grant
from bot.turn import Turn


class Grants:
    """Those of one platform's communities, each one word of an adapter's own."""

    def __init__(self, bot: Bot, platform: str) -> None:
        self._bot, self._platform = bot, platform

    def keeping(self, words: str) -> Callable[[Turn, Bot], Awaitable[None]]:
        """A step of ``Life.joined``: from then on these let us speak in the community."""

        async def keep(turn: Turn, _bot: Bot) -> None:
            await turn.rows.remove_all(grant)
            await turn.rows.put(grant, turn.community.id, words=self._sealed(turn.community.id, words))

        return keep

    async def renew(self, remote: str, words: str) -> None:
        """The same with other words, where there are any."""
        await self._bot.run(self._renew(remote, words))

    async def drop(self, remote: str) -> None:
        """They are good for nothing any more."""
        await self._bot.run(self._drop(remote))

    async def all(self) -> dict[str, str]:
        """The words by the platform's id of each community."""
        asked = select(community.c.remote, grant).join(community, community.c.id == grant.c.community)
        async with self._bot.store.turn() as tx:
            found = (await tx.execute(asked.where(community.c.platform == self._platform))).mappings().all()
        return {each["remote"]: self._bot.keys.open(each["id"], _bound(each["id"]), each["words"]) for each in found}

    async def _renew(self, remote: str, words: str) -> None:
        async with self._bot.store.turn() as tx:
            if home := await self._home(tx, remote):
                changed = grant.update().where(grant.c.community == home)
                await tx.execute(changed.values(words=self._sealed(home, words)))

    async def _drop(self, remote: str) -> None:
        async with self._bot.store.turn() as tx:
            await tx.execute(grant.delete().where(grant.c.community == await self._home(tx, remote)))

    async def _home(self, tx: AsyncConnection, remote: str) -> str | None:
        here = (community.c.platform == self._platform, community.c.remote == remote)
        return (await tx.execute(select(community.c.id).where(*here))).scalar()

    def _sealed(self, home: str, words: str) -> bytes:
        return self._bot.keys.seal(home, _bound(home), words)


def _bound(home: str) -> str:
    """What they are bound to, beside their community."""
    return f"grant.words/{home}"
