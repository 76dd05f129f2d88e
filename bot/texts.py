"""From a Text to a tree an adapter can walk: Fluent, then marks, then CommonMark.

What people typed, and every number, travels through Fluent and the Markdown parser as one private-use
character and is put in while the tree is built, so nothing typed is ever parsed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle
from fluent.runtime.resolver import CurrentEnvironment, ResolverEnvironment
from fluent.runtime.types import FluentInt
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.catalogue import MARK, MARKS, Sentence, broken, parsed, sentences
from bot.fault import Fault
from bot.talk import Person, Phrase, Picture, Place, Text, Value, Word

# What hides, reorders or breaks text. Joiners stay (emoji, Persian), and the tags in Wales' and Scotland's flags.
_NEVER_SHOWN = re.compile(
    "[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
RECENT = 100  # sentences with values: an answer is measured before it is shown
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)

_markdown = MarkdownIt("zero").enable(["emphasis", "balance_pairs", "link", "list", "escape"])
# A mark in a link would be percent-encoded; the address that is put in is checked in `_link`.
_markdown.normalizeLink = str  # type: ignore[method-assign, assignment]
_markdown.normalizeLinkText = str  # type: ignore[method-assign, assignment]
_markdown.validateLink = bool  # type: ignore[method-assign, assignment]
_parse = functools.lru_cache(4096)(_markdown.parse)


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a rendered Text.

    ``kind``: paragraph, list, item, strong, em, link (``words`` is its checked address), words (our own) or value
    (what was put in: ``words`` as it reads, ``value`` itself, ``language`` when it differs from the sentence's).
    """

    kind: str
    words: str = ""
    children: tuple[Node, ...] = ()
    value: Any = None
    language: str = ""


class _Counted(FluentInt):
    """Chooses plurals like a number and is written as a mark."""

    mark: str

    def format(self, locale: Any) -> str:
        return self.mark


class _Bundle(FluentBundle):
    """A bundle that gives the values as they are; the original turns every int into a plain number."""

    def format_pattern(self, pattern: Any, args: Any = None) -> tuple[Any, list[Exception]]:
        errors: list[Exception] = []
        env = ResolverEnvironment(context=self, current=CurrentEnvironment(args=args or {}), errors=errors)
        return pattern(env), errors


class _Same:
    """One Text, and no other that is equal to it: the same instant in two zones is equal, and reads otherwise."""

    __slots__ = ("text",)

    def __init__(self, text: Text) -> None:
        self.text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.text is other.text

    def __hash__(self) -> int:
        return id(self.text)


class Texts:
    """Every catalogue of the house: ``<folder>/<language>.ftl`` for the core, each room and each adapter."""

    def __init__(self, folders: Mapping[str, Path]) -> None:
        """Read the catalogues; ``folders`` maps ``core`` and each room's or adapter's name to where its files lie."""
        self.folders = dict(folders)
        written = (path.stem for path in folders["core"].glob("*.ftl"))
        self.languages = tuple(sorted(filter(is_language, written), key=_english_first))
        self._bundles = {
            (name, language): _bundle(folder / f"{language}.ftl", language)
            for name, folder in folders.items()
            for language in self.languages
        }
        self._sentences = {
            (name, language): sentences(folder / f"{language}.ftl")
            for name, folder in folders.items()
            for language in self.languages
        }
        self._unchanging: dict[tuple[str, str], tuple[Node, ...]] = {}  # what has no values is read once
        self._lately = functools.lru_cache(RECENT)(lambda same, language: self._parsed(same.text, language))
        self._speaking: dict[str, tuple[str, ...]] = {}

    def faults(self) -> Iterator[Fault]:
        """What is broken, missing or different between languages."""
        for path in sorted(self.folders["core"].glob("*.ftl")):
            if not is_language(path.stem):
                what = f"nobody knows how {path.stem} writes numbers and days"
                yield Fault(
                    str(path), what, "name it after a language of the Unicode CLDR by two or three letters: gd.ftl"
                )
        for name, folder in self.folders.items():
            for language in self.languages:
                yield from broken(folder / f"{language}.ftl")
            there = [language for language in self.languages if (folder / f"{language}.ftl").exists()]
            entries = {language: self.variables(name, language) for language in there}
            for language in there:
                mine, first = entries[language], entries[there[0]]
                for key in sorted(first.keys() - mine.keys()):
                    yield Fault(f"{folder}/{language}.ftl", f"{name}.{key} is missing", "say it in this language too")
                for key in sorted(mine.keys() - first.keys()):
                    other = f"{folder}/{there[0]}.ftl"
                    yield Fault(
                        other, f"{name}.{key} is missing", f"{language}.ftl has it: add it or take it out there"
                    )
                for key in sorted(mine.keys() & first.keys()):
                    if mine[key] != first[key]:
                        what = f"{name}.{key} uses {_names(mine[key])}, {there[0]}.ftl uses {_names(first[key])}"
                        yield Fault(f"{folder}/{language}.ftl", what, "use the same variables in every language")

    def has(self, key: str) -> bool:
        """Whether every language has this sentence."""
        return self.speaking(key) == self.languages

    def speaking(self, key: str) -> tuple[str, ...]:
        """The languages that have this sentence."""
        if key not in self._speaking:
            room, _, name = key.partition(".")
            bundles = {language: self._bundles.get((room, language)) for language in self.languages}
            spoken = tuple(language for language, bundle in bundles.items() if bundle and _pattern(bundle, name))
            self._speaking[key] = spoken
        return self._speaking[key]

    def entries(self, name: str) -> dict[str, frozenset[str]]:
        """Every sentence of one catalogue with the variables it uses; an attribute is ``key.attribute``."""
        return self.variables(name, self.languages[0])

    def variables(self, name: str, language: str) -> dict[str, frozenset[str]]:
        """Every sentence of a catalogue in one language, with the variables it uses."""
        return {key: each.variables for key, each in self._sentences[name, language].items()}

    def sentences(self, name: str, language: str) -> Mapping[str, Sentence]:
        """Every sentence of a catalogue in one language, as it stands in its file; none where there is no file."""
        return self._sentences[name, language]

    def tree(self, text: Text, language: str) -> tuple[Node, ...]:
        """The Text in one language, as blocks. Raises LookupError for a key nobody wrote: a bug, not bad input."""
        if text.pairs:
            return self._lately(_Same(text), language)
        if (text.key, language) not in self._unchanging:
            self._unchanging[text.key, language] = self._parsed(text, language)
        return self._unchanging[text.key, language]

    def plain(self, text: Text, language: str) -> str:
        """The Text in one language without any markup: for labels, titles and notifications."""
        return "\n".join(_flat(node) for node in self.tree(text, language))

    def alt(self, picture: Picture, language: str) -> str:
        """What one sees, in words: for those who do not see it, and for where it cannot be shown."""
        return " ".join(self.plain(each, language) for each in picture.alt)

    def month(self, day: date) -> Phrase:
        """The short name of a day's month."""
        return Phrase(tuple((language, format_date(day, "LLL", locale=language)) for language in self.languages))

    def shown(self, value: Value, language: str) -> tuple[str, str]:
        """How a value reads, and in which language; whatever could hide or reorder text is taken out."""
        match value:
            case Text():
                return self.plain(value, language), language
            case Phrase():
                own, words = value.said(language)
                return clean(words), own
            case Person() | Place():
                return clean(value.name), language
            case int():
                return format_decimal(value, locale=language), language
            case datetime():
                return format_datetime(value, "d MMMM y, HH:mm", locale=language), language
            case date():
                return format_date(value, "d MMMM y", locale=language), language
            case _:
                return clean(str(value or "")), language

    def _parsed(self, text: Text, language: str) -> tuple[Node, ...]:
        said, marks = self._said(text, language)
        return _blocks(iter(_parse(said)), marks, language, self)

    def _said(self, text: Text, language: str) -> tuple[str, dict[str, Any]]:
        room, _, name = text.key.partition(".")
        pattern = _pattern(self._bundles[room, language], name)
        if pattern is None:
            raise LookupError(f"no text {text.key} in {language}")
        marks, args = {}, {}
        for code, (variable, value) in zip(MARKS, text.pairs, strict=False):
            marks[chr(code)] = value
            args[variable] = _argument(value, chr(code))
        said, errors = self._bundles[room, language].format_pattern(pattern, args)
        if errors:
            raise errors[0]
        return str(said), marks


def clean(words: str) -> str:
    """Words as they may be shown: nothing that hides or reorders text, and never quite empty."""
    return _NEVER_SHOWN.sub("", words.replace("\r\n", "\n")).strip() or "\u200b"


def welsh_first(languages: Iterable[str]) -> tuple[str, ...]:
    """The languages in the order they stand: where Welsh is spoken, it comes first (Welsh Language Standards 2-5)."""
    return tuple(sorted(languages, key=lambda language: language != "cy"))


def is_language(code: str) -> bool:
    """Whether Babel knows its plurals, numbers and days; pages mark it by this code."""
    try:
        return re.fullmatch("[a-z]{2,3}", code) is not None and str(Locale.parse(code)) == code
    except UnknownLocaleError:
        return False


def _english_first(language: str) -> tuple[bool, str]:
    return language != "en", language


def _argument(value: Any, mark: str) -> Any:
    if isinstance(value, Word):
        return str(value)
    if isinstance(value, int):
        counted = _Counted(value)
        counted.mark = mark
        return counted
    return mark


def _bundle(path: Path, language: str) -> _Bundle:
    bundle = _Bundle([language], use_isolating=False)
    if path.exists():
        bundle.add_resource(parsed(path.read_text("utf-8")))
    return bundle


def _pattern(bundle: FluentBundle, name: str) -> Any:
    key, _, attribute = name.partition(".")
    if not bundle.has_message(key):
        return None
    message = bundle.get_message(key)
    return message.attributes.get(attribute) if attribute else message.value


def _names(variables: Iterable[str]) -> str:
    return ", ".join(f"${name}" for name in sorted(variables)) or "no variables"


def _flat(node: Node) -> str:
    return node.words if node.kind in ("words", "value") else "".join(map(_flat, node.children))


def _blocks(tokens: Iterator[Token], marks: dict[str, Any], language: str, texts: Texts) -> tuple[Node, ...]:
    """The nodes up to the closing token of the block that was just opened, or to the end."""
    kinds = {"paragraph": "paragraph", "bullet_list": "list", "ordered_list": "list", "list_item": "item"}
    found: list[Node] = []
    for token in tokens:
        if token.type == "inline":
            found += _inline(iter(cast(list[Token], token.children)), marks, language, texts)
        elif token.nesting == 1:
            kind = kinds[token.type.removesuffix("_open")]
            found.append(Node(kind, children=_blocks(tokens, marks, language, texts)))
        elif token.nesting == -1:
            break
    return tuple(found)


def _inline(tokens: Iterator[Token], marks: dict[str, Any], language: str, texts: Texts) -> tuple[Node, ...]:
    found: list[Node] = []
    for token in tokens:
        if token.nesting == -1:
            break
        if token.nesting == 0:
            found += _pieces(token.content, marks, language, texts)
            continue
        children = _inline(tokens, marks, language, texts)
        if token.type == "link_open":
            found.append(_link(str(token.attrs["href"]), children, marks))
        else:
            found.append(Node(token.type.removesuffix("_open"), children=children))
    return tuple(found)


def _pieces(words: str, marks: dict[str, Any], language: str, texts: Texts) -> Iterator[Node]:
    for piece in MARK.split(words):
        if piece in marks:
            shown, own = texts.shown(marks[piece], language)
            yield Node("value", shown, value=marks[piece], language=own if own != language else "")
        elif piece:
            yield Node("words", piece)


def _link(href: str, children: tuple[Node, ...], marks: dict[str, Any]) -> Node:
    """A link when its address is one; otherwise only its words."""
    address = str(marks.get(href, href) or "")
    return Node("link", address, children) if _WEB.fullmatch(address) else Node("span", children=children)
