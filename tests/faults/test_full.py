"""A full disk loses nothing that was answered and says nothing twice; when there is room again, all goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.keys import new_root
from tests.cli.warm import Warm
from tests.faults.test_sending import FILE, lines, wrong
from tests.sweeps import part, tried

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def filling() -> Iterator[Warm]:
    """A warmed process to fork from."""
    with Warm("tests.faults.filling") as warm:
        yield warm


@part("times a full disk", 8, 300, 100)
def test_a_full_disk(filling: Warm, tmp_path: Path, times: int) -> None:
    assert filling.run("tests.faults.filling:fills", FILE, new_root(), times, folder=tmp_path) == 0, wrong(tmp_path)
    tried["times a full disk"] += times
    there = json.loads((tmp_path / "there").read_text("utf-8"))
    said = [words for kind, _, _, _, _, words, _ in lines(tmp_path / "platform") if kind == "say"]
    assert (sorted(said), len({*said})) == (sorted({*said} | {*there["promised"]}), len(said))
    assert (there["left"], there["sound"], there["lost"]) == ([], "ok", False)
    assert 0 < there["refused"] < times
