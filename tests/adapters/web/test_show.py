"""What is said, as HTML: exact in small cases, inert in hostile ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from adapters.web import show
from adapters.web.hear import Seat
from adapters.web.look import Look
from adapters.web.timeline import Post
from bot.talk import (
    Answer,
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
    Refusal,
    Remote,
    Role,
    text,
)
from bot.texts import Texts
from tests.adapters.web.conftest import HOSTILE
from tests.shapes import shape

GO = Button(text("t.go"), Call("t.go"))
SEAT = Seat(
    Remote("callum", "Callum"), Remote("learning"), Role.MEMBER, (), (Remote("sian", "Siân"),), (Remote("learning"),)
)
MANY = tuple(Option(f"{number}", text("t.hello")) for number in range(9))


def test_a_message(english: show.Voice) -> None:
    said = Message(text("t.said", it="tea & <b>"), "line\ntwo", (Item(text("t.hello"), "", GO),), (GO,))
    assert show.message(said, ("1a", "1b"), english) == (
        '<div class="frame" lang="en"><p><strong>Kept</strong>: <bdi>tea &amp; &lt;b&gt;</bdi></p></div>'
        '<blockquote lang=""><bdi>line\ntwo</bdi></blockquote>'
        '<ul class="items"><li><div class="frame" lang="en"><p>Hello</p></div>'
        '<div class="buttons">'
        '<button type="button" data-wire="1a" data-action="t.go"><span lang="en">Go</span></button></div></li></ul>'
        '<div class="buttons">'
        '<button type="button" data-wire="1b" data-action="t.go"><span lang="en">Go</span></button></div>'
    )


def test_what_takes_place(english: show.Voice) -> None:
    at = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
    takes_place = Occasion(text("t.hello"), at, at + timedelta(hours=1), text("t.hello"))
    shown = show.message(Message(text("t.hello"), occasion=takes_place), (), english)
    assert shown.partition("</div>")[2] == (
        '<ul class="items"><li><div class="frame" lang="en">'
        "<p><strong><bdi>Hello</bdi></strong>, <bdi>Hello</bdi></p></div></li>"
        '<li><div class="frame" lang="en">'
        "<p><bdi>27 November 2026, 16:00</bdi> to <bdi>27 November 2026, 17:00</bdi></p></div></li></ul>"
    )


def test_both_languages_each_in_its_own_element_and_typed_words_once(texts: Texts) -> None:
    voice = show.Voice(texts, ("cy", "en"))
    kind = Phrase((("en", "Talk"), ("gd", "Còmhradh")))
    assert show.message(Message(text("t.said", it=kind), "words", (), (GO,)), ("1",), voice) == (
        '<div class="frame" lang="cy"><p><strong>Cadwyd</strong>: <bdi lang="en">Talk</bdi></p></div>'
        '<div class="frame" lang="en"><p><strong>Kept</strong>: <bdi>Talk</bdi></p></div>'
        '<blockquote lang=""><bdi>words</bdi></blockquote>'
        '<div class="buttons">'
        '<button type="button" data-wire="1" data-action="t.go"><span lang="cy">Go</span></button></div>'
    )
    assert voice.web("send") == '<span lang="cy">Anfon</span> · <span lang="en">Send</span>'
    assert voice.attribute("send") == "Anfon · Send"


def test_a_picture_says_in_words_what_is_seen_and_all_of_it_where_nothing_is(texts: Texts) -> None:
    voice = show.Voice(texts, ("cy", "en"))
    said = Message(text("t.go"), picture=Picture("t.tea", (), (text("t.said", it='"<b>"'), text("t.hello"))))
    frames = '<div class="frame" lang="cy"><p>Go</p></div><div class="frame" lang="en"><p>Go</p></div>'
    assert show.message(said, (), voice, Look("data:light", "data:dark", (400, 300))) == (
        f'{frames}<figure class="picture">\n'
        '<picture><source media="(prefers-color-scheme: dark)" srcset="data:dark">'
        '<img src="data:light" alt="Cadwyd: &#34;&lt;b&gt;&#34; Helô" lang="cy" width="400" height="300" data-large>'
        "</picture>\n"
        '<figcaption class="sr"><span lang="en">Kept: &#34;&lt;b&gt;&#34; Hello</span></figcaption>'
        f'<button type="button" class="quiet" data-large aria-haspopup="dialog">{voice.web("large")}</button>\n'
        "</figure>"
    )
    assert show.message(said, (), voice) == (
        f'{frames}<p class="frame" lang="cy">Cadwyd: &#34;&lt;b&gt;&#34; Helô</p>'
        '<p class="frame" lang="en">Kept: &#34;&lt;b&gt;&#34; Hello</p>'
    )


def test_a_refusal_names_what_each_field_lacks(texts: Texts) -> None:
    refused = Refusal(text("t.hello"), (("what", text("t.go")),), (GO,))
    said = show.answer(Answer(refused, ("1x",), ("en",), (text("t.hello"),)), "mark", SEAT, texts)
    assert said["kind"] == "refusal"
    assert said["problems"] == {"what": '<span lang="en">Go</span>'}
    assert said["inner"] == (
        '<div class="frame" lang="en"><p>Hello</p></div><ul class="problems"><li>'
        '<strong><span lang="en">Hello</span></strong> <span lang="en">Go</span></li></ul>'
        '<div class="buttons">'
        '<button type="button" data-wire="1x" data-action="t.go"><span lang="en">Go</span></button></div>'
    )
    assert '<h2 id="mark-only"><span lang="en">Only you see this</span></h2>' in said["html"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Field("f", "day", text("t.go")), 'type="date" value=""'),
        (Field("f", "day", text("t.go"), value="2026-11-22"), 'type="date" value="2026-11-22"'),
        (Field("f", "day", text("t.go"), value="soon"), 'type="text" value="soon"'),
        (Field("f", "moment", text("t.go"), value="2026-11-22T16:00"), 'type="datetime-local"'),
        (Field("f", "number", text("t.go"), value="many"), 'type="text" value="many" data-limit="0"'),
        (Field("f", "line", text("t.go"), required=True, limit=9), 'aria-required="true" type="text"'),
        (Field("f", "long", text("t.go"), value="\nkept"), 'data-limit="0">\n\nkept</textarea>'),
        (Field("f", "somebody", text("t.go"), value="sian"), '<option value="sian" selected>Siân</option>'),
        (
            Field("f", "pick", text("t.go"), value="b", options=(Option("b", text("t.hello")),)),
            '<option value="b" selected>Hello</option>',
        ),
        (
            Field("f", "picks", text("t.go"), value=("b", "gone"), options=(Option("b", text("t.hello")),)),
            '<input type="checkbox" name="m-f" value="gone" checked> <bdi>gone</bdi>',
        ),
        (Field("f", "pick", text("t.go"), options=MANY, search=True), 'data-search="far"'),
        (Field("f", "pick", text("t.go"), options=MANY), 'data-search="near"'),
        (Field("f", "time", text("t.go"), value="07:30"), 'type="time" value="07:30"'),
        (Field("f", "time", text("t.go"), value="half 7"), 'type="text" value="half 7"'),
        (
            Field("f", "members", text("t.go"), value=("sian",)),
            '<input type="checkbox" name="m-f" value="sian" checked> <bdi>Siân</bdi>',
        ),
    ],
)
def test_a_field_holds_what_was_typed(english: show.Voice, asked: Field, expected: str) -> None:
    assert expected in show.form(Form(text("t.hello"), (), (asked,)), "1w", "m", SEAT, english)


def test_what_is_hostile_has_the_shape_of_what_is_harmless(texts: Texts) -> None:
    def everything(typed: str) -> list[object]:
        button, voice = Button(text("t.said", it=typed), Call("t.go")), show.Voice(texts, ("cy", "en"))
        fields = (
            *(Field(kind, kind, text("t.said", it=typed), text("t.go"), value=typed) for kind in ("line", "long")),
            Field("picks", "picks", text("t.go"), value=(typed,), options=(Option("o", text("t.said", it=typed)),)),
        )
        said = (
            Message(text("t.list", it=typed), typed, (Item(text("t.said", it=typed), typed, button),), (button,)),
            Refusal(text("t.said", it=typed), (("line", text("t.said", it=typed)),)),
            Message(text("t.go"), picture=Picture("t.tea", (), (text("t.said", it=typed),))),
            Form(text("t.said", it=typed), (text("t.said", it=typed),), fields),
        )
        wires = (typed, typed)
        labels = (text("t.said", it=typed),)
        answers = [Answer(one, wires, voice.languages, labels) for one in said]
        looks = (None, Look("data:light", "data:dark", (400, 300)))
        shown = [show.answer(one, "m", SEAT, texts, look)["html"] for one in answers for look in looks]
        post = Post(1, "learning", Remote("x", typed), datetime(2026, 11, 22, tzinfo=UTC), typed, "", False, 1)
        return [shape(html) for html in [*shown, show.post(post, (), voice, "sian")]]

    harmless = everything("harmless")
    for typed in HOSTILE:
        assert everything(typed) == harmless, typed


@pytest.mark.parametrize("typed", [each for each in HOSTILE if not each.startswith("http")])
def test_only_a_web_address_becomes_a_link(english: show.Voice, typed: str) -> None:
    assert "<a" not in show.message(Message(text("t.link", it=typed)), (), english)
    assert (
        '<a href="https://example.org/?a=1&amp;b" target="_blank" rel="noopener noreferrer">there</a>'
        in show.message(Message(text("t.link", it="https://example.org/?a=1&b")), (), english)
    )
