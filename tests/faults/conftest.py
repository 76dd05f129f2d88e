"""What the fault sweeps share: a warmed process, and a line that says what was left out."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.cli.warm import Warm

WHOLE = os.environ.get("BLETHER_FAULTS") == "whole"
tried: Counter[str] = Counter()  # how often each sweep did what it does
wholes: Counter[str] = Counter()  # how often the whole of it would


def part(name: str, slice_: int, whole: int, at_once: int) -> pytest.MarkDecorator:
    """A parameter ``times``: the slice in one go or, when asked for, the whole in parts that take a while each."""
    wholes[name] = whole
    parts = [min(at_once, whole - first) for first in range(0, whole, at_once)] if WHOLE else [slice_]
    return pytest.mark.parametrize("times", parts, ids=[f"{name} {number}" for number in range(len(parts))])


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    """A warmed process to fork from."""
    with Warm("tests.faults.driver") as warm:
        yield warm


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out."""
    for name, number in tried.items():
        left_out = f"; {wholes[name] - number} more with `make faults`" if number < wholes[name] else ""
        terminalreporter.write_line(f"{number} {name}{left_out}")
