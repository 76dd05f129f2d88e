"""Answers and posts as Discord shows them: within its limits, and alive only where our own sentences are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import unquote

from adapters.discord import forms, show
from adapters.discord.show import Said
from bot.delivery import Effect
from bot.talk import Form, Message, plain
from bot.testing import Someone
from bot.texts import Texts, clean
from tests.discord import limits, reading
from tests.discord.contract import published
from tests.house.typed import frame

OURS = {"quote", "all", "address"}  # what typed words may be: a quotation, and an address that is seen whole
POST, CHANGE = ("POST", "/channels/600/messages"), ("PATCH", "/channels/600/messages/1")
ANSWER = ("PATCH", "/webhooks/600/token/messages/@original")
Alive = list[tuple[frozenset[str], str]]


@dataclass
class InDiscord:
    """All of one frame have the same things that are alive, in the same order."""

    texts: Texts
    alive: dict[Any, Alive] = field(default_factory=dict)

    def answer(self, who: Someone) -> Iterator[str]:
        """With what somebody was answered."""
        there = who.answer
        if isinstance(there.said, Form):
            yield from limits.modal(forms.modal(there.said, there.wires[0], self.texts, there.languages))
        else:
            yield from self._wrong(frame(there.said), there.said, show.answer(there, self.texts, None), ANSWER)

    def post(self, effect: Effect) -> Iterator[str]:
        """With what was said aloud, or said anew."""
        if effect.message is not None:
            said = show.post(effect, self.texts)
            yield from self._wrong(("post", frame(effect.message)), effect.message, said, POST, CHANGE)

    def _wrong(self, about: Any, said: Any, shown: Said, *ways: tuple[str, str]) -> Iterator[str]:
        yield from limits.message(shown.payload, len(shown.files))
        if shown.payload["allowed_mentions"] != {"parse": []}:
            yield "it may ping"
        if (contract := published()) is not None:
            for method, path in ways:
                yield from contract.problems(method, path, shown.payload, bool(shown.files), {})
        texts = [each["content"] for each in limits.every(shown.payload["components"]) if each["type"] == limits.TEXT]
        spans = [each for content in texts for each in reading.spans(content)]
        if self.alive.setdefault((about, len(shown.files)), alive(spans)) != alive(spans):
            yield f"alive is {alive(spans)}"
        if isinstance(said, Message) and not shown.files:
            quoted = "".join(each.text for each in spans if "quote" in each.kinds)
            if read(plain(said.words)) not in read(quoted):
                yield "the words do not stand there as they are"


def alive(spans: list[reading.Span]) -> Alive:
    """What there is beside plain words, one after the other, and where each leads."""
    made = ((each.kinds - OURS, "" if "address" in each.kinds else each.target) for each in spans)
    return [each for each, _ in groupby(made)]


def read(words: str) -> str:
    """The words without what nobody sees; an address reads the same, however its signs are written."""
    lines = (" ".join(line.split()) for line in clean(words).replace("\u200b", "").splitlines())
    return unquote("\n".join(filter(None, lines)))
