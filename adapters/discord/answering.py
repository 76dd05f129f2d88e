"""Whatever somebody does at Discord is acknowledged in time, and answered to them alone.

Discord waits three seconds. What the door answers within one is the acknowledgement itself, a form as well, which
nothing can come before. What takes longer is acknowledged first, and then the answer is put in its place.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Final

import structlog

from adapters.discord import declared, forms, hear, show
from adapters.discord.show import COMPONENTS, HIDDEN, Said
from adapters.discord.wire import Failed, Wire
from bot.core import Bot
from bot.pictures import draw
from bot.talk import Answer, Form, Heard, Message, Refusal, Remote, text

log = structlog.get_logger("blether.discord")
SOON: Final = 1.0  # seconds for the door to answer in
TRIES: Final = 3
_ANSWER, _LATER, _LATER_HERE, _HERE, _CHOICES, _FORM = 4, 5, 6, 7, 8, 9  # kinds of reply
_KNOWN: Final = 40060  # it was acknowledged: by an earlier try of the same reply
_CALLBACK = "/interactions/{webhook_id}/{webhook_token}/callback"
_ORIGINAL = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"

Payload = Mapping[str, Any]
Taken = tuple[Answer, bytes | None]  # with its picture


class Answers:
    """Answers interactions on a wire. ``menus``: the actions in the menu of a message by what they are called there."""

    def __init__(self, bot: Bot, wire: Wire, menus: Mapping[str, str]) -> None:
        self._bot, self._wire, self._menus = bot, wire, menus

    async def hear(self, interaction: Payload) -> None:
        """Answer one interaction, to the end."""
        if interaction["type"] == hear.SEARCH:
            await self._offer(interaction)
            return
        name = self._wire.server_name(str(interaction.get("guild_id", "")))
        heard = hear.heard(interaction, self._menus, name, self._wire.ours)
        if heard is None:
            lost = Answer(Refusal(text("core.out-of-date")), (), self._bot.defaults.languages)
            await self._reply(interaction, lost, None, None)
            return
        home = heard.community if hear.is_direct(interaction) else None
        taking = asyncio.create_task(self._take(heard))
        await asyncio.wait({taking}, timeout=SOON)
        if taking.done():
            await self._reply(interaction, *taking.result(), home)
        else:
            await self._later(interaction, taking, home)

    async def _take(self, heard: Heard) -> Taken:
        """The answer, and its picture."""
        answer = await self._bot.take(heard)
        picture = answer.said.picture if isinstance(answer.said, Message) else None
        return answer, await draw(picture, self._bot.texts, answer.languages) if picture else None

    async def _reply(self, interaction: Payload, answer: Answer, drawn: bytes | None, home: Remote | None) -> None:
        """The answer as the acknowledgement."""
        if isinstance(answer.said, Form) and interaction["type"] != hear.FORM:
            roles = self._wire.roles(str(interaction.get("guild_id", "")))
            made = forms.modal(answer.said, answer.wires[0], self._bot.texts, answer.languages, roles)
            await self._call_back(interaction, _FORM, Said(made))
            return
        said = show.answer(answer, self._bot.texts, home, drawn)
        if hear.on_hidden(interaction):
            await self._call_back(interaction, _HERE, said)
        else:
            await self._call_back(interaction, _ANSWER, Said(said.payload | {"flags": COMPONENTS | HIDDEN}, said.files))

    async def _later(self, interaction: Payload, taking: asyncio.Task[Taken], home: Remote | None) -> None:
        """Acknowledged now; answered when the door has."""
        hidden = hear.on_hidden(interaction)
        begun = Said({}) if hidden else Said({"flags": HIDDEN})
        if not await self._call_back(interaction, _LATER_HERE if hidden else _LATER, begun):
            await taking
            return
        answer, drawn = await taking
        said = show.answer(answer, self._bot.texts, home, drawn)
        for attempt in range(TRIES):
            try:
                await self._ask("PATCH", _ORIGINAL, interaction, said.payload, said, id=interaction["application_id"])
                return
            except (Failed, OSError) as wrong:
                if attempt + 1 == TRIES or (isinstance(wrong, Failed) and wrong.status in (401, 403, 404)):
                    log.warning("not-answered", why=_why(wrong))
                    return

    async def _offer(self, interaction: Payload) -> None:
        """The likeliest choices of a field, as somebody types into it."""
        asked = hear.asked(interaction, self._menus)
        found = await self._bot.choices(asked.heard, asked.field, asked.words) if asked else ()
        languages = (await self._bot.known(asked.heard)).languages if asked and found else ()
        offered = declared.choices(found, self._bot.texts, languages)
        await self._call_back(interaction, _CHOICES, Said({"choices": offered}))

    async def _call_back(self, interaction: Payload, kind: int, said: Said) -> bool:
        """One reply; whether Discord has it."""
        payload = {"type": kind, "data": said.payload}
        for _ in range(TRIES):
            try:
                await self._ask("POST", _CALLBACK, interaction, payload, said, id=interaction["id"])
                return True
            except Failed as wrong:
                if wrong.code == _KNOWN:
                    return True
                log.warning("not-acknowledged", why=_why(wrong))
                if wrong.status in (400, 401, 403, 404):
                    return False
            except OSError as wrong:
                log.warning("not-acknowledged", why=_why(wrong))
        return False

    async def _ask(self, method: str, path: str, interaction: Payload, payload: Any, said: Said, *, id: str) -> None:
        await self._wire.ask(method, path, payload, files=said.files, webhook_id=id, webhook_token=interaction["token"])


def _why(wrong: Exception) -> str:
    return str(wrong) if isinstance(wrong, Failed) else type(wrong).__name__
