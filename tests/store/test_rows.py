"""Rows of one community: nothing that a room asks or does reaches the rows of another, even of equal ids."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.keys import VERSION
from bot.rooms.learn.tables import entries
from bot.store.rows import add_all
from bot.store.tables import person, seen
from bot.testing import START
from tests.store.conftest import Twins

HOME = {id: f"home {id}" for id in ("one", "two", "three")}
AWAY = {id: f"away {id}" for id in ("one", "two", "three")}


async def test_what_is_found_is_of_one_community(twins: Twins) -> None:
    assert (await twins.said("home"), await twins.said("away")) == (HOME, AWAY)
    async with twins.rows("home") as rows:
        assert (await rows.count(entries), await rows.count(entries, entries.c.person == "ailsa")) == (3, 2)
        assert [(await rows.one(entries, id)).what for id in HOME] == [*HOME.values()]
        assert await rows.find(entries, entries.c.community == "away") == []
        assert await rows.one(entries, "one", entries.c.person == "megan") is None
        assert await rows.one(entries, "four") is None


async def test_what_is_changed_is_of_one_community(twins: Twins) -> None:
    async with twins.rows("home") as rows:
        changed = await rows.change(await rows.one(entries, "one"), what="changed", minutes=5)
        assert (changed.what, changed.minutes, changed.person) == ("changed", 5, "ailsa")
    assert (await twins.said("home"), await twins.said("away")) == (HOME | {"one": "changed"}, AWAY)
    assert await twins.said("away", "minutes") == dict.fromkeys(AWAY)


async def test_what_is_removed_is_of_one_community(twins: Twins) -> None:
    async with twins.rows("home") as rows:
        await rows.remove(await rows.one(entries, "one"))
    assert (await twins.said("home"), await twins.said("away")) == ({k: HOME[k] for k in ("two", "three")}, AWAY)


async def test_a_row_of_another_community_is_not_taken_for_one_s_own(twins: Twins) -> None:
    async with twins.rows("away") as rows:
        foreign = await rows.one(entries, "one")
    async with twins.rows("home") as rows:
        with pytest.raises(LookupError):
            await rows.change(foreign, minutes=5)
        with pytest.raises(LookupError):
            await rows.remove(foreign)
    assert (await twins.said("home"), await twins.said("away")) == (HOME, AWAY)


async def test_what_is_added_is_of_one_community(twins: Twins) -> None:
    async with twins.rows("home") as rows:
        added = await rows.add(seen, at=START)
        assert (added.community, added.id, added.at) == ("home", "new-0", START)
        assert (await rows.count(seen), (await rows.one(seen, "new-0")).at) == (1, START)
    async with twins.rows("away") as rows:
        assert await rows.count(seen) == 0


async def test_an_id_is_there_once_in_a_community(twins: Twins) -> None:
    async with twins.rows("home") as rows:
        with pytest.raises(IntegrityError):
            await rows.put(entries, "one", **dict.fromkeys(("person", "kind"), "x"))
    assert await twins.said("home") == HOME


async def test_nobody_owns_a_row_in_another_community(twins: Twins) -> None:
    async with twins.rows("home") as rows:
        await rows.put(person, "only-here", remote="x", name="x", met=START, moderator=False)
    async with twins.rows("away") as rows:
        one = await rows.one(entries, "one")
        with pytest.raises(IntegrityError):
            await rows.change(one, author="only-here")


async def test_rows_come_in_the_order_that_was_asked_for(twins: Twins) -> None:
    async with twins.rows("home") as rows:
        newest = [each.id for each in await rows.find(entries, order=(entries.c.on.desc(), entries.c.kept.desc()))]
        oldest = [each.id for each in await rows.find(entries, order=(entries.c.kept,))]
        page = [each.id for each in await rows.find(entries, order=(entries.c.on,), limit=1, offset=1)]
        rest = [each.id for each in await rows.find(entries, order=(entries.c.on,), limit=5, offset=2)]
    assert (newest, oldest) == (["one", "two", "three"], ["three", "two", "one"])
    assert (page, rest) == (["two"], ["one"])


MOMENTS = [
    datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    datetime(1970, 1, 1, tzinfo=UTC),
    START,
    START + timedelta(microseconds=1),
    datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
]


async def test_moments_come_back_and_compare_to_the_microsecond(twins: Twins) -> None:
    async with twins.rows("home") as rows:
        for number, moment in enumerate(MOMENTS):
            await rows.put(seen, str(number), at=moment)
        there = [each.at for each in await rows.find(seen, order=(seen.c.at.desc(),))]
        later = [each.id for each in await rows.find(seen, seen.c.at > START)]
    assert (there, later) == (MOMENTS[::-1], ["3", "4"])


async def test_rows_that_are_added_together_are_as_those_that_are_added_alone(twins: Twins) -> None:
    """Of two communities, in one statement, each sealed for its own row; none is none."""
    every = {"person": "megan", "kind": "dialogue", "formality": "formal", "on": date(2026, 11, 23)}
    there = [
        every | {"community": "home", "what": "a", "kept": MOMENTS[0], "minutes": 5},
        every | {"community": "away", "what": "b 💬", "kept": MOMENTS[3], "minutes": None},
        every | {"community": "home", "what": "c", "kept": MOMENTS[4], "minutes": 0},
    ]
    async with twins.store.turn() as tx:
        ids = await add_all(tx, twins.keys, lambda: "V1StGXR8Z5jdHi6BmyTxQw", entries, there)
    assert ids == [f"V1StGXR8Z5jdHi6Bm{number:05}" for number in range(3)]
    for id, wanted in zip(ids, there, strict=True):
        home, values = str(wanted["community"]), {name: wanted[name] for name in wanted if name != "community"}
        async with twins.rows(home) as rows:
            await rows.put(entries, f"alone-{id[-5:]}", **values)
            together, alone = [await rows.one(entries, each) for each in (id, f"alone-{id[-5:]}")]
        assert {name: getattr(together, name) for name in wanted} == wanted
        others = [name for name in entries.c.keys() if name != "id"]  # noqa: SIM118  # iterating gives columns
        assert [getattr(together, name) for name in others] == [getattr(alone, name) for name in others]
        assert (await twins.cell(entries, home, id, "what"))[:1] == VERSION


async def test_a_column_that_is_not_there_is_named(twins: Twins) -> None:
    async with twins.rows("home") as rows:
        row = await rows.one(entries, "one")
    with pytest.raises(AttributeError, match=r"^learn_entry has no colour$"):
        _ = row.colour
    assert (repr(row), row.on, row.why) == ("<learn_entry one>", date(2026, 11, 23), None)
