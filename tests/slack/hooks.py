"""Slack's signed requests to an app that has an address of its own."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from tests.slack.deliveries import Ack, Envelope
from tests.slack.state import State

TYPES = {"events_api": "application/json"}
FORM = "application/x-www-form-urlencoded"


def body_of(envelope: Envelope) -> str:
    """The body of a request: JSON for an event, a form for anything else."""
    if envelope.kind == "events_api":
        return json.dumps(envelope.payload)
    if envelope.kind == "slash_commands":
        return urlencode(envelope.payload)
    return urlencode({"payload": json.dumps(envelope.payload)})


def signature(secret: str, at: str, body: str) -> str:
    """The v0 signature of a body at an instant."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()


def signed(secret: str, envelope: Envelope, body: str) -> dict[str, str]:
    """The head of an honest request."""
    at = str(int(time.clock_gettime(time.CLOCK_REALTIME)))
    head = {
        "Content-Type": TYPES.get(envelope.kind, FORM),
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "X-Slack-Request-Timestamp": at,
        "X-Slack-Signature": signature(secret, at, body),
    }
    if envelope.retry:
        head |= {"X-Slack-Retry-Num": str(envelope.retry), "X-Slack-Retry-Reason": envelope.reason}
    return head


@dataclass
class Hooks:
    """Requests to the app's address. ``statuses`` is how each was answered."""

    state: State
    session: ClientSession
    address: str = ""
    statuses: list[int] = field(default_factory=list)

    async def hand(self, envelope: Envelope) -> Ack | None:
        """One request; None when the app is not there or does not answer 200."""
        body = body_of(envelope)
        try:
            answer, said = await self.send(body, signed(self.state.app.signing_secret, envelope, body))
        except (ClientError, OSError):
            return None
        if answer.status != 200:
            return None
        return Ack(_read(answer, said))

    async def send(self, body: str, head: Mapping[str, str]) -> tuple[ClientResponse, bytes]:
        """A request of any head, honest or not, and how it was answered."""
        patience = ClientTimeout(total=10)
        async with self.session.post(self.address, data=body.encode(), headers=head, timeout=patience) as answer:
            said = await answer.read()
            self.statuses.append(answer.status)
            self.state.changed()
            return answer, said

    async def verify(self) -> bool:
        """Slack's question whether this address is the app's: it says the challenge back."""
        asked = {"token": "x", "challenge": self.state.secret(40), "type": "url_verification"}
        ack = await self.hand(Envelope("events_api", asked))
        return ack is not None and ack.body in (asked["challenge"], {"challenge": asked["challenge"]})


def _read(answer: ClientResponse, said: bytes) -> Any:
    if answer.content_type == "application/json" and said:
        return json.loads(said)
    return said.decode()
