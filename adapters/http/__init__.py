"""How the house is, for whoever looks after it: ``/healthz``, ``/readyz`` and ``/metrics``. It talks to nobody.

What other adapters serve stands beside these pages, on the same port.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from adapters.http.app import Http
from bot.turn import World

speaks = False
hosts = True  # it serves the routes of other adapters


class Settings(BaseModel):
    """For whoever looks after it: ``/healthz``, ``/readyz`` and ``/metrics``, when there is this table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str = Field("127.0.0.1", description="who can reach it: 127.0.0.1 is this computer alone")
    port: int = Field(8422, ge=0, le=65_535, description="where it listens; 0 takes any free port")


def adapter(settings: Settings, _folder: Path, _world: World) -> Http:
    """What serves these pages."""
    return Http(settings.host, settings.port)
