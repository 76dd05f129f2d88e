"""The sample community of the playground: invented people, no pupils."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

COMMUNITY: Final = "Cylch Glannau / Shoreline Circle"
ZONE: Final = "Europe/London"

# id, name, moderator
PEOPLE: Final = (
    ("callum", "Callum Reid", False),
    ("sian", "Siân Prydderch", False),
    ("mererid", "Mererid Owusu", True),
)

# id, name, who is in it
TEAMS: Final = (("hosts", "Croesawyr / Hosts", ("sian",)),)

# id, name, languages ("": the community's)
PLACES: Final = (
    ("learning", "Dysgu / Learning", ""),
    ("coffee", "Coffee and questions", "en"),
    ("paned", "Paned a sgwrs", "cy"),
)

# place, author, working days ago, time of day, words
MESSAGES: Final = (
    (
        "learning",
        "mererid",
        2,
        "15:40",
        """Croeso, bawb! Rhannwch un peth bach a ddysgoch chi'r wythnos hon.
Welcome, all! Share one small thing you learned this week.""",
    ),
    (
        "learning",
        "callum",
        1,
        "12:55",
        "A colleague used think, pair, share with a far longer pause than I would dare. I'm trying it on Thursday.",
    ),
    (
        "learning",
        "sian",
        1,
        "13:10",
        "Wedi darllen pennod am adborth llafar dros baned. Mae'n gwneud i mi feddwl am ofyn cyn dweud.",
    ),
    (
        "coffee",
        "callum",
        1,
        "16:05",
        "Does anyone have a good opening for a department meeting that isn't an icebreaker?",
    ),
    (
        "coffee",
        "mererid",
        1,
        "16:20",
        "Two minutes of quiet writing: what went well since last time? Nobody has to read theirs out.",
    ),
    (
        "paned",
        "sian",
        1,
        "10:50",
        "Oes rhywun wedi cynllunio gwers ar y cyd rhwng dwy ysgol? Byddwn i wrth fy modd yn clywed sut aeth hi.",
    ),
)


def before(now: datetime, days: int, clock: str) -> datetime:
    """That time of day, so many working days ago: nobody in the sample writes at night or at the weekend."""
    day = now.astimezone(ZoneInfo(ZONE)).date()
    while days:
        day -= timedelta(days=1)
        days -= day.isoweekday() < 6  # from Monday to Friday
    return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(ZONE))
