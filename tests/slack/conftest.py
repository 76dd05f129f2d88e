"""What the tests of the emulator share."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.cli.warm import Warm
from tests.slack.server import Slack
from tests.slack.state import State, Team, User


@pytest.fixture(scope="session")
def warm(warmed: Warm) -> Warm:
    """The process that the real program is forked from."""
    return warmed


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    """An emulated Slack that an app reaches by sockets."""
    async with Slack.open() as slack:
        yield slack


@pytest.fixture
def state() -> State:
    """What a Slack of one team knows."""
    state = State()
    school(state)
    return state


def school(state: State) -> tuple[Team, User]:
    """A team with one person in one channel; the app has every right, command, shortcut and event."""
    rights = ("channels:history", "channels:read", "chat:write", "commands", "files:write", "im:write")
    state.app.scopes = frozenset({*rights, "usergroups:read", "users:read"})
    state.app.commands, state.app.shortcuts = frozenset({"/learn"}), {"learn.log": "I learned from this"}
    state.app.events = frozenset({"app_mention", "app_home_opened", "message.im"})
    team = state.team("school", ["Ailsa"], ["staffroom"])
    return team, team.user("Ailsa")
