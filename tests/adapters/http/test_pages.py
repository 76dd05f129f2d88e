"""What whoever looks after the house is told: whether it lives, whether it is ready, and what it counts."""

from __future__ import annotations

import re

from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from bot.testing import Bench
from tests.adapters.http.conftest import Served

Samples = dict[str, float]


async def counted(served: Served, name: str) -> Samples:
    """The samples of this name, by their labels' values."""
    status, said = await served.get("metrics")
    found = [sample for family in text_string_to_metric_families(said) for sample in family.samples]
    assert status == 200
    return {" ".join(sorted(each.labels.values())): each.value for each in found if each.name == name}


def rows(**there: int) -> Samples:
    """Every state that there is; ``outbox_waiting=1`` is one of them."""
    every = "outbox_waiting outbox_parked outbox_unknown due_waiting due_held due_parked occurrence_parked"
    return {each.replace("_", " "): there.get(each, 0) for each in every.split()}


async def test_a_house_that_is_well(served: Served) -> None:
    assert [await served.get(page) for page in ("healthz", "readyz")] == [(200, "ok\n"), (200, "ready\n")]


async def test_nothing_else_is_there(served: Served) -> None:
    assert [(await served.get(page))[0] for page in ("", "docs", "do")] == [404, 404, 404]
    assert [(await served.get(page, b"x"))[0] for page in ("healthz", "readyz", "metrics")] == [405, 405, 405]


async def test_a_store_that_is_held_up_is_not_ready_and_then_it_is(bench: Bench, served: Served) -> None:
    """The loop lives all the same, and the counters are told without the rows, of which none is known to be true."""
    assert await counted(served, "blether_rows") == rows()
    async with bench.bot.store.turn() as tx:
        if not bench.bot.store.is_sqlite:  # there one transaction holds up all others by itself
            await tx.execute(text("LOCK TABLE outbox"))
        assert await served.get("readyz") == (503, "the store does not answer in time\n")
        assert await served.get("healthz") == (200, "ok\n")
        assert await counted(served, "blether_rows") == {}
    assert await served.get("readyz") == (200, "ready\n")
    assert await counted(served, "blether_rows") == rows()


async def test_a_store_that_is_broken_is_not_ready(bench: Bench, served: Served) -> None:
    async with bench.bot.store.turn() as tx:
        await tx.execute(text("DROP TABLE outbox"))
    assert await served.get("readyz") == (503, "the store cannot be read\n")


async def test_a_lock_that_is_lost_is_not_ready(bench: Bench, served: Served) -> None:
    bench.bot.store.lost.set()
    assert await served.get("readyz") == (503, "the lock on the database is lost\n")


async def test_calls_are_counted_by_how_they_ended(bench: Bench, served: Served) -> None:
    ailsa, name = bench.person("Ailsa"), "blether_call_seconds_count"
    await ailsa.does("learn.list")
    before = await counted(served, name)
    await ailsa.does("learn.log")
    await ailsa.fills(what="Pauses")
    await ailsa.does("learn.log", what="Pauses", on="soon")
    async with bench.bot.store.turn() as tx:
        await tx.execute(text("ALTER TABLE learn_entry RENAME TO gone"))
    await ailsa.does("learn.log", what="Pauses")
    assert await counted(served, name) == {outcome: count + 1 for outcome, count in before.items()}


async def test_what_waits_is_counted_when_it_is_asked_for(bench: Bench, served: Served) -> None:
    ailsa = bench.person("Ailsa")
    await ailsa.does("learn.log", what="Pauses")
    await ailsa.presses("learn.share-it")
    assert await counted(served, "blether_rows") == rows(outbox_waiting=1)
    async with bench.bot.store.turn() as tx:
        await tx.execute(text("UPDATE outbox SET state = 'parked'"))
    assert await counted(served, "blether_rows") == rows(outbox_parked=1)


async def test_nothing_that_is_served_says_who_where_or_what_about(bench: Bench, served: Served) -> None:
    """Every label is one of ours, and so is its value."""
    await bench.person("Ailsa").does("learn.log", what="Pauses")
    _, said = await served.get("metrics")
    assert set(re.findall(r'(\w+)="', said)) == {"outcome", "table", "state", "le"}
    values = {"answered", "form", "refused", "bug", "outbox", "due", "occurrence"}
    values |= {"waiting", "held", "parked", "unknown"}
    assert set(re.findall(r'(?:outcome|table|state)="([^"]*)"', said)) == values
