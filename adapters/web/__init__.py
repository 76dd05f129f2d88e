"""The playground: Blether in a page of its own, on this computer only, with a sample community and no account."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from adapters.web.app import Web
from adapters.web.clock import Kept, kept
from bot.config import THIS_COMPUTER
from bot.core import Adapter
from bot.turn import World

playground = True  # `run` refuses it beside a real platform
traits = frozenset({"local"})  # nothing leaves this computer
texts = Path(__file__).parent
FILE = "playground.db"


def _loopback(host: str) -> str:
    if host not in THIS_COMPUTER:
        raise ValueError(f"the playground is for this computer only: write 127.0.0.1 instead of {host}")
    return host


class Settings(BaseModel):
    """The playground, on this computer only; it does not run beside a real platform."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: Annotated[str, AfterValidator(_loopback)] = Field("127.0.0.1", description="this computer, always")
    port: int = Field(8421, ge=0, le=65_535, description="where it listens; 0 takes any free port")
    week: bool = Field(True, description="begin with the sample's week of talk, or with empty places")


def clock(folder: Path, real: datetime) -> Kept:
    """A clock that stands still until the page moves it, for a World; at the first start, near the ``real`` time."""
    return kept(folder / FILE, real)


def adapter(settings: Settings, folder: Path, world: World) -> Adapter:
    """The playground, which keeps its people, places and posts in ``folder``."""
    return Web(settings.host, settings.port, folder / FILE, world, week=settings.week)
