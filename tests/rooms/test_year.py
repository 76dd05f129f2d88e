"""A school year of one's own, to look at: by kind and day, the same in words, and nobody else's."""

from __future__ import annotations

from datetime import date

import pytest

from bot.house import Plan
from bot.rooms.learn import list_, log, t, year
from bot.rooms.learn.declared import KINDS
from bot.rooms.learn.looking import FEW
from bot.rooms.learn.rules import school_year
from bot.talk import Button, Message, Picture
from bot.testing import Bench

KIND = {option.value: option.label for option in KINDS}
THIS = {"since": date(2026, 8, 1), "until": date(2027, 7, 31)}
LAST = {"since": date(2025, 8, 1), "until": date(2026, 7, 31)}
LOG = Button(t("log-it"), log(), log.ask)
STARTS = (0, 31, 61, 92, 122, 153, 184, 212, 243, 273, 304, 334)


def words(span: dict[str, date]) -> Button:
    return Button(t("year-words"), list_(**span))


async def test_a_year_is_a_dot_for_each_entry_and_the_same_in_words(bench: Bench) -> None:
    ailsa, texts = bench.person("Ailsa", language="en"), bench.bot.texts
    for kind, on in (("reading", "2026-10-01"), ("dialogue", "2026-11-23"), ("reading", "2026-08-01")):
        await ailsa.does("learn.log", what="Wait time", kind=kind, on=on)
    months = [texts.month(date(2026 + (at > 4), (at + 7) % 12 + 1, 1)) for at in range(12)]
    rows = ((KIND["reading"], (0, 61)), (KIND["dialogue"], (114,)))
    counts = ((KIND["reading"], 2), (KIND["dialogue"], 1), (months[0], 1), (months[2], 1), (months[3], 1))
    alt = (t("year-alt"), *(t("year-row", label=what, count=count) for what, count in counts))
    values = (("days", 365), ("months", tuple(zip(months, STARTS, strict=True))), ("rows", rows))
    assert await ailsa.does("learn.year") == Message(
        t("year", **THIS), buttons=(words(THIS),), picture=Picture("learn.year", values, alt)
    )
    assert texts.alt(Picture("learn.year", values, alt), "cy") == (
        "Dot am bob cofnod. Darllen: 2. Sgwrs broffesiynol: 1. Awst: 1. Hyd: 1. Tach: 1."
    )
    assert len((await ailsa.presses("learn.year-words")).items) == 3


async def test_one_goes_back_and_forth_between_the_years_in_which_there_is_something(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    before, after = Button(t("year-before"), year(back=1)), Button(t("year-after"), year(back=0))
    assert await ailsa.does("learn.year") == Message(t("year-none", **THIS), buttons=(LOG,))
    await ailsa.does("learn.log", what="Wait time", on="2026-07-31")
    assert await ailsa.does("learn.year") == Message(t("year-none", **THIS), buttons=(before, LOG))
    last = await ailsa.presses("learn.year-before")
    assert (last.text, last.buttons) == (t("year", **LAST), (after, words(LAST)))


async def test_nobody_else_s_entry_is_in_it(bench: Bench) -> None:
    await bench.person("Bethan").does("learn.log", what="Hers")
    ailsa = bench.person("Ailsa", language="en")
    assert await ailsa.does("learn.year") == Message(t("year-none", **THIS), buttons=(LOG,))
    await bench.settle()
    assert bench.aloud() == []


async def test_all_there_can_be_still_fits_in_words_in_two_languages(house: Plan) -> None:
    """The Bench holds it against the tightest platform."""
    async with Bench.open(house=house, languages=("cy", "en")) as bench:
        ailsa = bench.person("Ailsa")
        for number in range(len(KINDS)):
            on = date(2025 + (number % 12 > 4), (number + 7) % 12 + 1, 1)
            await ailsa.does("learn.log", what="Wait time", kind=KINDS[number].value, on=on.isoformat())
            said = await ailsa.does("learn.year", back="1")
            assert len(said.picture.alt) == 1 + (2 * (number + 1) if number < FEW else number + 1)


@pytest.mark.parametrize(
    ("today", "back", "since"),
    [
        (date(2026, 7, 31), 0, date(2025, 8, 1)),
        (date(2026, 8, 1), 0, date(2026, 8, 1)),
        (date(2027, 2, 28), 3, date(2023, 8, 1)),
    ],
)
def test_a_school_year_begins_with_the_first_schools_that_do(today: date, back: int, since: date) -> None:
    assert school_year(today, back) == (since, date(since.year + 1, 7, 31))
