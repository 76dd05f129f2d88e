"""What people see, in plain words: the same on every platform, so that a dialogue can compare it with ``==``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.talk import Text, text
from bot.texts import Node, Texts

ROOT = Path(__file__).parents[2]
_ROOMS = {each.parent.name: each.parent for each in (ROOT / "bot/rooms").glob("*/en.ftl")}
TEXTS = Texts({"core": ROOT / "bot"} | _ROOMS)
BOTH = ("cy", "en")  # the languages of the community in every dialogue
BESIDE = " · "  # between two languages of one label


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as somebody reads it: its lines without any markup, the labels of its buttons, its files.

    ``id`` is the platform's own of the message, and ``handles`` what each button is pressed by: nobody sees either.
    """

    lines: tuple[str, ...]
    buttons: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()  # name, content
    id: Any = field(default=None, compare=False, repr=False)
    handles: tuple[Any, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Blank:
    """One field of a form: what it is called, what stands in it and, where one chooses, what from.

    What stands in it is words, or of several that are chosen the label of each.
    """

    label: str
    value: str | tuple[str, ...] = ""
    options: tuple[str, ...] = field(default=(), compare=False)
    handle: Any = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """A form as somebody sees it."""

    title: str
    blanks: tuple[Blank, ...]
    id: Any = field(default=None, compare=False, repr=False)


Screen = Seen | Asked  # what somebody sees after they did something


def lines_of(said: Text, languages: Sequence[str]) -> tuple[str, ...]:
    """A sentence of ours as it reads in each language, a line for each paragraph and each point of a list."""
    return once(line for language in languages for line in _lines(TEXTS.tree(said, language)))


def the(key: str, language: str = "en", /, **values: Any) -> str:
    """A sentence of ours, in one language, on one line: ``the("learn.share-it")``."""
    return "\n".join(lines_of(text(key, **values), (language,)))


def label(said: Text, languages: Sequence[str]) -> str:
    """A label as it reads to whom these are spoken; what is the same in two languages stands there once."""
    return BESIDE.join(dict.fromkeys(TEXTS.plain(said, each) for each in languages))


def aloud(key: str, /, *words: str, buttons: Iterable[str] = (), **values: Any) -> Seen:
    """A post in a place where two languages are spoken: our sentence in both, a person's ``words`` once."""
    said = lines_of(text(key, **values), BOTH) + words
    return Seen(said, tuple(label(text(each), BOTH) for each in buttons))


def answer(
    key: str,
    /,
    *words: str,
    buttons: Iterable[str] = (),
    language: str = "en",
    items: Iterable[str] = (),
    **values: Any,
) -> Seen:
    """An answer to somebody who has chosen a language: our sentence, their ``words``, lines of a list, buttons."""
    said = lines_of(text(key, **values), (language,)) + words + tuple(items)
    return Seen(said, tuple(the(each, language) for each in buttons))


def once(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines without those that say the same as the one before, as where two languages have one sentence."""
    there = list(lines)
    return tuple(line for before, line in zip([None, *there], there, strict=False) if line != before)


def split(words: str) -> tuple[str, ...]:
    """Lines that have something in them."""
    return tuple(line.strip() for line in words.splitlines() if line.strip())


def _lines(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if node.kind in ("list", "item"):
            yield from _lines(node.children)
        else:
            yield from split(_flat(node))


def _flat(node: Node) -> str:
    return node.words if node.kind in ("words", "value") else "".join(map(_flat, node.children))
