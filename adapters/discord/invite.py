"""Into a server, and what Blether may do there: the link that invites it, and what it lacks where it is."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import typer
from pydantic import SecretStr

from bot import platforms
from bot.building import ConfigFile
from bot.config import load
from bot.explained import explained
from bot.fault import Fault, Faults, Shut

SCOPES: Final = ("bot", "applications.commands")
# What our code does, and the right that Discord wants for it, as its pages call it.
RIGHTS: Final[Mapping[str, int]] = {
    "View Channels": 1 << 10,
    "Send Messages": 1 << 11,
    "Attach Files": 1 << 15,
    "Read Message History": 1 << 16,
    "Create Public Threads": 1 << 35,
    "Send Messages in Threads": 1 << 38,
    "Create Events": 1 << 44,  # with it, Blether may change and cancel its own, and nobody else's
}
ADMINISTRATOR: Final = 1 << 3
REVOKED: Final = (
    "Discord does not take the token. Make a new one on the page of your application (Bot, Reset Token), put it into\n"
    "[discord] token, or into BLETHER_DISCORD__TOKEN, and start Blether again."
)


def link(application: str) -> str:
    """Where somebody who manages a server invites Blether, with the rights it uses and no other."""
    asked = {"client_id": application, "scope": " ".join(SCOPES), "permissions": sum(RIGHTS.values())}
    return f"https://discord.com/oauth2/authorize?{urlencode(asked)}"


def lacking(server: Mapping[str, Any]) -> list[str]:
    """The rights that Blether does not have in a server, of those it uses."""
    there = int(server["permissions"])
    return [] if there & ADMINISTRATOR else [name for name, right in RIGHTS.items() if not there & right]


async def look(token: SecretStr, base: str) -> list[Fault]:
    """What is missing where. Shut when Discord cannot be asked."""
    application, servers = await _looked(token, base)
    if not servers:
        return [Fault("Discord", "Blether is in no server", f"invite it: {link(application)}")]
    cure = f"give these to its role there, or invite it again: {link(application)}"
    return [
        Fault(f"Discord, {server['name']}", f"Blether may not {', '.join(missing)}", cure)
        for server in servers
        if (missing := lacking(server))
    ]


def discord_invite(config: ConfigFile = Path("config.toml")) -> None:
    """Print the link by which somebody invites Blether into a Discord server."""
    with explained():
        settings = getattr(load(config, platforms.settings()), "discord", None)
        if settings is None:
            raise Faults(
                [Fault(str(config), "there is no table [discord]", "docs/how-to/discord.md says how to begin")]
            )
        application, _ = asyncio.run(_looked(settings.token, settings.api_base))
    typer.echo(link(application))


async def _looked(token: SecretStr, base: str) -> tuple[str, list[dict[str, Any]]]:
    wire = importlib.import_module("adapters.discord.wire")  # late: its library takes long to load
    try:
        found: tuple[str, list[dict[str, Any]]] = await wire.looked(token.get_secret_value(), base)
    except wire.Revoked:
        raise Shut(REVOKED) from None
    except (wire.Failed, OSError) as wrong:
        raise Shut(f"Discord cannot be asked just now ({wrong}). Is this computer online?") from None
    return found
