"""What the house counts of itself, as Prometheus reads it: never who, where or what about."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

OUTCOMES: Final = ("answered", "form", "refused", "bug")
SECOND: Final = 1.0
Rows = Mapping[str, Mapping[str, int]]  # table: state: how many


class Metrics:
    """Counters and clocks of one house, in a registry of its own."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry
        calls = Histogram(
            "blether_call_seconds", "How long people's Calls took, by outcome.", ["outcome"], registry=registry
        )
        self._calls = {outcome: calls.labels(outcome) for outcome in OUTCOMES}
        self._rows = Gauge("blether_rows", "What is to be said or called.", ["table", "state"], registry=registry)
        self._lag = Histogram("blether_loop_lag_seconds", "By how much a second's sleep was late.", registry=registry)
        self._unexpected = Counter(
            "blether_unexpected_errors", "Exceptions of tasks that nobody waited for.", registry=registry
        )

    def call(self, outcome: str, seconds: float) -> None:
        """A Call had one of OUTCOMES. One that leaves no trace is not to be told of here."""
        self._calls[outcome].observe(seconds)

    def unexpected(self) -> None:
        """A task failed and nobody waited for it."""
        self._unexpected.inc()

    async def watch(self) -> None:
        """Measure, for ever, how late the loop is."""
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            await asyncio.sleep(SECOND)
            self._lag.observe(max(0.0, loop.time() - began - SECOND))

    def text(self, rows: Rows) -> bytes:
        """Everything, with these ``rows``; none where the store did not tell."""
        self._rows.clear()
        for table, states in rows.items():
            for state, count in states.items():
                self._rows.labels(table, state).set(count)
        return generate_latest(self._registry)
