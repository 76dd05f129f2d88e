"""The emulator itself: Slack's own library finds in it the Slack it knows, and what is wrong is seen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientError
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack import bolted
from tests.slack.conftest import school
from tests.slack.deliveries import Envelope
from tests.slack.person import Person
from tests.slack.server import Slack
from tests.slack.state import TRIGGER


@pytest.fixture(params=["socket", "http"])
async def slack(request: pytest.FixtureRequest) -> AsyncIterator[Slack]:
    """An emulated Slack of each mode, with one team."""
    async with Slack.open(request.param) as slack:
        school(slack.state)
        yield slack


@pytest.fixture
def ailsa(slack: Slack) -> Person:
    """Somebody in the team."""
    team = next(iter(slack.state.teams.values()))
    return Person(slack, team, team.user("Ailsa"), team.channel("staffroom"))


@pytest.fixture
async def bolt(slack: Slack, ailsa: Person) -> AsyncIterator[AsyncApp]:
    """An app on Bolt alone."""
    async with bolted.running(slack, bolted.app(slack, ailsa.team.token)) as app:
        yield app


@pytest.fixture
def client(slack: Slack, ailsa: Person) -> AsyncWebClient:
    """The Web API by Slack's own library, which tries nothing twice."""
    return AsyncWebClient(token=ailsa.team.token, base_url=slack.api, retry_handlers=[])


async def test_a_command_a_button_and_what_they_are_answered(slack: Slack, ailsa: Person, bolt: AsyncApp) -> None:
    said = await ailsa.types("/learn log Wait time")
    assert said.post
    assert (said.kind, said.post.text, said.post.to) == ("whisper", "Heard: log Wait time", ailsa.user.id)
    more = await ailsa.presses(said.post, "row", bolted.BUTTON)
    assert (more.post, said.post.text) == (said.post, "More")  # in its place
    assert slack.violations == []


async def test_a_form_its_errors_its_search_and_where_it_leads(slack: Slack, ailsa: Person, bolt: AsyncApp) -> None:
    form = (await ailsa.types("/learn form")).view
    assert form
    assert [each["value"] for each in await ailsa.searches(form, "kind", "dia")] == ["dialogue"]
    form.state["what"]["what"]["value"] = "no"
    refused = await ailsa.submits(form)
    assert (refused.kind, refused.errors, ailsa.team.modals(ailsa.user.id)) == ("errors", {"what": "Not this"}, [form])
    form.state["what"]["what"]["value"] = "Wait time"
    kept = await ailsa.direct.submits(form)
    assert kept.post
    assert (kept.post.text, ailsa.team.modals(ailsa.user.id)) == ("Kept: Wait time", [])
    assert slack.violations == []


async def test_a_shortcut_and_an_event(slack: Slack, ailsa: Person, bolt: AsyncApp) -> None:
    post, _ = ailsa.says("Wait time & more")
    assert (await ailsa.chooses(post, "learn.log")).kind == "modal"
    inner = {"type": "app_mention", "user": ailsa.user.id, "channel": ailsa.channel.id, "ts": post.ts, "text": "Hello"}
    assert await slack.deliveries.tell(ailsa.team, inner)
    await slack.until("a post", lambda: [each for each in ailsa.channel.posts.values() if each.thread == post.ts])
    assert slack.violations == []


async def test_what_is_not_acknowledged_is_seen_and_told_again(slack: Slack, ailsa: Person, bolt: AsyncApp) -> None:
    slack.deliveries.again, slack.deliveries.deadline = (0.0, 0.0, 0.0), 0.2
    ailsa.direct.says("Hello")  # which this app has no listener for
    await slack.until("a violation", lambda: slack.violations)
    assert slack.violations == ["the event message was never acknowledged"]


# --- the Web API --------------------------------------------------------------------------------------------------

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
WRONG = [
    ("chat.postMessage", {}, "invalid_arguments"),
    ("chat.postMessage", {"channel": "#", "text": ""}, "no_text"),
    ("chat.postMessage", {"channel": "#", "text": "x", "blocks": [SECTION]}, "invalid_blocks"),
    ("chat.postMessage", {"channel": "#", "text": "x", "blocks": [{"type": "banner"}]}, "invalid_blocks"),
    ("chat.postMessage", {"channel": "#", "text": "x", "markup": "y"}, "invalid_arg_name"),
    ("chat.postMessage", {"channel": "#", "text": "x" * 40_001}, "msg_too_long"),
    ("chat.postMessage", {"channel": "#", "text": "x", "metadata": {"a": 1}}, "invalid_metadata_format"),
    ("reactions.add", {"name": "wave"}, "unknown_method"),
    ("conversations.join", {}, "missing_scope"),
    ("apps.connections.open", {}, "not_allowed_token_type"),
    ("views.open", {"trigger_id": "1.2.3", "view": bolted.FORM}, "invalid_trigger_id"),
    ("views.open", {"trigger_id": "1.2.3", "view": bolted.FORM | {"submit": None}}, "invalid_arguments"),
]


@pytest.mark.parametrize(("method", "given", "error"), WRONG)
async def test_what_slack_refuses_is_a_violation(
    slack: Slack, ailsa: Person, client: AsyncWebClient, method: str, given: dict[str, Any], error: str
) -> None:
    there = {name: ailsa.channel.id if value == "#" else value for name, value in given.items()}
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(method, json=there)
    assert refused.value.response["error"] == error
    assert [each.split()[:2] for each in slack.violations] == [[f"{method}:", error]]


async def test_what_happens_in_a_life_is_none(slack: Slack, ailsa: Person, client: AsyncWebClient) -> None:
    ailsa.channel.archived = True
    errors = []
    for channel in (ailsa.channel.id, "C0NOWHERE"):
        with pytest.raises(SlackApiError) as refused:
            await client.chat_postMessage(channel=channel, text="Hello")
        errors.append(refused.value.response["error"])
    assert (errors, slack.violations) == (["is_archived", "channel_not_found"], [])


async def test_a_trigger_is_used_once_and_soon(slack: Slack, ailsa: Person, client: AsyncWebClient) -> None:
    errors, state = [], slack.state
    used, late = (state.trigger(ailsa.team.id, ailsa.user.id) for _ in range(2))
    await client.views_open(trigger_id=used, view=bolted.FORM)
    state.triggers[late].until -= TRIGGER
    for trigger in (used, late):
        with pytest.raises(SlackApiError) as refused:
            await client.views_open(trigger_id=trigger, view=bolted.FORM)
        errors.append(refused.value.response["error"])
    assert errors == ["exchanged_trigger_id", "expired_trigger_id"]


async def test_one_post_a_second_in_each_channel(slack: Slack, ailsa: Person, client: AsyncWebClient) -> None:
    other = slack.state.channel(ailsa.team, "other")
    for channel in (ailsa.channel, other):
        await client.chat_postMessage(channel=channel.id, text="Hello")
    statuses = []
    for _ in range(2):
        with pytest.raises(SlackApiError) as refused:
            await client.chat_postMessage(channel=other.id, text="Hello again")
        statuses.append((refused.value.response.status_code, refused.value.response.headers["Retry-After"]))
    assert statuses == [(429, "1"), (429, "1")]
    assert slack.violations == [f"asked again before Retry-After was over: posts in {other.id}"]


async def test_a_response_url_is_used_five_times(slack: Slack, ailsa: Person) -> None:
    url = slack.state.origin + slack.state.reply(ailsa.team.id, ailsa.channel.id, ailsa.user.id)
    statuses = []
    for number in range(6):
        async with slack.session.post(url, json={"text": f"{number}"}) as answer:
            statuses.append(answer.status)
    assert (statuses, slack.violations) == ([200] * 5 + [404], ["response_url: used_url {}"])


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("how", ["drop", "page", "503"])
async def test_a_fault_is_before_the_effect_or_after_it(
    slack: Slack, ailsa: Person, client: AsyncWebClient, how: str, after: bool
) -> None:
    slack.faults.plan("chat.postMessage", how, after=after)
    with pytest.raises((SlackApiError, ClientError)):
        await client.chat_postMessage(channel=ailsa.channel.id, text="Hello")
    assert [each.text for each in ailsa.channel.posts.values()] == ["Hello"] * after


# --- sockets and signed requests ----------------------------------------------------------------------------------


async def test_sockets_that_are_asked_to_go_come_back(ailsa: Person, slack: Slack, bolt: AsyncApp) -> None:
    if slack.mode == "http":
        assert await slack.hooks.verify()
        return
    for number, reason in enumerate(("refresh_requested", "warning"), 2):
        await slack.sockets.refresh(reason, patience=0.1)
        await slack.until("a new socket", lambda number=number: slack.sockets.ever >= number and slack.sockets.live)
        assert (await ailsa.types("/learn still here")).kind == "whisper"
    assert slack.violations == []


async def test_a_ticket_opens_one_socket(slack: Slack) -> None:
    tool = AsyncWebClient(token=slack.state.app.app_token, base_url=slack.api)
    url = str((await tool.apps_connections_open(app_token=slack.state.app.app_token))["url"])
    async with slack.session.ws_connect(url) as first:
        assert (await first.receive_json())["type"] == "hello"
        async with slack.session.get(url.replace("ws", "http", 1)) as second:
            assert second.status == 408
        await first.send_json({"envelope_id": "none of yours"})
        await slack.until("a violation", lambda: slack.violations)


async def test_a_frozen_socket_is_not_heard(slack: Slack, ailsa: Person, bolt: AsyncApp) -> None:
    if slack.mode == "http":
        return
    slack.deliveries.deadline = 0.2
    slack.sockets.freeze()
    assert await slack.deliveries.hand(Envelope("slash_commands", {})) is None
