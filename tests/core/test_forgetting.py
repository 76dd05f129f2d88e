"""What speaks of somebody who is forgotten is blanked, unsaid or lapses; what is others' stays theirs."""

from __future__ import annotations

import json
from typing import Any

from bot.talk import Message
from bot.testing import Bench, Someone
from tests.core.database import sizes


async def handed(giver: Someone, keeper: Someone, name: str = "Beans") -> str:
    """A packet that one gave and the other keeps; its id."""
    await keeper.does("learn.list")
    said = await giver.does("garden.give", name=name)
    await giver.does("garden.pass-on", packet=(id := said.buttons[0].call.values["packet"]), to=keeper.heard.who)
    return id


async def forgotten(who: Someone) -> None:
    assert (await who.does("my.forget", sure="yes")).text.key == "my.forgotten"


async def packets(who: Someone) -> list[dict[str, Any]]:
    """What the export has of those they gave."""
    files = (await who.does("my.export")).files
    return json.loads(files[1].content)["held"].get("garden_packet", [])


async def test_whom_a_row_is_about_is_in_its_owner_s_export_by_name_and_in_nobody_else_s(garden: Bench) -> None:
    ailsa, bryn = garden.person("Ailsa", language="en"), garden.person("Bryn")
    await handed(ailsa, bryn)
    assert ([each["keeper"] for each in await packets(ailsa)], await packets(bryn)) == (["Bryn"], [])
    assert "```text\nBryn\n```" in (await ailsa.does("my.export")).files[0].content


async def test_what_was_kept_for_them_is_kept_for_nobody(garden: Bench) -> None:
    ailsa, bryn = garden.person("Ailsa"), garden.person("Bryn")
    packet = await handed(ailsa, bryn)
    await forgotten(bryn)
    assert (await ailsa.does("garden.show", packet=packet)).words == "Beans"
    assert [each["keeper"] for each in await packets(ailsa)] == [None]


async def test_what_waits_to_be_said_of_them_is_not_said(garden: Bench) -> None:
    ailsa, bryn = garden.person("Ailsa"), garden.person("Bryn")
    await bryn.does("garden.give", name="Beans")
    await ailsa.does("garden.give", name="Peas")
    await forgotten(bryn)
    await garden.settle()
    assert [each.words for each in garden.aloud()] == ["Peas"]


async def test_what_somebody_else_is_about_to_say_of_them_is_not_said_either(garden: Bench) -> None:
    ailsa, bryn = garden.person("Ailsa"), garden.person("Bryn")
    await ailsa.does("garden.give", name="Peas")
    await bryn.does("learn.list")
    await garden.settle()
    await forgotten(ailsa)
    await garden.settle()
    assert (garden.aloud(), (await sizes(garden)).get("outbox")) == ([], None)


async def test_what_was_planned_for_them_lapses(garden: Bench) -> None:
    ailsa = garden.person("Ailsa").at("ailsa", "direct")
    said = await ailsa.does("garden.give", name="Beans")
    packet = said.buttons[0].call.values["packet"]
    assert isinstance(await ailsa.does("garden.remind", packet=packet, at="2026-11-25T10:00"), Message)
    await forgotten(ailsa)
    await garden.jump(days=3)
    assert garden.effects == []  # the post was not said, and nothing of it was there to take back
