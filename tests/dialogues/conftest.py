"""Every dialogue is played on every platform, in a fresh community: the one set of dialogues for all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest

from tests.cli.warm import Warm
from tests.dialogues.on_bench import OnBench
from tests.dialogues.on_discord import OnDiscord
from tests.dialogues.on_playground import OnPlayground
from tests.dialogues.on_slack import OnSlack
from tests.dialogues.stage import Stage

Opened = AbstractAsyncContextManager[Stage]
STAGES: dict[str, Callable[[Warm, Path], Opened]] = {
    "bench": lambda _warm, _folder: OnBench.open(),
    "playground": OnPlayground.open,
    "discord": OnDiscord.open,
    "slack by sockets": partial(OnSlack.open, mode="socket"),
    "slack by requests": partial(OnSlack.open, mode="http"),
}


@pytest.fixture(params=STAGES)
async def stage(request: pytest.FixtureRequest, warmed: Warm, tmp_path: Path) -> AsyncIterator[Stage]:
    """A fresh community on each platform."""
    async with STAGES[request.param](warmed, tmp_path) as there:
        yield there
