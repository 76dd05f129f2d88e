"""Nothing that is typed is ever parsed, wherever it goes: it is kept as it was, and shown as the words it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from bot.house import Plan
from bot.talk import Person, Phrase, Place, text
from bot.texts import Node, Texts
from tests.discord.shown import InDiscord
from tests.hostile import CURATED, HOSTILE, PARTS, SOME
from tests.house.typed import HARMLESS, Pages, parsed
from tests.slack.shown import InSlack
from tests.sweeps import tried, wholes

wholes["hostile strings in every field"] = len(HOSTILE)
NEVER_SHOWN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u2028\u2029]")


def kinds(nodes: tuple[Node, ...]) -> tuple[Any, ...]:
    """What a reader sees the structure of; a link that is none reads like any words."""
    return tuple((each.kind.replace("span", "link"), kinds(each.children)) for each in nodes)


def every(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for each in nodes:
        yield each
        yield from every(each.children)


def wrapped(words: str) -> tuple[Any, ...]:
    """The values a sentence may hold somebody's words in."""
    person, place = Person("p", words), Place("q", "channel", words, words, ())
    return words, person, place, Phrase((("cy", words),)), text("core.apology", reference=words)


def test_there_are_enough_of_them() -> None:
    assert HOSTILE[: len(CURATED)] == CURATED
    assert len(set(HOSTILE)) == len(HOSTILE) >= 500


@pytest.mark.faults
def test_no_sentence_changes_its_shape_for_what_stands_in_it(whole: Plan) -> None:
    """Each of every room and of the house, with each hostile string in each kind of value, in both languages.

    A value is one node that holds nothing but it: no word of it is read as ours.
    """
    texts = whole.texts
    for key, names in spoken(texts):
        for language in texts.languages:
            shapes = [kinds(tree(texts, key, names, value, language)) for value in wrapped(HARMLESS)]
            for number, words in enumerate(SOME):
                which = number % len(shapes) if len(words) < 1_000 else 0
                value = wrapped(words)[which]
                there = tree(texts, key, names, value, language)
                assert {repr(each.value) for each in every(there) if each.kind == "value"} <= {repr(value)}, key
                assert kinds(there) == shapes[which], (key, words)
                assert [each for each in every(there) if dangerous(each)] == [], (key, words)


def spoken(texts: Texts) -> list[tuple[str, frozenset[str]]]:
    """Every sentence that takes a value."""
    return [(f"{name}.{key}", names) for name in texts.folders for key, names in texts.entries(name).items() if names]


def tree(texts: Texts, key: str, names: Iterable[str], value: Any, language: str) -> tuple[Node, ...]:
    return texts.tree(text(key, **dict.fromkeys(names, value)), language)


def dangerous(node: Node) -> bool:
    """A link to anywhere but the web, or words that hide or reorder others."""
    if node.kind == "link":
        return re.match("https?://", node.words, re.IGNORECASE) is None
    return node.kind == "value" and NEVER_SHOWN.search(node.words) is not None


@pytest.mark.faults
@pytest.mark.parametrize("strings", PARTS, ids=map(str, range(len(PARTS))))
async def test_whatever_is_typed_is_kept_and_shown_as_it_is(whole: Plan, strings: tuple[str, ...]) -> None:
    """In every field of every action, and as the name of everybody and everything: in the rows and on each platform."""
    tried["hostile strings in every field"] += len(strings)
    assert await parsed(whole, strings, (Pages, InSlack, InDiscord)) == {}
