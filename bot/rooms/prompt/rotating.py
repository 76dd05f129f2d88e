"""Which prompt comes next: what members suggested and most of them want, otherwise one of the plan's own."""

from __future__ import annotations

from bot.rooms.prompt.declared import CYCLE, t, within
from bot.rooms.prompt.tables import asked, suggestions, votes
from bot.rotation import rotation
from bot.store.rows import Row
from bot.talk import Refusal
from bot.turn import Turn


async def ask_next(turn: Turn, plan: Row, said: tuple[str, ...] = ()) -> Row:
    """A row for the prompt that this plan asks now. ``said`` is what its person says of themselves.

    Raises Refusal when there is nothing to ask any more.
    """
    history = await turn.rows.find(asked, asked.c.plan == plan.id, order=(asked.c.number,))
    new = {"person": plan.person, "plan": plan.id, "at": turn.now, "number": len(history) + 1}
    if not plan.person and (wanted := await _wanted(turn)):
        await turn.rows.change(wanted, state="asked")
        return await turn.rows.add(asked, suggestion=wanted.id, **new)
    there = within(turn.house.library, plan.source)
    if plan.length == CYCLE:  # it begins with a first step; the others follow as far as somebody likes
        packs = turn.house.library.packs
        there = {id: each for id, each in there.items() if each.step == packs[each.pack].steps[0].id} or there
    ids = [each.id for each in there.values() if not plan.person or each.suits(said)] or list(there)
    prompt = next(rotation(ids, plan.id, [each.prompt for each in history if each.prompt]), None)
    if prompt is None:
        raise Refusal(t("not-here"))
    return await turn.rows.add(asked, prompt=prompt, **new)


async def _wanted(turn: Turn) -> Row | None:
    """Of the suggestions that were accepted the one with most votes, the oldest of these."""
    there = await turn.rows.find(suggestions, suggestions.c.state == "accepted", order=(suggestions.c.made,))
    counted = {each.id: await turn.rows.count(votes, votes.c.suggestion == each.id) for each in there}
    return max(there, key=lambda each: counted[each.id], default=None)
