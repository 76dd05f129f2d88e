"""The summary: drafted from the record, finished by whoever leads, open to corrections for two days, then posted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from typing import Any as Anything

from bot.marks import LONG, Words
from bot.people import person_of
from bot.room import MEMBER, MODERATOR, OWNER
from bot.rooms.discuss.declared import (
    Any,
    Mine,
    Which,
    calendar_of,
    found,
    local,
    named,
    room,
    t,
    topic_of,
    waiting,
    where_of,
)
from bot.rooms.discuss.paper import draft, paper
from bot.rooms.discuss.record import button_read
from bot.rooms.discuss.tables import CLOSED, corrections, summaries
from bot.store.rows import Row
from bot.store.tables import person
from bot.talk import Button, Item, Message, Refusal, text
from bot.turn import Turn

DAYS = 2  # working days in which corrections are invited
INVITED, POSTED = "invited", "posted"
Summary = Annotated[str, Words(LONG)]
Correction = Annotated[str, Words(500)]


async def _draft(turn: Turn, discussion: Row) -> Mapping[str, Anything]:
    """What was said before, or a draft from the record."""
    one = await summary_of(turn, discussion)
    return {"summary": one.summary if one else (await draft(turn, discussion))[:LONG]}


@room.action(may=OWNER, slash=True, ask=("summary",), fill=_draft)
async def summary(turn: Turn, discussion: Mine, summary: Summary | None = None) -> Message:
    """Sum up a discussion I lead: a draft from the record, for me to finish."""
    if not summary:  # the draft can only be made once it is known of what
        raise Refusal(text("core.please-mend", count=1), (("summary", text("core.needed")),))
    one = await summary_of(turn, discussion)
    if one is None:
        ends = [each.at for each in await waiting(turn, discussion)] if discussion.state != CLOSED else []
        until = (await calendar_of(turn)).later(max([turn.now, *ends]), DAYS)
        kept = {"summary": summary, "state": INVITED, "until": until}
        one = await turn.rows.add(summaries, person=turn.who.id, discussion=discussion.id, **kept)
        turn.later(until, publish(which=discussion.id), by_clock=True)
    else:
        one = await turn.rows.change(one, summary=summary)
    await _said(turn, discussion, one)
    until = local(turn, one.until)
    said = t("summary-posted") if one.state == POSTED else t("summary-invited", until=until)
    return Message(
        said, summary, buttons=(edit_button(discussion), Button(t("export-it"), export(discussion=discussion.id)))
    )


async def _said(turn: Turn, discussion: Row, one: Row) -> None:
    """It stands in the thread, open to corrections; and, once it is posted, where the discussion was announced."""
    until, correct_it = local(turn, one.until), Button(t("correct-it"), correct(discussion=discussion.id), correct.ask)
    draft = Message(t("summary-draft", until=until), one.summary, buttons=(correct_it,))
    author = await turn.person(one.person)
    thread = await where_of(turn, discussion.thread)
    turn.post(thread, draft, key=f"{discussion.id}/draft", of=author)
    if one.state == POSTED:
        await turn.findable(one, one.summary, of=discussion)
        topic, name = await topic_of(turn, discussion), named(turn, discussion)
        items = (Item(t("about"), topic),) if topic else ()
        buttons = (Button(t("export-it"), export(discussion=discussion.id)), button_read(discussion))
        posted = Message(t("summary-of", name=name, on=discussion.begins.date()), one.summary, items, buttons)
        turn.post(await where_of(turn, discussion.place), posted, key=f"{discussion.id}/summary", of=author)


@room.action(may=MODERATOR, by_clock=True)
async def publish(turn: Turn, which: Which) -> Message:
    """The clock posts a summary when the days for corrections are over."""
    discussion = await found(turn, which)
    one = await summary_of(turn, discussion)
    if one is None or one.state == POSTED:
        raise Refusal(t("not-here"))
    if discussion.state == CLOSED:
        one = await turn.rows.change(one, state=POSTED)
    else:  # it took longer than was planned
        one = await turn.rows.change(one, until=(await calendar_of(turn)).later(turn.now, DAYS))
        turn.later(one.until, publish(which=discussion.id), by_clock=True)
    await _said(turn, discussion, one)
    return Message(t("said"))


@room.action(may=MEMBER, ask=("correction",))
async def correct(turn: Turn, discussion: Any, correction: Correction) -> Message:
    """Suggest a correction of a summary to whoever wrote it; nobody else reads it."""
    one = await found(turn, discussion)
    new = await turn.rows.add(corrections, person=turn.who.id, discussion=one.id, correction=correction)
    leads = await turn.rows.one(person, one.lead or "")
    if leads is None:
        raise Refusal(t("nobody-leads"))
    turn.later(turn.now, corrected(which=new.id), to=person_of(leads))
    return Message(t("correction-sent"), correction)


@room.action(may=MEMBER)
async def corrected(turn: Turn, which: Which) -> Message:
    """Tell whoever leads a discussion what somebody would correct: the clock's Call."""
    new = await turn.rows.one(corrections, which)
    one = await found(turn, new.discussion) if new else None
    if new is None or one is None or one.lead != turn.who.id:
        raise Refusal(t("not-here"))
    return Message(t("correction", who=await turn.person(new.person)), new.correction, buttons=(edit_button(one),))


@room.action(may=MEMBER)
async def closing(turn: Turn, which: Which) -> Message:
    """Tell whoever leads a discussion that it is over, and what is left to do: the clock's Call."""
    one = await found(turn, which)
    if one.lead != turn.who.id or await summary_of(turn, one):
        raise Refusal(t("not-here"))
    return Message(
        t("over", name=named(turn, one)), await topic_of(turn, one), buttons=(edit_button(one), button_read(one))
    )


@room.action(may=MEMBER, slash=True)
async def export(turn: Turn, discussion: Any) -> Message:
    """Take away a discussion and its record, to read and to print."""
    one = await found(turn, discussion)
    summed = await summary_of(turn, one)
    words = summed.summary if summed and summed.state == POSTED else ""
    return Message(t("exported"), files=await paper(turn, one, words))


async def summary_of(turn: Turn, one: Row) -> Row | None:
    """What was summed up of a discussion."""
    return next(iter(await turn.rows.find(summaries, summaries.c.discussion == one.id)), None)


def edit_button(one: Row) -> Button:
    """Sum it up, or change what was summed up."""
    return Button(t("summary-it"), summary(discussion=one.id), summary.ask)
