"""Somebody keeps what they learned, and nobody else sees it until they say so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.library import packs
from bot.talk import Phrase
from tests.dialogues.seen import Asked, Blank, Seen, aloud, answer, the
from tests.dialogues.stage import AILSA, CALLUM, DIRECT, SIAN, Someone, Stage

KIND = {each.value: each.label for each in packs()["kinds"].options}
FORMALITY = {each.value: each.label for each in packs()["formality"].options}
KEPT = tuple(f"learn.{each}" for each in ("add-more", "edit-it", "share-it", "ask-later-it"))
READ = tuple(f"learn.{each}" for each in ("add-more", "edit-it", "share-it", "ask-later-it", "delete-it"))
ANSWERS = ("reflection", "thinking", "practice", "learners", "evidence", "next_step")
CHANGED = ("learn.show-it", "learn.add-more", "learn.edit-it")


def named(who: Someone) -> Phrase:
    """Somebody's name, as it is put into a sentence."""
    return Phrase((("en", who.name),))


def entry(stage: Stage, *words: str, key: str = "learn.entry", kind: str = "dialogue", **values: Any) -> Seen:
    """An entry as it is read, with what was said of it."""
    planned = FORMALITY["informal-unplanned"]
    return answer(key, buttons=READ, items=words, kind=KIND[kind], formality=planned, on=stage.today, **values)


async def test_somebody_new_is_greeted_first_and_then_goes_on(stage: Stage) -> None:
    sian = stage.person(SIAN, language=None)
    seen = await sian.types("learn.log", what="Amser aros")
    assert seen == Seen(aloud("core.hello").lines, ("Cymraeg", "English", "Y ddwy · Both"))
    seen = await sian.presses("core.speak", language="Cymraeg")
    kept = {"kind": KIND["dialogue"], "on": stage.today}
    assert seen == answer("learn.kept", "Amser aros", buttons=KEPT, language="cy", **kept)


async def test_an_entry_is_shared_where_others_are_and_taken_back(stage: Stage) -> None:
    callum, ailsa = stage.person(CALLUM), stage.person(AILSA)
    assert await callum.types("learn.log") == Asked(
        the("learn.do-log.title"),
        (
            Blank(the("learn.ask-what")),
            Blank(the("learn.ask-kind"), "Professional conversation"),
            Blank(the("learn.ask-minutes")),
            Blank(the("learn.ask-on")),
            Blank(the("learn.ask-why")),
        ),
    )
    seen = await callum.fills(what="Wait three seconds", kind="Observing a colleague", minutes="1h30")
    kept = {"kind": KIND["observation"], "on": stage.today}
    assert seen == answer("learn.kept", "Wait three seconds", buttons=KEPT, **kept)
    await ailsa.sees("learning")
    seen = await callum.presses("learn.share-it")
    assert seen == answer("learn.share-done", buttons=("learn.withdraw-it", "learn.show-it"))
    await ailsa.sees(
        "learning", aloud("learn.shared", "Wait three seconds", who=named(callum), kind=KIND["observation"])
    )
    seen = await callum.presses("learn.withdraw-it")
    assert seen == answer("learn.withdraw-done", buttons=("learn.show-it",))
    await ailsa.sees("learning", aloud("learn.withdrawn", who=named(callum)))


async def test_entries_are_listed_found_read_changed_and_deleted(stage: Stage) -> None:
    callum = stage.person(CALLUM)
    for words, kind in (("Paired talk", "Reading"), ("Wait time", "Webinar")):
        await callum.types("learn.log", what=words, kind=kind, minutes="45")
    seen = await callum.types("learn.list")
    lines = [(the("learn.line", kind=KIND[kind], on=stage.today), words) for words, kind in
             (("Wait time", "webinar"), ("Paired talk", "reading"))]  # fmt: skip
    items = tuple(line for pair in lines for line in pair)
    assert seen == answer("learn.list", buttons=("learn.show-it", "learn.show-it", "learn.log-it"), items=items, page=1)
    assert await callum.types("learn.list", words="paired") == answer(
        "learn.list", buttons=("learn.show-it", "learn.log-it"), items=lines[1], page=1
    )
    read = {"key": "learn.entry-minutes", "kind": "reading", "minutes": 45}
    seen = await callum.presses("learn.show-it")
    assert seen == entry(stage, the("learn.ask-what"), "Paired talk", **read)
    assert await callum.types("learn.show", entry="Paired") == seen
    await callum.presses("learn.edit-it")
    await callum.fills(what="Talk in pairs", kind="Video or podcast")
    seen = await callum.presses("core.done")
    assert seen == answer("learn.changed", "Talk in pairs", buttons=CHANGED)
    seen = await callum.presses("learn.show-it")
    read["kind"] = "watching"
    assert seen == entry(stage, the("learn.ask-what"), "Talk in pairs", **read)
    assert await callum.presses("learn.delete-it") == answer(
        "learn.delete-sure", "Talk in pairs", buttons=("learn.delete-yes", "learn.show-it")
    )
    seen = await callum.presses("learn.delete-yes")
    assert seen == answer("learn.delete-done", buttons=("learn.log-it", "learn.to-list"))
    seen = await callum.presses("learn.to-list")
    assert seen == answer("learn.list", buttons=("learn.show-it", "learn.log-it"), items=lines[0], page=1)


async def test_what_came_of_it_is_added_on_two_pages(stage: Stage) -> None:
    callum = stage.person(CALLUM)
    await callum.types("learn.log", what="Wait time")
    form = await callum.presses("learn.add-more")
    names = ("reflection", "thinking", "practice", "learners", "evidence")
    assert form == Asked(the("learn.do-add.title"), tuple(Blank(the(f"learn.ask-{name}")) for name in names))
    seen = await callum.fills(reflection="Silence is not empty", practice="I count\nto five")
    assert isinstance(seen, Seen)
    assert seen.lines == (the("core.page-kept"),)
    await callum.presses("core.more", count=1)
    assert await callum.fills(next_step="Try it on Friday") == answer("learn.changed", "Wait time", buttons=CHANGED)
    said = ("Wait time", "Silence is not empty", "I count", "Try it on Friday")
    asked = ("what", "reflection", "practice", "next_step")
    words = [line for name, each in zip(asked, said, strict=True) for line in (the(f"learn.ask-{name}"), each)]
    words.insert(6, "to five")
    assert await callum.presses("learn.show-it") == entry(stage, *words)


async def test_what_could_not_be_read_is_said_and_nothing_typed_is_lost(stage: Stage) -> None:
    callum = stage.person(CALLUM)
    await callum.types("learn.log")
    seen = await callum.fills(what="Wait time", minutes="soon", on="the other day", why="It was quiet")
    items = (
        f"{the('learn.ask-minutes')} {the('core.not-minutes')}",
        f"{the('learn.ask-on')} {the('core.not-a-day')}",
    )
    assert seen == answer("core.please-mend", buttons=("core.change-it",), items=items, count=2)
    form = await callum.presses("core.change-it")
    assert isinstance(form, Asked)
    assert [each.value for each in form.blanks] == [
        "Wait time", "Professional conversation", "soon", "the other day", "It was quiet"
    ]  # fmt: skip
    seen = await callum.fills(minutes="20", on="2026-11-20")
    assert isinstance(seen, Seen)
    assert seen.lines[1:] == ("Wait time",)


async def test_what_somebody_said_is_kept_from_the_menu_of_their_message(stage: Stage) -> None:
    sian, callum = stage.person(SIAN), stage.person(CALLUM)
    post = await sian.writes("Try counting to *five* before you speak.")
    await callum.types("learn.list")
    form = await callum.uses("learn.do-log.menu", post)
    assert isinstance(form, Asked)
    await callum.fills(what="Count to five")
    await callum.types("learn.list")
    seen = await callum.presses("learn.show-it")
    assert seen == entry(
        stage,
        the("learn.ask-what"),
        "Count to five",
        the("learn.from-them", link="https://example.org", who=named(sian)),
    )
    await callum.sees("learning")


async def test_who_likes_is_asked_after_some_weeks_and_answers_or_stops_it(stage: Stage) -> None:
    callum = stage.person(CALLUM)
    await callum.types("learn.log", what="Wait time")
    day = stage.today
    seen = await callum.presses("learn.ask-later-it")
    due = day + timedelta(weeks=3)
    assert seen == answer("learn.asking", "Wait time", buttons=("learn.stop-it", "learn.show-it"), on=due)
    await stage.later(days=22)
    (asked,) = await callum.finds(1, DIRECT)
    ways = tuple(map(the, ("learn.answer-it", "learn.not-now-it", "learn.stop-it")))
    assert (asked.lines[:2], asked.buttons) == (
        (the("learn.asked", kind=KIND["dialogue"], on=day), "Wait time"),
        ways,
    )
    callum = callum.at(DIRECT)
    assert await callum.presses("learn.not-now-it", on=asked) == answer("learn.not-now")
    form = await callum.presses("learn.answer-it", on=asked)
    assert isinstance(form, Asked)
    await callum.fills(**{next(name for name in ANSWERS if form.blanks[0].label == the(f"learn.ask-{name}")): "A lot"})
    await callum.presses("learn.show-it")
    seen = await callum.presses("learn.share-it")
    assert seen == answer("learn.share-where", buttons=("learn.show-it",))
    seen = await callum.presses("learn.stop-it", on=asked)
    buttons = ("learn.ask-later-it", "learn.show-it", "learn.stop-all")
    assert seen == answer("learn.stopped", "Wait time", buttons=buttons)
    await callum.sees("learning")
