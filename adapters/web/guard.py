"""Who may come in: this computer's own page, and nobody else's."""

from __future__ import annotations

import hmac
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS: Final = ("127.0.0.1", "localhost", "[::1]")
OURS: Final = "x-blether"  # a header that no other site's form or link can send
MOST: Final = 64 * 1024  # bytes of one request
# A picture lies within the page (`look.py`), as `data:`; in an image nothing of it can run.
_HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}


class TooMuch(Exception):
    """The request's body is longer than MOST."""


async def body(request: Request) -> bytes:
    """The body, read no further than it may be long."""
    read = b""
    async for piece in request.stream():
        read += piece
        if len(read) > MOST:
            raise TooMuch
    return read


class Guard:
    """Gives a cookie for the start token, lets in who has it, and sends the same strict headers with every answer."""

    def __init__(self, app: ASGIApp, token: str, locked: Response) -> None:
        self.app, self.token, self.locked = app, token, locked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""

        async def strictly(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self._door(Request(scope))(scope, receive, strictly)

    def _door(self, request: Request) -> ASGIApp:
        name = f"blether-{request.url.port}"  # browsers share cookies between the ports of a host
        if (start := request.query_params.get("start")) is not None and self._fits(start):
            welcome = RedirectResponse("/", 303)
            welcome.set_cookie(name, self.token, httponly=True, samesite="strict")
            return welcome
        if request.url.path.startswith("/static/"):
            return self.app
        if not self._fits(request.cookies.get(name, "")):
            return self.locked
        if request.method not in ("GET", "HEAD") and OURS not in request.headers:
            return PlainTextResponse("This is not for other pages.", 403)
        return self.app

    def _fits(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self.token.encode())
