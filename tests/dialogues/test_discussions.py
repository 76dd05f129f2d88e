"""One conversation: a live hour and then a slow week, in one thread, on time, with one record that is summed up."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.library import read
from bot.protocols import Stage as Step
from bot.talk import Phrase, text
from tests.dialogues.seen import BOTH, Asked, Seen, aloud, lines_of, the
from tests.dialogues.stage import AILSA, CALLUM, DIRECT, LONDON, SIAN, Someone, Stage

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


async def test_people_put_their_words_on_record_and_it_is_summed_up_and_taken_away(stage: Stage) -> None:
    ailsa, post = await planned(stage)
    callum, sian = stage.person(CALLUM).at(post), stage.person(SIAN).at(post)
    await until(stage, EIGHT + timedelta(minutes=6))
    _, first = await callum.sees(post, *HOUR[:2])
    await callum.presses("discuss.note-it", on=first)
    seen = await callum.fills(words="I count to three")
    assert isinstance(seen, Seen)
    assert seen.lines == (the("discuss.noted"), "I count to three")
    await sian.presses("discuss.note-it", on=first)
    seen = await sian.fills(words="Pump llaw", named=the("discuss.yes", "cy"))
    assert isinstance(seen, Seen)
    assert seen.lines == (the("discuss.noted-named", "cy"), "Pump llaw")
    seen = await callum.presses("discuss.record-it")
    who = Phrase((("en", sian.name),))
    assert isinstance(seen, Seen)
    assert set(seen.lines[2:]) == {
        the("discuss.note-answer", number=1),
        "I count to three",
        the("discuss.note-of-answer", number=1, who=who),
        "Pump llaw",
    }
    await until(stage, EIGHT + timedelta(days=8))
    direct = ailsa.at(DIRECT)
    told = (await direct.finds(1, DIRECT))[0]
    form = await direct.presses("discuss.summary-it", on=told)
    assert isinstance(form, Asked)
    assert "I count to three" in form.blanks[0].value
    seen = await direct.fills(summary="We wait longer now.")
    assert isinstance(seen, Seen)
    assert seen.lines[1:] == ("We wait longer now.",)
    await stage.later(days=5)
    _, posted = await callum.finds(2)
    assert posted.lines[2] == "We wait longer now."
    seen = await stage.person(SIAN).types("discuss.export", discussion="Wait")
    assert isinstance(seen, Seen)
    (written, words), (printed, page) = seen.files
    assert (written, printed) == ("blether-2026-11-24.md", "blether-2026-11-24.pdf")
    assert ("We wait longer now." in words, page[:5]) == (True, "%PDF-")
