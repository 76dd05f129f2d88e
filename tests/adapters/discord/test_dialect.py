"""Sentences as Discord's Markdown: exact in small cases, inert in hostile ones."""

from __future__ import annotations

from datetime import UTC, datetime

from adapters.discord.dialect import Voice, escaped, quoted
from bot.talk import Person, Phrase, Place, text
from bot.texts import Texts, clean
from tests.adapters.discord.reading import active, read
from tests.hostile import HOSTILE


def test_our_own_words_are_formatted_and_what_is_put_in_is_not(english: Voice) -> None:
    assert english.blocks(text("t.said", it="*tea* & <@1>")) == "**Kept**: \\*tea\\* & \\<\\@1\\>"
    assert english.blocks(text("t.list", it="x\n# y")) == "- x\n\\# y\n- 2"


def test_a_link_of_ours_is_one_only_to_a_page(english: Voice) -> None:
    assert (
        english.blocks(text("t.link", it="https://example.org/a_(b)")) == "[there](<https://example.org/a%5F%28b%29>)"
    )
    assert english.blocks(text("t.link", it="javascript:alert(1)")) == "there"


def test_a_moment_is_everybodys_own_clock_and_a_place_can_be_gone_to(english: Voice) -> None:
    at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    assert english.blocks(text("t.when", it=at)) == "<t:1795424400:f> comes"
    assert english.blocks(text("t.when", it=Place("p", "channel", "staff", "123", ()))) == "<#123> comes"
    assert english.blocks(text("t.when", it=Place("p", "direct", "staff", "direct:1", ()))) == "staff comes"
    assert english.blocks(text("t.when", it=Person("a", "_Mai_"))) == "\\_Mai\\_ comes"


def test_two_languages_are_said_one_after_the_other_and_the_same_once(texts: Texts) -> None:
    both = Voice(texts, ("cy", "en"))
    assert both.blocks(text("t.hello")) == "Helô\nHello"
    assert both.line(text("t.go"), 80) == "Go"
    assert (both.line(text("t.hello"), 12), both.line(text("t.hello"), 11)) == ("Helô · Hello", "Helô")
    assert both.line(Phrase((("gd", "Còmhradh mòr"),)), 10) == "Còmhradh …"


def test_what_is_typed_stays_what_it_is() -> None:
    for words in HOSTILE:
        shown = escaped(clean(words))
        assert active(shown) == [], words
        if "://" not in clean(words):
            assert read(shown) == clean(words)


def test_what_is_quoted_is_one_quotation() -> None:
    for words in HOSTILE:
        lines = quoted(words).split("\n")
        assert [active(line) for line in lines] == [["line"]] * len(lines), words


def test_the_structure_is_that_of_a_harmless_value(english: Voice) -> None:
    for key in ("t.said", "t.link", "t.list", "t.when"):
        harmless = active(english.blocks(text(key, it="tea")))
        for words in HOSTILE:
            assert active(english.blocks(text(key, it=words))) in (harmless, ["link"] if key == "t.link" else harmless)
