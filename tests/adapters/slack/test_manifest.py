"""The manifest and the code agree, and Slack would take it."""

from __future__ import annotations

import ast
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import adapters.slack
from adapters.slack import happenings
from adapters.slack.hear import room_of
from adapters.slack.manifest import EVENTS, METHODS, manifest, scopes
from adapters.slack.voice import Voice
from bot.forms import beginnings
from bot.house import Plan, plan
from bot.talk import Command, Role

CODE = Path(adapters.slack.__file__).parent
CALLS = re.compile(r"(apps|auth|bots|chat|conversations|files|oauth|pins|reactions|team|usergroups|users|views)_\w+")
SPECS = os.environ.get("BLETHER_SPECS", "")


@pytest.fixture(scope="module")
def house() -> Plan:
    """The rooms, and what the adapter says itself."""
    return plan(catalogues={"slack": adapters.slack.texts})


@pytest.fixture(scope="module")
def commands(house: Plan) -> tuple[Command, ...]:
    actions = [each for found in house.rooms for each in found.room.actions.values()]
    return beginnings(actions, house.texts, Role.MODERATOR)


@pytest.fixture(params=["", "https://blether.example.org"], ids=["socket", "http"])
def made(request: pytest.FixtureRequest, house: Plan, commands: tuple[Command, ...]) -> dict[str, Any]:
    return manifest(commands, Voice(house.texts, ("cy", "en")), "edu-", request.param)


def called() -> Iterator[str]:
    """Every method of the Web API that the adapter calls."""
    for file in CODE.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and CALLS.fullmatch(node.func.attr):
                yield node.func.attr


def test_every_method_that_is_called_has_its_rights_and_no_other() -> None:
    assert {*called()} == {*METHODS}


def test_every_event_that_is_asked_for_is_heard_and_no_other() -> None:
    heard = set[str]()
    for node in ast.walk(ast.parse(Path(happenings.__file__).read_text("utf-8"))):
        if isinstance(node, ast.MatchValue) and isinstance(node.value, ast.Constant):
            heard.add(str(node.value.value))
    assert heard == {each.partition(".")[0] for each in EVENTS}


def test_it_asks_for_what_is_used_and_nothing_else(made: dict[str, Any]) -> None:
    assert made["oauth_config"] == {"scopes": {"bot": list(scopes())}}
    assert scopes() == (
        "app_mentions:read",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:write",
        "usergroups:read",
        "users:read",
    )


def test_every_command_leads_to_its_room_and_every_menu_to_its_action(
    made: dict[str, Any], commands: tuple[Command, ...]
) -> None:
    rooms = {each.action.partition(".")[0] for each in commands if each.slash}
    assert {room_of(each, "edu-") for each in made["features"]["slash_commands"]} == rooms
    menus = {each.action for each in commands if each.menu}
    assert {each["callback_id"] for each in made["features"]["shortcuts"]} == menus


def test_for_many_workspaces_it_names_where_slack_leads_back_to(house: Plan, commands: tuple[Command, ...]) -> None:
    made = manifest(commands, Voice(house.texts, ("en",)), "", "https://blether.example.org/", many=True)
    assert made["oauth_config"]["redirect_urls"] == ["https://blether.example.org/slack/oauth_redirect"]
    assert made["settings"]["token_rotation_enabled"] is True


def test_over_http_every_address_is_ours_and_through_a_socket_there_is_none(made: dict[str, Any]) -> None:
    said, socket = json.dumps(made), made["settings"]["socket_mode_enabled"]
    addresses = len(made["features"]["slash_commands"]) + 3
    assert said.count("https://blether.example.org/slack/events") == (0 if socket else addresses)


def test_it_is_within_what_slack_documents(made: dict[str, Any]) -> None:
    features = made["features"]
    assert len(made["display_information"]["description"]) <= 140
    assert 1 <= len(features["slash_commands"]) <= 50
    assert len(features["shortcuts"]) <= 10
    for each in features["slash_commands"]:
        assert re.fullmatch(r"/[a-z0-9_-]{1,31}", each["command"])
    for each in features["shortcuts"]:
        assert 1 <= len(each["name"]) <= 24


@pytest.mark.skipif(not SPECS, reason="BLETHER_SPECS does not say where Slack's published descriptions lie")
def test_slack_publishes_that_it_takes_it(made: dict[str, Any]) -> None:
    schema = json.loads((Path(SPECS) / "slack" / "schemas" / "manifest.schema.2.0.0.json").read_text("utf-8"))
    problems = [each.message for each in jsonschema.Draft7Validator(schema).iter_errors(made)]
    assert problems == []
