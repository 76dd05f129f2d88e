"""Whatever people type or call themselves stays words at Discord: it pings nobody, formats nothing and hides no link.

Read back by an independent reader of Discord's Markdown, as it was posted, as it was changed, and in private answers.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.talk import plain
from tests.cli.warm import Warm
from tests.dialogues.seen import the
from tests.discord import limits, reading
from tests.discord.interactions import Interaction
from tests.discord.person import Client
from tests.discord.school import School, button_of, emulated, opened, quoted, texts_of
from tests.discord.shown import OURS, read
from tests.discord.state import Channel, Payload
from tests.hostile import PARTS
from tests.sweeps import WHOLE

pytestmark = pytest.mark.faults
LONGEST = 1_500  # characters that one can type into these fields
NAME = 32  # characters of what somebody is called in a server


def wrong(message: Payload | None, ours: frozenset[str] = frozenset()) -> list[reading.Span]:
    """What in a message is more than words; ``ours`` are kinds that our own sentences have outside of quotations."""
    found = [each for text in texts_of(message) for each in reading.spans(text)]
    return [each for each in found if each.kinds - OURS - (frozenset() if "quote" in each.kinds else ours)]


@pytest.mark.parametrize("strings", PARTS)
async def test_what_people_type_stays_words(warmed: Warm, tmp_path: Path, strings: tuple[str, ...]) -> None:
    sent = [json.loads(json.dumps(each)) for each in strings]  # on the way two halves of a character become one
    typed = [each for each in sent if plain(each) and len(each) <= LONGEST]  # what a client lets one type
    with emulated(len(typed), len(typed), checked=not WHOLE) as school:
        async with opened(school, warmed, tmp_path):
            await school.greet()
            for number, words in enumerate(typed):
                await posted(school, number, words, typed[number - 1])
        bodies = [each.body for each in school.emulator.requests if (each.body or {}) and "components" in each.body]
        assert {str(each["allowed_mentions"]) for each in bodies} == {"{'parse': []}"}
        assert school.emulator.violations == []


async def posted(school: School, number: int, words: str, other: str) -> None:
    """Somebody of a hostile name shares these words and then, changed, others."""
    client, channel = school.clients[number], school.channels[number]
    client.user.name = client.guild.members[client.user.id].nick = plain(other)[:NAME] or "x"
    kept = await client.types(channel, "learn.log", {"what": words})
    done = await pressed(client, channel, kept, "learn.share-it")
    await school.settle(lambda: bool(stands(channel)))
    reads(stands(channel)[0], words)
    entry = await pressed(client, channel, done, "learn.show-it")
    assert wrong(entry.message, frozenset({"bold"})) == []
    form = await pressed(client, channel, entry, "learn.edit-it")
    saved = await client.sends(channel, form, {the("learn.ask-what"): other})
    changed = await pressed(client, channel, saved, "core.done")
    await pressed(client, channel, changed, "learn.share-it")
    await school.settle(lambda: bool(stands(channel)[0]["edited_timestamp"]))
    reads(stands(channel)[0], other)


def reads(message: Payload, words: str) -> None:
    """The words stand in it as they are, and nothing else came of them."""
    assert (wrong(message), read(quoted(message))) == ([], read(plain(words)))


async def pressed(client: Client, channel: Channel, seen: Interaction, key: str) -> Interaction:
    """What comes of the button of this label's key."""
    button = button_of(seen, key)
    assert button is not None, (key, [each.get("label") for each in limits.every((seen.message or {})["components"])])
    return await client.presses(channel, seen.message or {}, button)


def stands(channel: Channel) -> list[Payload]:
    """What stands in a channel."""
    return [*channel.messages.values()]
