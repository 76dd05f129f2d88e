"""What a Call lacks is asked for, and nothing that was typed is ever lost."""

from __future__ import annotations

from typing import Any

from bot.rooms.learn import add, edit, log, t
from bot.talk import Button, Field, Form, Message, Option, Phrase, Place, Quoted, Refusal, Remote, Role, Text, text
from bot.testing import Bench, Someone
from tests.core.database import sizes

LONG = "Wait time works. " * 588 + "End."  # 10,000 characters
NOT_YOURS = text("core.not-yours")


def mend(*problems: tuple[str, Text]) -> tuple[Text, tuple[tuple[str, Text], ...]]:
    return text("core.please-mend", count=len(problems)), problems


def values(form: Form) -> dict[str, Any]:
    """What stands in a form."""
    return {field.name: field.value for field in form.fields}


async def kept(who: Someone) -> str:
    return (await who.does("learn.log", what="Wait time works")).buttons[0].call.values["entry"]


async def test_a_required_field_is_asked_for(here: Bench) -> None:
    """A command that names another field is asked for what is missing, and for no more."""
    ailsa = here.person("Ailsa")
    what = Field("what", "long", t("ask-what"), t("ask-what.hint"), required=True, limit=1_500)
    form = Form(t("do-log.title"), (t("do-log.takes"), text("core.no-pupil-data")), (what,))
    assert await ailsa.does("learn.log", kind="reading") == form
    said = await ailsa.fills(what="Pauses")
    assert said.text.values["kind"] == Phrase((("en", "Reading"), ("cy", "Darllen")))


async def test_a_command_with_its_fields_runs(here: Bench) -> None:
    assert isinstance(await here.person("Ailsa").does("learn.log", what="Pauses"), Message)
    assert isinstance(await here.person("Ailsa").does("learn.list"), Message)


async def test_what_cannot_be_read_is_named_and_can_be_changed(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    typed = {"what": "Pauses", "kind": "dancing", "minutes": "ages", "on": "2026-02-30", "why": ""}
    await ailsa.does("learn.log")
    said = await ailsa.fills(**typed)
    assert said == Refusal(
        *mend(
            ("kind", text("core.not-an-option")),
            ("minutes", text("core.not-minutes")),
            ("on", text("core.no-such-day")),
        ),
        (Button(text("core.change-it"), log(**typed), log.ask),),
    )
    assert ailsa.answer.labels == (t("ask-kind"), t("ask-minutes"), t("ask-on"))
    assert values(await ailsa.presses("core.change-it")) == typed
    assert isinstance(await ailsa.fills(kind="reading", minutes="5", on=""), Message)
    assert (await sizes(bench))["learn_entry"] == 1


async def test_a_command_s_mistakes_can_be_changed_too(here: Bench) -> None:
    """The form then asks for what was wrong, and shows what was said."""
    ailsa = here.person("Ailsa")
    said = await ailsa.does("learn.log", what="Pauses", minutes="ages", kind="reading")
    assert said.problems == (("minutes", text("core.not-minutes")),)
    assert values(await ailsa.presses("core.change-it")) == {"what": "Pauses", "minutes": "ages"}
    assert (await ailsa.fills(minutes="5")).text.values["kind"] == Phrase((("en", "Reading"), ("cy", "Darllen")))


async def test_a_needed_field_left_empty_is_named(here: Bench) -> None:
    ailsa = here.person("Ailsa")
    await ailsa.does("learn.log")
    said = await ailsa.fills(what="  ", why="A long story")
    assert (said.text, said.problems) == mend(("what", text("core.needed")))
    assert values(await ailsa.presses("core.change-it"))["why"] == "A long story"


async def test_ten_thousand_characters_are_not_kept_but_not_lost_either(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    assert len(LONG) == 10_000
    said = await ailsa.does("learn.log", what=LONG)
    assert (said.text, said.problems) == mend(("what", text("core.too-long", limit=1_500, length=10_000)))
    assert values(await ailsa.presses("core.change-it")) == {"what": LONG}
    assert (await ailsa.fills()).problems == said.problems
    assert values(await ailsa.presses("core.change-it")) == {"what": LONG}
    assert isinstance(await ailsa.fills(what=LONG[:1_500]), Message)


async def test_half_a_character_costs_nobody_the_rest(here: Bench) -> None:
    """A client may cut an emoji in two; no database, page or platform could hold the half."""
    ailsa = here.person("Ailsa")
    await ailsa.does("learn.log", what="Pauses \ud83d", minutes="ages")
    assert values(await ailsa.presses("core.change-it")) == {"what": "Pauses ", "minutes": "ages"}
    assert (await ailsa.fills(what="\ud83d Pauses", minutes="")).words == "Pauses"
    await ailsa.presses("learn.add-more")
    assert (await ailsa.fills(reflection="Silence \ud83d")).text == text("core.page-kept")
    assert (await ailsa.presses("core.done")).text == t("changed")


async def test_a_draft_opens_although_what_it_was_about_is_gone(bench: Bench) -> None:
    ailsa, elsewhere = bench.person("Ailsa"), bench.person("Ailsa")
    id = await kept(ailsa)
    await ailsa.presses("learn.add-more")
    await ailsa.fills(reflection=LONG, practice="More pauses")
    await elsewhere.does("learn.delete", entry=id, sure="yes")
    assert values(await ailsa.presses("core.change-it"))["reflection"] == LONG
    typed = {"reflection": "Short", "thinking": "", "practice": "More pauses", "learners": "", "evidence": ""}
    again = Button(text("core.change-it"), add(entry=id, **typed), add.ask)
    assert await ailsa.fills(reflection="Short") == Refusal(NOT_YOURS, buttons=(again,))
    assert values(await ailsa.presses("core.change-it")) == typed


async def test_the_pages_of_a_form_are_one_draft(here: Bench) -> None:
    ailsa = here.person("Ailsa")
    id = await kept(ailsa)
    await ailsa.presses("learn.edit-it")
    page = await ailsa.fills(what="Pauses", minutes="5")
    typed = {"what": "Pauses", "on": "2026-11-23", "kind": "dialogue", "minutes": "5"}
    call = edit(entry=id, **typed, formality="informal-unplanned")
    more = Button(text("core.more", count=2), call, ("why", "standards"))
    assert page == Message(text("core.page-kept"), buttons=(more, Button(text("core.done"), call)))
    assert (await ailsa.does("learn.show", entry=id)).items[0].words == "Wait time works"


async def test_a_mistake_on_the_first_page_does_not_swallow_the_second(here: Bench) -> None:
    ailsa = here.person("Ailsa")
    await kept(ailsa)
    await ailsa.presses("learn.edit-it")
    await ailsa.fills(minutes="ages")
    form = await ailsa.presses("core.change-it")
    assert ([field.name for field in form.fields], form.more) == (list(edit.ask[:5]), 2)
    assert (await ailsa.fills(minutes="5")).text == text("core.page-kept")


async def test_a_mistake_on_the_second_page_keeps_the_first(here: Bench) -> None:
    ailsa = here.person("Ailsa")
    await kept(ailsa)
    await ailsa.presses("learn.edit-it")
    await ailsa.fills(what="Pauses")
    await ailsa.presses("core.more")
    await ailsa.fills(why=LONG)
    assert values(await ailsa.presses("core.change-it")) == {"why": LONG, "standards": ()}
    await ailsa.fills(why="Short")
    assert [each.words for each in (await ailsa.presses("learn.show-it")).items] == ["Pauses", "Short"]


async def test_a_form_is_submitted_as_often_as_one_likes(here: Bench) -> None:
    """Each submit is an event of its own; the form's wire does not wear out."""
    ailsa = here.person("Ailsa")
    await ailsa.does("learn.log")
    wire = ailsa.answer.wires[0]
    for words in ("One", "Two"):
        assert (await ailsa.sends(wire, what=words)).words == words
    assert (await sizes(here))["learn_entry"] == 2


async def test_people_and_places_survive_a_mistake_beside_them(garden: Bench) -> None:
    moderator = garden.person("Ailsa", role=Role.MODERATOR)
    said = await moderator.does("garden.fair", where=Remote("hall", "Hall"), at="soon")
    assert (said.text, said.problems) == mend(("at", text("core.not-a-moment")))
    assert values(await moderator.presses("core.change-it")) == {"at": "soon"}
    said = await moderator.fills(at="2026-11-25T10:00")
    assert said.text.values["where"] == Place(said.text.values["where"].id, "channel", "Hall", "hall", ())


async def test_what_no_form_can_ask_for_is_refused_in_its_own_words(here: Bench) -> None:
    """There is no field to name, and nothing to be mended in it; the rest is not lost."""
    ailsa = here.person("Ailsa")
    back = Button(text("core.change-it"), log(what="Pauses"), ("what",))
    said = await ailsa.does("learn.log", what="Pauses", said=Quoted("javascript:alert(1)"))
    assert said == Refusal(text("core.not-a-message"), buttons=(back,))
    await ailsa.presses("core.change-it")
    assert (await ailsa.fills()).words == "Pauses"


async def test_choices_are_for_whoever_may_make_the_call(here: Bench) -> None:
    ailsa, bryn = here.person("Ailsa"), here.person("Bryn")
    id = await kept(ailsa)
    await ailsa.does("learn.show")
    bryn.answer = ailsa.answer
    on = ailsa.bench.clock().date()
    assert await ailsa.seeks("entry", "wait") == (Option(id, t("offered", on=on, what="Wait time works")),)
    assert [await bryn.seeks("entry"), await bryn.seeks("what"), await bryn.seeks("nonsense")] == [(), (), ()]
