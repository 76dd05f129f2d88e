"""HTTP mode: Slack's signed requests. What is not signed by Slack just now, or comes a second time, is not read."""

from __future__ import annotations

import re
from collections import OrderedDict
from time import monotonic
from typing import Final

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

LONGEST: Final = 1_000_000  # bytes of a body
FRESH: Final = 600.0  # seconds that a signature is remembered: longer than it is good for, either side of now
_AT: Final = re.compile(r"\d{1,12}", re.ASCII)
_SIGNED: Final = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)
REFUSED: Final = 401
NOT_YET: Final = 503


class Requests:
    """What Slack asks over HTTP; ``app`` answers once it is there."""

    def __init__(self, secret: str) -> None:
        self._verifier = SignatureVerifier(secret)
        self._seen: OrderedDict[str, float] = OrderedDict()
        self.app: AsyncApp | None = None

    async def hear(self, request: Request) -> Response:
        """Answer one request."""
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large\n", 413)
        signature = request.headers.get("x-slack-signature", "")
        if not self._signed(body, request.headers.get("x-slack-request-timestamp", ""), signature):
            return PlainTextResponse("not signed by Slack\n", REFUSED)
        if self.app is None:  # Slack asks again
            return PlainTextResponse("not yet\n", NOT_YET)
        self._seen[signature] = monotonic()
        answer = await AsyncSlackRequestHandler(self.app).handle(request)
        if answer.status_code != 200:  # it has had no effect, and may come again
            self._seen.pop(signature, None)
        return answer

    def _signed(self, body: bytes, at: str, signature: str) -> bool:
        """Whether Slack signed this just now, and it was not seen before."""
        if not (_AT.fullmatch(at) and _SIGNED.fullmatch(signature)):
            return False
        while self._seen and monotonic() - next(iter(self._seen.values())) > FRESH:
            self._seen.popitem(last=False)
        try:
            return self._verifier.is_valid(body, at, signature) and signature not in self._seen
        except UnicodeDecodeError:
            return False


async def _body(request: Request) -> bytes | None:
    """The body, which the request then also knows; None where it is longer than anything Slack sends."""
    read = bytearray()
    async for piece in request.stream():
        read += piece
        if len(read) > LONGEST:
            return None
    request._body = bytes(read)  # what Request.body() keeps, which the handler asks for
    return bytes(read)
