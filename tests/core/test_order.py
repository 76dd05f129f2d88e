"""However people edit, and whatever becomes of each try: in order, once, and at last as it now reads."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery import Effect, NotNow, Outcome, Unknown
from bot.house import Plan
from bot.testing import Bench

HOUSE: list[Plan] = []
STEPS = st.one_of(
    st.tuples(st.just("say"), st.integers(0, 3)),  # a post under one of a few keys, in its newest words
    st.tuples(st.just("wait"), st.integers(0, 20)),
)
MOODS = st.sampled_from((None, None, Unknown(), Unknown("lost"), NotNow(3)))


@pytest.fixture(autouse=True)
def _house(house: Plan) -> None:
    HOUSE[:] = [house]


class Fickle(Bench):
    """A platform in the moods it is given, one after the other."""

    async def say(self, effect: Effect) -> Outcome:
        mood = self.moods.pop() if self.moods else None
        if mood == Unknown("lost"):
            await super().say(effect)
        return mood or await super().say(effect)


@settings(max_examples=15, deadline=None)
@given(st.lists(STEPS, max_size=14), st.lists(MOODS, max_size=10), st.booleans())
async def test_merged_edits_in_order(steps: list[tuple[str, int]], moods: list[Outcome | None], window: bool) -> None:
    async with Fickle.open(house=HOUSE[0]) as bench:
        bench.moods = list(moods)
        if not window:
            bench.window *= 0
        ailsa, entries, order = bench.person("Ailsa"), dict[int, str](), list[int]()
        for number, (what, value) in enumerate(steps):
            if what == "wait":
                await bench.settle()
                await bench.jump(seconds=value)
                continue
            words = f"{value} {number}"
            if value not in entries:
                said = await ailsa.does("learn.log", what=words)
                entries[value] = said.buttons[0].call.values["entry"]
                order.append(value)
            await ailsa.does("learn.edit", entry=entries[value], what=words)
            await ailsa.does("learn.share", entry=entries[value])
        await bench.settle()
        await bench.jump(minutes=10)
        newest = {value: f"{value} {number}" for number, (what, value) in enumerate(steps) if what == "say"}
        if sum(each is not None for each in moods) < 5:  # or one may have been parked
            assert [each.words for each in bench.aloud()] == [newest[value] for value in order]
        assert len(bench.aloud()) <= len(order)
