"""Two workspaces in which everybody and everything has the same ids know nothing of each other."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.warm import Warm
from tests.dialogues.house import House
from tests.slack.living import OPEN
from tests.slack.manifest import manifest
from tests.slack.person import Person
from tests.slack.playing import greeted, presses
from tests.slack.running import reached, registered, tables
from tests.slack.server import Slack
from tests.slack.state import Team

NAMES = ("north", "south")


@dataclass
class Two:
    """Two workspaces in which everybody and everything has the same ids."""

    slack: Slack
    house: House
    north: Team
    south: Team

    @property
    def page(self) -> str:
        """Where somebody begins to let the app in."""
        return self.slack.hooks.address.replace("/slack/events", "/slack/install")

    async def lets_in(self, team: Team) -> Person:
        """Ailsa lets the app into hers, and is greeted."""
        ailsa = Person(self.slack, team, team.user("Ailsa"), team.channel("staffroom"))
        assert await self.slack.install(team, ailsa.user, self.page) == 200
        await greeted(ailsa)
        return ailsa


@asynccontextmanager
async def two(warm: Warm, folder: Path, mode: str) -> AsyncIterator[Two]:
    """The program for many workspaces, which nobody has let in yet."""
    async with Slack.open(mode) as slack:
        registered(slack.state.app, manifest(warm, "--many", "--url", "https://blether.example.org"))
        slack.rates.burst = 1_000  # the program's time is a file's
        north, south = (slack.state.team(name, ["Ailsa"], ["staffroom"]) for name in NAMES)
        alike(north, south)
        async with House.open(warm, folder, tables(slack, None), OPEN) as house:
            await slack.until("a way to the program", lambda: reached(slack, house.complaints))
            yield Two(slack, house, north, south)
        assert slack.violations == [], slack.violations


def alike(north: Team, south: Team) -> None:
    """People and places of the second have the ids of the first; the app is in neither."""
    for team in (north, south):
        team.token = ""
    ailsa, other = north.user("Ailsa"), south.user("Ailsa")
    there, place = north.channel("staffroom"), south.channel("staffroom")
    south.users = {ailsa.id: other, south.bot.id: south.bot}
    south.channels, place.id = {there.id: place}, there.id
    place.members = {ailsa.id, south.bot.id}
    other.id = ailsa.id


def communities(folder: Path) -> list[str]:
    """Those that something is kept of, once the program has gone."""
    with closing(sqlite3.connect(folder / "blether.db")) as there:
        return sorted(name for (name,) in there.execute("SELECT name FROM community"))


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_two_workspaces_know_nothing_of_each_other(warm: Warm, tmp_path: Path, mode: str) -> None:
    async with two(warm, tmp_path, mode) as here:
        mine, theirs = await here.lets_in(here.north), await here.lets_in(here.south)
        kept = (await mine.types("/learn log Canary of the north")).post
        assert kept
        share = next(each for each in kept.blocks[-1]["elements"] if each["text"]["text"] == "Share it here")
        foreign = (await theirs.presses(kept, kept.blocks[-1]["block_id"], share)).post
        assert foreign
        assert "Canary" not in foreign.text
        listed = (await theirs.types("/learn list canary")).post
        assert listed
        assert "Canary" not in listed.text
        await presses(mine, kept, "Share it here")
        await here.house.jump(timedelta(seconds=5))
        told = [team.domain for team, _, post in here.slack.state.posts() if not post.to and "Canary" in post.text]
        assert told == ["north"]
    assert communities(tmp_path) == [*NAMES]
