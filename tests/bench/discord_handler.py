"""A bare bot on discord.py: at each command the statements that Blether makes, on Core, or one INSERT; the same answer.

``python -m tests.bench.discord_handler core|insert TURNS SAID API TOKEN``
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import discord
from discord import app_commands, ui

from tests.bench.bolted import Work, working
from tests.bench.discord_client import Client

Interaction = discord.Interaction[Any]


class Handler(Client):
    """It answers commands, and a press of any button with what the command that keeps something answers."""

    def __init__(self, api: str, said: Any, keeps: Work, reads: Work) -> None:
        super().__init__(api)
        self._kept, self._reads = said[0], reads
        self._tree = app_commands.CommandTree(self)
        self._tree.add_command(_commands(said, keeps))

    async def setup_hook(self) -> None:
        """Its commands are declared at each start."""
        await super().setup_hook()
        await self._tree.sync()

    async def on_interaction(self, interaction: Interaction) -> None:
        """Commands go to the tree by themselves."""
        if interaction.type is discord.InteractionType.component:
            await self._reads()
            await interaction.response.edit_message(view=_view(self._kept))


def _commands(said: Any, keeps: Work) -> app_commands.Group:
    kept, listed = said
    group = app_commands.Group(name="learn", description="What I learn")

    @group.command(name="log", description="Keep something I learned")
    async def log(interaction: Interaction, what: str) -> None:
        await keeps()
        await interaction.response.send_message(view=_view(kept), ephemeral=True)

    @group.command(name="list", description="Everything I learned")
    async def show(interaction: Interaction) -> None:
        await interaction.response.send_message(view=_view(listed), ephemeral=True)

    return group


def _view(parts: list[dict[str, Any]]) -> ui.LayoutView:
    """What Blether shows, made of the library's own parts."""
    made = ui.LayoutView(timeout=None)
    for each in parts:
        made.add_item(_item(each))
    made.stop()  # so that nothing of it is remembered: a press is answered whoever it comes from
    return made


def _item(part: dict[str, Any]) -> ui.Item[Any]:
    inner = [_item(each) for each in part.get("components", ())]
    match part["type"]:
        case 1:
            return ui.ActionRow(*inner)
        case 2:
            return ui.Button(label=part["label"], custom_id=part["custom_id"])
        case 9:
            return ui.Section(*inner, accessory=_item(part["accessory"]))
        case 10:
            return ui.TextDisplay(part["content"])
        case _:
            return ui.Container(*inner)


async def main(what: str, turns: int, said: Any, api: str, token: str) -> None:
    """Connect, and answer until somebody kills this process."""
    async with working(what, turns) as works, Handler(api, said, *works) as handler:
        await handler.start(token)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text("utf-8")), *sys.argv[4:]))
