"""What is said, as Block Kit: exact in small cases, inert in hostile ones, and within what Slack documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack import modal, show
from adapters.slack.voice import Voice
from bot.limits import BUTTONS
from bot.talk import (
    Button,
    Call,
    Field,
    Form,
    Item,
    Message,
    Occasion,
    Option,
    Phrase,
    Picture,
    Place,
    Refusal,
    Remote,
    text,
)
from bot.texts import Texts
from tests.hostile import LONG, MARKUP, MENTIONS, PARTS

GO = Button(text("t.go"), Call("t.go"))
LEAVES = {"text", "link", "date", "channel"}


def plain(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words, "emoji": False}


def leaf(words: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": words} | ({"style": style} if style else {})


def part(kind: str, *elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": f"rich_text_{kind}", "elements": list(elements)}


def bullets(*lines: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text_list", "style": "bullet", "elements": list(lines)}


def rich(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": list(parts)}


def row(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(buttons)}


def button(number: int, wire: str, words: str = "Go", **more: str) -> dict[str, Any]:
    return {"type": "button", "action_id": f"button-{number}", "value": wire, "text": plain(words)} | more


def test_a_message(english: Voice) -> None:
    said = Message(text("t.said", it="tea & <b>"), "line\ntwo", (Item(text("t.hello"), "own", GO),), (GO,))
    assert show.message(said, ("1a", "1b"), english) == {
        "text": "Kept: tea &amp; &lt;b&gt;\nline\ntwo\nHello\nown",
        "blocks": [
            rich(
                part("section", leaf("Kept", bold=True), leaf(": "), leaf("tea & <b>")),
                part("quote", leaf("line\ntwo")),
                bullets(part("section", leaf("Hello"))),
                part("quote", leaf("own")),
            ),
            row(button(0, "1a", accessibility_label="Go: Hello")),
            row(button(1, "1b")),
        ],
    }


def test_a_picture_and_what_it_shows_in_words(both: Voice) -> None:
    drawn = Picture("t.box", (), (text("t.hello"), text("t.go")))
    said = Message(text("t.hello"), "own", (Item(text("t.go")),), picture=drawn)
    assert show.message(said, (), both, "F1") == {
        "text": "Helô\nHello\nown\nHelô Go\nHello Go\nGo",
        "blocks": [
            rich(part("section", leaf("Helô"), leaf("\n")), part("section", leaf("Hello")), part("quote", leaf("own"))),
            {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "Helô Go\nHello Go"},
            rich(bullets(part("section", leaf("Go")))),
        ],
    }
    (block,) = show.message(said, (), both)["blocks"]
    assert block["elements"][3] == part("section", leaf("Helô Go\nHello Go"))


def test_both_languages_and_a_persons_words_once(both: Voice) -> None:
    said = Message(text("t.hello"), "own", (Item(text("t.hello")), Item(text("t.go"))), (GO,))
    assert show.message(said, ("1a",), both) == {
        "text": "Helô\nHello\nown\nHelô\nHello\nGo",
        "blocks": [
            rich(
                part("section", leaf("Helô"), leaf("\n")),
                part("section", leaf("Hello")),
                part("quote", leaf("own")),
                bullets(part("section", leaf("Helô"), leaf("\n"), leaf("Hello")), part("section", leaf("Go"))),
            ),
            row(button(0, "1a")),
        ],
    }


def test_a_list_of_the_catalogue(english: Voice) -> None:
    assert show.message(Message(text("t.list", it="a*b")), (), english)["blocks"] == [
        rich(
            part("section", leaf("One:")),
            bullets(part("section", leaf("a*b"))),
            bullets(part("section", leaf("2", italic=True))),
        )
    ]


def test_an_instant_stands_in_the_readers_own_time(both: Voice) -> None:
    at = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
    (block,) = show.message(Message(text("t.said", it=at)), (), both)["blocks"]
    stamp = {"type": "date", "timestamp": int(at.timestamp())}
    assert [each["elements"][2] for each in block["elements"]] == [
        stamp | {"format": "{date_num} {time}", "fallback": "27 Tachwedd 2026, 16:00"},
        stamp | {"format": "{date_long} {time}", "fallback": "27 November 2026, 16:00"},
    ]


def test_what_takes_place_stands_in_the_readers_own_time(english: Voice) -> None:
    at = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
    takes_place = Occasion(text("t.hello"), at, at + timedelta(hours=1), text("t.hello"))
    blocks = show.message(Message(text("t.hello"), occasion=takes_place), (), english)["blocks"]
    lines = [line for each in blocks[-1]["elements"] if each["type"] == "rich_text_list" for line in each["elements"]]
    assert [[each.get("timestamp", each.get("text")) for each in line["elements"]] for line in lines] == [
        ["Hello", ", ", "Hello"],
        [1795795200, " to ", 1795798800],
    ]


def test_a_channel_is_named_as_slack_names_it(english: Voice) -> None:
    there = Place("x", "channel", "staffroom", "C0123456789", ())
    (block,) = show.message(Message(text("t.said", it=there)), (), english)["blocks"]
    assert block["elements"][0]["elements"][2] == {"type": "channel", "channel_id": "C0123456789"}


def test_a_refusal(english: Voice) -> None:
    said = Refusal(text("t.hello"), (("what", text("core.needed")),), (GO,))
    assert show.refusal(said, ("1a",), english, (text("t.go"),)) == {
        "text": "Hello\nGo: Please fill this in.",
        "blocks": [
            rich(
                part("section", leaf("Hello")),
                bullets(part("section", leaf("Go", bold=True), leaf(": "), leaf("Please fill this in."))),
            ),
            row(button(0, "1a")),
        ],
    }


def test_a_form(both: Voice) -> None:
    fields = (Field("what", "long", text("t.hello"), text("t.go"), required=True, value="a <b>", limit=1500),)
    asked = Form(text("t.long"), (text("t.hello"),), fields, more=2)
    assert modal.form(asked, "1learn.log||?", both, "{}") == {
        "type": "modal",
        "callback_id": "1learn.log||?",
        "title": plain("Mae'r teitl hwn yn hira…"),
        "submit": plain("Ymlaen · Go on"),
        "close": plain("Cau · Close"),
        "private_metadata": "{}",
        "blocks": [
            rich(
                part("section", leaf("Mae'r teitl hwn yn hirach nag y caiff fod"), leaf("\n")),
                part("section", leaf("This title is longer than Slack lets it be"), leaf("\n")),
                part("section", leaf("Helô"), leaf("\n")),
                part("section", leaf("Hello"), leaf("\n")),
                part("section", leaf("Ymlaen: "), leaf("2"), leaf(" faes arall"), leaf("\n")),
                part("section", leaf("Go on: "), leaf("2"), leaf(" more fields")),
            ),
            {
                "type": "input",
                "block_id": "what.a7502686",
                "label": plain("Helô · Hello"),
                "hint": plain("Go"),
                "optional": False,
                "element": {
                    "type": "plain_text_input",
                    "multiline": True,
                    "max_length": 1500,
                    "initial_value": "a <b>",
                    "action_id": "value",
                },
            },
        ],
    }


B = Option("b", text("t.hello"))
CHOICE = {"text": plain("Hello"), "value": "b"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (
            Field("f", "line", text("t.go"), limit=200),
            {"type": "plain_text_input", "multiline": False, "max_length": 200},
        ),
        (
            Field("f", "line", text("t.go"), value="x" * 300, limit=200),
            {"type": "plain_text_input", "multiline": False, "max_length": 3000, "initial_value": "x" * 300},
        ),
        (Field("f", "day", text("t.go"), value="2026-11-22"), {"type": "datepicker", "initial_date": "2026-11-22"}),
        (
            Field("f", "day", text("t.go"), value="next week"),
            {"type": "plain_text_input", "multiline": False, "max_length": 3000, "initial_value": "next week"},
        ),
        (Field("f", "time", text("t.go"), value="07:30"), {"type": "timepicker", "initial_time": "07:30"}),
        (Field("f", "moment", text("t.go")), {"type": "datetimepicker"}),
        (
            Field("f", "pick", text("t.go"), value="b", options=(B,)),
            {"type": "static_select", "options": [CHOICE], "initial_option": CHOICE},
        ),
        (Field("f", "pick", text("t.go"), value="gone", options=(B,)), {"type": "static_select", "options": [CHOICE]}),
        (
            Field("f", "pick", text("t.go"), value="b", options=(B,), search=True),
            {"type": "external_select", "min_query_length": 0, "initial_option": CHOICE},
        ),
        (
            Field("f", "picks", text("t.go"), value=("b",), options=(B,)),
            {"type": "checkboxes", "options": [CHOICE], "initial_options": [CHOICE]},
        ),
        (
            Field("f", "picks", text("t.go"), value=(), options=(B,), search=True),
            {"type": "multi_external_select", "min_query_length": 0},
        ),
        (Field("f", "somebody", text("t.go"), value="U0MAI123"), {"type": "users_select", "initial_user": "U0MAI123"}),
        (Field("f", "somebody", text("t.go"), value="U0MAI_and-more-of-22__"), {"type": "users_select"}),
        (
            Field("f", "members", text("t.go"), value=("U0MAI123", "S0GROUP")),
            {"type": "multi_users_select", "initial_users": ["U0MAI123"]},
        ),
        (
            Field("f", "somewhere", text("t.go"), value="C0STAFF1"),
            {
                "type": "conversations_select",
                "filter": {"include": ["public", "private"]},
                "initial_conversation": "C0STAFF1",
            },
        ),
    ],
)
def test_a_field_holds_what_was_typed(english: Voice, asked: Field, expected: dict[str, Any]) -> None:
    (block,) = modal.form(Form(text("t.hello"), (), (asked,)), "1w", english, "")["blocks"]
    assert block["element"] == expected | {"action_id": "value"}


def test_groups_of_people_are_named_in_an_input_beside_theirs(english: Voice) -> None:
    """Slack has no input for both; where a workspace has no groups there is none for them."""
    asked = Form(text("t.hello"), (), (Field("f", "members", text("t.go"), value=("U0MAI123", "S0HEADS")),))
    people, groups = modal.form(asked, "1w", english, "", {"S0HEADS": "heads", "S0ALL": "all"})["blocks"]
    heads, everybody = ({"text": plain(f"@{each}"), "value": f"S0{each.upper()}"} for each in ("heads", "all"))
    assert groups == {
        "type": "input",
        "block_id": f"{people['block_id']}.groups",
        "label": plain("Go (groups)"),
        "optional": True,
        "element": {
            "type": "multi_static_select",
            "action_id": "value",
            "options": [heads, everybody],
            "initial_options": [heads],
        },
    }
    brought = {
        people["block_id"]: {"value": {"type": "multi_users_select", "selected_users": ["U0MAI123"]}},
        groups["block_id"]: {"value": {"type": "multi_static_select", "selected_options": [everybody]}},
    }
    named = (Remote("U0MAI123"), Remote("S0ALL", kind="group"))
    assert modal.typed({"state": {"values": brought}}) == {"f": named}


def test_errors_stand_below_their_inputs(english: Voice) -> None:
    view = modal.form(Form(text("t.hello"), (), (Field("what", "line", text("t.go")),)), "1learn.log||?", english, "")
    wrong = Refusal(text("core.please-mend", count=1), (("what", text("core.needed")),))
    assert modal.errors(wrong, view, english) == {
        "response_action": "errors",
        "errors": {"what.a7502686": "Please fill this in."},
    }
    assert modal.errors(Refusal(text("core.already-done")), view, english) is None
    assert modal.errors(Refusal(text("t.hello"), (("other", text("core.needed")),)), view, english) is None


# --- what nobody may do --------------------------------------------------------------------------------------------


def everything(typed: str, voice: Voice) -> list[Any]:
    """A message, a refusal and a form in which this stands wherever something can."""
    button = Button(text("t.said", it=typed), Call("t.go"))
    option = Option("o", Phrase((("en", typed),)))
    fields = (
        Field("line", "line", text("t.said", it=typed), text("t.said", it=typed), value=typed),
        Field("pick", "pick", text("t.go"), value="o", options=(option,)),
        Field("picks", "picks", text("t.go"), value=("o",), options=(option,)),
        *(Field(kind, kind, text("t.go"), value=typed) for kind in ("day", "time", "somebody", "somewhere")),
    )
    said = text("t.list", it=typed)
    wrong = Refusal(text("t.said", it=typed), (("line", text("t.said", it=typed)),), (button,))
    asked = Form(text("t.said", it=typed), (text("t.said", it=typed),), fields)
    return [
        show.message(
            Message(said, typed, (Item(text("t.said", it=typed), typed, button),), (button,)), ("1", "2"), voice
        ),
        show.refusal(wrong, ("1",), voice, (text("t.said", it=typed),)),
        modal.form(asked, "1w", voice, ""),
    ]


def shape(value: Any) -> Any:
    """What is there, without what it says; whether a title fits, and whether something is filled in, may differ."""
    if isinstance(value, dict):
        kept = {name: shape(each) for name, each in value.items() if name not in ("initial_value", "max_length")}
        return {name: each for name, each in kept.items() if name != "text" or not isinstance(value["text"], str)}
    return [shape(each) for each in value] if isinstance(value, list) else type(value)


def found(value: Any, name: str) -> list[Any]:
    """Everything of this name, wherever it stands."""
    if isinstance(value, list):
        return [one for each in value for one in found(each, name)]
    if isinstance(value, dict):
        own = [value[name]] if name in value else []
        return own + [one for each in value.values() for one in found(each, name)]
    return []


@pytest.mark.parametrize("strings", [(*MENTIONS, *MARKUP, *LONG), *PARTS])
def test_what_is_hostile_has_the_shape_of_what_is_harmless(both: Voice, strings: tuple[str, ...]) -> None:
    usual = everything("a harmless sentence that fits in no title", both)
    for typed in strings:
        made = everything(typed, both)
        assert shape(made[:2]) == shape(usual[:2]), typed
        assert {*found(made, "type")} <= {*found(usual, "type")}, typed
        assert not {*found(made, "emoji")} - {False}, typed
        for read in found(made[:2], "text"):
            if isinstance(read, str) and read in (made[0]["text"], made[1]["text"]):
                assert not {*read} & {"<", ">"}, typed


def test_only_an_address_of_the_web_is_a_link_and_only_where_we_link(english: Voice) -> None:
    there = "https://example.org/?a=1&b"
    assert found(show.message(Message(text("t.link", it=there)), (), english), "url") == [there]
    for typed in (*MENTIONS, *MARKUP):
        said = Message(text("t.said", it=typed), typed, (Item(text("t.said", it=typed), typed),))
        assert found(show.message(said, (), english), "url") == []
        assert {*found(show.message(Message(text("t.link", it=typed)), (), english), "url")} <= {typed}


def measured(said: dict[str, Any], most: int) -> None:
    """It is within what Slack documents."""
    blocks = said["blocks"]
    assert len(blocks) <= most
    for block in blocks:
        assert block["type"] in ("rich_text", "actions", "input")
        if block["type"] == "actions":
            assert 1 <= len(block["elements"]) <= 25
            assert len({each["action_id"] for each in block["elements"]}) == len(block["elements"])
    for element in (one for each in found(blocks, "elements") for one in each if one["type"] == "button"):
        assert 1 <= len(element["text"]["text"]) <= 75
        assert len(element.get("accessibility_label", "")) <= 75
        assert len(element["value"]) <= 2000


ITEMS = st.lists(st.tuples(st.booleans(), st.sampled_from(["", "own words"])), max_size=40)


@settings(deadline=None, max_examples=40)
@given(ITEMS, st.integers(0, BUTTONS))
def test_a_message_is_never_more_than_slack_takes(texts: Texts, listed: list[tuple[bool, str]], below: int) -> None:
    left, items = BUTTONS - below, list[Item]()
    for wanted, words in listed:
        items.append(Item(text("t.said", it="x" * 60), words, GO if wanted and left else None))
        left -= bool(items[-1].button)
    said = Message(text("t.hello"), items=tuple(items), buttons=(GO,) * below)
    wires = tuple(f"1{number}" for number in range(len(said.every_button)))
    made = show.message(said, wires, Voice(texts, ("cy", "en")))
    measured(made, show.BLOCKS)
    assert [each["value"] for row in made["blocks"] if row["type"] == "actions" for each in row["elements"]] == [*wires]


def test_a_label_that_does_not_fit_in_two_languages_stands_in_one(both: Voice) -> None:
    long = replace(GO, label=text("t.said", it="x" * 60))
    made = show.message(Message(text("t.hello"), buttons=(long,)), ("1",), both)
    assert made["blocks"][1] == row(button(0, "1", f"Cadwyd: {'x' * 60}"))
