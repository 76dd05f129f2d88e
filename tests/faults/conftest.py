"""What a fault sweep shares: a warmed process, how much of it is done now, and a line that says what was left out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

from tests.cli.warm import Warm

WHOLE = os.environ.get("BLETHER_FAULTS") == "whole"
done: dict[str, tuple[int, int]] = {}


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    """A warmed process to fork from."""
    with Warm("tests.faults.driver") as warm:
        yield warm


@pytest.fixture
def how_many(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """How many times to try now, out of a slice and the whole."""

    def choose(slice: int, whole: int) -> int:  # noqa: A002
        number = whole if WHOLE else slice
        done[request.node.name] = (number, whole)
        return number

    return choose


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out."""
    for name, (number, whole) in done.items():
        more = "" if number == whole else "; the whole with BLETHER_FAULTS=whole (make faults)"
        terminalreporter.write_line(f"{name}: {number} of {whole}{more}")
