"""What the fault sweeps share: a warmed process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.warm import Warm


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    """A warmed process to fork from."""
    with Warm("tests.faults.driver") as warm:
        yield warm
