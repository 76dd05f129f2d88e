"""``blether holidays`` reads a term calendar into a community, once."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.keys import new_root
from bot.talk import Role
from bot.testing import Bench
from tests.cli.conftest import Blether, Quick, to_mend

TERMS = """BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Far away
DTSTART;VALUE=DATE:21001221
DTEND;VALUE=DATE:21010106
END:VEVENT
BEGIN:VEVENT
SUMMARY:Concert
DTSTART:21001217T180000Z
END:VEVENT
END:VCALENDAR
"""


async def school(folder: Path, key: str, event: str) -> list[str]:
    """The holidays that the school has, which is there afterwards."""
    async with Bench.open(f"sqlite+aiosqlite:///{folder}/blether.db", key=key) as bench:
        ailsa = bench.person("Ailsa", role=Role.MODERATOR)
        said = await ailsa.does("blether.holidays", event=event)
        return [item.text.values["name"] for item in said.items]


def test_a_calendar_is_read_once(blether: Blether, quick: Quick, tmp_path: Path) -> None:
    key = new_root()
    (tmp_path / "terms.ics").write_text(TERMS)
    assert asyncio.run(school(tmp_path, key, "before")) == []
    add = ("holidays", "terms.ics", "--community", "school")
    left_out = "1 event with a time of day left out: only whole days are holidays.\n"
    assert quick(*add, BLETHER_KEY=key) == (0, f"1 of 1 holidays are new.\n{left_out}", "")
    assert quick(*add, BLETHER_KEY=key) == (0, f"0 of 1 holidays are new.\n{left_out}", "")
    assert asyncio.run(school(tmp_path, key, "after")) == ["Far away"]


def test_a_calendar_is_read_while_it_runs(blether: Blether, quick: Quick, tmp_path: Path) -> None:
    """As large a one as can be, whatever its days are called."""
    key, days = new_root(), [f"21{number // 12:02}{number % 12 + 1:02}01" for number in range(500)]
    event = "BEGIN:VEVENT\nSUMMARY:{}\nDTSTART;VALUE=DATE:{}\nEND:VEVENT\n"
    written = "".join(event.format("\U0001f384" * 80, day) for day in days)
    (tmp_path / "terms.ics").write_text(f"BEGIN:VCALENDAR\n{written}END:VCALENDAR\n", "utf-8")
    assert asyncio.run(school(tmp_path, key, "before")) == []
    add = ("holidays", "terms.ics", "--community", "school")
    with blether.running(BLETHER_KEY=key) as bot:
        assert quick(*add) == (0, "500 of 500 holidays are new.\n", "")
        assert quick(*add) == (0, "0 of 500 holidays are new.\n", "")
        fault = "--community: no communities are called college\n    there are: school\n"
        assert quick(*add[:3], "college") == (2, "", to_mend(fault))
        (tmp_path / "terms.ics").write_text(TERMS)
        fault = "--community: school has too many holidays\n    500 at most\n"
        assert quick(*add) == (2, "", to_mend(fault))
        assert bot.ends() == (0, "")
    assert {*asyncio.run(school(tmp_path, key, "after"))} == {"\U0001f384" * 80}


def test_a_community_that_is_not_there(blether: Blether, quick: Quick, tmp_path: Path) -> None:
    (tmp_path / "terms.ics").write_text(TERMS)
    fault = "--community: no communities are called school\n"
    cure = "    there are: none yet; somebody has to use the bot first\n"
    assert quick("holidays", "terms.ics", "--community", "school") == (2, "", to_mend(fault + cure))


def test_files_that_are_not_read(blether: Blether, quick: Quick, tmp_path: Path) -> None:
    fault = "terms.ics: this cannot be read: No such file or directory\n    name an .ics file\n"
    assert quick("holidays", "terms.ics", "--community", "school") == (2, "", to_mend(fault))
    (tmp_path / "terms.ics").write_text(TERMS.replace("21001221", "21"))
    fault = "terms.ics:4: DTSTART cannot be read\n    see RFC 5545, or export the calendar anew\n"
    assert quick("holidays", "terms.ics", "--community", "school") == (2, "", to_mend(fault))
