"""The real program beside an emulated Slack: its configuration, and what its manifest makes of the app."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.slack.server import Slack
from tests.slack.state import App, Team

LISTENS = re.compile(r'"at": ?"(http://[^"]+)"')


def tables(slack: Slack, team: Team | None) -> str:
    """The tables of a config.toml for this Slack: for one team, or for as many as let the app in."""
    app = slack.state.app
    many = f'client_id = "{app.client_id}"\nclient_secret = "{app.client_secret}"'
    return f"""\
[slack]
mode = "{slack.mode}"
{many if team is None else f'bot_token = "{team.token}"'}
app_token = "{app.app_token}"
signing_secret = "{app.signing_secret}"
api_base = "{slack.api}"

[http]
port = 0
"""


def registered(app: App, manifest: Mapping[str, Any]) -> None:
    """The app as Slack knows it once somebody has pasted this manifest; it may do nothing else."""
    features, settings = manifest["features"], manifest["settings"]
    app.scopes = frozenset(manifest["oauth_config"]["scopes"]["bot"])
    app.commands = frozenset(each["command"] for each in features["slash_commands"])
    app.shortcuts = {each["callback_id"]: each["name"] for each in features.get("shortcuts", ())}
    app.events = frozenset(settings["event_subscriptions"]["bot_events"])


def reached(slack: Slack, log: str) -> bool:
    """Whether Slack has a way to the program by now; ``log`` is what it wrote so far."""
    if found := LISTENS.search(log):
        slack.hooks.address = f"{found[1]}/slack/events"
    return bool(found and (slack.mode == "http" or slack.sockets.live))
