"""Messages, forms and commands as Discord takes them: compared whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.discord import declared, forms, show
from adapters.discord.show import Drawn, Said
from bot.delivery import Effect
from bot.talk import (
    Answer,
    Button,
    Call,
    Command,
    Field,
    File,
    Form,
    Item,
    Message,
    Occasion,
    Option,
    Picture,
    Place,
    Refusal,
    Remote,
    text,
)
from bot.texts import Texts

GO = Button(text("t.go"), Call("t.go"))
HERE = Place("p", "channel", "staffroom", "600", ())
KEY = "OT0IQC04gEW_4-frphDg1A"


def effect(message: Message, wires: tuple[str, ...] = (), place: Place = HERE) -> Effect:
    return Effect("say", KEY, "500", place, message, wires, ("en",), datetime(2026, 11, 23, tzinfo=UTC))


def words(content: str) -> dict[str, Any]:
    return {"type": 10, "content": content}


def press(letter: str, wire: str, label: str = "Go") -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": label, "custom_id": f"{letter}{wire}"}


def row(*presses: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(presses)}


def payload(*parts: dict[str, Any], files: tuple[str, ...] = (), **container: Any) -> dict[str, Any]:
    return {
        "flags": 1 << 15,
        "components": [{"type": 17, **container, "components": list(parts)}],
        "allowed_mentions": {"parse": []},
        "attachments": [{"id": str(number), "filename": name} for number, name in enumerate(files)],
    }


def test_a_post_is_one_container_that_can_be_looked_for(texts: Texts) -> None:
    said = Message(text("t.said", it="tea"), "line\n*two*", (Item(text("t.hello")),), (GO, GO))
    assert show.post(effect(said, ("1a", "1a")), texts) == Said(
        payload(
            words("**Kept**: tea\n> line\n> \\*two\\*"),
            words("Hello"),
            row(press("A", "1a"), press("B", "1a")),
            id=show.container_id(KEY),
        )
    )


def test_what_takes_place_stands_in_everybodys_own_time(texts: Texts) -> None:
    at = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
    takes_place = Occasion(text("t.hello"), at, at + timedelta(hours=1), text("t.room"), again=text("t.go"))
    assert show.post(effect(Message(text("t.go"), occasion=takes_place)), texts) == Said(
        payload(
            words("Go"),
            words("**Hello**, A room\n<t:1795795200:f> to <t:1795798800:f>\nGo"),
            id=show.container_id(KEY),
        )
    )


def test_list_lines_have_their_buttons_beside_them(texts: Texts) -> None:
    said = Message(text("t.hello"), items=(Item(text("t.go"), "mine", GO), Item(text("t.go")), Item(text("t.hello"))))
    assert show.answer(Answer(said, ("1a",), ("en",)), texts, None) == Said(
        payload(
            words("Hello"),
            {"type": 9, "components": [words("Go\n> mine")], "accessory": press("A", "1a")},
            words("Go\nHello"),
        )
    )


def test_a_list_that_needs_too_many_parts_is_numbered(texts: Texts) -> None:
    said = Message(text("t.hello"), items=(Item(text("t.go"), button=GO),) * 24, buttons=(GO,))
    wires = tuple(f"1{number}" for number in range(25))
    presses = [press(chr(65 + n), f"1{n}", f"{n + 1}. Go" if n < 24 else "Go") for n in range(25)]
    assert show.answer(Answer(said, wires, ("en",)), texts, None) == Said(
        payload(
            words("Hello"),
            words("\n".join(f"**{number}** Go" for number in range(1, 25))),
            *(row(*presses[at : at + 5]) for at in range(0, 25, 5)),
        )
    )


def test_a_direct_conversation_shows_which_server_it_is_about(texts: Texts) -> None:
    home = {"type": 2, "style": 5, "label": "Ysgol", "url": "https://discord.com/channels/500"}
    direct = Place("p", "direct", "", "direct:900", ())
    shown = payload(words("Hello"), row(press("A", "0x"), home))
    said = Message(text("t.hello"), buttons=(GO,))
    assert show.answer(Answer(said, ("0x",), ("en",)), texts, Remote("500", "Ysgol")) == Said(shown)
    shown["components"][0] |= {"id": show.container_id(KEY)}
    assert show.post(effect(said, ("0x",), direct), texts, "Ysgol") == Said(shown)


def test_files_are_there_and_words_that_are_too_long_become_one(texts: Texts) -> None:
    file, typed = File("mine.md", "text/markdown", "# Mine"), "*" * 3_000
    beside = File("blether.txt", "text/plain", typed)
    shown = [{"type": 13, "file": {"url": f"attachment://{name}"}} for name in ("mine.md", "blether.txt")]
    said = Message(text("t.hello"), typed, files=(file,))
    assert show.answer(Answer(said, (), ("en",)), texts, None) == Said(
        payload(words("Hello"), *shown, files=("mine.md", "blether.txt")), (file, beside)
    )


def test_a_picture_is_shown_with_its_words_and_where_it_could_not_be_drawn_only_they_are(texts: Texts) -> None:
    said = Message(text("t.hello"), picture=Picture("t.drawn", (), (text("t.said", it="*tea*"), text("t.go"))))
    alt = "Kept: *tea* Go"
    shown = {"type": 12, "items": [{"media": {"url": "attachment://picture.png"}, "description": alt}]}
    wanted = payload(words("Hello"), shown, files=("picture.png",))
    wanted["attachments"][0] |= {"description": alt}
    assert show.answer(Answer(said, (), ("en",)), texts, None, b"png") == Said(wanted, (Drawn(b"png"),))
    assert show.post(effect(said), texts) == Said(
        payload(words("Hello"), words("Kept\\: \\*tea\\* Go"), id=show.container_id(KEY))
    )


def test_a_refusal_names_what_each_field_lacks(texts: Texts) -> None:
    said = Refusal(text("t.hello"), (("what", text("core.needed")),), (GO,))
    assert show.answer(Answer(said, ("0x",), ("en",), (text("t.ask-what"),)), texts, None) == Said(
        payload(words("Hello"), words("**What?** Please fill this in."), row(press("A", "0x")))
    )


def test_a_form_that_comes_too_late_is_a_button_that_opens_it(texts: Texts) -> None:
    asked = Answer(Form(text("t.go"), (), ()), ("1t.go||?",), ("en",))
    ready = words("Thank you for waiting. Your form is ready now.")
    assert show.answer(asked, texts, None) == Said(payload(ready, row(press("A", "1t.go||?"))))


def test_a_form_with_every_kind_of_field(texts: Texts) -> None:
    yes = (Option("yes", text("t.go")), Option("no", text("t.hello")))
    fields = (
        Field("what", "long", text("t.ask-what"), text("t.ask-what.hint"), True, "tea", 1_500),
        Field("days", "picks", text("t.go"), value=("no",), options=yes),
        Field("who", "members", text("t.go"), value=("70", "900")),
        Field("where", "somewhere", text("t.go"), value="Vn"),
    )
    menu = [{"label": "Go", "value": "yes"}, {"label": "Hello", "value": "no", "default": True}]
    chosen = [{"id": "70", "type": "role"}, {"id": "900", "type": "user"}]
    assert forms.modal(Form(text("t.go"), (text("t.hello"),), fields), "1w", texts, ("en",), {"70"}) == {
        "title": "Go",
        "custom_id": "A1w",
        "components": [
            words("Hello"),
            label("What?", "what", True, type=4, style=2, max_length=1_500, value="tea") | {"description": "One line."},
            label("Go", "days*", False, type=3, options=menu, min_values=0, max_values=2),
            label("Go", "who", False, type=7, max_values=25, default_values=chosen, min_values=0),
            label("Go", "where", False, type=8, channel_types=[0, 5, 10, 11, 12], min_values=0),
        ],
    }


def label(said: str, name: str, required: bool, **component: Any) -> dict[str, Any]:
    return {"type": 18, "label": said, "component": {"custom_id": name, "required": required} | component}


def test_where_five_fields_leave_no_room_the_notes_stand_in_them(texts: Texts) -> None:
    fields = tuple(Field(f"f{number}", "line", text("t.go"), limit=9) for number in range(5))
    made = forms.modal(Form(text("t.go"), (text("t.go"), text("t.hello")), fields), "1w", texts, ("en",))
    shown = [each["component"].get("placeholder") for each in made["components"]]
    assert shown == ["Hello", "Go", None, None, None]


def test_what_may_be_begun(texts: Texts) -> None:
    yes = (Option("yes", text("t.go")),)
    fields = (
        Field("what", "long", text("t.ask-what"), limit=1_500, required=True),
        Field("kind", "pick", text("t.go"), options=yes),
        Field("entry", "pick", text("t.go"), search=True),
        Field("page", "number", text("t.go")),
        Field("where", "somewhere", text("t.go")),
    )
    begun = [
        Command("t.log", text("t.do-log"), fields, True, text("t.do-log.menu")),
        Command("t.led", text("t.do-log"), (), True, None),
    ]
    where = {"integration_types": [0], "contexts": [0]}
    localised = {"description_localizations": {"en-US": "Go", "en-GB": "Go"}}
    assert declared.commands(begun, {"t.led"}, texts, ("cy", "en")) == [
        {
            "type": 1,
            "name": "t",
            "description": "Ystafell · A room",
            **where,
            "options": [
                {
                    "type": 1,
                    "name": "log",
                    "description": "Cadw · Keep it",
                    "options": [
                        {"type": 3, "name": "what", "description": "Beth? · What?", "max_length": 1_500},
                        {"type": 3, "name": "kind", "description": "Go", "choices": [{"name": "Go", "value": "yes"}]},
                        {"type": 3, "name": "entry", "description": "Go", "autocomplete": True},
                        {"type": 4, "name": "page", "description": "Go"},
                        {"type": 7, "name": "where", "description": "Go", "channel_types": [0, 5, 10, 11, 12]},
                    ],
                },
                {"type": 1, "name": "led", "description": "Cadw · Keep it", "options": []},
            ],
            "default_member_permissions": None,
        },
        {"type": 3, "name": "Dysgais · I learned", **where, "default_member_permissions": None},
    ]
    (only, _) = declared.commands(begun, {"t.log", "t.led"}, texts, ("cy",))
    assert (only["options"][1]["description"], only["default_member_permissions"]) == ("Cadw", "32")
    assert only["options"][0]["options"][3] == {"type": 4, "name": "page", "description": "Go", **localised}
    assert declared.named(begun, texts, ("cy", "en")) == {"Dysgais · I learned": "t.log"}
