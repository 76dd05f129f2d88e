"""Room ``learn``: keep what one learned, find it again, add what it changed, share one entry and take it back.

Whoever likes is asked what an entry changed, after some weeks of school.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement

from bot.finding import matches
from bot.marks import Day, Long, Minutes, PastDay, Quoted
from bot.room import MEMBER, OWNER
from bot.rooms.learn import asking, looking
from bot.rooms.learn.declared import (
    ABOUT,
    CHANGED,
    NAMES,
    WORDS,
    Entry,
    Formality,
    Kind,
    Page,
    Sought,
    Standards,
    Sure,
    YearsBack,
    room,
    t,
)
from bot.rooms.learn.rules import AT_HOME, PAGE, SHORT, pages, school_year, shortened
from bot.rooms.learn.tables import entries, questions
from bot.rotation import rotation
from bot.store.rows import Row
from bot.talk import Button, Item, Message, Refusal, Text
from bot.turn import Turn


@room.action(may=MEMBER, slash=True, menu=True, public=True, ask=("what", "kind", "minutes", "on", "why"))
async def log(
    turn: Turn,
    what: Long,
    kind: Kind = "dialogue",
    formality: Formality = "informal-unplanned",
    minutes: Minutes | None = None,
    on: PastDay | None = None,
    why: Long | None = None,
    standards: Standards = (),
    said: Quoted | None = None,
) -> Message:
    """Keep something I learned: one line is a whole entry."""
    entry = await turn.rows.add(
        entries,
        person=turn.who.id,
        on=on or turn.today,
        kept=turn.now,
        kind=kind,
        formality=formality,
        minutes=minutes,
        what=what,
        why=why,
        standards=" ".join(standards) or None,
        link=said.link if said else None,
        author=said.author.id if said and said.author else None,
    )
    buttons = (_add(entry), _edit(entry), _share(entry), _ask_later(entry))
    return Message(t("kept", kind=NAMES[kind], on=entry.on), what, buttons=buttons)


@room.action(may=MEMBER, slash=True)
async def list_(
    turn: Turn,
    words: Sought | None = None,
    kind: Kind | None = None,
    since: Day | None = None,
    until: Day | None = None,
    page: Page = 1,
) -> Message:
    """My entries, the newest first."""
    where = _where(turn, kind, since, until)
    newest = (entries.c.on.desc(), entries.c.kept.desc())
    start = (page - 1) * PAGE
    if words:
        opened = await turn.rows.find(entries, *where, order=newest)
        found = [each for each in opened if matches(words, [getattr(each, name) for name in WORDS])][start:]
    else:
        found = await turn.rows.find(entries, *where, order=newest, limit=PAGE + 1, offset=start)
    sought = {"words": words, "kind": kind, "since": since, "until": until}
    if not found:
        return Message(t("none-found") if any(sought.values()) or page > 1 else t("none-yet"), buttons=(_log(),))
    there = {name: value for name, value in sought.items() if value}
    turns = [Button(t("newer"), list_(**there, page=page - 1))] if page > 1 else []
    turns += [Button(t("older"), list_(**there, page=page + 1))] if len(found) > PAGE else []
    items = tuple(_line(each) for each in found[:PAGE])
    return Message(t("list", page=page), items=items, buttons=(*turns, _log()))


@room.action(may=MEMBER, slash=True)
async def year(turn: Turn, back: YearsBack = 0) -> Message:
    """My own entries over a school year, to look at."""
    since, until = school_year(turn.today, back)
    found = await turn.rows.find(entries, *_where(turn, None, since, until), order=(entries.c.on,))
    before = await turn.rows.count(entries, *_where(turn, None, None, since - timedelta(days=1)))
    turns = [Button(t("year-before"), year(back=back + 1))] if before else []
    turns += [Button(t("year-after"), year(back=back - 1))] if back else []
    if not found:
        return Message(t("year-none", since=since, until=until), buttons=(*turns, _log()))
    shown = looking.picture(turn.house.texts, found, since, until)
    words = Button(t("year-words"), list_(since=since, until=until))
    return Message(t("year", since=since, until=until), buttons=(*turns, words), picture=shown)


@room.at_home
async def _newest(turn: Turn) -> Sequence[Item]:
    """The newest entries, to add what came of them."""
    newest = (entries.c.on.desc(), entries.c.kept.desc())
    mine = await turn.rows.find(entries, entries.c.person == turn.who.id, order=newest, limit=AT_HOME)
    return [replace(_line(each), button=_add(each)) for each in mine]


@room.action(may=OWNER, slash=True)
async def show(turn: Turn, entry: Entry, page: Page = 1) -> Message:
    """One entry, whole."""
    items = [Item(t(f"ask-{name}"), words) for name in WORDS if (words := getattr(entry, name))]
    items += [Item(await _from(turn, entry))] if entry.link else []
    items += [Item(t("standard", name=NAMES.get(each))) for each in (entry.standards or "").split()]
    dealt = pages(items)
    page = min(page, len(dealt))
    turns = [Button(t("back"), show(entry=entry.id, page=page - 1))] if page > 1 else []
    turns += [Button(t("onward"), show(entry=entry.id, page=page + 1))] if page < len(dealt) else []
    shared = Button(t("withdraw-it"), withdraw(entry=entry.id)) if entry.shared else _share(entry)
    asked = _stop_asking(entry) if await asking.about(turn, entry) else _ask_later(entry)
    buttons = (*turns, _add(entry), _edit(entry), shared, asked, Button(t("delete-it"), delete(entry=entry.id)))
    return Message(_about(entry, "entry"), items=tuple(dealt[page - 1]), buttons=buttons)


async def _from(turn: Turn, entry: Row) -> Text:
    if author := await turn.person(entry.author):
        return t("from-them", link=entry.link, who=author)
    return t("from", link=entry.link)


async def _said_about(_turn: Turn, entry: Row) -> Mapping[str, Any]:
    there = {name: getattr(entry, name) for name in ABOUT}
    return there | {"standards": tuple((entry.standards or "").split())}


async def _said_changed(_turn: Turn, entry: Row) -> Mapping[str, Any]:
    return {name: getattr(entry, name) for name in CHANGED}


@room.action(may=OWNER, slash=True, ask=ABOUT, fill=_said_about)
async def edit(
    turn: Turn,
    entry: Entry,
    what: Long | None = None,
    on: PastDay | None = None,
    kind: Kind | None = None,
    formality: Formality | None = None,
    minutes: Minutes | None = None,
    why: Long | None = None,
    standards: Standards = (),
) -> Message:
    """Change what an entry says of the learning."""
    new = {"what": what, "on": on, "kind": kind, "formality": formality, "minutes": minutes, "why": why}
    new["standards"] = " ".join(standards) or None
    kept = {"what", "on", "kind", "formality"}  # an entry always has these: left empty, they stay
    changes = {name: new[name] for name in turn.given & new.keys() if new[name] is not None or name not in kept}
    return _changed(await turn.rows.change(entry, **changes), "what" in changes)


@room.action(may=OWNER, slash=True, ask=CHANGED, fill=_said_changed)
async def add(
    turn: Turn,
    entry: Entry,
    reflection: Long | None = None,
    thinking: Long | None = None,
    practice: Long | None = None,
    learners: Long | None = None,
    evidence: Long | None = None,
    next_step: Long | None = None,
) -> Message:
    """Add what came of it."""
    new = dict(zip(CHANGED, (reflection, thinking, practice, learners, evidence, next_step), strict=True))
    return _changed(await turn.rows.change(entry, **{name: new[name] for name in turn.given & new.keys()}), False)


@room.action(may=OWNER, slash=True)
async def share(turn: Turn, entry: Entry) -> Message:
    """Say one entry here, aloud: what was learned, nothing else."""
    if turn.where.kind == "direct":
        raise Refusal(t("share-where"), buttons=(_show(entry),))
    await turn.rows.change(entry, shared=turn.now)
    said = Message(t("shared", who=turn.who, kind=NAMES[entry.kind]), entry.what)
    turn.post(turn.where, said, key=f"entry/{entry.id}")
    return Message(t("share-done"), buttons=(Button(t("withdraw-it"), withdraw(entry=entry.id)), _show(entry)))


@room.action(may=OWNER, slash=True)
async def withdraw(turn: Turn, entry: Entry) -> Message:
    """Take back what was shared of an entry, wherever it stands."""
    if not entry.shared:
        raise Refusal(t("not-shared"), buttons=(_show(entry),))
    await _take_back(turn, entry)
    return Message(t("withdraw-done"), buttons=(_show(entry),))


@room.action(may=OWNER, slash=True)
async def delete(turn: Turn, entry: Entry, sure: Sure | None = None) -> Message:
    """Delete an entry for good."""
    if not sure:
        yes = Button(t("delete-yes"), delete(entry=entry.id, sure="yes"))
        return Message(t("delete-sure"), entry.what, buttons=(yes, _show(entry)))
    if entry.shared:
        await _take_back(turn, entry)
    await turn.rows.remove(entry)
    await _plan(turn)
    return Message(t("delete-done"), buttons=(_log(), Button(t("to-list"), list_())))


@room.action(may=OWNER, slash=True)
async def ask_later(turn: Turn, entry: Entry) -> Message:
    """From now on, ask what an entry changed when some weeks of school are over."""
    if (on := await asking.begin(turn, entry)) is None:
        raise Refusal(t("asking-over"), buttons=(_add(entry), _show(entry)))
    await _plan(turn)
    return Message(t("asking", on=on), entry.what, buttons=(_stop_asking(entry), _show(entry)))


@room.action(may=OWNER, slash=True)
async def stop_asking(turn: Turn, entry: Entry) -> Message:
    """Ask no more about an entry."""
    await turn.rows.remove_all(questions, questions.c.entry == entry.id)
    await _plan(turn)
    buttons = (_ask_later(entry), _show(entry), Button(t("stop-all"), stop_asking_all()))
    return Message(t("stopped"), entry.what, buttons=buttons)


@room.action(may=MEMBER, slash=True)
async def stop_asking_all(turn: Turn) -> Message:
    """Ask no more about any entry."""
    await turn.rows.remove_all(questions, questions.c.person == turn.who.id)
    await _plan(turn)
    return Message(t("stopped-all"), buttons=(Button(t("to-list"), list_()),))


@room.action(may=MEMBER)
async def what_changed(turn: Turn) -> Message:
    """Ask the question whose turn it is: the clock's Call, and worth nothing before its time."""
    if (asked := await asking.claim(turn)) is None:
        raise Refusal(t("no-question"))
    await _plan(turn)
    entry, step = asked
    prompts = {each.id: each for each in turn.house.library.packs["impact"].asking(step.id)}
    prompt = prompts[next(rotation(prompts.keys(), entry.id))]
    answer = Button(t("answer-it"), add(entry=entry.id), step.fields)
    return Message(
        t("asked", kind=NAMES.get(entry.kind), on=entry.on),
        entry.what,
        items=(Item(t("question", question=prompt.ask.phrase)),),
        buttons=(answer, Button(t("not-now-it"), not_now()), _stop_asking(entry)),
    )


@room.action(may=MEMBER, traceless=True)
async def not_now(_turn: Turn) -> Message:
    """Leave a question: nothing is kept of that, and it does not come again."""
    return Message(t("not-now"))


async def _plan(turn: Turn) -> None:
    if at := await asking.call_at(turn):
        turn.later(at, what_changed())


async def _take_back(turn: Turn, entry: Row) -> None:
    turn.amend(Message(t("withdrawn", who=turn.who)), key=f"entry/{entry.id}")
    await turn.rows.change(entry, shared=None)


def _where(turn: Turn, kind: str | None, since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    where = [entries.c.person == turn.who.id]
    where += [entries.c.kind == kind] if kind else []
    where += [entries.c.on >= since] if since else []
    where += [entries.c.on <= until] if until else []
    return where


def _about(entry: Row, key: str) -> Text:
    kind, formality = NAMES.get(entry.kind), NAMES.get(entry.formality)
    if entry.minutes is None:
        return t(key, kind=kind, formality=formality, on=entry.on)
    return t(f"{key}-minutes", kind=kind, formality=formality, on=entry.on, minutes=entry.minutes)


def _line(entry: Row) -> Item:
    button = Button(t("show-it"), show(entry=entry.id))
    return Item(t("line", kind=NAMES.get(entry.kind), on=entry.on), shortened(entry.what, SHORT), button)


def _changed(entry: Row, reworded: bool) -> Message:
    if entry.shared and reworded:  # what stands aloud changes only when its author says so
        return Message(t("changed-shared"), entry.what, buttons=(_share(entry), _show(entry)))
    return Message(t("changed"), entry.what, buttons=(_show(entry), _add(entry), _edit(entry)))


def _log() -> Button:
    return Button(t("log-it"), log(), log.ask)


def _add(entry: Row) -> Button:
    return Button(t("add-more"), add(entry=entry.id), add.ask)


def _edit(entry: Row) -> Button:
    return Button(t("edit-it"), edit(entry=entry.id), edit.ask)


def _share(entry: Row) -> Button:
    return Button(t("share-it"), share(entry=entry.id))


def _ask_later(entry: Row) -> Button:
    return Button(t("ask-later-it"), ask_later(entry=entry.id))


def _stop_asking(entry: Row) -> Button:
    return Button(t("stop-it"), stop_asking(entry=entry.id))


def _show(entry: Row) -> Button:
    return Button(t("show-it"), show(entry=entry.id))
