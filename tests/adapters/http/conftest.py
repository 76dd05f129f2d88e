"""The pages about the house, served over a Bench."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from adapters.http import Settings, adapter
from bot.testing import Bench
from tests.cli.page import fetch, free_port


@dataclass(frozen=True, slots=True)
class Served:
    """Where the pages are."""

    port: int

    async def get(self, page: str, body: bytes | None = None) -> tuple[int, str]:
        """One page: status and words."""
        status, _, said = await asyncio.to_thread(fetch, f"http://127.0.0.1:{self.port}/{page}", body)
        return status, said.decode()


@pytest.fixture
async def served(bench: Bench) -> AsyncIterator[Served]:
    """The pages, until the end of the test."""
    stopping, port = asyncio.Event(), free_port()
    settings = Settings(port=port)
    serving = asyncio.create_task(adapter(settings, None, None).run(bench.bot, stopping, print))  # type: ignore[arg-type]
    await asyncio.sleep(0)  # it listens from its first step on
    yield Served(port)
    stopping.set()
    await serving
