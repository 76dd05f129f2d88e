"""Nothing that is typed is ever parsed, wherever it goes: it is kept as it was, and shown as the words it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from bot.arrival import enter
from bot.core import Bot
from bot.house import Plan
from bot.marks import OneLine, Words, plain
from bot.room import Action
from bot.store.schema import Sealed, metadata
from bot.talk import Form, Person, Phrase, Place, Refusal, Remote, text
from bot.testing import Bench, Someone
from bot.texts import Node, Texts
from tests.hostile import CHARACTERS, HOSTILE

HARMLESS = "Wait time"
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
    assert len(set(HOSTILE)) == len(HOSTILE) >= 120


def test_no_sentence_changes_its_shape_for_what_stands_in_it(outside: Plan) -> None:
    """Each of every room and of the house, with each hostile string in each kind of value, in both languages."""
    texts = outside.texts
    for key, names in spoken(texts):
        for language in texts.languages:
            shapes = [kinds(tree(texts, key, names, value, language)) for value in wrapped(HARMLESS)]
            for number, words in enumerate(HOSTILE):
                which = number % len(shapes) if len(words) < 1_000 else 0
                there = tree(texts, key, names, wrapped(words)[which], language)
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


def test_every_value_is_shown_in_one_piece(house: Plan) -> None:
    """As one node that holds nothing but it: no word of it is read as ours."""
    for words in HOSTILE:
        (paragraph,) = house.texts.tree(text("learn.standard", name=words), "en")
        assert [each.kind for each in paragraph.children] == ["words", "value"]
        assert paragraph.children[1].value == words


# --- through the door ---------------------------------------------------------------------------------------------


async def test_every_text_field_of_every_room_keeps_what_was_typed(house: Plan) -> None:
    async with Bench.open(house=house, languages=("cy", "en")) as bench:
        for action in texted(bench.bot):
            who = bench.person("Mai", community=action.name)
            known = await needed(who, action)
            usual = await who.does(action.name, **known, **typed(action, HARMLESS))
            times, done = (await opened(who))[HARMLESS], []
            for words in HOSTILE:
                said = await who.does(action.name, **known, **typed(action, words))
                if isinstance(said, Refusal):
                    await kindly_refused(who, said, words)
                    continue
                assert kinds(bench.bot.texts.tree(said.text, "cy")) == kinds(bench.bot.texts.tree(usual.text, "cy"))
                done.append(words)
                if known:  # the same row says something else next time
                    assert await lost(who, action, [words], times) == []
            assert known or await lost(who, action, done, times) == []


def texted(bot: Bot) -> list[Action]:
    """The actions with fields for words, by their declarations."""
    return [each for each in bot.actions.values() if not each.by_clock and typed(each, "")]


def typed(action: Action, words: str) -> dict[str, str]:
    return {param.name: words for param in action.params if isinstance(param.mark, Words)}


async def lost(who: Someone, action: Action, typed: list[str], times: int) -> list[str]:
    """What does not stand there as often as a harmless word did; what is only blank need not."""
    there = await opened(who)
    return [each for each in typed if plain(each) and there[kept(action, each)] < times]


def kept(action: Action, words: str) -> str:
    """How it reads in the fields of this action, all of one kind so far."""
    (line,) = {isinstance(param.mark, OneLine) for param in action.params if isinstance(param.mark, Words)}
    return " ".join(plain(words).split()) if line else plain(words)


async def needed(who: Someone, action: Action) -> dict[str, Any]:
    """A value for whatever else the action needs: of its own options, or an entry to write about."""
    names = [each.name for each in action.params if each.required and not isinstance(each.mark, Words)]
    for name in names:
        await who.does("learn.log", what="To write about")
        await who.does(action.name)
        return {name: (await who.seeks(name))[0].value}
    return {}


async def kindly_refused(who: Someone, said: Refusal, words: str) -> None:
    """For its length or its emptiness alone, and not lost: it stands in the form again."""
    assert {problem.key for _, problem in said.problems} <= {"core.too-long", "core.needed"}, words
    form = await who.presses("core.change-it")
    assert isinstance(form, Form)
    sound = words.encode("utf-8", "ignore").decode()
    assert {field.value for field in form.fields if field.kind in ("line", "long")} <= {sound, ""}


async def opened(who: Someone) -> Counter[str]:
    """All that is sealed in the tables of the rooms, of this community, and how often."""
    bot, found = who.bench.bot, Counter[str]()
    async with bot.store.turn() as tx:
        turn = await enter(tx, replace(who.heard, call=""), bot)
        for table in (each for each in metadata.sorted_tables if each.name.startswith("learn_")):
            sealed = [column.name for column in table.c if isinstance(column.type, Sealed)]
            found.update([getattr(row, name) for row in await turn.rows.find(table) for name in sealed])
    return found


async def test_whatever_people_and_places_are_called_a_post_keeps_its_shape(house: Plan) -> None:
    names = [each for each in CHARACTERS if len(each) < 100]  # of the others: every kind of value, above
    async with Bench.open(house=house, languages=("cy", "en")) as bench:
        for number, name in enumerate(names):
            who = bench.person(name)
            who.heard = replace(who.heard, who=Remote(f"{number}", name), where=Remote(f"{number}", name))
            await who.does("learn.log", what="Pauses")
            await who.presses("learn.share-it")
        await bench.settle()
        posts = [effect.message.text for effect in bench.effects]
        assert len(posts) == len(names)
        for language in ("cy", "en"):
            assert len({kinds(bench.bot.texts.tree(each, language)) for each in posts}) == 1
