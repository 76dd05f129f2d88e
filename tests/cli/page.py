"""The playground's page without a browser: what it sends, and what it makes of the answers."""

from __future__ import annotations

import html
import http.client
import itertools
import json
import re
import socket
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

Answer = dict[str, Any]
Fetched = tuple[int, http.client.HTTPMessage, bytes]
_numbers = itertools.count(1)


class Page:
    """Somebody's window; ``address`` has the start token."""

    def __init__(self, address: str, person: str, place: str) -> None:
        self._at, self.person, self.place = urlsplit(address), person, place
        self.cookie = self.asks(f"{self._at.path}?{self._at.query}")[1]["set-cookie"].partition(";")[0]

    def asks(self, path: str, body: bytes | None = None) -> Fetched:
        """One request as this window makes it."""
        return fetch(f"http://{self._at.netloc}{path}", body, cookie=getattr(self, "cookie", ""))

    def does(self, path: str = "/do", **gesture: Any) -> Answer:
        """A gesture and its answer. Whoever is greeted first says which language they speak, and is answered then."""
        event = f"event-{next(_numbers):06}"
        sent = {"person": self.person, "place": self.place, "event": event} | gesture
        said = json.loads(self.asks(path, json.dumps(sent).encode())[2])
        if isinstance(said, dict) and (first := [wire for wire in wires(said) if wire.startswith("2")]):
            return self.does(wire=first[0])
        return said

    def says(self, words: str) -> Answer:
        """Words sent from the message box."""
        return self.does(said=words)

    def presses(self, said: Answer, number: int = 0) -> Answer:
        """The button of an answer, by its number."""
        return self.does(wire=wires(said)[number])

    def fills(self, said: Answer, **typed: Any) -> Answer:
        """Send the form of an answer."""
        return self.does(wire=wires(said)[0], typed=typed)


def fetch(address: str, body: bytes | None = None, **headers: str) -> Fetched:
    """One request: status, headers, body."""
    at = urlsplit(address)
    with closing(http.client.HTTPConnection(at.netloc, timeout=20)) as asking:
        way = "GET" if body is None else "POST"
        asking.request(way, f"{at.path}?{at.query}", body, {"x-blether": "1"} | headers)
        answer = asking.getresponse()
        return answer.status, answer.headers, answer.read()


def free_port() -> int:
    """One that nothing listens at, a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def wires(said: Answer) -> list[str]:
    """What the form and the buttons of an answer carry, in their order."""
    return [html.unescape(wire) for wire in re.findall(r'data-wire="([^"]*)"', said.get("inner", ""))]
