"""Dialogues with room learn."""

from __future__ import annotations

from datetime import date

from bot.rooms.learn import KINDS, t
from bot.testing import Bench

DIALOGUE = next(option.label for option in KINDS if option.value == "dialogue")
TODAY = date(2026, 11, 23)


async def test_one_line_is_a_whole_entry(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    kept = await ailsa.does("learn.log", what="Wait time works")
    assert (kept.text, kept.words) == (t("kept", kind=DIALOGUE, on=TODAY), "Wait time works")
