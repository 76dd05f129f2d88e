"""What the tightest platform can show: every action and every Message of ours stays within it, in every language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.talk import FIELDS_PER_FORM, OPTIONS, Answer, Form, Message, Picture, Refusal, Text
from bot.texts import Texts

NAME = 32  # characters of a command, a verb, a field
ABOUT = 100  # of what a command says it does, and of a hint
TITLE = 45  # of a form's title and a field's label
MENU = 24  # of a name in the menu of a message
LABEL = 75  # of a button and of an option
COMMANDS = 25  # verbs to a room, and fields to a verb
BUTTONS = 25
SAID = 4_000  # characters of one message, after escaping
ALT = 1_000  # of what a picture says in words, in as many languages as there may be at once
FRAME = 900  # of one sentence of ours, in as many languages as there may be at once


def too_much(answer: Answer, texts: Texts) -> Iterator[str]:
    """What of this answer would not fit."""
    said, languages = answer.said, answer.languages
    if isinstance(said, Form):
        yield from _too_much_form(said, languages, texts)
        return
    labels = [_longest(button.label, languages, texts) for button in said.every_button]
    yield from (f"a button of {length} characters" for length in labels if length > LABEL)
    if len(labels) > BUTTONS:
        yield f"{len(labels)} buttons"
    if (size := _size(said, languages, texts)) > SAID:
        yield f"{size} characters"
    if (picture := getattr(said, "picture", None)) and (size := _size_of(picture, languages, texts)) > ALT:
        yield f"a picture that takes {size} characters to say"


def _too_much_form(form: Form, languages: Sequence[str], texts: Texts) -> Iterator[str]:
    if len(form.fields) > FIELDS_PER_FORM:
        yield f"{len(form.fields)} fields"
    for label in (form.title, *(one.label for one in form.fields)):
        if (length := _longest(label, languages, texts)) > TITLE:
            yield f"a label of {length} characters: {label.key}"
    for one in form.fields:
        if len(one.options) > OPTIONS:
            yield f"{len(one.options)} options in {one.name}"
        for option in one.options:
            if max(len(texts.shown(option.label, each)[0]) for each in languages) > LABEL:
                yield f"the option {option.value} of {one.name} is too long"


def _size(said: Message | Refusal, languages: Sequence[str], texts: Texts) -> int:
    """Characters when every other sign of what people typed has to be escaped, as the worst of it has."""
    parts: list[Text] = [said.text]
    words = 0
    if isinstance(said, Message):
        parts += [item.text for item in said.lines]
        words = len(said.words) + sum(len(item.words) for item in said.items)
    else:
        parts += [problem for _, problem in said.problems]
    return 2 * words + sum(len(texts.plain(part, language)) for part in parts for language in languages)


def _size_of(picture: Picture, languages: Sequence[str], texts: Texts) -> int:
    return sum(len(texts.alt(picture, language)) + 1 for language in languages)


def _longest(label: Text, languages: Sequence[str], texts: Texts) -> int:
    return max(len(texts.plain(label, language)) for language in languages)
