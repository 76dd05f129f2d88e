"""The playground's clock, as values."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.web import show
from adapters.web.clock import NAME, Kept, Way, kept, school_week, sent
from adapters.web.timeline import Timeline
from bot.talk import text
from bot.texts import Texts
from bot.turn import World

HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
A_WEEK_BEFORE = datetime(2026, 11, 16, 7, tzinfo=UTC)


def instant(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


async def standing() -> Kept:
    """A clock whose time is kept nowhere."""

    async def nowhere(_now: datetime) -> None:
        pass

    clock = Kept(MONDAY)
    clock.keep = nowhere
    return clock


@pytest.mark.parametrize(
    ("now", "way", "then"),
    [
        ("2026-11-23T09:00", "hour", "2026-11-23T10:00"),
        ("2026-11-23T09:00", "day", "2026-11-24T09:00"),
        ("2026-10-24T08:00", "day", "2026-10-25T09:00"),  # summer time ends: the same wall time
        ("2027-03-28T00:30", "hour", "2027-03-28T01:30"),
        ("2026-11-23T09:00", "monday", "2026-11-30T09:00"),
        ("2026-11-23T08:59", "monday", "2026-11-23T09:00"),
        ("2026-11-29T23:00", "monday", "2026-11-30T09:00"),
        ("2026-10-19T08:00", "monday", "2026-10-26T09:00"),
        ("2027-03-22T09:00", "monday", "2027-03-29T08:00"),  # summer time begins
    ],
)
def test_where_it_goes(now: str, way: Way, then: str) -> None:
    assert sent(way, instant(now)) == instant(then)


def test_the_next_thing_is_for_the_clockwork_to_say() -> None:
    assert sent("next", MONDAY) is None


@pytest.mark.parametrize(
    ("real", "starts"),
    [
        ("2026-11-23T08:59", "2026-11-23T09:00"),
        ("2026-11-23T09:01", "2026-11-30T09:00"),
        ("2026-12-10T12:00", "2027-01-18T09:00"),
        ("2026-07-15T12:00", "2026-09-21T08:00"),
        ("2026-10-12T12:00", "2026-11-16T09:00"),
    ],
)
def test_it_begins_on_a_monday_of_a_term_that_is_not_over(real: str, starts: str) -> None:
    assert school_week(instant(real)) == instant(starts)


async def test_it_is_kept_in_the_file_before_it_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "playground.db"
    assert kept(file, MONDAY - HOUR).now == A_WEEK_BEFORE
    file.touch()
    clock = kept(file, MONDAY - HOUR)
    async with Timeline(file, World(clock, lambda: "token", random.Random(1))) as timeline:
        assert kept(file, MONDAY - HOUR).now == A_WEEK_BEFORE

        async def keep(now: datetime) -> None:
            assert clock.now < now
            await timeline.keep(NAME, now.isoformat())

        clock.keep = keep
        await clock.move(MONDAY + HOUR)
    assert kept(file, MONDAY + 1000 * HOUR).now == MONDAY + HOUR


async def test_of_two_who_send_it_on_at_once_one_does() -> None:
    clock = await standing()
    clock.turn("hour", MONDAY)
    clock.turn("day", MONDAY)
    await clock.step(None)
    assert (clock.now, clock.going) == (MONDAY + HOUR, False)
    clock.turn("day", MONDAY)
    assert (clock.now, clock.going) == (MONDAY + HOUR, False)


async def test_it_goes_from_one_thing_to_the_next() -> None:
    clock, shown = await standing(), []
    clock.turn("hour", MONDAY)
    for minutes in (10, 10, 50, 60, 61):
        await clock.step(MONDAY + timedelta(minutes=minutes))
        shown.append((clock.now - MONDAY, clock.going))
    assert shown == [
        (timedelta(minutes=10), True),
        (timedelta(minutes=10), True),
        (timedelta(minutes=50), True),
        (HOUR, True),
        (HOUR, False),
    ]


async def test_what_it_tells_is_what_one_can_see() -> None:
    clock, here = await standing(), {"learning", "direct:sian"}
    clock.tell("1", "learning")
    assert clock.told(here) is None
    clock.turn("next", MONDAY)
    clock.tell("2", "learning")
    clock.tell("2", "learning")
    clock.tell("3", "direct:callum")
    assert clock.told(here) == text("web.on-the-way", count=1)
    await clock.step(MONDAY + HOUR)
    await clock.step(None)
    clock.tell("4", "learning")
    assert clock.told(here) == text("web.said", count=1)
    clock.turn("next", MONDAY + HOUR)
    await clock.step(None)
    assert (clock.now, clock.told(here)) == (MONDAY + HOUR, text("web.nothing-planned"))


def test_the_time_in_each_language(texts: Texts) -> None:
    assert show.time(MONDAY, text("web.nothing-planned"), show.Voice(texts)) == (
        '<time datetime="2026-11-23T09:00+00:00">'
        '<span lang="cy"><bdi>Dydd Llun</bdi> <bdi>23 Tachwedd 2026, 09:00</bdi></span> · '
        '<span lang="en"><bdi>Monday</bdi> <bdi>23 November 2026, 09:00</bdi></span></time> '
        '<span><span lang="cy">Does dim byd arall wedi&#39;i gynllunio.</span> · '
        '<span lang="en">Nothing more is planned.</span></span>'
    )
