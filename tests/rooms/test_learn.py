"""Dialogues with room learn."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from bot.house import Plan
from bot.library import packs
from bot.rooms.learn import (
    ABOUT,
    CHANGED,
    add,
    ask_later,
    delete,
    edit,
    list_,
    log,
    share,
    show,
    t,
    withdraw,
)
from bot.rooms.learn.declared import FORMALITY, KINDS
from bot.talk import Button, Field, Form, Item, Message, Option, Person, Phrase, Quoted, Refusal, Remote, text
from bot.testing import START, Bench, Someone

TODAY = START.date()
KIND = {option.value: option.label for option in KINDS}
FORMAL = {option.value: option.label for option in FORMALITY}
GTCS = packs()["gtcs-2021"]
LOG = Button(t("log-it"), log(), log.ask)
LONGEST = "ŵy " * 499 + "end"


@pytest.fixture
async def here(house: Plan) -> AsyncIterator[Bench]:
    """A Bench in memory, for what the database has no say in."""
    async with Bench.open(house=house, languages=("cy", "en")) as bench:
        yield bench


async def kept(who: Someone, what: str = "Wait time works", **more: object) -> str:
    """Keeps an entry; its id."""
    said = await who.does("learn.log", what=what, **more)
    return said.buttons[0].call.values["entry"]


def after_log(id: str) -> tuple[Button, ...]:
    return (
        Button(t("add-more"), add(entry=id), add.ask),
        Button(t("edit-it"), edit(entry=id), edit.ask),
        Button(t("share-it"), share(entry=id)),
        Button(t("ask-later-it"), ask_later(entry=id)),
    )


def after_change(id: str) -> tuple[Button, ...]:
    more, change, *_ = after_log(id)
    return (Button(t("show-it"), show(entry=id)), more, change)


def beside(id: str, *, shared: bool = False) -> tuple[Button, ...]:
    """The buttons below an entry that is shown whole."""
    more, change, give, later = after_log(id)
    back = Button(t("withdraw-it"), withdraw(entry=id))
    return (more, change, back if shared else give, later, Button(t("delete-it"), delete(entry=id)))


def line(id: str, what: str, on: date = TODAY, kind: str = "dialogue") -> Item:
    return Item(t("line", kind=KIND[kind], on=on), what, Button(t("show-it"), show(entry=id)))


def about(on: date = TODAY, kind: str = "dialogue", formality: str = "informal-unplanned") -> dict[str, object]:
    return {"kind": KIND[kind], "formality": FORMAL[formality], "on": on}


# --- log ----------------------------------------------------------------------------------------------------------


async def test_one_line_is_a_whole_entry(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    said = await ailsa.does("learn.log", what="Wait time works")
    id = said.buttons[0].call.values["entry"]
    assert said == Message(t("kept", kind=KIND["dialogue"], on=TODAY), "Wait time works", buttons=after_log(id))
    assert await ailsa.does("learn.show", entry=id) == Message(
        t("entry", **about()), items=(Item(t("ask-what"), "Wait time works"),), buttons=beside(id)
    )


async def test_every_field_of_an_entry_is_shown_again(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    more = {"kind": "reading", "formality": "formal", "minutes": "1h30", "on": "20/11/2026", "why": "Quiet classes"}
    id = await kept(ailsa, "Pauses", **more, standards="gtcs-2021:clpl gtcs-2021:headship")
    named = [t("confirmed", name=each.name.phrase, pack=GTCS.name.phrase) for each in GTCS.items]
    clpl, headship = (named[[each.id for each in GTCS.items].index(id)] for id in ("clpl", "headship"))
    assert await ailsa.does("learn.show", entry=id) == Message(
        t("entry-minutes", **about(date(2026, 11, 20), "reading", "formal"), minutes=90),
        items=(
            Item(t("ask-what"), "Pauses"),
            Item(t("ask-why"), "Quiet classes"),
            Item(t("standard", name=clpl)),
            Item(t("standard", name=headship)),
        ),
        buttons=beside(id),
    )


async def test_a_kind_is_chosen_by_its_name_too(here: Bench) -> None:
    """In whatever language: where one types a command, nobody shows the values."""
    ailsa = here.person("Ailsa", language="en")
    for called in ("Reading", "darllen"):
        said = await ailsa.does("learn.log", what="Wait time works", kind=called)
        assert said.text == t("kept", kind=KIND["reading"], on=TODAY)


async def test_without_words_a_form_comes(here: Bench) -> None:
    ailsa = here.person("Ailsa", language="en")
    assert await ailsa.does("learn.log") == Form(
        t("do-log.title"),
        (t("do-log.takes"), text("core.no-pupil-data")),
        (
            Field("what", "long", t("ask-what"), t("ask-what.hint"), required=True, limit=1_500),
            Field("kind", "pick", t("ask-kind"), t("ask-kind.hint"), value="dialogue", options=KINDS),
            Field("minutes", "minutes", t("ask-minutes"), t("ask-minutes.hint")),
            Field("on", "day", t("ask-on"), t("ask-on.hint")),
            Field("why", "long", t("ask-why"), t("ask-why.hint"), limit=1_500),
        ),
    )


async def test_a_kind_left_blank_is_the_usual_one(here: Bench) -> None:
    ailsa = here.person("Ailsa", language="en")
    await ailsa.does("learn.log")
    said = await ailsa.fills(what="Wait time works", kind="", minutes="45")
    assert said.text == t("kept", kind=KIND["dialogue"], on=TODAY)
    assert (await ailsa.does("learn.list")).items == (line(said.buttons[0].call.values["entry"], "Wait time works"),)


async def test_a_day_may_be_said_in_words(here: Bench) -> None:
    said = {"today": TODAY, "Heddiw": TODAY, "yesterday": TODAY - timedelta(days=1), "ddoe": TODAY - timedelta(days=1)}
    said |= dict.fromkeys(("2026-11-02", "2/11/2026", "2.11.2026", "02-11-2026"), date(2026, 11, 2))
    ailsa = here.person("Ailsa")
    answers = {words: await ailsa.does("learn.log", what="Wait time works", on=words) for words in said}
    assert {words: answer.text for words, answer in answers.items()} == {
        words: t("kept", kind=KIND["dialogue"], on=on) for words, on in said.items()
    }


async def test_what_is_still_to_come_was_not_learned_yet(here: Bench) -> None:
    said = await here.person("Ailsa").does("learn.log", what="Wait time works", on="2026-11-24")
    problems = (("on", text("core.day-to-come")),)
    change = Button(text("core.change-it"), log(what="Wait time works", on="2026-11-24"), ("what", "on"))
    assert said == Refusal(text("core.please-mend", count=1), problems, (change,))


async def test_from_a_message_its_link_and_author_are_kept(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    form = await ailsa.does("learn.log", said=Quoted("https://chat.example/1/2", author=Remote("b", "Bethan")))
    assert [field.name for field in form.fields] == ["what", "kind", "minutes", "on", "why"]
    id = (await ailsa.fills(what="Bethan's way to begin")).buttons[0].call.values["entry"]
    shown = await ailsa.does("learn.show", entry=id)
    bethan = shown.items[1].text.values["who"]
    assert bethan == Person(bethan.id, "Bethan")
    assert shown.items == (
        Item(t("ask-what"), "Bethan's way to begin"),
        Item(t("from-them", link="https://chat.example/1/2", who=bethan)),
    )


async def test_a_message_without_an_author_has_only_its_link(here: Bench) -> None:
    ailsa = here.person("Ailsa")
    id = await kept(ailsa, said=Quoted("https://chat.example/1/2"))
    assert (await ailsa.does("learn.show", entry=id)).items[1] == Item(t("from", link="https://chat.example/1/2"))


# --- list ---------------------------------------------------------------------------------------------------------


async def test_before_the_first_entry_the_list_says_how_to_begin(here: Bench) -> None:
    ailsa = here.person("Ailsa")
    assert await ailsa.does("learn.list") == Message(t("none-yet"), buttons=(LOG,))
    assert await ailsa.does("learn.list", words="wait") == Message(t("none-found"), buttons=(LOG,))
    assert isinstance(await ailsa.presses("learn.log-it"), Form)


async def test_the_list_turns_its_pages_newest_first(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    ids = [await kept(ailsa, f"Entry {number}", on=f"2026-11-{number:02}") for number in range(1, 12)]
    lines = [line(id, f"Entry {n}", date(2026, 11, n)) for n, id in enumerate(ids, 1)][::-1]
    older, newer = ([Button(t(label), list_(page=page)) for page in range(4)] for label in ("older", "newer"))
    assert await ailsa.does("learn.list") == Message(t("list", page=1), items=(*lines[:5],), buttons=(older[2], LOG))
    second = Message(t("list", page=2), items=(*lines[5:10],), buttons=(newer[1], older[3], LOG))
    assert await ailsa.presses("learn.older") == second
    assert await ailsa.presses("learn.older") == Message(t("list", page=3), items=(lines[10],), buttons=(newer[2], LOG))
    assert await ailsa.presses("learn.newer") == second
    assert await ailsa.does("learn.list", page=9) == Message(t("none-found"), buttons=(LOG,))


async def test_entries_of_one_day_stand_in_the_order_they_were_kept(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    first = await kept(ailsa, "First")
    await bench.jump(seconds=1)
    second = await kept(ailsa, "Second")
    assert (await ailsa.does("learn.list")).items == (line(second, "Second"), line(first, "First"))


async def test_search_needs_no_accents_no_case_and_no_order(here: Bench) -> None:
    ailsa = here.person("Ailsa")
    id = await kept(ailsa, "Hau yn y Tŷ Gwydr", why="A talk at the café with Siŵan")
    await kept(ailsa, "Reading aloud")
    for sought in ("tŷ gwydr", "TY GWYDR", "gwydr ty", "siw\u0302an", "cafe", "hau siwan"):
        assert (await ailsa.does("learn.list", words=sought)).items == (line(id, "Hau yn y Tŷ Gwydr"),), sought


async def test_search_finds_words_of_every_field_and_turns_pages_too(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    for number in range(6):
        await kept(ailsa, f"Entry {number}", why="Oak trees")
    await kept(ailsa, "Not this one")
    first = await ailsa.does("learn.list", words="oak")
    assert first.buttons == (Button(t("older"), list_(words="oak", page=2)), LOG)
    second = await ailsa.presses("learn.older")
    assert {each.words for each in (*first.items, *second.items)} == {f"Entry {number}" for number in range(6)}
    assert (len(first.items), second.text) == (5, t("list", page=2))


async def test_the_list_keeps_to_a_kind_and_to_days(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    old = await kept(ailsa, "Old", kind="reading", on="2026-09-01")
    new = await kept(ailsa, "New", kind="reading", on="2026-11-01")
    await kept(ailsa, "Other", on="2026-11-01")
    lines = line(new, "New", date(2026, 11, 1), "reading"), line(old, "Old", date(2026, 9, 1), "reading")
    assert (await ailsa.does("learn.list", kind="reading")).items == lines
    assert (await ailsa.does("learn.list", kind="reading", since="1/11/2026")).items == lines[:1]
    assert (await ailsa.does("learn.list", until="31/10/2026")).items == lines[1:]
    assert (await ailsa.does("learn.list", since="2026-11-02")).text == t("none-found")


async def test_a_long_entry_is_one_short_line_of_the_list(here: Bench) -> None:
    ailsa = here.person("Ailsa")
    await kept(ailsa, "one\ntwo " + "three " * 90)
    assert (await ailsa.does("learn.list")).items[0].words == ("one two " + "three " * 90)[:199] + "…"


async def test_nobody_finds_what_another_kept(bench: Bench) -> None:
    ailsa, bryn = bench.person("Ailsa"), bench.person("Bryn")
    await kept(ailsa)
    assert await bryn.does("learn.list", words="wait") == Message(t("none-found"), buttons=(LOG,))
    await bryn.does("learn.show")
    assert await bryn.seeks("entry", "wait") == ()


# --- show ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["show", "share", "withdraw", "delete"])
async def test_a_command_without_an_entry_asks_which(here: Bench, verb: str) -> None:
    ailsa = here.person("Ailsa", language="en")
    first, second = await kept(ailsa, "First", on="2026-11-01"), await kept(ailsa, "Second")
    options = tuple(
        Option(id, t("offered", on=on, what=what))
        for id, on, what in ((second, TODAY, "Second"), (first, date(2026, 11, 1), "First"))
    )
    field = Field("entry", "pick", t("ask-entry"), required=True, options=options, search=True)
    assert await ailsa.does(f"learn.{verb}") == Form(t(f"do-{verb}.title"), (t(f"do-{verb}.takes"),), (field,))
    assert await ailsa.seeks("entry", "first") == options[1:]
    whole = await ailsa.does(f"learn.{verb}", entry=first)
    await ailsa.does(f"learn.{verb}")
    assert await ailsa.fills(entry=first) == whole


async def test_what_is_long_is_shown_in_pages(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="")
    id = await kept(ailsa, LONGEST, why=LONGEST)
    await ailsa.does("learn.add", entry=id, **dict.fromkeys(CHANGED, LONGEST))
    shown = [await ailsa.does("learn.show", entry=id)]
    while any(button.label == t("onward") for button in shown[-1].buttons):
        shown.append(await ailsa.presses("learn.onward"))
    fields = ("what", "why", *CHANGED)
    assert [page.items for page in shown] == [(Item(t(f"ask-{name}"), LONGEST),) for name in fields]
    onward, back = Button(t("onward"), show(entry=id, page=2)), Button(t("back"), show(entry=id, page=7))
    assert shown[0] == Message(t("entry", **about()), items=shown[0].items, buttons=(onward, *beside(id)))
    assert shown[7] == Message(t("entry", **about()), items=shown[7].items, buttons=(back, *beside(id)))
    assert await ailsa.does("learn.show", entry=id, page=99) == shown[7]
    assert await ailsa.presses("learn.back") == shown[6]


async def test_as_many_standards_as_one_likes_can_be_shown(here: Bench) -> None:
    """The longest names there are, in two languages at once."""
    ailsa = here.person("Ailsa", language="")
    every = [(pack, item) for pack in packs().values() if pack.kind == "standards" for item in pack.items]
    every.sort(key=lambda each: -len(each[1].name.en + each[0].name.en))
    id = await kept(ailsa, "A year", standards=" ".join(f"{pack.id}:{item.id}" for pack, item in every[:40]))
    pages = [await ailsa.does("learn.show", entry=id)]
    while any(button.label == t("onward") for button in pages[-1].buttons):
        pages.append(await ailsa.presses("learn.onward"))
    assert sum(len(page.items) for page in pages) == 41


# --- edit ---------------------------------------------------------------------------------------------------------


async def test_an_entry_is_edited_in_a_form_that_holds_what_it_says(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    id = await kept(ailsa, "Wait time", minutes="45", why="Quiet classes", on="2026-11-20")
    form = await ailsa.presses("learn.edit-it")
    values = {field.name: field.value for field in form.fields}
    assert values == {
        "what": "Wait time",
        "on": "2026-11-20",
        "kind": "dialogue",
        "formality": "informal-unplanned",
        "minutes": "45",
    }
    kept_page = await ailsa.fills(what="Wait time of three seconds", minutes="")
    typed = {"entry": id} | values | {"what": "Wait time of three seconds", "minutes": ""}
    more = Button(text("core.more", count=2), edit(**typed), ("why", "standards"))
    assert kept_page == Message(text("core.page-kept"), buttons=(more, Button(text("core.done"), edit(**typed))))
    assert await ailsa.presses("core.done") == Message(
        t("changed"), "Wait time of three seconds", buttons=after_change(id)
    )
    assert await ailsa.presses("learn.show-it") == Message(
        t("entry", **about(date(2026, 11, 20))),
        items=(Item(t("ask-what"), "Wait time of three seconds"), Item(t("ask-why"), "Quiet classes")),
        buttons=beside(id),
    )


async def test_what_an_entry_may_lack_can_be_cleared_and_the_rest_stays(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    id = await kept(ailsa, "Wait time", minutes="45", why="Quiet classes", kind="reading", standards="gtcs-2021:clpl")
    await ailsa.presses("learn.edit-it")
    await ailsa.fills(**dict.fromkeys(ABOUT[:5], ""))
    form = await ailsa.presses("core.more")
    assert [(field.name, field.value) for field in form.fields] == [
        ("why", "Quiet classes"),
        ("standards", ("gtcs-2021:clpl",)),
    ]
    assert await ailsa.fills(why="", standards=()) == Message(t("changed"), "Wait time", buttons=after_change(id))
    assert await ailsa.does("learn.show", entry=id) == Message(
        t("entry", **about(kind="reading")), items=(Item(t("ask-what"), "Wait time"),), buttons=beside(id)
    )


async def test_a_command_changes_only_the_fields_it_names(here: Bench) -> None:
    ailsa = here.person("Ailsa")
    id = await kept(ailsa, "Wait time", why="Quiet classes")
    assert await ailsa.does("learn.edit", entry=id, kind="reading") == Message(
        t("changed"), "Wait time", buttons=after_change(id)
    )
    shown = await ailsa.presses("learn.show-it")
    assert (shown.text, shown.items[1].words) == (t("entry", **about(kind="reading")), "Quiet classes")


async def test_standards_are_found_as_one_types(here: Bench) -> None:
    ailsa = here.person("Ailsa", language="en")
    id = await kept(ailsa, "Wait time", standards="wales-2017:four-purposes")
    await ailsa.does("learn.edit", entry=id)
    await ailsa.fills()
    form = await ailsa.presses("core.more")
    assert form.fields[1].options[0] == Option("wales-2017:four-purposes", Phrase((("en", "Four purposes"),)))
    assert (len(form.fields[1].options), form.fields[1].search) == (25, True)
    clpl = next(item for item in GTCS.items if item.id == "clpl")
    assert await ailsa.seeks("standards", "career-long") == (Option("gtcs-2021:clpl", clpl.name.phrase),)
    assert await ailsa.seeks("standards", "nothing like it") == ()
    await ailsa.fills(standards=("wales-2017:four-purposes", "gtcs-2021:clpl"))
    assert len((await ailsa.presses("learn.show-it")).items) == 3


async def test_edit_begun_as_a_command_first_asks_which(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    id = await kept(ailsa)
    form = await ailsa.does("learn.edit")
    assert ([field.name for field in form.fields], form.more) == (["entry"], 7)
    go_on = Button(text("core.more", count=7), edit(entry=id), edit.ask)
    assert await ailsa.fills(entry=id) == Message(text("core.go-on"), buttons=(go_on,))
    form = await ailsa.presses("core.more")
    assert ([field.name for field in form.fields], form.more) == (["what", "on", "kind", "formality", "minutes"], 2)
    assert form.fields[0].value == "Wait time works"


# --- add ----------------------------------------------------------------------------------------------------------


async def test_what_came_of_it_is_added_over_two_pages(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    id = await kept(ailsa)
    form = await ailsa.presses("learn.add-more")
    assert form == Form(
        t("do-add.title"),
        (t("do-add.takes"), text("core.no-pupil-data")),
        (
            Field("reflection", "long", t("ask-reflection"), t("ask-reflection.hint"), limit=1_500),
            Field("thinking", "long", t("ask-thinking"), limit=1_500),
            Field("practice", "long", t("ask-practice"), limit=1_500),
            Field("learners", "long", t("ask-learners"), t("ask-learners.hint"), limit=1_500),
            Field("evidence", "long", t("ask-evidence"), t("ask-evidence.hint"), limit=1_500),
        ),
        more=1,
    )
    await ailsa.fills(reflection="Silence is work", learners="More of them speak")
    assert [field.name for field in (await ailsa.presses("core.more")).fields] == ["next_step"]
    assert await ailsa.fills(next_step="Ask S3") == Message(t("changed"), "Wait time works", buttons=after_change(id))
    assert (await ailsa.presses("learn.show-it")).items == (
        Item(t("ask-what"), "Wait time works"),
        Item(t("ask-reflection"), "Silence is work"),
        Item(t("ask-learners"), "More of them speak"),
        Item(t("ask-next_step"), "Ask S3"),
    )


async def test_a_page_alone_may_be_all(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    id = await kept(ailsa)
    await ailsa.does("learn.add", entry=id, next_step="Ask S3")
    await ailsa.presses("learn.add-more")
    await ailsa.fills(reflection="Silence is work")
    await ailsa.presses("core.done")
    assert [each.words for each in (await ailsa.presses("learn.show-it")).items] == [
        "Wait time works",
        "Silence is work",
        "Ask S3",
    ]


async def test_what_was_added_can_be_taken_out_again(here: Bench) -> None:
    ailsa = here.person("Ailsa")
    id = await kept(ailsa)
    await ailsa.does("learn.add", entry=id, reflection="Silence is work")
    assert (await ailsa.presses("learn.add-more")).fields[0].value == "Silence is work"
    await ailsa.fills(reflection="")
    await ailsa.presses("core.done")
    assert (await ailsa.presses("learn.show-it")).items == (Item(t("ask-what"), "Wait time works"),)


async def test_add_begun_as_a_command_first_asks_which(here: Bench) -> None:
    ailsa = here.person("Ailsa")
    id = await kept(ailsa)
    await ailsa.does("learn.add")
    go_on = Button(text("core.more", count=6), add(entry=id), add.ask)
    assert await ailsa.fills(entry=id) == Message(text("core.go-on"), buttons=(go_on,))
    assert len((await ailsa.presses("core.more")).fields) == 5


# --- share, withdraw ----------------------------------------------------------------------------------------------


async def test_what_is_shared_is_said_aloud_and_can_be_taken_back(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language="en")
    id = await kept(ailsa, why="Between us")
    back, read = Button(t("withdraw-it"), withdraw(entry=id)), Button(t("show-it"), show(entry=id))
    assert await ailsa.presses("learn.share-it") == Message(t("share-done"), buttons=(back, read))
    assert bench.aloud() == []
    await bench.settle()
    who = bench.aloud()[0].text.values["who"]
    assert who == Person(who.id, "Ailsa", "en")
    assert bench.aloud() == [Message(t("shared", who=who, kind=KIND["dialogue"]), "Wait time works")]
    assert await ailsa.presses("learn.withdraw-it") == Message(t("withdraw-done"), buttons=(read,))
    await bench.settle()
    assert bench.aloud() == [Message(t("withdrawn", who=who))]
    assert [effect.remote is None for effect in bench.effects] == [True, False]
    assert await ailsa.does("learn.withdraw", entry=id) == Refusal(t("not-shared"), buttons=(read,))


async def test_one_withdrawal_takes_it_back_wherever_it_stands(bench: Bench) -> None:
    ailsa, again = bench.person("Ailsa"), bench.person("Ailsa").at("learning")
    id = await kept(ailsa)
    await ailsa.does("learn.share", entry=id)
    await again.does("learn.share", entry=id)
    await bench.settle()
    assert [said.words for said in bench.aloud() + bench.aloud("learning")] == ["Wait time works"] * 2
    assert (await again.does("learn.show", entry=id)).buttons == beside(id, shared=True)
    await again.does("learn.withdraw", entry=id)
    await bench.settle()
    said = bench.aloud() + bench.aloud("learning")
    assert said == [Message(t("withdrawn", who=said[0].text.values["who"]))] * 2


async def test_what_stands_aloud_changes_only_when_shared_again(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    id = await kept(ailsa)
    await ailsa.does("learn.share", entry=id)
    said = await ailsa.does("learn.edit", entry=id, what="Three seconds")
    buttons = (Button(t("share-it"), share(entry=id)), Button(t("show-it"), show(entry=id)))
    assert said == Message(t("changed-shared"), "Three seconds", buttons=buttons)
    await bench.settle()
    assert [post.words for post in bench.aloud()] == ["Wait time works"]
    await ailsa.presses("learn.share-it")
    await bench.settle()
    assert [post.words for post in bench.aloud()] == ["Three seconds"]


async def test_other_changes_of_a_shared_entry_are_nobodys_business(here: Bench) -> None:
    ailsa = here.person("Ailsa")
    id = await kept(ailsa)
    await ailsa.does("learn.share", entry=id)
    await here.settle()
    said = await ailsa.does("learn.add", entry=id, reflection="Between us")
    assert said == Message(t("changed"), "Wait time works", buttons=after_change(id))
    await here.settle()
    assert len(here.effects) == 1


async def test_in_a_direct_conversation_there_is_nobody_to_share_with(here: Bench) -> None:
    ailsa = here.person("Ailsa").at("dm", kind="direct")
    id = await kept(ailsa)
    read = Button(t("show-it"), show(entry=id))
    assert await ailsa.presses("learn.share-it") == Refusal(t("share-where"), buttons=(read,))
    await here.settle()
    assert here.effects == []


# --- delete -------------------------------------------------------------------------------------------------------


async def test_delete_asks_first_and_takes_back_what_was_shared(bench: Bench) -> None:
    ailsa = bench.person("Ailsa")
    id = await kept(ailsa)
    await ailsa.presses("learn.share-it")
    await bench.settle()
    yes, read = Button(t("delete-yes"), delete(entry=id, sure="yes")), Button(t("show-it"), show(entry=id))
    asked = Message(t("delete-sure"), "Wait time works", buttons=(yes, read))
    assert await ailsa.does("learn.delete", entry=id) == asked
    to_list = Button(t("to-list"), list_())
    assert await ailsa.presses("learn.delete-yes") == Message(t("delete-done"), buttons=(LOG, to_list))
    await bench.settle()
    assert bench.aloud() == [Message(t("withdrawn", who=bench.aloud()[0].text.values["who"]))]
    assert await ailsa.presses("learn.to-list") == Message(t("none-yet"), buttons=(LOG,))
    assert await ailsa.does("learn.show", entry=id) == Refusal(text("core.not-yours"))


# --- the sentences ------------------------------------------------------------------------------------------------


def reads(who: Someone, said: Message) -> list[str]:
    """What the person reads, each sentence in every language they are answered in."""
    texts, languages = who.bench.bot.texts, who.answer.languages
    parts = (said.text, *(item.text for item in said.items), *(button.label for button in said.buttons))
    return [texts.plain(part, language) for part in parts for language in languages]


async def test_a_person_is_answered_in_the_language_they_chose(here: Bench) -> None:
    english = "Kept, for you alone: Professional conversation, 23 November 2026."
    welsh = "Wedi'i gadw, i chi yn unig: Sgwrs broffesiynol, 23 Tachwedd 2026."
    in_both = [welsh, english, "Ychwanegu beth ddaeth ohono", "Add what came of it", "Ei newid", "Change it"]
    for language, words in (("en", [english, *in_both[3::2]]), ("cy", [welsh, *in_both[2::2]]), ("", in_both)):
        ailsa = here.person(f"Ailsa {language}", language=language)
        assert reads(ailsa, await ailsa.does("learn.log", what="Wait time works"))[: len(words)] == words


async def test_minutes_are_counted_in_both_languages(here: Bench) -> None:
    ailsa = here.person("Ailsa")
    for minutes, welsh, english in (("1", "1 munud.", "1 minute."), ("1:30", "90 munud.", "90 minutes.")):
        id = await kept(ailsa, minutes=minutes)
        assert reads(ailsa, await ailsa.does("learn.show", entry=id))[:2] == [
            f"23 Tachwedd 2026: Sgwrs broffesiynol. Anffurfiol, heb ei gynllunio. {welsh}",
            f"23 November 2026: Professional conversation. Informal, unplanned. {english}",
        ]


async def test_a_post_is_said_in_the_languages_of_its_place(here: Bench) -> None:
    ailsa = here.person("Ailsa", language="en")
    await kept(ailsa)
    await ailsa.presses("learn.share-it")
    await here.settle()
    effect = here.effects[0]
    assert [here.bot.texts.plain(effect.message.text, language) for language in effect.languages] == [
        "Dysgodd Ailsa rywbeth gwerth ei rannu: Sgwrs broffesiynol.",
        "Ailsa learned something worth sharing: Professional conversation.",
    ]


async def test_a_standard_without_a_welsh_name_keeps_its_own(here: Bench) -> None:
    ailsa = here.person("Ailsa", language="cy")
    id = await kept(ailsa, standards="wales-2017:pedagogy wales-2017:four-purposes")
    assert reads(ailsa, await ailsa.does("learn.show", entry=id))[2:4] == [
        "Safon: Addysgeg (Wales: professional standards 2017/18)",
        "Safon: Four purposes (Wales: professional standards 2017/18; enw i'w gadarnhau)",
    ]
