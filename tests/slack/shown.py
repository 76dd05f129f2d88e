"""Answers and posts as Slack shows them: within its limits, and alive only where our own sentences are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.slack import modal, show
from adapters.slack.voice import Voice
from bot.delivery import Effect
from bot.talk import Form, Message, Refusal
from bot.testing import Someone
from bot.texts import Texts, clean
from tests.house.typed import frame
from tests.slack import blocks, reading

TYPED = ("value", "text", "initial_value", "initial_option", "initial_options", "options")  # which may hold words


@dataclass
class InSlack:
    """All of one frame have one shape and the same things that are alive."""

    texts: Texts
    shapes: dict[Any, Any] = field(default_factory=dict)

    def answer(self, who: Someone) -> Iterator[str]:
        """With what somebody was answered."""
        there, said = who.answer, who.answer.said
        voice = Voice(self.texts, there.languages)
        if isinstance(said, Form):
            view = modal.form(said, there.wires[0], voice, "{}")
            yield from blocks.view_problems(view)
            yield from self._changed(frame(said), view)
        else:
            shown = show.answer(there, voice)
            yield from self._wrong(frame(said), said, shown)

    def post(self, effect: Effect) -> Iterator[str]:
        """With what was said aloud."""
        if effect.message is not None:
            shown = show.message(effect.message, effect.wires, Voice(self.texts, effect.languages))
            yield from self._wrong(("post", frame(effect.message)), effect.message, shown)

    def _wrong(self, about: Any, said: Message | Refusal, shown: Mapping[str, Any]) -> Iterator[str]:
        yield from blocks.problems(shown["blocks"], blocks.MESSAGE)
        if len(shown["text"]) > 4000:
            yield "more is read out than Slack advises"
        words = clean(said.words) if isinstance(said, Message) and said.words else ""
        if words and words not in list(leaves(shown["blocks"])):
            yield "the words do not stand there as they are"
        yield from self._changed(about, shown)

    def _changed(self, about: Any, shown: Mapping[str, Any]) -> Iterator[str]:
        there = reading.alive(str(shown.get("text") if "blocks" in shown else ""), [shown]), shape(shown)
        before = self.shapes.setdefault(about, there)
        if before[0] != there[0]:
            yield f"alive is {there[0]}"
        elif before[1] != there[1]:
            yield "another shape"


def leaves(there: Any) -> Iterator[str]:
    """The words of every text element of a rich_text block."""
    if isinstance(there, dict):
        if there.get("type") == "text":
            yield there["text"]
        for each in there.values():
            yield from leaves(each)
    elif isinstance(there, list):
        for each in there:
            yield from leaves(each)


def shape(there: Any) -> Any:
    """What there is, without what it says."""
    if isinstance(there, dict):
        return {name: shape(value) for name, value in there.items() if name not in TYPED or not isinstance(value, str)}
    return [shape(each) for each in there] if isinstance(there, list) else type(there).__name__
