"""What the house counts of itself."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

from prometheus_client import CollectorRegistry

from bot.metrics import Metrics
from bot.testing import Bench


async def test_what_is_traceless_is_in_no_metric(garden: Bench) -> None:
    """However it ends."""
    ailsa = garden.person("Ailsa")
    await ailsa.does("garden.weigh", note="beans 12")
    before = garden.bot.metrics.text({})
    await ailsa.does("garden.confide")
    await ailsa.fills(worry="The slugs", wish="Rain")
    await ailsa.does("garden.confide", worry="frost", wish="sun")
    await ailsa.does("garden.confide", worry=object(), wish="sun")
    assert garden.bot.metrics.text({}) == before
    await ailsa.does("garden.weigh", note="beans 12")
    assert garden.bot.metrics.text({}) != before


async def test_a_loop_that_is_held_up_is_measured() -> None:
    registry = CollectorRegistry()
    watching = asyncio.create_task(Metrics(registry).watch())
    await asyncio.sleep(0)
    time.sleep(1.6)  # noqa: ASYNC251  # which nobody should
    await asyncio.sleep(0.01)  # and its own, which ended meanwhile, is told of first
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    late = [registry.get_sample_value("blether_loop_lag_seconds_bucket", {"le": le}) for le in ("0.5", "+Inf")]
    assert late == [0, 1]
