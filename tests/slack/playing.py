"""Somebody in an emulated Slack where the real program runs, and how they meet it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.cli.warm import Warm
from tests.dialogues.house import House
from tests.slack import reading
from tests.slack.living import OPEN
from tests.slack.manifest import manifest
from tests.slack.person import Person
from tests.slack.running import reached, registered, tables
from tests.slack.server import Slack
from tests.slack.state import Post, Team

STAFFROOM = "staffroom"


@dataclass
class Played:
    """A Slack with a team, and the program in ``house``."""

    slack: Slack
    team: Team
    house: House

    def person(self, name: str, channel: str = STAFFROOM) -> Person:
        """Somebody of this name, looking at a channel."""
        return Person(self.slack, self.team, self.team.user(name), self.team.channel(channel))


@asynccontextmanager
async def emulated(
    warm: Warm, mode: str, people: Sequence[str], channels: Sequence[str]
) -> AsyncIterator[tuple[Slack, Team]]:
    """A Slack where the program is registered by its own manifest, with one team."""
    async with Slack.open(mode) as slack:
        registered(slack.state.app, manifest(warm))
        yield slack, slack.state.team("school", people, channels)


@asynccontextmanager
async def played(
    warm: Warm, folder: Path, mode: str, people: Sequence[str] = ("Ailsa",), channels: Sequence[str] = (STAFFROOM,)
) -> AsyncIterator[Played]:
    """The program from when Slack reaches it until it has gone; nothing that it did may be wrong."""
    async with emulated(warm, mode, people, channels) as (slack, team):
        slack.rates.burst = 1_000  # the program's time is a file's, and a second of it none here
        async with House.open(warm, folder, tables(slack, team), OPEN) as house:
            await slack.until("a way to the program", lambda: reached(slack, house.complaints))
            yield Played(slack, team, house)
        assert slack.violations == [], slack.violations


async def greeted(person: Person) -> None:
    """They come for the first time and choose English."""
    hello = await person.types("/learn list")
    assert hello.post
    await presses(person, hello.post, "English")


async def presses(person: Person, post: Post, label: str) -> Post:
    """The button of this label; what is answered."""
    button = next((each for each in reading.buttons(post.blocks) if each.label == label), None)
    if button is None:
        raise AssertionError(f"no button {label} among {[each.label for each in reading.buttons(post.blocks)]}")
    came = await person.presses(post, button.block, dict(button.element))
    assert came.post
    return came.post
