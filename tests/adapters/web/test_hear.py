"""What the browser sends, as a Heard."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from adapters.web.hear import HERE, Gesture, Seat, command, heard, offered, pointed
from bot.talk import Call, Command, Field, Heard, Item, Message, Quoted, Remote, Role, text

CALLUM, SIAN, COFFEE = Remote("callum", "Callum Reid"), Remote("sian", "Siân Prydderch"), Remote("coffee", "Coffee")
SEAT = Seat(CALLUM, COFFEE, Role.MEMBER, ("hosts",), (CALLUM, SIAN), (COFFEE,))
KINDS = {"kind": "pick", "what": "long", "standards": "picks", "whom": "somebody", "where": "somewhere"}
LOG = Command(
    "learn.log", text("t.log"), tuple(Field(name, kind, text("t.x")) for name, kind in KINDS.items()), True, None
)
SHOW = Command("learn.show", text("t.show"), (Field("entry", "pick", text("t.x")),), True, None)
HIDDEN = Command("learn.keep", text("t.keep"), (), False, text("t.menu"))
COMMANDS = (LOG, SHOW, HIDDEN)


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("/learn log", {}),
        ("/learn log Paired talk", {"what": "Paired talk"}),
        ("  / Learn  LOG  two  spaces ", {"what": "two  spaces"}),
        (
            "/learn log kind:reading Paper: a https://x.org/a:b",
            {"kind": "reading", "what": "Paper: a https://x.org/a:b"},
        ),
        ('/learn log KIND:"two words" rest', {"kind": "two words", "what": "rest"}),
        ("/learn log what:“curly quotes”", {"what": "curly quotes"}),
        ("/learn log kind:a kind:b", {"kind": "b"}),
        ("/learn log standards:a standards:b", {"standards": ("a", "b")}),
        ('/learn log whom:"@siân prydderch" where:#coffee', {"whom": SIAN, "where": COFFEE}),
        ("/learn log whom:nobody", {"whom": "nobody"}),
        ("/learn log kind:", {"kind": ""}),
    ],
)
def test_a_command(line: str, values: dict[str, object]) -> None:
    assert command(line, COMMANDS, SEAT) == Call.of("learn.log", values)


def test_words_fill_the_only_field_there_is() -> None:
    assert command("/learn show 22", COMMANDS, SEAT) == Call.of("learn.show", {"entry": "22"})


@pytest.mark.parametrize("line", ["/", "/learn", "/learn keep", "/lern log x", "/learn.log", "//"])
def test_no_command(line: str) -> None:
    assert command(line, COMMANDS, SEAT) is None


def test_what_can_be_typed_instead() -> None:
    items = tuple(Item(text("web.command", call=f"/learn {each}", about=text(f"t.{each}"))) for each in ("log", "show"))
    assert offered("/learn lgo", COMMANDS) == Message(text("web.no-such-command", typed="/learn lgo"), items=items)
    assert offered("/", ()) == Message(text("web.no-commands"))


def test_a_submitted_form() -> None:
    gesture = Gesture.model_validate_json(
        '{"person": "callum", "place": "coffee", "event": "12345678", "wire": "1learn.log||?",'
        ' "typed": {"what": "a", "picks": ["b", "c"], "whom": {"kind": "somebody", "id": "sian"}, "none": ""}}'
    )
    typed = {"what": "a", "picks": ("b", "c"), "whom": SIAN, "none": ""}
    expected = Heard("web", HERE, CALLUM, COFFEE, "12345678", "1learn.log||?", typed, Role.MEMBER, ("hosts",))
    assert heard(gesture, gesture.wire, SEAT) == expected


def test_the_menu_of_a_post() -> None:
    link = "http://127.0.0.1:1/to/7"
    assert pointed("learn.log", link, SIAN) == Call.of("learn.log", {"said": Quoted(link, SIAN)})  # type: ignore[arg-type]


@pytest.mark.parametrize("event", ["", "short", "x" * 65, "<script>", "a b c d e f"])
def test_an_event_is_a_plain_id(event: str) -> None:
    with pytest.raises(ValidationError):
        Gesture(person="callum", place="coffee", event=event)
