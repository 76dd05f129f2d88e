"""``BLETHER_CLOCK``: a real process whose time is what a file says, for tests. The dialogues see it go."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Blether, Quick, to_mend
from tests.dialogues.house import CONTACT, NOTICE


@pytest.mark.parametrize("words", ["", "soon", None])
def test_a_file_without_a_time_is_told_of(blether: Blether, quick: Quick, words: str | None) -> None:
    if words is not None:
        (blether.folder / "clock").write_text(words)
    fault = f"BLETHER_CLOCK: there is no time in {blether.folder}/clock\n"
    cure = "    write an instant into it, such as 2026-11-23T09:00:00+00:00\n"
    assert quick("run", BLETHER_CLOCK="clock") == (2, "", to_mend(fault + cure))


def test_it_is_refused_where_anybody_real_would_hear_of_its_time(blether: Blether, quick: Quick) -> None:
    (blether.folder / "clock").write_text("2026-11-23T09:00:00+00:00")
    (blether.folder / "config.toml").write_text(
        f'[community]\ncontact = "{CONTACT}"\nnotice = "{NOTICE}"\n[discord]\ntoken = "nobody"\n'
    )
    fault = "BLETHER_CLOCK: [discord] is not on this computer, so its time is the real one\n"
    cure = "    take BLETHER_CLOCK out of the environment\n"
    assert quick("run", BLETHER_CLOCK="clock") == (2, "", to_mend(fault + cure))
