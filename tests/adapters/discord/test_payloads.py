"""Whatever is typed, what goes to Discord is within what it documents, pings nobody and is formatted as we say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.discord import declared, forms, show
from bot.delivery import Effect
from bot.forms import beginnings
from bot.house import Plan
from bot.room import Role
from bot.talk import Answer, Button, Call, Field, Form, Item, Message, Option, Phrase, Place, Refusal, Remote, text
from bot.texts import Texts
from tests.adapters.discord.reading import active
from tests.discord import limits
from tests.discord.contract import published
from tests.hostile import LONG, PARTS

GO = Button(text("t.go"), Call("t.go"))
LONGEST = 3_000  # characters of a person's words


def messages(words: str) -> Iterator[Message]:
    """Messages with these words wherever somebody's words may stand."""
    said = text("t.said", it=words[:200])
    yield Message(said, words[:LONGEST], (Item(said, words[:1_000], GO), Item(said, words[:1_000])), (GO,) * 3)
    yield Message(said, items=(Item(said, words[:100], GO),) * 24, buttons=(GO,))


def wrong(method: str, path: str, body: Any, files: int = 0) -> list[str]:
    """What is outside Discord's documents or, where it lies, its description."""
    found = list(limits.message(body.get("data", body), files))
    contract = published()
    return found + (list(contract.problems(method, path, body, bool(files), {})) if contract else [])


@pytest.mark.parametrize("corpus", PARTS, ids=range(len(PARTS)))
def test_posts_and_answers(corpus: tuple[str, ...], texts: Texts) -> None:
    at, here = datetime(2026, 11, 23, tzinfo=UTC), Place("p", "channel", "x", "600", ())
    for words in (*corpus, *LONG):
        for message in messages(words):
            wires = ("0" + "x" * 22,) * len(message.every_button)
            post = show.post(Effect("say", "k" * 22, "500", here, message, wires, ("cy", "en"), at), texts)
            nonce = {"nonce": "k" * 22, "enforce_nonce": True}
            assert wrong("POST", "/channels/600/messages", post.payload | nonce, len(post.files)) == [], words
            assert wrong("PATCH", "/channels/600/messages/1", post.payload, len(post.files)) == [], words
            assert post.payload["allowed_mentions"] == {"parse": []}
            harmless = replace(message, text=text("t.said", it="tea"), words="tea" * bool(message.words))
            shown = show.answer(Answer(harmless, wires, ("cy", "en")), texts, Remote("500", words[:100])).payload
            assert list(limits.message(shown)) == [], words


@pytest.mark.parametrize("corpus", PARTS, ids=range(len(PARTS)))
def test_nothing_of_it_is_active(corpus: tuple[str, ...], texts: Texts) -> None:
    for words in corpus:
        said = Message(text("t.said", it=words[:200]), items=(Item(text("t.said", it=words[:200])),))
        made = show.answer(Answer(said, (), ("en",)), texts, None).payload
        shown = [active(each["content"]) for each in limits.every(made["components"]) if each["type"] == limits.TEXT]
        assert shown == [["strong", "strong"]] * 2, words


@pytest.mark.parametrize("corpus", PARTS, ids=range(len(PARTS)))
def test_forms_and_refusals(corpus: tuple[str, ...], texts: Texts) -> None:
    for words in (*corpus, *LONG):
        option = (Option("yes", Phrase((("en", words[:75]),))),)
        fields = (
            Field("what", "long", text("t.ask-what"), value=words[:LONGEST], limit=1_500),
            Field("on", "day", text("t.ask-what"), value=words[:200].replace("\n", " ")),
            Field("kind", "pick", text("t.go"), options=option),
            Field("who", "somebody", text("t.go"), value=words[:200]),
            Field("days", "picks", text("t.go"), value=(words[:20],), options=option),
        )
        modal = forms.modal(Form(text("t.go"), (text("t.hello"),), fields), "w" * 99, texts, ("cy", "en"))
        assert list(limits.modal(modal)) == [], words
        refused = Refusal(text("t.said", it=words[:200]), (("what", text("t.said", it=words[:200])),))
        answer = Answer(refused, (), ("cy", "en"), (text("t.ask-what"),))
        assert list(limits.message(show.answer(answer, texts, None).payload)) == [], words


@pytest.mark.parametrize("languages", [("en",), ("cy",), ("cy", "en")], ids=" ".join)
def test_the_commands_of_every_room(house: Plan, languages: tuple[str, ...]) -> None:
    actions = [each for room in house.rooms for each in room.room.actions.values()]
    made = declared.commands(beginnings(actions, house.texts, Role.MODERATOR), (), house.texts, languages)
    contract, path = published(), "/applications/1/commands"
    assert list(limits.commands(made)) == []
    assert contract is None or list(contract.problems("PUT", path, made, False, {})) == []
