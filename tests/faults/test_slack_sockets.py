"""A socket that died without a word is noticed within 90 seconds, whatever the wall's clock does meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.warm import Warm
from tests.slack.hurried import FACTOR, WALL
from tests.slack.living import living
from tests.slack.person import Person
from tests.slack.playing import emulated, greeted
from tests.sweeps import part, tried

pytestmark = pytest.mark.faults
NOTICED = 90.0
SOCKETS = "sockets that die silently"
HOUR = 3600
JUMPS = (-HOUR, 0, HOUR, 41, -41, 86_400, -86_400, 10 * 365 * 86_400, -10, 10)


@pytest.fixture(scope="module")
def warm(warmed: Warm) -> Warm:
    """The process that the real program is forked from."""
    return warmed


@part(SOCKETS, 2, len(JUMPS), 5)
async def test_a_dead_socket_is_noticed(warm: Warm, tmp_path: Path, times: int, request: pytest.FixtureRequest) -> None:
    jumps = JUMPS[:times] if request.node.name.endswith("0]") else JUMPS[-times:]
    async with emulated(warm, "socket", ["Ailsa"], ["staffroom"]) as (slack, team):
        slack.rates.tiers = False
        ailsa = Person(slack, team, team.user("Ailsa"), team.channel("staffroom"))
        async with living(warm, tmp_path, slack, team, function="tests.slack.hurried:hurries"):
            await greeted(ailsa)
            for jump in jumps:
                await slack.until("a ping", lambda: all(each.pings for each in slack.sockets.live), 30)
                slack.sockets.freeze()
                (tmp_path / WALL).write_text(f"{jump}", "utf-8")
                await slack.until("a new socket", lambda: slack.sockets.live, NOTICED / FACTOR)
                assert (await ailsa.types("/learn list")).kind == "whisper"
                tried[SOCKETS] += 1
        assert slack.violations == []
