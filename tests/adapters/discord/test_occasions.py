"""What takes place, as one of Discord's own events: compared whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from adapters.discord.occasions import event, is_marked, recurrence
from bot.delivery import Effect
from bot.talk import Occasion, Place, text
from bot.texts import Texts

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 7, 6, 16, 0, tzinfo=LONDON)  # a Monday, in summer time
TOO_LONG = "so much [here](https://evil.example) @everyone " * 40


def occasion(rule: str = "", start: datetime = START, about: str = "Tea & *cake*") -> Occasion:
    return Occasion(
        text("t.hello"), start, start + timedelta(hours=1), text("t.room"), text("t.said", it=about), rule, text("t.go")
    )


def effect(planned: Occasion, key: str = "OT0IQC04gEW_4-frphDg1A") -> Effect:
    here = Place("p", "channel", "staffroom", "600", ())
    return Effect("say", key, "500", here, None, (), ("en",), datetime(2026, 1, 1, tzinfo=UTC), None, True, planned)


def test_all_of_it_is_said_and_marked(texts: Texts) -> None:
    made = event(effect(occasion()), texts)
    assert made == {
        "name": "Hello",
        "description": "**Kept**: Tea & \\*cake\\*\n\nBlether 1cf9f3a8",
        "scheduled_start_time": "2026-07-06T15:00:00+00:00",
        "scheduled_end_time": "2026-07-06T16:00:00+00:00",
        "privacy_level": 2,
        "entity_type": 3,
        "entity_metadata": {"location": "A room"},
        "recurrence_rule": None,
    }
    assert (is_marked(made, effect(occasion()).key), is_marked(made, "another")) == (True, False)


def test_the_mark_stays_however_much_is_typed(texts: Texts) -> None:
    made = event(effect(occasion(about=TOO_LONG)), texts)
    assert (len(made["description"]) <= 1_000, is_marked(made, effect(occasion()).key)) == (True, True)


def test_what_discord_cannot_repeat_it_says_in_words(texts: Texts) -> None:
    made = event(effect(occasion("FREQ=MONTHLY;BYMONTHDAY=6")), texts)
    about, again, note, _ = made["description"].split("\n\n")
    assert (about, again, note) == (
        "**Kept**: Tea & \\*cake\\*",
        "Go",
        "Discord can show only the first time of it.",
    )
    assert made["recurrence_rule"] is None


@pytest.mark.parametrize(
    ("rule", "made"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", {"frequency": 2, "by_weekday": [0]}),
        ("FREQ=WEEKLY", {"frequency": 2, "by_weekday": [0]}),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", {"frequency": 2, "interval": 2, "by_weekday": [0]}),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", {"frequency": 3, "by_weekday": [0, 1, 2, 3, 4]}),
        ("FREQ=DAILY;BYDAY=SA,SU", {"frequency": 3, "by_weekday": [5, 6]}),
        ("FREQ=MONTHLY;BYDAY=1MO", {"frequency": 1, "by_n_weekday": [{"n": 1, "day": 0}]}),
        ("FREQ=MONTHLY;BYDAY=-1MO", {"frequency": 1, "by_n_weekday": [{"n": 5, "day": 0}]}),
        ("FREQ=YEARLY", {"frequency": 0, "by_month": [7], "by_month_day": [6]}),
        ("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=6", {"frequency": 0, "by_month": [7], "by_month_day": [6]}),
        ("", None),
        ("FREQ=DAILY", None),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO", None),
        ("FREQ=WEEKLY;BYDAY=MO,WE", None),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=5", None),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20261218T000000Z", None),
        ("FREQ=MONTHLY;BYDAY=1MO,2MO", None),
        ("FREQ=MONTHLY;BYMONTHDAY=6", None),
        ("FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=6", None),
        ("FREQ=HOURLY", None),
    ],
)
def test_a_rule_is_handed_on_where_discord_knows_it(rule: str, made: dict[str, Any] | None) -> None:
    begins = {"start": "2026-07-06T15:00:00+00:00", "interval": 1}
    assert recurrence(occasion(rule)) == (made and begins | made)


def test_a_day_that_is_another_one_at_discord_is_not_repeated() -> None:
    night = START.replace(hour=0, minute=30)  # on Sunday, in UTC
    assert recurrence(occasion("FREQ=WEEKLY;BYDAY=MO", night)) is None
