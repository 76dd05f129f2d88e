"""Time zones as a field: found as one types, those nearby first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from zoneinfo import available_timezones

from bot.finding import likeliest
from bot.marks import Pick
from bot.talk import OPTIONS, Option, Phrase
from bot.turn import Turn

_NEARBY = ("Europe/London", "Europe/Dublin")
_PLACES = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix/")))


async def _some_zones(turn: Turn, typed: str) -> Sequence[Option]:
    names = dict.fromkeys((turn.community.zone, *_NEARBY, *_PLACES))
    return likeliest({Option(name, Phrase((("en", name),))): name.replace("_", " ") for name in names}, typed, OPTIONS)


Zone = Annotated[str, Pick(_some_zones)]
