"""What is typed into a field, and what is read from it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import people
from bot.arrival import enter
from bot.house import Plan
from bot.marks import (
    Address,
    Clocks,
    Days,
    Lasting,
    Mark,
    Members,
    Mine,
    Moments,
    OneLine,
    People,
    Pick,
    Picks,
    Places,
    Quotes,
    Whole,
    Words,
    Wrong,
)
from bot.rooms.learn.tables import entries
from bot.talk import Community, Option, Person, Phrase, Place, Quoted, Remote, Role, Text, plain, text
from bot.testing import START, Bench
from bot.turn import Turn

TODAY = START.date()
LONDON = ZoneInfo("Europe/London")
SHARED = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SORTS = (
    Option(
        "herb",
        Phrase((("en", "Herb, for the kitchen"), ("cy", "Llysieuyn"))),
    ),
    Option("flower", text("core.done")),
)
NO_ADDRESS = text("core.not-an-address")
NO_MINUTES, NO_DAY, NO_MOMENT = text("core.not-minutes"), text("core.not-a-day"), text("core.not-a-moment")


@pytest.fixture
def turn() -> Turn:
    """A turn without a database: most marks need none."""
    home, ailsa = Community("school", "School", ("en",), "Europe/London"), Person("ailsa", "Ailsa")
    hall = Place("p", "channel", "Hall", "hall", ())
    return Turn("core", "bench", home, ailsa, hall, Role.MEMBER, START, None, None)


@pytest.fixture
async def stored(house: Plan) -> AsyncIterator[Turn]:
    """A turn of Ailsa's that is never finished."""
    async with Bench.open(house=house) as bench, bench.bot.store.turn() as tx:
        yield await enter(tx, replace(bench.person("Ailsa").heard, call=""), bench.bot)


async def read(mark: Mark, raw: Any, turn: Turn) -> Any:
    """The value, or the sentence that says why there is none."""
    try:
        return await mark.read(raw, turn)
    except Wrong as wrong:
        return wrong.text


async def all_read(mark: Mark, cases: dict[Any, Any], turn: Turn) -> None:
    assert {raw: await read(mark, raw, turn) for raw in cases} == cases


# --- words --------------------------------------------------------------------------------------------------------


@given(st.text())
def test_plain_words_can_be_kept_and_are_plain_for_good(typed: str) -> None:
    words = plain(typed)
    assert plain(words) == words == words.strip()
    assert words.encode().decode() == words
    assert not {"\0", "\r"} & set(words)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (None, ""),
        (" a \n", "a"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\0b", "ab"),
        ("w\u0302", "ŵ"),
        ("\ud83d\ude00", ""),
        ("👩🏽‍🏫", "👩🏽‍🏫"),
        (12, "12"),
    ],
)
def test_words_are_kept_as_they_were_meant(typed: Any, words: str) -> None:
    assert plain(typed) == words


async def test_words_have_a_length(turn: Turn) -> None:
    long = {"x" * 10: "x" * 10, " " * 9 + "x": "x", "x" * 11: text("core.too-long", limit=10, length=11)}
    await all_read(Words(10), long, turn)
    await all_read(OneLine(10), long | {"a\n\n b\tc": "a b c", "a\u2028b": "a b"}, turn)


# --- numbers and time ---------------------------------------------------------------------------------------------


async def test_a_number_is_whole_and_within_its_bounds(turn: Turn) -> None:
    wrong = text("core.not-a-number", low=1, high=50)
    cases = {"1": 1, " 50 ": 50, "٣": 3, 7: 7}
    await all_read(Whole(1, 50), cases, turn)
    for typed in ("0", "51", "-1", "1.5", "1e3", "²", "x", "9" * 4_000, "1 000"):
        assert await read(Whole(1, 50), typed, turn) == wrong, typed


async def test_minutes_are_written_as_people_write_them(turn: Turn) -> None:
    cases = {"45": 45, "45 min": 45, "45m": 45, "45 munud": 45, "1h": 60, "1h30": 90, "1:30": 90, "1 H 30": 90, 45: 45}
    await all_read(Lasting(), cases, turn)
    await all_read(Lasting(), dict.fromkeys(("ages", "1.5", "h", ":", "-5", "1h30h", "45 45"), NO_MINUTES), turn)
    await all_read(
        Lasting(), dict.fromkeys(("0", "0h0", "6001", "999h"), text("core.not-a-number", low=1, high=6_000)), turn
    )


@SHARED
@given(hours=st.integers(0, 99), minutes=st.integers(0, 59))
async def test_every_length_of_time_can_be_written_in_hours(turn: Turn, hours: int, minutes: int) -> None:
    if hours * 60 + minutes > 0:
        for typed in (f"{hours}h{minutes}", f"{hours}:{minutes:02}", f"{hours} h {minutes} min"):
            assert await Lasting().read(typed, turn) == hours * 60 + minutes


async def test_a_day_is_a_day_of_the_calendar(turn: Turn) -> None:
    cases = {"today": TODAY, "HEDDIW": TODAY, "ddoe": TODAY - timedelta(days=1), date(2026, 1, 2): date(2026, 1, 2)}
    cases |= dict.fromkeys(
        ("2026-01-02", "2026-1-2", "2/1/2026", "02.01.2026", "2 1 2026", "2-1-2026"), date(2026, 1, 2)
    )
    cases |= dict.fromkeys(("2026-02-29", "31/4/2026", "0000-01-01", "99/99/2026"), text("core.no-such-day"))
    await all_read(Days(), cases | dict.fromkeys(("soon", "1/2/26", "2026", "20260102", "1//2/2026"), NO_DAY), turn)


async def test_a_day_of_the_past_has_begun_where_the_community_lives(turn: Turn) -> None:
    to_come = text("core.day-to-come")
    await all_read(Days(past=True), {"2026-11-23": TODAY, "2026-11-24": to_come, date(2027, 1, 1): to_come}, turn)
    turn.now = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert await read(Days(past=True), "2026-07-02", turn) == date(2026, 7, 2)


@SHARED
@given(day=st.dates())
async def test_every_day_can_be_written_in_two_ways(turn: Turn, day: date) -> None:
    for typed in (day.isoformat(), f"{day.day}/{day.month}/{day.year:04}"):
        assert await Days().read(typed, turn) == day


async def test_a_moment_is_of_the_community_s_clock(turn: Turn) -> None:
    at = datetime(2026, 7, 1, 16, 0, tzinfo=LONDON)
    await all_read(Moments(), {"2026-07-01T16:00": at, "2026-07-01 16:00": at, at: at}, turn)
    await all_read(Moments(), dict.fromkeys(("soon", "16:00", "2026-13-01T16:00", "2026-07-01T25:00"), NO_MOMENT), turn)
    assert (await Moments().read("2026-07-01T16:00", turn)).astimezone(UTC).hour == 15


async def test_a_moment_that_names_its_own_offset_keeps_it(turn: Turn) -> None:
    """Some platforms send one: it must not be taken for another instant without a word."""
    for typed in ("2026-07-01T16:00Z", "2026-07-01T18:00+02:00"):
        assert await read(Moments(), typed, turn) in (datetime(2026, 7, 1, 16, 0, tzinfo=UTC), NO_MOMENT)


# --- choices ------------------------------------------------------------------------------------------------------


async def test_a_pick_is_one_of_its_options(stored: Turn) -> None:
    none = text("core.not-an-option")
    cases = {"herb": "herb", " flower ": "flower", "Herb": none, "tree": none, "herb,flower": none}
    await all_read(Pick(SORTS), cases, stored)


async def test_a_pick_is_meant_by_what_it_is_called_in_any_language(stored: Turn) -> None:
    """Where one types, nobody shows the values; and a phone has neither capitals nor accents at hand."""
    done = {"That is all": "flower", "THAT IS ALL": "flower", "Dyna'r cyfan": "flower", "dyna’r cyfan": "flower"}
    await all_read(Pick(SORTS), {"herb, for the kitchen": "herb", "Llysieuyn": "herb", **done}, stored)
    none = text("core.not-an-option")
    twins = (*SORTS, Option("weed", text("core.done")))
    await all_read(Pick(twins), {"That is all": none, "weed": "weed", "Herb": none}, stored)


async def test_picks_are_several_each_once(stored: Turn) -> None:
    none, both = text("core.not-an-option"), ("herb", "flower")
    cases = {"herb": ("herb",), "herb flower": both, "herb,flower,herb": both, both: both, ("herb", "tree"): none}
    called = {
        "Herb, for the kitchen": ("herb",),
        "llysieuyn, that is all": both,
        "llysieuyn flower": both,
        "Herb": none,
    }
    await all_read(Picks(SORTS), cases | called, stored)


async def test_picks_may_be_so_many_at_most(stored: Turn) -> None:
    """As languages are that one message is said in: each counts once."""
    cases = {"herb,herb": ("herb",), "herb,flower": text("core.too-many", count=1), "": ()}
    await all_read(Picks(SORTS, most=1), cases, stored)


async def test_what_is_no_option_at_all_is_none_of_them(stored: Turn) -> None:
    """A forged form may bring somebody where a choice is asked for."""
    somebody = Remote("bryn", "Bryn")
    for mark in (Pick(SORTS), Picks(SORTS)):
        assert (mark.wire(somebody), mark.wire(("herb", somebody))) == (None, None)
        with pytest.raises(Wrong) as wrong:
            await mark.read(somebody, stored)
        assert wrong.value.text == text("core.not-an-option")


async def test_options_may_be_found_as_one_types(stored: Turn) -> None:
    async def some(_turn: Turn, typed: str) -> list[Option]:
        return [option for option in SORTS if option.value.startswith(typed)]

    await all_read(Pick(some), {"herb": "herb", "tree": text("core.not-an-option")}, stored)
    assert [option.value for option in await Pick(some).offer(stored, "f")] == ["flower"]


# --- people, places, messages, rows -------------------------------------------------------------------------------


async def test_somebody_is_met_once(stored: Turn) -> None:
    bethan = await People().read(Remote("b", "Bethan"), stored)
    assert bethan == Person(bethan.id, "Bethan")
    cases = {Remote("b", "Another name"): bethan, bethan: bethan, bethan.id: bethan, stored.who: stored.who}
    await all_read(People(), cases | {"b": text("core.nobody"), "A" * 22: text("core.nobody")}, stored)


async def test_somewhere_is_a_place_where_others_are(stored: Turn) -> None:
    hall = await Places().read(Remote("hall", "Hall"), stored)
    assert hall == Place(hall.id, "channel", "Hall", "hall", ())
    nowhere = text("core.nowhere")
    await all_read(Places(), {Remote("hall"): hall, hall.id: hall, hall: hall, stored.where: stored.where}, stored)
    await all_read(
        Places(),
        {"hall": nowhere, Remote("direct:b", kind="direct"): nowhere, Remote("x", kind="direct"): nowhere},
        stored,
    )


async def test_a_direct_conversation_is_nowhere(stored: Turn) -> None:
    """Not even by its id: what is public never goes there by a field."""
    row = await people.direct_with(stored.rows, await people.meet(stored.rows, Remote("b", "Bethan"), START))
    assert await read(Places(), row.id, stored) == text("core.nowhere")


async def test_a_message_is_a_link_and_who_wrote_it(stored: Turn) -> None:
    link, bethan = "https://chat.example/1/2?x=y#z", Remote("b", "Bethan")
    said = await Quotes().read(Quoted(link, bethan), stored)
    assert said == Quoted(link, await People().read(bethan, stored))
    await all_read(Quotes(), {Quoted(link): Quoted(link), said: said}, stored)
    hostile = (
        "javascript:alert(1)",
        "https://",
        "https://x y",
        "https://x\n",
        "https://x|y",
        '"https://x"',
        "x" * 600,
        "",
    )
    await all_read(Quotes(), {Quoted(each): text("core.not-a-message") for each in hostile}, stored)
    assert await read(Quotes(), link, stored) == text("core.not-a-message")


async def test_what_is_mine_is_nobody_else_s(stored: Turn) -> None:
    bethan = await People().read(Remote("b", "Bethan"), stored)
    new = {"on": TODAY, "kept": stored.now, "kind": "dialogue", "formality": "formal", "what": "Pauses"}
    mine = await stored.rows.add(entries, person=stored.who.id, **new)
    theirs = await stored.rows.add(entries, person=bethan.id, **new)
    assert (await Mine(entries).read(mine.id, stored)).what == "Pauses"
    wrong = [
        await read(Mine(entries), each, stored) for each in (theirs.id, "A" * 22, "", "\0", mine.id[:-1], None, mine)
    ]
    assert wrong == [text("core.not-yours")] * 7


@SHARED
@given(typed=st.text())
async def test_whatever_is_typed_is_read_or_kindly_not(stored: Turn, typed: str) -> None:
    """No mark breaks on anything; what it reads, it reads again as the same."""
    marks: tuple[Mark, ...] = (Words(), OneLine(), Whole(), Lasting(), Days(), Moments(), Pick(SORTS), People())
    for mark in (*marks, Picks(SORTS), Places(), Quotes(), Mine(entries)):
        value = await read(mark, typed, stored)
        assert isinstance(value, Text) or await read(mark, value, stored) == value


async def test_a_time_of_day_is_written_as_people_write_it(turn: Turn) -> None:
    read_as = {"18:00": "18:00", "7.30": "07:30", "9": "09:00", "23h59": "23:59", " 0:05 ": "00:05"}
    wrong = dict.fromkeys(("24:00", "7:5", "noon", "-1", "7:60", "٣"), text("core.not-a-time"))
    await all_read(Clocks(), read_as | wrong, turn)


async def test_the_address_of_a_page_is_one_of_the_web(turn: Turn) -> None:
    link = "https://ysgol.example/preifatrwydd?x=y#z"
    wrong = dict.fromkeys(("ysgol.example", "javascript:alert(1)", "https://", "ftp://a.example"), NO_ADDRESS)
    await all_read(Address(), {link: link, f" {link}\n": link} | wrong, turn)


async def test_members_are_people_and_groups_as_the_platform_names_them(turn: Turn) -> None:
    ailsa, hosts = Remote("a", "Ailsa"), Remote("h", "Hosts", "group")
    read_as = {(ailsa, hosts, ailsa): (ailsa, hosts), ailsa: (ailsa,)}
    await all_read(Members(), read_as | dict.fromkeys(("Ailsa", ("a",), Remote("")), text("core.nobody")), turn)
