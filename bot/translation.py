"""What a translator has to see to in one language: what is missing, still in English, changed since, or too long.

Beside ``cy.ftl`` lies ``cy.made``: for each sentence a digest of the English it was made from. ``blether texts`` reads
it, and ``--done`` writes it; nothing else needs it, and a folder without one has no sentence that changed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.catalogue import Sentence
from bot.checks import fitting
from bot.library import Library, Pack
from bot.limits import FRAME, LABEL
from bot.marks import Pick
from bot.room import Room
from bot.talk import Option, Text
from bot.texts import Texts
from bot.wording import Said

KINDS: Final = ("missing", "untranslated", "changed", "variables", "long")
STATE: Final = "language.state"  # of the core's catalogue: whether somebody has approved the language
HEAD: Final = (
    "# Which English each sentence of {0}.ftl was made from. Written by `blether texts {0} --done`: commit it.\n"
)
LONG_NAME: Final = "W" * 40  # what is put in for a value, to see how long a sentence may get


@dataclass(frozen=True, slots=True, order=True)
class Work:
    """One sentence to see to.

    ``what``: missing, untranslated (it reads like the English), changed (the English, since), variables (it has others
    than the English) or long. ``limit``: the characters that fit. ``words``: what stands there now.
    """

    where: str
    line: int
    key: str
    what: str
    limit: int
    english: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One language: its own name, its state, how many sentences there are and what is to be done.

    ``unwritten``: sentences of which nobody has written down what they were made from. ``library``: how many of the
    library's names and prompts there are in it, and how many there are.
    """

    language: str
    name: str
    state: str
    approve: str
    sentences: int
    unwritten: int
    work: tuple[Work, ...]
    library: tuple[int, int]


def report(texts: Texts, rooms: Iterable[Room], said: Collection[Said], language: str) -> Report:
    """What there is to do in a language; ``said`` is what the library says."""
    source, limits = texts.languages[0], _limits(rooms, texts)
    work: list[Work] = []
    unwritten = count = 0
    for name, folder in sorted(texts.folders.items()):
        made, mine = read_down(folder, language), texts.sentences(name, language)
        for key, english in texts.sentences(name, source).items():
            count += 1
            unwritten += key in mine and key not in made and not _same(english, mine[key])
            what, limit = _to_do(texts, f"{name}.{key}", language, made.get(key), limits)
            if what:
                there = mine.get(key, Sentence(0, "", frozenset()))
                path = f"{folder}/{language}.ftl"
                work.append(Work(path, there.line, f"{name}.{key}", what, limit, english.words, there.words))
    core = texts.sentences("core", language)
    own, state = core.get("language"), core.get(STATE)
    approve = f"{texts.folders['core']}/{language}.ftl" + (f":{state.line}" if state else "")
    library = sum(language in each.words for each in said), len(said)
    name = own.words if own else language
    return Report(
        language, name, state.words if state else "draft", approve, count, unwritten, tuple(sorted(work)), library
    )


def words_of(library: Library, packs: Iterable[Pack]) -> list[Said]:
    """All that the library says: its prompts, their packs and steps, and the packs of names."""
    found: list[Said] = [each.ask for each in library.prompts.values()]
    for sheet in library.packs.values():
        found += [sheet.name, *(step.name for step in sheet.steps)]
    for pack in packs:
        found += [pack.name, *(each for item in pack.items for each in (item.name, item.note) if each)]
    return found


def write_down(texts: Texts, language: str, keys: Collection[str] = ()) -> int:
    """Write down that these sentences, or all but those that read like the English, are made from what it says now.

    How many were written anew. Raises LookupError for a key that this language does not have.
    """
    source, new = texts.languages[0], 0
    there = {f"{name}.{key}" for name in texts.folders for key in texts.sentences(name, language)}
    if unknown := [key for key in keys if key not in there]:
        raise LookupError(unknown[0])
    for name, folder in texts.folders.items():
        english, mine, made = (
            texts.sentences(name, source),
            texts.sentences(name, language),
            read_down(folder, language),
        )
        kept = {key: made[key] for key in mine.keys() & made.keys()}
        for key in mine.keys() & english.keys():
            if f"{name}.{key}" in keys or (not keys and not _same(english[key], mine[key])):
                kept[key] = digest(english[key])
        new += sum(made.get(key) != each for key, each in kept.items())
        if kept != made:
            lines = "".join(f"{key} {each}\n" for key, each in sorted(kept.items()))
            (folder / f"{language}.made").write_text(HEAD.format(language) + lines, "utf-8")
    return new


def read_down(folder: Path, language: str) -> dict[str, str]:
    """What was written down in a folder: by key, the digest of the English."""
    path = folder / f"{language}.made"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return dict(line.split(" ", 1) for line in lines if " " in line and not line.startswith("#"))


def digest(sentence: Sentence) -> str:
    """Eight characters that change with the words, not with spaces or lines."""
    return hashlib.sha256(sentence.words.encode()).hexdigest()[:8]


def _to_do(texts: Texts, key: str, language: str, made: str | None, limits: dict[str, int]) -> tuple[str, int]:
    """What is to be done about a sentence, or "", and the characters that fit."""
    name, _, own = key.partition(".")
    english = texts.sentences(name, texts.languages[0])[own]
    limit = limits.get(key, FRAME - _size(texts, key, texts.languages[0], english))
    mine = texts.sentences(name, language).get(own)
    if mine is None:
        return "missing", limit
    if made is None and _same(english, mine):
        return "untranslated", limit
    if mine.variables != english.variables:
        return "variables", limit
    if made not in (None, digest(english)):
        return "changed", limit
    return "long" if _size(texts, key, language, mine) > limit else "", limit


def _same(english: Sentence, mine: Sentence) -> bool:
    """Whether it has words, and reads like the English."""
    return english.words == mine.words and re.search(r"[^\W\d_]", re.sub(r"\{[^{}]*\}", "", mine.words)) is not None


def _size(texts: Texts, key: str, language: str, sentence: Sentence) -> int:
    values = tuple((variable, LONG_NAME) for variable in sorted(sentence.variables))
    return len(texts.plain(Text(key, values), language))


def _limits(rooms: Iterable[Room], texts: Texts) -> dict[str, int]:
    """How long a sentence may be, by its key, where that follows from what a room declares."""
    found: dict[str, int] = {}
    for room in rooms:
        found |= {sentence.key: limit for _, sentence, limit in fitting(room, texts)}
        found |= {option.label.key: LABEL for option in _options(room) if isinstance(option.label, Text)}
    return found


def _options(room: Room) -> Iterator[Option]:
    for action in room.actions.values():
        for param in action.params:
            if isinstance(param.mark, Pick) and isinstance(param.mark.options, tuple):
                yield from param.mark.options
