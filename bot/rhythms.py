"""How often something comes as fields: plain choices, for rooms that plan."""

from __future__ import annotations

from typing import Annotated

from bot.marks import Pick, Picks
from bot.talk import Option, Refusal, text
from bot.timetable.recurrence import OFTEN, WEEKDAYS, Rhythm

WEEK = tuple(Option(str(number), text(f"core.day-{day.lower()}")) for number, day in enumerate(WEEKDAYS, 1))

Often = Annotated[str, Pick(OFTEN)]
Weekdays = Annotated[tuple[str, ...], Picks(WEEK)]


def rhythm(often: str, days: tuple[str, ...], clock: str) -> Rhythm:
    """What was chosen, or a Refusal that names ``days`` when these do not go together."""
    try:
        return Rhythm(often, "".join(sorted(set(days))), clock)
    except ValueError:
        raise Refusal(text("core.please-mend", count=1), (("days", text("core.which-day")),)) from None
