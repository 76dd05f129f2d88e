"""``BLETHER_CLOCK``: a real process whose time is what a file says, for tests. The dialogues see it go."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Blether, Quick, to_mend


@pytest.mark.parametrize("words", ["", "soon", None])
def test_a_file_without_a_time_is_told_of(blether: Blether, quick: Quick, words: str | None) -> None:
    if words is not None:
        (blether.folder / "clock").write_text(words)
    fault = f"BLETHER_CLOCK: there is no time in {blether.folder}/clock\n"
    cure = "    write an instant into it, such as 2026-11-23T09:00:00+00:00\n"
    assert quick("run", BLETHER_CLOCK="clock") == (2, "", to_mend(fault + cure))
