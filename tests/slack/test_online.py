"""``blether check --online``: whether Slack takes what is configured, asked of Slack itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.cli.warm import Warm
from tests.slack.living import STORE
from tests.slack.manifest import manifest
from tests.slack.running import registered, tables
from tests.slack.server import Slack
from tests.slack.state import Team

TO_MEND = "1 thing to mend:\n\n[slack]: "


@pytest.fixture
async def slack(warm: Warm) -> AsyncIterator[Slack]:
    """A Slack that knows the app by its manifest."""
    async with Slack.open("socket") as slack:
        registered(slack.state.app, manifest(warm))
        yield slack


@pytest.fixture
def school(slack: Slack) -> Team:
    return slack.state.team("school", ["Ailsa"], ["staffroom"])


async def checked(warm: Warm, folder: Path, toml: str) -> tuple[int, str]:
    """How it ends, and what it says last or complains of."""
    (folder / "config.toml").write_text(STORE + toml, "utf-8")
    code = await asyncio.to_thread(warm.run, "tests.cli.warm:command", "check", "--online", folder=folder)
    out, err = ((folder / name).read_text("utf-8") for name in ("out", "err"))
    return code, err or out.partition(":")[0]


async def test_it_takes_it(warm: Warm, tmp_path: Path, slack: Slack, school: Team) -> None:
    assert await checked(warm, tmp_path, tables(slack, school)) == (0, "All is well")
    assert slack.violations == []


@pytest.mark.parametrize("key", ["bot_token", "app_token"])
async def test_a_token_that_is_not_taken(warm: Warm, tmp_path: Path, slack: Slack, school: Team, key: str) -> None:
    token = {"bot_token": school.token, "app_token": slack.state.app.app_token}[key]
    toml = tables(slack, school).replace(token, f"{token[:5]}another")
    cure = "    copy it anew from the pages of your app\n"
    said = f"{TO_MEND}Slack does not take the {key}: invalid_auth\n{cure}"
    assert await checked(warm, tmp_path, toml) == (2, said)


async def test_a_right_that_was_not_granted(warm: Warm, tmp_path: Path, slack: Slack, school: Team) -> None:
    slack.state.app.scopes -= {"files:write", "im:write"}
    cure = "    paste what `blether slack-manifest` prints into its pages, and install it again\n"
    said = f"{TO_MEND}the app has not the rights files:write, im:write\n{cure}"
    assert await checked(warm, tmp_path, tables(slack, school)) == (2, said)


async def test_a_slack_that_is_not_there(warm: Warm, tmp_path: Path, slack: Slack, school: Team) -> None:
    toml = tables(slack, school).replace(slack.api, "http://127.0.0.1:9/api/")
    cure = "    look at the network, and at a proxy in the environment\n"
    said = f"{TO_MEND}Slack cannot be asked at http://127.0.0.1:9/api/: ClientConnectorError\n{cure}"
    assert await checked(warm, tmp_path, toml) == (2, said)
