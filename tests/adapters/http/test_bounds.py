"""Whoever asks slowly or without end holds nothing: neither memory nor the others up."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from itertools import repeat

import pytest

from adapters import CONNECTIONS, PATIENCE
from tests.adapters.http.conftest import Served


@pytest.fixture
def url() -> str:
    """One kind of database is enough: nobody asks it anything."""
    return "sqlite+aiosqlite:///:memory:"


MOST = 32 << 20  # bytes that somebody sends at most; the computer itself takes a few millions for the one who listens


def sent(port: int, pieces: Iterator[bytes]) -> tuple[bytes, bool]:
    """What is answered, and whether the connection was ended before everything could be sent."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as asking:
        ended = False
        try:
            for _, piece in zip(range(0, MOST, 1 << 16), pieces, strict=False):
                asking.sendall(piece)
        except ConnectionError:
            ended = True
        answer = b""
        with suppress(ConnectionError):
            while piece := asking.recv(1 << 16):
                answer += piece
        return answer.partition(b"\r\n")[0], ended


def endless(start: bytes) -> Iterator[bytes]:
    yield start
    yield from repeat(b"x" * (1 << 16))


async def test_a_question_without_an_end_is_broken_off(served: Served) -> None:
    head = endless(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: ")
    assert (await asyncio.to_thread(sent, served.port, head))[1]


async def test_a_question_that_is_never_finished_is_broken_off(served: Served) -> None:
    """And a body that nobody asked for is not waited for, nor another question."""
    starts = (b"", b"GET /hea", b"GET /healthz HTTP/1.1\r\nHost: x\r\n", b"POST /healthz HTTP/1.1\r\nHost: x\r\n")
    body = b"POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\nmore"
    asked = (asyncio.to_thread(sent, served.port, iter([each])) for each in (*starts, body))
    answers = [answer for answer, _ in await asyncio.gather(*asked)]
    assert answers == [b"", b"", b"", b"", b"HTTP/1.1 405 Method Not Allowed"]


async def test_many_who_say_nothing_do_not_stay(served: Served) -> None:
    with ExitStack() as crowd:
        for _ in range(CONNECTIONS):
            crowd.enter_context(socket.create_connection(("127.0.0.1", served.port)))
        assert (await served.get("healthz"))[0] == 503
        await asyncio.sleep(PATIENCE + 0.1)
        assert (await served.get("healthz"))[0] == 200
