"""An empty copy of the repository for somebody who follows a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.reader import copied


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The repository as it would be cloned, set up."""
    return copied(tmp_path / "blether")
