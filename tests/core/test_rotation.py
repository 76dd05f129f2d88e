"""Which prompt comes next, whatever is asked, added, taken out or started anew."""

from __future__ import annotations

from itertools import islice, pairwise

from hypothesis import given
from hypothesis import strategies as some

from bot.rotation import rotation

PROMPTS = some.lists(some.text("PQR0123456789", min_size=1, max_size=3), min_size=1, max_size=12, unique=True)
SEEDS = some.text("abc", min_size=1, max_size=4)


def ahead(count: int, ids: list[str], seed: str, asked: list[str] | None = None) -> list[str]:
    """The next few."""
    return list(islice(rotation(ids, seed, asked or []), count))


@given(PROMPTS, SEEDS)
def test_every_round_asks_each_prompt_once(ids: list[str], seed: str) -> None:
    asked = ahead(4 * len(ids), ids, seed)
    rounds = [asked[start : start + len(ids)] for start in range(0, len(asked), len(ids))]
    assert [sorted(each) for each in rounds] == [sorted(ids)] * 4


@given(PROMPTS, SEEDS)
def test_nothing_is_asked_twice_in_a_row(ids: list[str], seed: str) -> None:
    asked = ahead(4 * len(ids), ids, seed)
    assert [each for each, following in pairwise(asked) if each == following and ids[1:]] == []


@given(PROMPTS, SEEDS, some.integers(0, 40))
def test_a_restart_and_another_order_of_the_files_change_nothing(ids: list[str], seed: str, stop: int) -> None:
    asked = ahead(stop, ids, seed)
    assert asked + ahead(10, sorted(ids), seed, asked) == ahead(stop + 10, ids, seed)


@given(PROMPTS, SEEDS, some.data())
def test_one_that_goes_leaves_the_others_in_their_order(ids: list[str], seed: str, data: some.DataObject) -> None:
    gone, stop = data.draw(some.sampled_from(ids)), data.draw(some.integers(0, len(ids)))
    whole = ahead(len(ids), ids, seed)
    left = [each for each in ids if each != gone]
    following = [each for each in whole[stop:] if each != gone]
    assert ahead(len(following), left, seed, whole[:stop]) == following


@given(PROMPTS, SEEDS, some.data())
def test_one_that_comes_takes_its_place_in_the_round_that_is_going_on(
    ids: list[str], seed: str, data: some.DataObject
) -> None:
    stop = data.draw(some.integers(0, len(ids) - 1))
    whole = ahead(len(ids), ids, seed)
    following = ahead(len(ids) - stop + 1, [*ids, "new"], seed, whole[:stop])
    assert "new" in following
    assert [each for each in following if each != "new"] == whole[stop:]


def test_each_schedule_and_each_round_has_an_order_of_its_own() -> None:
    ids = [f"P{number:02}" for number in range(1, 41)]
    orders = [ahead(40, ids, "monday"), ahead(40, ids, "thursday"), ahead(80, ids, "monday")[40:], ids]
    assert len({tuple(each) for each in orders}) == 4


def test_a_schedule_keeps_its_order_for_ever() -> None:
    """Also over updates of Blether: what was shown as coming next does come."""
    assert ahead(6, ["P01", "P02", "P03", "P04"], "schedule") == ["P04", "P02", "P01", "P03", "P04", "P02"]


def test_of_none_comes_none() -> None:
    assert ahead(3, [], "schedule", ["P01"]) == []
