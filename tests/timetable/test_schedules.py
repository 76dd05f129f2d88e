"""What comes again comes at its local minute, once, in its place; and one sees beforehand when it does not."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import update
from structlog.testing import capture_logs

from bot import due
from bot.clockwork.planned import Planned
from bot.health import Health
from bot.house import Plan
from bot.store.tables import occurrence, schedule
from bot.talk import Item, Message, text
from bot.testing import START, Bench
from tests.core.database import sizes
from tests.timetable.bell import every, t
from tests.timetable.conftest import became, head, planned, rests


def dates(*lines: str) -> Message:
    """What the bell says of its dates: instant and reason of each, and the holiday."""
    items = []
    for line in lines:
        at, _, rest = line.partition(" ")
        why, _, name = rest.partition(" ")
        moment = datetime.fromisoformat(f"{at}:00+00:00")
        items.append(Item(t("date", on=moment.date(), at=moment, why=why), name))
    return Message(t("dates"), items=tuple(items))


async def test_it_comes_at_its_local_minute_through_a_clock_change(bell: Bench) -> None:
    """Until the last day it was planned for, and what it answers nobody reads."""
    await planned(head(bell), days="1", clock="10:00", until="2027-04-12")
    await bell.jump(days=365)
    rung = every(bell.aloud())
    assert (rung[0], rung[-4:]) == (
        "Mon 23 Nov 10:00",
        ["Mon 22 Mar 10:00", "Mon 29 Mar 09:00", "Mon 05 Apr 09:00", "Mon 12 Apr 09:00"],
    )
    assert (len(rung), await bell.clockwork.next_at()) == (21, None)
    assert set(await became(bell)) == {f"{date(2026, 11, 23) + timedelta(weeks=n):%a %d} done" for n in range(21)}


async def test_a_community_goes_on_when_who_planned_it_leaves(bell: Bench) -> None:
    ailsa = head(bell)
    await planned(ailsa)
    await ailsa.does("my.forget", sure="yes")
    await bell.jump(days=8)
    assert every(bell.aloud()) == ["Mon 23 Nov 10:00", "Mon 30 Nov 10:00"]


async def test_a_person_takes_theirs_along(bell: Bench) -> None:
    """In their own zone, to them alone, also in hours in which nothing else reaches them."""
    megan = bell.person("Megan", language="cy")
    await megan.does("my.hours", zone="Asia/Tokyo", days=("1",), quiet_since="00:00", quiet_until="23:00")
    await megan.does("bell.plan-mine", often="week", days=("2", "4"), clock="07:00")
    await bell.jump(days=3)
    assert [each.message for each in bell.effects] == [
        Message(t("rung", at=datetime(2026, 11, day, 22, 0, tzinfo=UTC))) for day in (23, 25)
    ]
    held = {file.name[-4:]: file.content for file in (await megan.does("my.export")).files}
    assert "FREQ=WEEKLY;BYDAY=TU,TH" in held["json"]
    await megan.does("my.forget", sure="yes")
    await bell.jump(days=30)
    there = await sizes(bell)
    assert (len(bell.aloud("direct:megan")), {"schedule", "occurrence"} & there.keys()) == (0, set())


async def test_one_sees_why_it_does_not_come(bell: Bench) -> None:
    ailsa = head(bell)
    id = await planned(ailsa, days="14")
    await rests(bell, "St Andrew", date(2026, 11, 30), date(2026, 11, 30))
    await ailsa.does("bell.pause", id=id, until="2026-11-26")
    assert await ailsa.does("bell.skip", id=id) == dates(
        "2026-11-23T10:00 paused",
        "2026-11-26T10:00 by-hand",
        "2026-11-30T10:00 holiday St Andrew",
        "2026-12-03T10:00",
        "2026-12-07T10:00",
    )
    await bell.jump(days=11)
    assert every(bell.aloud()) == ["Thu 03 Dec 10:00"]
    assert await became(bell) == [
        "Mon 23 skipped paused",
        "Thu 26 skipped by-hand",
        "Mon 30 skipped holiday",
        "Thu 03 done",
    ]
    await ailsa.does("bell.pause", id=id)
    await bell.jump(days=7)
    assert await ailsa.does("bell.resume", id=id) == dates(*(f"2026-12-{day}T10:00" for day in (14, 17, 21, 24, 28)))


async def test_skipping_twice_skips_two(bell: Bench) -> None:
    ailsa = head(bell)
    id = await planned(ailsa)
    for _ in range(2):
        await ailsa.does("bell.skip", id=id)
    await bell.jump(days=14, hours=2)
    assert every(bell.aloud()) == ["Mon 07 Dec 10:00"]


async def test_what_is_told_otherwise_comes_in_holidays(bell: Bench) -> None:
    ailsa = head(bell)
    await planned(ailsa, always="yes")
    await planned(ailsa)
    await rests(bell, "Winter", date(2026, 11, 23), date(2026, 12, 6))
    await bell.jump(days=14, hours=2)
    assert every(bell.aloud()) == ["Mon 23 Nov 10:00", "Mon 30 Nov 10:00", "Mon 07 Dec 10:00", "Mon 07 Dec 10:00"]


async def test_changed_and_stopped(bell: Bench) -> None:
    ailsa = head(bell)
    id = await planned(ailsa, days="1", clock="10:00")
    said = await ailsa.does("bell.change", id=id, often="fortnight", days=("2",), clock="9:30")
    fortnights = ("2026-11-24", "2026-12-08", "2026-12-22", "2027-01-05", "2027-01-19")
    assert said == dates(*(f"{day}T09:30" for day in fortnights))
    await bell.jump(days=16)
    assert every(bell.aloud()) == ["Tue 24 Nov 09:30", "Tue 08 Dec 09:30"]
    await ailsa.does("bell.stop", id=id)
    await bell.jump(days=60)
    assert (len(bell.aloud()), {"schedule", "occurrence"} & (await sizes(bell)).keys()) == (2, set())


async def test_after_an_outage_there_is_no_burst(bell: Bench) -> None:
    """What is too late is skipped and recorded; what is late within its grace still comes."""
    await planned(head(bell), days="12345", clock="10:00", grace="2")
    bell.clock.now += timedelta(days=9, hours=2, minutes=59)
    await bell.settle()
    assert (every(bell.aloud()), await became(bell)) == (["Wed 02 Dec 11:59"], ["Mon 23 skipped late", "Wed 02 done"])
    bell.clock.now += timedelta(days=1, seconds=61)
    await bell.settle()
    assert (len(bell.aloud()), (await became(bell))[2:]) == (1, ["Thu 03 skipped late"])
    await bell.jump(days=1)
    assert every(bell.aloud())[1:] == ["Fri 04 Dec 10:00"]


async def test_one_that_breaks_is_parked_and_comes_again_next_time(bell: Bench) -> None:
    """It holds up nobody, not even what is due in the same second."""
    ailsa = head(bell)
    await planned(ailsa)
    await planned(ailsa, which="crack")
    await planned(ailsa)
    with capture_logs() as logs:
        await bell.jump(days=1)
    assert [(each["event"], each["what"], each["kind"]) for each in logs] == [
        *[("again", "schedule", "ValueError")] * 4,
        ("parked", "schedule", "ValueError"),
    ]
    assert sorted(await became(bell)) == ["Mon 23 done", "Mon 23 done", "Mon 23 parked"]
    assert every(bell.aloud()) == ["Mon 23 Nov 10:00"] * 2
    assert await bell.clockwork.next_at() == START + timedelta(days=7, hours=1)


async def test_who_planned_one_that_breaks_is_told_once(bell: Bench) -> None:
    """Until it has gone well again; and it is counted for whoever looks after the house."""
    ailsa, health = head(bell), Health(bell.bot.store)
    await planned(ailsa, which="crack", days="1")
    with capture_logs():
        await bell.jump(days=8)
    (told,) = bell.aloud("direct:ailsa")
    assert (told.text.key, told.text.values["place"].name) == ("core.broke", "Staffroom")
    assert (await health.look()).rows["occurrence"] == {"parked": 2}
    async with bell.bot.store.turn() as tx:
        await tx.execute(update(occurrence).where(occurrence.c.day == date(2026, 11, 30)).values(state="done"))
    with capture_logs():
        await bell.jump(days=7)
    assert bell.aloud("direct:ailsa") == [told] * 2


async def test_what_it_was_about_is_gone(bell: Bench) -> None:
    """It says nothing, and what it did before is taken back."""
    ailsa = head(bell)
    await planned(ailsa, which="hush")
    await planned(ailsa)
    await bell.jump(hours=1)
    assert (len(bell.aloud()), sorted(await became(bell))) == (1, ["Mon 23 done", "Mon 23 skipped gone"])


async def test_a_person_is_not_called_by_what_is_the_communitys(bell: Bench) -> None:
    ailsa = head(bell)
    await planned(ailsa, which="chime")
    with capture_logs() as logs:
        await bell.jump(hours=2)
    assert logs[-1]["event"] == "parked"
    assert [each.message.text.key for each in bell.effects] == ["core.broke"]


async def test_a_clock_that_was_wrong_for_a_while(bell: Bench) -> None:
    """Two years ahead and back again: what came does not come twice, what was skipped by mistake comes."""
    ailsa = head(bell)
    await planned(ailsa)
    await bell.jump(hours=2)
    bell.clock.now += timedelta(days=728)
    await bell.settle()
    bell.clock.now -= timedelta(days=728)
    await bell.settle()
    await bell.jump(days=14)
    assert every(bell.aloud()) == ["Mon 23 Nov 10:00", "Mon 20 Nov 11:00", "Mon 30 Nov 10:00", "Mon 07 Dec 10:00"]


async def test_what_a_clash_of_choices_says(bell: Bench) -> None:
    said = await head(bell).does("bell.plan", often="second", days=("1", "2"), clock="10:00")
    assert said.problems == (("days", text("core.which-day")),)


async def test_a_process_that_died_left_a_lease(url: str, tower: Plan) -> None:
    """Somebody else makes it when the lease is over, once."""
    async with Bench.open(url, house=tower) as bench:
        await planned(head(bench))
        bench.clock.now += timedelta(hours=1)
        async with bench.bot.store.turn() as tx:
            (row,) = await Planned(bench.bot).claim(tx, schedule)
        await bench.settle()
        assert bench.aloud() == []
        await bench.jump(seconds=15)
        assert every(bench.aloud()) == ["Mon 23 Nov 10:00"]
        await bench.bot.take_schedule(row)
        await bench.settle()
        assert len(bench.aloud()) == 1


async def test_what_one_process_makes_another_passes_over(url: str, tower: Plan) -> None:
    """While a transaction has it, and for good once that is over; where it broke off, it comes all the same."""
    async with Bench.open(url, house=tower) as bench:
        await planned(head(bench))
        await planned(head(bench))
        bench.clock.now += timedelta(hours=1)
        with contextlib.suppress(RuntimeError):
            async with bench.bot.store.turn() as tx:
                made = await due.occur_together(bench.bot, tx)
                other = 0 if bench.bot.store.is_sqlite else await bench.bot.take_schedules()  # there is one connection
                raise RuntimeError
        assert (made, other) == (2, 0)
        assert await became(bench) == []
        assert [await bench.bot.take_schedules() for _ in range(2)] == [2, 0]
        await bench.settle()
        assert every(bench.aloud()) == ["Mon 23 Nov 10:00"] * 2


async def test_what_was_planned_in_a_conversation_goes_with_it(bell: Bench) -> None:
    ailsa = head(bell).at("ailsa", kind="direct")
    await planned(ailsa)
    await bell.jump(hours=2)
    await ailsa.does("my.forget", sure="yes")
    await bell.jump(days=30)
    assert (len(bell.aloud("direct:ailsa")), {"schedule", "occurrence"} & (await sizes(bell)).keys()) == (0, set())


async def test_posts_under_one_key_in_the_same_second_are_one(bell: Bench) -> None:
    """And one that stands already is said again, though another place has none yet."""
    ailsa = head(bell)
    for place in ("staffroom", "staffroom", "hall"):
        await planned(ailsa.at(place), which="toll")
    await bell.jump(days=8)
    tolled = [Message(t("tolled", at=START + timedelta(days=7, hours=1)))]
    assert [bell.aloud(place) for place in ("staffroom", "hall")] == [tolled, tolled]
    assert await became(bell) == ["Mon 23 done"] * 3 + ["Mon 30 done"] * 3
