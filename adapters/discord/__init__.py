"""Discord: Blether in the servers it is invited to."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from bot.core import Adapter
from bot.turn import World

traits = frozenset({"native_events"})
texts = Path(__file__).parent
FILE = "discord.json"


def _base(address: str) -> str:
    if not address.startswith(("https://", "http://")):
        raise ValueError("write the whole address, https://… first")
    return address


class Settings(BaseModel):
    """A bot on Discord; how to make one, and its token, stands in docs/how-to/discord.md."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token: SecretStr = Field(min_length=1, description="the bot's token; better in BLETHER_DISCORD__TOKEN than here")
    api_base: Annotated[str, AfterValidator(_base)] = Field(
        "https://discord.com/api/v10", description="where its API is; another one only for tests"
    )


def adapter(settings: Settings, folder: Path, world: World) -> Adapter:
    """What talks to Discord, and keeps in ``folder`` when it signed in."""
    app = importlib.import_module("adapters.discord.app")  # late: its library takes long to load
    made: Adapter = app.Discord(settings.token.get_secret_value(), settings.api_base, folder / FILE, world)
    return made
