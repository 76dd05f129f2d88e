"""The emulator against what Slack has published: samples of payloads and answers, real views, described methods.

Read from the folder ``BLETHER_SPECS``, as far as that is at hand.
"""

from __future__ import annotations

import json
import os
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.slack import blocks, chat, payloads, views
from tests.slack.calls import ALWAYS, METHODS, Call
from tests.slack.state import Post, State

SPECS = Path(os.environ.get("BLETHER_SPECS", "/nowhere")) / "slack"
pytestmark = pytest.mark.skipif(not SPECS.is_dir(), reason="BLETHER_SPECS does not name a folder with slack in it")
NEWER = {  # than what was published
    "apps.connections.open",
    "apps.uninstall",
    "chat.postMessage metadata",
    "chat.postEphemeral metadata",
    "chat.postEphemeral unfurl_links",
    "chat.postEphemeral unfurl_media",
    "chat.postEphemeral mrkdwn",
    "chat.update metadata",
    "chat.update unfurl_links",
    "chat.update unfurl_media",
    "chat.update mrkdwn",
    "chat.update reply_broadcast",
    "chat.update username",
    "chat.update icon_emoji",
    "chat.update icon_url",
    "conversations.history include_all_metadata",
    "conversations.open prevent_creation",
    "conversations.replies include_all_metadata",
    "files.completeUploadExternal",
    "files.getUploadURLExternal",
    "oauth.v2.access grant_type",
    "oauth.v2.access refresh_token",
    "team.info domain",
}


def archived(name: str) -> Iterator[tuple[str, Any]]:
    """The JSON files of an archive."""
    with tarfile.open(SPECS / name) as archive:
        for member in archive:
            if member.name.endswith(".json") and (file := archive.extractfile(member)):
                yield member.name, json.load(file)


@pytest.fixture(scope="module")
def samples() -> dict[str, Any]:
    """Slack's anonymised answers, events and payloads, by their names."""
    return {Path(name).stem: sample for name, sample in archived("java-slack-sdk-json-logs.tar.gz")}


def strange(ours: Any, sample: Any, at: str = "") -> Iterator[str]:
    """What of ours is not in the sample. An empty list or object of the sample may hold anything."""
    if isinstance(ours, dict) and isinstance(sample, dict) and sample:
        for name, value in ours.items():
            if name not in sample:
                yield f"{at}.{name}"
            else:
                yield from strange(value, sample[name], f"{at}.{name}")
    elif isinstance(ours, list) and isinstance(sample, list) and sample:
        for each in ours:
            yield from strange(each, sample[0], f"{at}[]")


VIEW = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Keep"},
    "submit": {"type": "plain_text", "text": "Keep"},
    "callback_id": "1learn.log||?",
    "blocks": [],
}


def told(state: State) -> Mapping[str, Any]:
    """Each kind of payload once, by the name of its sample."""
    team = next(iter(state.teams.values()))
    user, channel = team.user("Ailsa"), team.channel("staffroom")
    post = Post(state.ts(), team.bot.id, "Hello", [])
    channel.posts[post.ts] = post
    view = views.show(state, team, user.id, VIEW)
    button = {"type": "button", "action_id": "a", "value": "v"}
    return {
        "SlashCommandPayload": payloads.command(state, team, user, channel, "/learn", "log Wait time"),
        "BlockActionPayload": payloads.press(state, team, user, (channel, post), "b", button),
        "ViewSubmissionPayload": payloads.submission(state, team, user, view),
        "ViewClosedPayload": payloads.closed(state, team, user, view),
        "MessageShortcutPayload": payloads.menu(state, team, user, channel, post, "learn.log"),
        "MessagePayload": payloads.event(state, team, payloads.said(team, channel, post)),
    }


UNTOLD = {  # of samples that Slack documents elsewhere
    "BlockActionPayload": {".state"},
    "ViewSubmissionPayload": {".response_urls", ".view.blocks"},
    "ViewClosedPayload": {".view.blocks"},
    "MessagePayload": {".event.channel_type", ".event.team", ".is_ext_shared_channel"},
}


def test_no_payload_has_anything_that_slacks_samples_have_not(state: State, samples: dict[str, Any]) -> None:
    found = {name: {*strange(ours, samples[name])} - UNTOLD.get(name, set()) for name, ours in told(state).items()}
    assert {name: odd for name, odd in found.items() if odd} == {}


def test_no_answer_has_anything_that_slacks_samples_have_not(state: State, samples: dict[str, Any]) -> None:
    team = next(iter(state.teams.values()))
    user, channel = team.user("Ailsa").id, team.channel("staffroom").id
    asked: dict[str, dict[str, str]] = {
        "auth.test": {},
        "apps.connections.open": {},
        "chat.postMessage": {"channel": channel, "text": "Hello"},
        "chat.postEphemeral": {"channel": channel, "user": user, "text": "Hello"},
        "conversations.history": {"channel": channel},
        "conversations.info": {"channel": channel},
        "conversations.open": {"users": user, "return_im": "true"},
        "files.getUploadURLExternal": {"filename": "a.txt", "length": "3"},
        "users.info": {"user": user, "include_locale": "true"},
        "views.open": {"trigger_id": state.trigger(team.id, user), "view": json.dumps(VIEW)},
        "views.publish": {"user_id": user, "view": json.dumps({"type": "home", "blocks": []})},
    }
    found = {
        name: [*strange({"ok": True} | METHODS[name].work(Call(state, team, name, given)), samples[name])]
        for name, given in asked.items()
    }
    assert {name: odd for name, odd in found.items() if odd} == {}


def test_every_published_view_is_taken() -> None:
    there = list(archived("python-slack-sdk-views.tar.gz"))
    found = {name: [*blocks.view_problems(view.get("view", view))] for name, view in there}
    assert (len(there), {name: wrong for name, wrong in found.items() if wrong}) == (16, {})


def test_methods_take_what_slack_describes_and_need_what_it_requires() -> None:
    described = json.loads((SPECS / "slack_web_openapi_v2.json").read_text("utf-8"))["paths"]
    found = []
    for name, method in METHODS.items():
        if name in NEWER:
            continue
        (operation,) = described[f"/{name}"].values()
        there = {each["name"]: each.get("required", False) for each in operation["parameters"]}
        unknown = {*method.needs, *method.takes} - there.keys()
        found += [f"{name} takes {each}" for each in sorted(unknown) if f"{name} {each}" not in NEWER]
        needed = {each for each, required in there.items() if required} - ALWAYS
        found += [f"{name} needs {each}" for each in sorted(needed - {*method.needs}) if name != "oauth.v2.access"]
    assert found == []


def test_text_of_a_post_is_as_long_as_slack_says() -> None:
    assert chat.TEXT == 40_000
