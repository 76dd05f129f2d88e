"""The manifest that the program prints: what somebody pastes into Slack to register the app."""

from __future__ import annotations

import functools
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.cli.warm import Warm


@functools.cache
def manifest(warm: Warm, *more: str) -> Mapping[str, Any]:
    """What ``blether slack-manifest`` prints."""
    with tempfile.TemporaryDirectory() as folder:
        code = warm.run("tests.cli.warm:command", "slack-manifest", *more, folder=Path(folder))
        printed = (Path(folder) / "out").read_text("utf-8")
        if code:
            raise AssertionError(f"it ended with {code}: {(Path(folder) / 'err').read_text('utf-8')}")
    made: Mapping[str, Any] = json.loads(printed)
    return made
