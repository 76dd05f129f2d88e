"""One conversation: a live hour and then a slow week, in one thread, on time, with one record that is summed up."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.library import read
from bot.protocols import Stage as Step
from bot.talk import Phrase, text
from tests.dialogues.seen import BOTH, Asked, Seen, aloud, answer, lines_of, the
from tests.dialogues.stage import AILSA, CALLUM, DIRECT, LONDON, MERERID, RHODRI, SIAN, Someone, Stage

PROTOCOL = read().protocols["live-and-slow"]
STEPS = {each.id: each for each in PROTOCOL.stages}
EIGHT = datetime(2026, 11, 24, 20, 0, tzinfo=LONDON)
NOTE = ("discuss.note-it",)


def says(step: Step, *, buttons: tuple[str, ...] = NOTE) -> Seen:
    """A stage as it stands in the thread."""
    return aloud("discuss.says", buttons=buttons, say=step.say.phrase)


def asks(number: int) -> Seen:
    """A question as it stands there."""
    ask = aloud("discuss.question", buttons=NOTE, number=number, ask=PROTOCOL.questions[number - 1].ask.phrase)
    return Seen((*ask.lines, *lines_of(text("discuss.says", say=STEPS["questions"].say.phrase), BOTH)), ask.buttons)


HOUR = (says(STEPS["welcome"], buttons=()), asks(1), asks(2), asks(3), asks(4), says(STEPS["live-end"]))
WEEK = (says(STEPS["week"]), says(STEPS["follow-up"]), says(STEPS["close"]))


async def planned(stage: Stage) -> tuple[Someone, Seen]:
    """Ailsa leads a live hour tomorrow at eight, and the days after it; the announcement."""
    ailsa = stage.person(AILSA)
    await ailsa.types("discuss.start")
    name, way = PROTOCOL.name.phrase.said("en")[1], the("discuss.way-live-first")
    seen = await ailsa.fills(protocol=name, topic="Wait time", when="2026-11-24T20:00", way=way)
    assert isinstance(seen, Seen), seen
    assert (seen.lines[0], seen.lines[1]) == (
        the("discuss.preview", name=PROTOCOL.name.phrase, place=stage.channel),
        "Wait time",
    )
    seen = await ailsa.presses("discuss.plan-it")
    assert isinstance(seen, Seen)
    assert seen.lines[0] == the("discuss.planned", place=stage.channel)
    (post,) = await ailsa.finds(1)
    who = Phrase((("en", ailsa.name),))
    assert post.lines[1:3] == (the("discuss.announced", name=PROTOCOL.name.phrase, who=who, at=EIGHT), "Wait time")
    return ailsa, post


async def until(stage: Stage, at: datetime) -> None:
    """Let time pass until then."""
    await stage.jump(at - stage.now)


async def test_a_live_hour_and_a_slow_week_are_one_conversation_with_one_record(stage: Stage) -> None:
    _, post = await planned(stage)
    callum, sian = stage.person(CALLUM), stage.person(SIAN)
    seen = await callum.presses("discuss.join-it", on=post)
    assert isinstance(seen, Seen)
    assert seen.lines == (the("discuss.joined"), "Wait time")
    await until(stage, EIGHT + timedelta(minutes=16))
    there = await callum.sees(post, *HOUR[:3])
    await callum.at(post).presses("discuss.note-it", on=there[1])
    await until(stage, EIGHT + timedelta(days=1, hours=1))
    await sian.sees(post, *HOUR, WEEK[0])
    await until(stage, EIGHT + timedelta(days=8))
    await callum.sees(post, *HOUR, *WEEK)


async def test_five_people_hold_it_and_their_record_is_summed_up_and_taken_away(stage: Stage) -> None:
    """Paused for two minutes, handed over, words from a button, a menu and a call, one correction, one summary."""
    ailsa, post = await planned(stage)
    callum, sian, mererid, rhodri = (stage.person(each).at(post) for each in (CALLUM, SIAN, MERERID, RHODRI))
    await until(stage, EIGHT + timedelta(minutes=6))
    _, first = await callum.sees(post, *HOUR[:2])
    seen = await rhodri.types("discuss.take-notes", discussion="Wait")
    assert seen == answer("discuss.you-note", "Wait time", buttons=("discuss.write-up-it",), language="cy")
    await puts(callum, first, "I count to three")
    await sian.presses("discuss.note-it", on=first)
    seen = await sian.fills(words="Pump llaw", named=the("discuss.yes", "cy"))
    assert isinstance(seen, Seen)
    assert seen.lines == (the("discuss.noted-named", "cy"), "Pump llaw")
    await pauses(stage, ailsa.at(post), timedelta(minutes=2))
    said = await mererid.writes("Gofynnwch eto ym mis Mehefin, mae'n siŵr")
    await mererid.uses("discuss.do-note.menu", said)
    seen = await mererid.fills(words="Gofynnwch eto ym mis Mehefin")
    assert isinstance(seen, Seen)
    assert seen.lines == (the("discuss.noted", "cy"), "Gofynnwch eto ym mis Mehefin")
    await until(stage, EIGHT + timedelta(minutes=16))
    await callum.sees(post, *HOUR[:2])  # the second question was due at quarter past: it is two minutes later
    await until(stage, EIGHT + timedelta(minutes=17))
    await callum.sees(post, *HOUR[:3])
    await ailsa.at(post).types("discuss.hand-over", discussion="Wait", whom=SIAN.name)
    await until(stage, EIGHT + timedelta(days=1))
    await (direct := rhodri.at(DIRECT)).presses("discuss.write-up-it", on=(await rhodri.finds(1, DIRECT))[0])
    await direct.fills(words="- Saib hir\n- Neb yn cyfri")
    seen = await callum.types("discuss.record", discussion="Wait")
    assert isinstance(seen, Seen)
    assert set(seen.lines[2:]) == {
        the("discuss.note-answer", number=1),
        "I count to three",
        the("discuss.note-of-answer", number=1, who=Phrase((("en", SIAN.name),))),
        "Pump llaw",
        the("discuss.note"),
        "Gofynnwch eto ym mis Mehefin",
        "Saib hir",
        "Neb yn cyfri",
    }
    await until(stage, EIGHT + timedelta(days=8))
    await sums_up(stage, sian, callum)
    seen = await callum.types("discuss.export", discussion="Wait")
    assert isinstance(seen, Seen)
    (written, words), (printed, page) = seen.files
    assert (written, printed) == ("blether-2026-11-24.md", "blether-2026-11-24.pdf")
    kept = ("We wait longer now.", "I count to three", "Pump llaw", "Gofynnwch eto ym mis Mehefin", "Neb yn cyfri")
    assert ([each for each in kept if each not in words], page[:5]) == ([], "%PDF-")


async def puts(one: Someone, on: Seen, words: str) -> None:
    """Something on record, without a name."""
    await one.presses("discuss.note-it", on=on)
    seen = await one.fills(words=words)
    assert isinstance(seen, Seen)
    assert seen.lines == (the("discuss.noted"), words)


async def pauses(stage: Stage, leads: Someone, span: timedelta) -> None:
    """Whoever leads it has it wait so long."""
    seen = await leads.types("discuss.pause", discussion="Wait")
    assert isinstance(seen, Seen)
    assert seen.lines[0] == the("discuss.paused")
    await stage.jump(span)
    seen = await leads.presses("discuss.go-on-it")
    assert isinstance(seen, Seen)
    assert seen.lines[0] == the("discuss.resumed")


async def sums_up(stage: Stage, leads: Someone, reads: Someone) -> None:
    """Whoever leads it by now is told that it is over; one reader corrects; it is posted where it was announced."""
    told = (await leads.finds(2, DIRECT))[1]
    form = await leads.at(DIRECT).presses("discuss.summary-it", on=told)
    assert isinstance(form, Asked)
    assert "I count to three" in form.blanks[0].value
    await (direct := leads.at(DIRECT)).presses("discuss.summary-it", on=told)
    seen = await direct.fills(summary="We wait.")
    assert isinstance(seen, Seen)
    assert seen.lines[1:] == ("We wait.",)
    await stage.later(minutes=1)
    draft = (await reads.finds(len(HOUR) + len(WEEK) + 1, reads.where))[-1]
    await reads.presses("discuss.correct-it", on=draft)
    await reads.fills(correction="Longer than before")
    await stage.later(days=1)
    asked = (await leads.finds(3, DIRECT))[2]
    assert asked.lines[1:] == ("Longer than before",)
    await direct.presses("discuss.summary-it", on=asked)
    await direct.fills(summary="We wait longer now.")
    await stage.later(days=4)
    _, posted = await leads.finds(2)
    assert posted.lines[2] == "We wait longer now."
