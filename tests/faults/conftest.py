"""What the fault sweeps share: a warmed process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.warm import Warm


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    """A process that has the driver, to fork from."""
    with Warm("tests.faults.driver") as warm:
        yield warm
