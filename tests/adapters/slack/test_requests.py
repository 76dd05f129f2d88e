"""HTTP mode at its door: what Slack did not sign just now, or sent before, is not read."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.routing import Route

from adapters import address, listen, serve
from adapters.slack.requests import FRESH, LONGEST, Requests

SECRET = "a signing secret"
BODY = urlencode({"command": "/learn", "text": "log ŵ", "team_id": "T1", "user_id": "U1"})


def now() -> int:
    return int(time.clock_gettime(time.CLOCK_REALTIME))


def signed(body: str = BODY, at: int | str | None = None, secret: str = SECRET) -> dict[str, str]:
    """The head of a request."""
    stamp = str(now() if at is None else at)
    made = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    form = {"content-type": "application/x-www-form-urlencoded"}
    return form | {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={made}"}


@dataclass
class Heard:
    """An address as Slack knows it, and what came through."""

    session: aiohttp.ClientSession
    address: str
    requests: Requests
    came: list[str] = field(default_factory=list)
    broken: bool = False

    async def ask(self, head: Mapping[str, str], body: str | bytes = BODY) -> int:
        async with self.session.post(self.address, data=body, headers=head) as answer:
            return answer.status


@pytest.fixture
async def heard() -> AsyncIterator[Heard]:
    requests, stopping = Requests(SECRET), asyncio.Event()
    app = Starlette(routes=[Route("/slack/events", requests.hear, methods=["POST"])])
    async with aiohttp.ClientSession() as session:
        with listen("127.0.0.1", 0) as at:
            there = Heard(session, f"{address('127.0.0.1', at)}/slack/events", requests)
            _answering(there)
            serving = asyncio.create_task(serve(app, at, stopping, lambda: None))
            yield there
            stopping.set()
            await serving


def _answering(there: Heard) -> None:
    """An app that answers one command."""

    async def authorized(team_id: str) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=team_id, bot_token="xoxb-1")

    there.requests.app = app = AsyncApp(
        name="blether",
        client=AsyncWebClient(),
        authorize=authorized,
        request_verification_enabled=False,
        process_before_response=True,
    )

    @app.command("/learn")
    async def learn(ack: Any, body: Any) -> None:
        if there.broken:
            raise RuntimeError
        there.came.append(body["text"])
        await ack()


async def test_what_slack_signed_is_heard(heard: Heard) -> None:
    assert (await heard.ask(signed()), heard.came) == (200, ["log ŵ"])


FORGED = {
    "no head": {},
    "no signature": {"x-slack-request-timestamp": f"{now()}"},
    "no time": {"x-slack-signature": signed()["x-slack-signature"]},
    "another secret": signed(secret="another"),
    "another body": signed(f"{BODY}&x=1"),
    "an empty body": signed(""),
    "an old time": signed(at=now() - 301),
    "a time to come": signed(at=now() + 3_000),
    "no number": signed(at="yesterday"),
    "a wide number": signed(at="１７６４２３４５６７"),
    "a negative number": signed(at=f"-{now()}"),
    "another version": signed() | {"x-slack-signature": signed()["x-slack-signature"].replace("v0=", "v1=")},
    "capitals": signed() | {"x-slack-signature": signed()["x-slack-signature"].upper()},
    "half of it": signed() | {"x-slack-signature": signed()["x-slack-signature"][:35]},
    "nothing after v0": signed() | {"x-slack-signature": "v0="},
    "another time": signed() | {"x-slack-request-timestamp": f"{now() - 1}"},
}


@pytest.mark.parametrize("how", FORGED)
async def test_what_is_forged_is_not(heard: Heard, how: str) -> None:
    assert (await heard.ask(FORGED[how]), heard.came) == (401, [])


async def test_bytes_that_are_no_words_are_refused(heard: Heard) -> None:
    assert await heard.ask(signed(), b"\xff\xfe") == 401


async def test_a_replay_is_refused_and_another_request_is_not(heard: Heard) -> None:
    head = signed()
    assert [await heard.ask(head), await heard.ask(head), await heard.ask(signed(at=now() - 5))] == [200, 401, 200]
    assert heard.came == ["log ŵ"] * 2


async def test_what_had_no_effect_may_come_again(heard: Heard) -> None:
    head, heard.broken = signed(), True
    assert await heard.ask(head) == 500
    heard.broken = False
    assert [await heard.ask(head), await heard.ask(head)] == [200, 401]


async def test_before_the_house_is_open_slack_is_asked_to_come_again(heard: Heard) -> None:
    heard.requests.app = None
    assert await heard.ask(signed()) == 503


async def test_a_body_is_bounded(heard: Heard) -> None:
    assert await heard.ask(signed(), "x" * (LONGEST + 1)) == 413


def test_a_signature_is_remembered_for_longer_than_it_is_good() -> None:
    assert FRESH >= 2 * 300
