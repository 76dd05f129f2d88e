"""What takes place, as Discord's scheduled events: plain dicts, somewhere outside its own channels. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC
from typing import Any, Final

from adapters.discord.dialect import Voice, shortened
from adapters.discord.show import Payload, container_id
from bot.delivery import Effect
from bot.talk import Occasion, text
from bot.texts import Texts

NAME: Final = 100  # characters of an event's name, and of where it is
ABOUT: Final = 1_000  # of its description
_EXTERNAL, _MEMBERS_ONLY = 3, 2
_YEARLY, _MONTHLY, _WEEKLY, _DAILY = range(4)
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# The only sets of several days on which an event can come, each a stretch of the week that the client offers.
_STRETCHES: Final = ({0, 1, 2, 3, 4}, {1, 2, 3, 4, 5}, {6, 0, 1, 2, 3}, {4, 5}, {5, 6}, {6, 0})
_NTH: Final = re.compile(r"(-1|[1-4])([A-Z]{2})")
_LAST: Final = 5


def event(effect: Effect, texts: Texts) -> Payload:
    """What an effect plans: all that can be said of it, so that a change is the same as what it changes."""
    occasion = effect.occasion
    if occasion is None:
        raise ValueError("nothing takes place")
    voice, rule = Voice(texts, effect.languages), recurrence(occasion)
    return {
        "name": voice.line(occasion.title, NAME),
        "description": _described(occasion, voice, mark(effect.key), comes_again=rule is not None),
        "scheduled_start_time": occasion.start.astimezone(UTC).isoformat(),
        "scheduled_end_time": occasion.end.astimezone(UTC).isoformat(),
        "privacy_level": _MEMBERS_ONLY,
        "entity_type": _EXTERNAL,
        "entity_metadata": {"location": voice.line(occasion.where, NAME)},
        "recurrence_rule": rule,
    }


def mark(key: str) -> str:
    """What its description ends with, for Blether to know it by."""
    return f"Blether {container_id(key):08x}"


def is_marked(event: Mapping[str, Any], key: str) -> bool:
    """Whether an event was planned under this dedupe key."""
    return str(event.get("description") or "").endswith(mark(key))


def recurrence(occasion: Occasion) -> Payload | None:
    """How it comes again, as Discord has it; None where it does not, or in a way that Discord does not know."""
    begins = occasion.start.astimezone(UTC)
    if not occasion.rule or begins.date() != occasion.start.date():  # its days are those of UTC
        return None
    asked = dict(each.split("=", 1) for each in occasion.rule.split(";"))
    often, days = asked.pop("FREQ"), [*filter(None, asked.pop("BYDAY", "").split(","))]
    interval = int(asked.pop("INTERVAL", "1"))
    if often == "YEARLY" and interval == 1 and not days:
        return _yearly(asked, occasion, begins.isoformat())
    if asked:  # it ends, or comes in a way of its own
        return None
    there = {"start": begins.isoformat(), "interval": interval}
    if often == "MONTHLY" and interval == 1 and len(days) == 1 and (found := _NTH.fullmatch(days[0])):
        n = _LAST if found[1] == "-1" else int(found[1])
        return there | {"frequency": _MONTHLY, "by_n_weekday": [{"n": n, "day": _DAYS.index(found[2])}]}
    if often not in ("WEEKLY", "DAILY") or not {*days} <= {*_DAYS} or interval > 2:
        return None
    week = sorted(_DAYS.index(each) for each in days)
    if often == "WEEKLY" and len(week) <= 1:
        return there | {"frequency": _WEEKLY, "by_weekday": week or [occasion.start.weekday()]}
    return there | {"frequency": _DAILY, "by_weekday": week} if interval == 1 and {*week} in _STRETCHES else None


def _yearly(asked: Mapping[str, str], occasion: Occasion, begins: str) -> Payload | None:
    """On one day of one month, which is that of its beginning."""
    day = {"BYMONTH": str(occasion.start.month), "BYMONTHDAY": str(occasion.start.day)}
    if not asked.items() <= day.items():
        return None
    months = {"by_month": [occasion.start.month], "by_month_day": [occasion.start.day]}
    return {"start": begins, "interval": 1, "frequency": _YEARLY, **months}


def _described(occasion: Occasion, voice: Voice, marked: str, *, comes_again: bool) -> str:
    """What it is about; how it comes again, where Discord itself cannot show it; and by what it is known."""
    said = [occasion.about]
    if occasion.rule and not comes_again:
        said += [occasion.again, text("discord.only-once")]
    words = "\n\n".join(voice.blocks(each) for each in said if each)
    return "\n\n".join(filter(None, (shortened(words, ABOUT - len(marked) - 2), marked)))
