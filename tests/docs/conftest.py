"""An empty copy of the repository for somebody who follows a page."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.docs.forking import forking
from tests.docs.reader import copied


@pytest.fixture
def true(tmp_path: Path) -> Path:
    """The repository as it would be cloned, set up."""
    return copied(tmp_path / "blether")


@pytest.fixture(scope="session")
def anew() -> Iterator[Callable[[], Path]]:
    """Makes a copy where the one before it was; its ``blether`` is forked from what the first one's has imported."""
    with tempfile.TemporaryDirectory(prefix="blether-docs-") as folder, ExitStack() as stack:
        there, commands = Path(folder, "blether"), list[str]()

        def copy() -> Path:
            shutil.rmtree(there, ignore_errors=True)
            copied(there)
            if not commands:
                commands.append(stack.enter_context(forking(there, Path(folder, "door"))))
            (there / ".venv/bin/blether").write_text(commands[0])
            return there

        yield copy


@pytest.fixture
def copy(anew: Callable[[], Path]) -> Path:
    """The same, whose ``blether`` starts sooner."""
    return anew()
