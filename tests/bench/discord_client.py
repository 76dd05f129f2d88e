"""A bare client of discord.py with the settings of Blether's, which does nothing but stay connected.

``python -m tests.bench.discord_client API TOKEN``. It imports nothing of Blether's: its memory is the library's alone.
"""

from __future__ import annotations

import sys

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


class Client(discord.AutoShardedClient):
    """It goes where ``api`` says, and caches as little as Blether does."""

    def __init__(self, api: str) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        Route.BASE = api

    async def setup_hook(self) -> None:
        """Before the gateway: where that is."""
        _, url, _ = await self.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)


if __name__ == "__main__":
    Client(sys.argv[1]).run(sys.argv[2], log_handler=None)
