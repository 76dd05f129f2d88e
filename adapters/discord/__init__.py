"""Discord: Blether in the servers it is invited to."""

from __future__ import annotations

import importlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from adapters.discord.invite import discord_invite, look
from bot.config import ApiBase
from bot.core import Adapter
from bot.delivery import NATIVE
from bot.fault import Fault
from bot.turn import World

traits = frozenset({NATIVE})
texts = Path(__file__).parent
FILE = "discord.json"
commands = (discord_invite,)  # for the command line


class Settings(BaseModel):
    """A bot on Discord; how to make one, and its token, stands in docs/how-to/discord.md."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token: SecretStr = Field(min_length=1, description="the bot's token; better in BLETHER_DISCORD__TOKEN than here")
    api_base: ApiBase = Field("https://discord.com/api/v10", description="where its API is; another one only for tests")


async def online(settings: Settings) -> list[Fault]:
    """What is missing at Discord itself. Shut when it cannot be asked."""
    return await look(settings.token, settings.api_base)


def adapter(settings: Settings, folder: Path, world: World) -> Adapter:
    """What talks to Discord, and keeps in ``folder`` when it signed in."""
    app = importlib.import_module("adapters.discord.app")  # late: its library takes long to load
    made: Adapter = app.Discord(settings.token.get_secret_value(), settings.api_base, folder / FILE, world)
    return made
