"""Nothing reaches a person when they do not work, unless they asked for it then; weeks of school are counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.talk import Item, Message, text
from bot.testing import Bench
from bot.timetable.working import Holiday, Hours, has_school, holiday_on
from tests.core.database import sizes
from tests.timetable.bell import t
from tests.timetable.conftest import rests, told

# --- at the Bench -------------------------------------------------------------------------------------------------


async def test_what_comes_in_quiet_hours_waits_until_they_are_over(bell: Bench) -> None:
    megan = bell.person("Megan", language="en")
    await megan.does("bell.whisper", words="At nine in the evening", hours="12")
    await megan.does("bell.whisper", words="At noon", hours="3")
    await bell.jump(hours=22, minutes=29)
    assert told(bell, "megan") == ["At noon"]
    await bell.jump(minutes=1)
    assert told(bell, "megan") == ["At noon", "At nine in the evening"]


async def test_only_what_they_asked_for_at_that_time_passes(bell: Bench) -> None:
    megan = bell.person("Megan", language="en")
    await megan.does("bell.whisper", words="Wake up", hours="20", fixed="yes")
    await bell.jump(hours=20)
    assert told(bell, "megan") == ["Wake up"]


async def test_over_a_holiday_the_newest_of_each_kind_is_one_message(bell: Bench) -> None:
    megan, bryn = (bell.person(name, language="en") for name in ("Megan", "Bryn"))
    await bryn.does("bell.whisper", words="Yours", hours="24")
    await rests(bell, "Winter", date(2026, 11, 24), date(2026, 11, 27))
    for day in range(1, 6):
        await megan.does("bell.whisper", words=f"Day {day}", hours=str(24 * day))
    await megan.does("bell.whisper-more", hours="30")
    await bell.jump(days=6, hours=22)
    assert told(bell, "megan") == told(bell, "bryn") == []
    await bell.jump(minutes=30)
    assert told(bell, "bryn") == ["Yours"]
    assert [each.message for each in bell.effects if each.place.remote == "direct:megan"] == [
        Message(text("core.while-away"), items=(Item(t("heard"), "Day 5"), Item(t("heard"), "More")))
    ]
    await bell.jump(days=30)
    assert (len(bell.effects), "due" in await sizes(bell)) == (2, False)


async def test_days_and_hours_are_those_of_the_person(bell: Bench) -> None:
    """Wednesdays and Thursdays in Auckland, by night."""
    megan = bell.person("Megan", language="en")
    await megan.does("my.hours", zone="Pacific/Auckland", days=("3", "4"), quiet_since="09:00", quiet_until="17:00")
    await megan.does("bell.whisper", words="Now and then", hours="1")
    await bell.jump(days=1, hours=1, minutes=59)
    assert told(bell, "megan") == []
    await bell.jump(minutes=1)  # midnight of Wednesday, eleven hours ahead, is eleven in the morning
    assert told(bell, "megan") == ["Now and then"]


async def test_one_that_breaks_does_not_keep_back_what_waits_beside_it(bell: Bench) -> None:
    megan = bell.person("Megan", language="en")
    await megan.does("bell.whisper", words="Well", hours="12")
    await megan.does("bell.whisper-badly", hours="12")
    with capture_logs() as logs:
        await bell.jump(days=1)
    assert [each["event"] for each in logs] == ["again"] * 4 + ["parked"]
    broke = Message(text("core.broke-own"))
    assert [each for each in bell.aloud("direct:megan") if each.words != "Well"] == [broke]
    assert told(bell, "megan") == ["Well", ""]


async def test_whoever_is_forgotten_is_not_reached(bell: Bench) -> None:
    megan = bell.person("Megan", language="en")
    await megan.does("bell.whisper", words="Well", hours="12")
    await bell.jump(hours=12)
    await megan.does("my.forget", sure="yes")
    await bell.jump(days=9)
    assert (told(bell, "megan"), "due" in await sizes(bell)) == ([], False)


async def test_what_waited_by_a_wrong_clock_does_not_wait_for_it(bell: Bench) -> None:
    megan = bell.person("Megan", language="en")
    await megan.does("bell.whisper", words="Well", hours="3")
    bell.clock.now += timedelta(days=700, hours=12)
    await bell.settle()
    bell.clock.now -= timedelta(days=700, hours=12)
    await bell.settle()
    assert told(bell, "megan") == []
    await bell.jump(hours=3)
    assert told(bell, "megan") == ["Well"]


async def test_school_weeks_leave_out_holidays_and_land_on_a_working_day(bell: Bench) -> None:
    """Five weeks from a Monday with two of holiday on the way, for somebody who works on Thursdays."""
    megan = bell.person("Megan", language="en")
    await megan.does("my.settings")
    await rests(bell, "Winter", date(2026, 12, 21), date(2027, 1, 3))
    assert await megan.does("bell.weeks", count="5") == Message(t("rung", at=datetime(2027, 1, 11, 9, 0, tzinfo=UTC)))
    await megan.does("my.hours", days=("4",))
    assert await megan.does("bell.weeks", count="5") == Message(t("rung", at=datetime(2027, 1, 14, 9, 0, tzinfo=UTC)))


# --- for all hours ------------------------------------------------------------------------------------------------

CLOCK = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from((0, 30)))
DAY = st.dates(date(2026, 1, 1), date(2027, 12, 31))
HOLIDAYS = st.lists(
    st.builds(lambda day, length: Holiday(day, day + timedelta(days=length), "h"), DAY, st.integers(0, 45)), max_size=6
).map(tuple)
HOURS = st.builds(
    Hours,
    st.sets(st.sampled_from("1234567"), min_size=1).map(lambda days: "".join(sorted(days))),
    CLOCK,
    CLOCK,
    st.sampled_from(("UTC", "Europe/London", "Pacific/Auckland", "America/St_Johns")),
    HOLIDAYS,
)
AT = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def quiet(hours: Hours, at: datetime) -> bool:
    """Whether their clock is nearer after the begin of the quiet hours than after the end."""
    local = at.astimezone(ZoneInfo(hours.zone))
    now, since, until = ((int(each[:2]) * 60 + int(each[3:])) for each in (f"{local:%H:%M}", *edges(hours)))
    return (now - since) % 1_440 < (until - since) % 1_440


def edges(hours: Hours) -> tuple[str, str]:
    return hours.quiet_since, hours.quiet_until


def works(hours: Hours, day: date) -> bool:
    return f"{day.isoweekday()}" in hours.days and not any(each.since <= day <= each.until for each in hours.holidays)


@given(HOURS, AT)
def test_nobody_is_reached_when_they_do_not_work(hours: Hours, at: datetime) -> None:
    """And nobody waits longer than until the first half hour at which they do."""
    reached = hours.reached_from(at)
    local = reached.astimezone(ZoneInfo(hours.zone))
    assert (reached >= at, works(hours, local.date()), quiet(hours, reached)) == (True, True, False)
    half = timedelta(minutes=30)
    tried = at
    while tried < min(reached, at + timedelta(days=9)):
        local = tried.astimezone(ZoneInfo(hours.zone))
        twice = any((local + each).utcoffset() != local.utcoffset() for each in (-3 * half * 4, 3 * half * 4))
        assert twice or not works(hours, local.date()) or quiet(hours, tried)
        tried += half


@given(HOURS, AT, st.integers(1, 20))
def test_weeks_of_school_are_counted(hours: Hours, now: datetime, count: int) -> None:
    """As many weeks with school as asked for lie behind, and it is a time at which they work."""
    landed = hours.after_weeks(count, now)
    first, day = (each.astimezone(ZoneInfo(hours.zone)).date() for each in (now, landed))
    weeks = [first + timedelta(weeks=number) for number in range(1, 500)]
    school = [week for week in weeks if any(not holiday_on(hours.holidays, each) for each in workdays(week))]
    assert (landed > now, hours.reached_at(landed), day >= school[count - 1]) == (True, True, True)
    assert not any(
        works(hours, school[count - 1] + timedelta(days=n)) for n in range((day - school[count - 1]).days - 1)
    )


def workdays(day: date) -> list[date]:
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=number) for number in range(5)]


def test_a_week_with_an_in_service_day_has_school() -> None:
    monday = date(2026, 11, 23)
    assert has_school(monday, (Holiday(monday, monday, "In-service day"),))
    assert not has_school(monday, (Holiday(monday, monday + timedelta(days=4), "Half-term"),))


def test_without_quiet_hours_and_without_days_off() -> None:
    at = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    assert Hours("1234567", "08:00", "08:00", "UTC").reached_from(at) == at
