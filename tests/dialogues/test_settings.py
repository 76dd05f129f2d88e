"""What people set for themselves and moderators for everybody; one's data, taken away or deleted."""

from __future__ import annotations

import json
from importlib.metadata import version

from bot.talk import text
from tests.dialogues.seen import ROOT, Asked, Blank, Screen, Seen, aloud, answer, the
from tests.dialogues.stage import AILSA, CALLUM, MERERID, SIAN, Someone, Stage
from tests.dialogues.test_learning import KIND, named

ROOMS = sorted(each.parent.name for each in (ROOT / "bot/rooms").glob("*/en.ftl"))
MINE = ("blether.settings-mine", "blether.export-mine", "blether.forget-mine")
SETTINGS = ("my.hours-it", "my.profile-it", "my.export-it", "my.forget-it")


async def test_help_leads_into_each_room_and_says_what_this_is(stage: Stage) -> None:
    callum = stage.person(CALLUM)
    rooms = [the("blether.a-room", name=f"/{each}", about=text(f"{each}.room")) for each in ROOMS]
    seen = await callum.types("blether.help")
    assert seen == Seen((the("blether.help"), *rooms), tuple(f"/{each}" for each in ROOMS))
    seen = await callum.presses("blether.open-room", name="/my")
    commands = [
        the("blether.command", name=f"/my {verb}", about=text(f"my.do-{verb}"))
        for verb in ("settings", "hours", "profile", "export", "forget")
    ]
    assert seen == answer(
        "blether.help-room", buttons=("blether.help-it",), items=commands, name="/my", about=text("my.room")
    )
    buttons = ("blether.help-it", "blether.privacy-it")
    assert await callum.types("blether.about") == answer("blether.about", buttons=buttons, version=version("blether"))


async def test_somebody_says_how_they_are_spoken_to_and_when(stage: Stage) -> None:
    callum = stage.person(CALLUM)
    form = await callum.types("my.hours")
    week = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    assert form == Asked(
        the("my.do-hours.title"),
        (
            Blank(the("my.ask-language"), "English"),
            Blank(the("my.ask-days"), week),
            Blank(the("my.ask-quiet_since"), "18:00"),
            Blank(the("my.ask-quiet_until"), "07:30"),
            Blank(the("my.ask-zone"), "Europe/London"),
        ),
    )
    seen = await callum.fills(language="Cymraeg", days=("Monday", "Thursday"), quiet_since="17:15")
    assert seen == answer("my.changed", buttons=("my.see-them",), language="cy")
    callum.language = "cy"
    await callum.types("my.profile")
    await callum.fills(interests="Amser aros", offers="Awr o sgwrs")
    seen = await callum.types("my.settings")
    items = (
        the("my.has-language", "cy", language="Cymraeg"),
        the("my.has-zone", "cy", zone="Europe/London"),
        the("my.has-days", "cy", days="Dydd Llun, Dydd Iau"),
        the("my.has-quiet", "cy", since="17:15", until="07:30"),
        *(the("my.ask-interests", "cy"), "Amser aros", the("my.ask-offers", "cy"), "Awr o sgwrs"),
    )
    assert seen == answer("my.settings", buttons=SETTINGS, language="cy", items=items)


async def test_somebody_takes_their_data_away_and_is_forgotten(stage: Stage) -> None:
    callum, ailsa = stage.person(CALLUM), stage.person(AILSA)
    await callum.types("learn.log", what="Wait time")
    await callum.presses("learn.share-it")
    shared = aloud("learn.shared", "Wait time", who=named(callum), kind=KIND["dialogue"])
    await ailsa.sees("learning", shared)
    seen = await callum.types("my.export")
    assert isinstance(seen, Seen)
    assert seen.lines == (the("my.export"),)
    (readable, readable_words), (whole, whole_words) = seen.files
    day = stage.today.isoformat()
    assert (readable, whole) == (f"blether-{day}.md", f"blether-{day}.json")
    assert ("Wait time" in readable_words, "Wait time" in json.dumps(json.loads(whole_words))) == (True, True)
    seen = await callum.types("my.forget")
    assert seen == answer("my.forget-sure", buttons=("my.export-it", "my.forget-yes"))
    seen = await callum.presses("my.forget-yes")
    assert isinstance(seen, Seen)
    assert seen.lines[-1] == the("my.forgotten")
    await ailsa.sees("learning")
    hello = await stage.person(CALLUM, language=None).types("learn.list")
    assert isinstance(hello, Seen)
    assert hello.lines == aloud("core.hello").lines


async def test_moderators_set_what_holds_for_everybody_and_say_who_else_moderates(stage: Stage) -> None:
    mererid, ailsa = stage.person(MERERID, language="en"), stage.person(AILSA)
    await ailsa.types("learn.list")
    form = await mererid.types("blether.settings")
    assert form == Asked(
        the("blether.do-settings.title"),
        (
            Blank(the("blether.ask-languages"), ("Cymraeg", "English")),
            Blank(the("blether.ask-zone"), "Europe/London"),
            Blank(the("blether.ask-moderators"), ()),
            Blank(the("blether.ask-contact"), stage.contact),
            Blank(the("blether.ask-notice"), stage.notice),
        ),
    )
    kept = answer("blether.holiday-kept", buttons=("blether.holidays-it",), name="St Andrew's Day")
    assert await adds_a_holiday(ailsa) != kept  # in whatever words: some platforms know no such command for her
    assert await ailsa.types("blether.holidays") == answer("blether.no-holidays")
    seen = await mererid.fills(contact="Mererid, Bangor", moderators=(ailsa.name,), notice="https://example.org/p")
    assert seen == answer("blether.settings-kept", buttons=("blether.privacy-it",))
    seen = await ailsa.types("blether.privacy")
    assert isinstance(seen, Seen)
    assert (seen.lines[1:3], seen.buttons) == (
        (the("blether.runs", contact="Mererid, Bangor"), the("blether.notice", link="https://example.org/p")),
        tuple(map(the, MINE)),
    )
    assert await adds_a_holiday(ailsa) == kept
    seen = await ailsa.presses("blether.holidays-it")
    item = the("blether.one-day", name="St Andrew's Day", on=stage.today.replace(day=30))
    buttons = ("blether.cancel-it", "blether.holiday-it")
    assert seen == answer("blether.holidays", buttons=buttons, items=(item,), more=0)
    await ailsa.presses("blether.cancel-it")
    assert await ailsa.presses("blether.holidays-it") == answer("blether.no-holidays", buttons=("blether.holiday-it",))


async def adds_a_holiday(who: Someone) -> Screen:
    """What only moderators may do."""
    return await who.types("blether.holiday", name="St Andrew's Day", since="2026-11-30")


async def test_a_place_has_languages_of_its_own(stage: Stage) -> None:
    mererid, sian = stage.person(MERERID), stage.person(SIAN)
    await mererid.types("blether.here")
    seen = await mererid.fills(languages=("Cymraeg",))
    assert seen == answer("blether.here-kept", language="cy", place=stage.channel)
    await sian.types("learn.log", what="Amser aros")
    await sian.presses("learn.share-it")
    shared = the("learn.shared", "cy", who=named(sian), kind=KIND["dialogue"])
    await sian.sees("learning", Seen((shared, "Amser aros")))
