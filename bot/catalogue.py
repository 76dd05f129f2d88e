"""One Fluent file: the sentences in it, where each stands, and what Fluent itself would drop in silence."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.fault import Fault

MARKS = range(0xE000, 0xF900)  # private-use characters: the house puts values in by them
MARK = re.compile("([\ue000-\uf8ff])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What stands under one key: its line, its words as Fluent, in one line, and the variables it uses.

    ``size``: in characters, as it stands in the file; without end where other sentences are part of it.
    """

    line: int
    words: str
    variables: frozenset[str]
    size: int = 0

    def may_exceed(self, limit: int, value: int = 0) -> bool:
        """Whether it may read longer than that where each value has so many characters; if not, nobody has to look."""
        return self.size + value * self.words.count("$") > limit


class _References(Visitor):
    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.refers = False

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.variables.add(node.id.name)

    def visit_MessageReference(self, _node: ast.MessageReference) -> None:
        self.refers = True

    def visit_TermReference(self, _node: ast.TermReference) -> None:
        self.refers = True


@cache  # a catalogue is read for its sentences, its faults and its bundle: to parse it is most of a start
def parsed(source: str) -> ast.Resource:
    """A catalogue's words as Fluent reads them; nobody changes what is in it."""
    return FluentParser().parse(source)


def sentences(path: Path) -> dict[str, Sentence]:
    """Each key with its sentence, attributes as ``key.attribute``; none where there is no file."""
    found: dict[str, Sentence] = {}
    if not path.exists():
        return found
    source = path.read_text("utf-8")
    for entry in parsed(source).body:
        if isinstance(entry, ast.Message):
            parts = {"": entry.value} | {f".{each.id.name}": each.value for each in entry.attributes}
            for suffix, pattern in parts.items():
                if pattern is not None:
                    found[entry.id.name + suffix] = _sentence(source, pattern)
    return found


def broken(path: Path) -> Iterator[Fault]:
    """What Fluent itself would drop in silence: junk, doubles, private-use characters, a missing file."""
    if not path.exists():
        yield Fault(str(path), "the catalogue is missing", "copy en.ftl and say every sentence in this language")
        return
    source = path.read_text("utf-8")
    for number, written in enumerate(source.splitlines(), 1):
        if MARK.search(written):
            yield Fault(f"{path}:{number}", "a private-use character", "take it out: the house uses these itself")
    seen: set[str] = set()
    for entry in parsed(source).body:
        line = _line(source, entry)
        if isinstance(entry, ast.Junk):
            yield Fault(f"{path}:{line}", "this is not Fluent", entry.annotations[0].message or "see projectfluent.org")
        elif isinstance(entry, ast.Message):
            if entry.id.name in seen:
                yield Fault(f"{path}:{line}", f"{entry.id.name} stands here twice", "keep one of the two")
            seen.add(entry.id.name)


def _sentence(source: str, pattern: ast.Pattern) -> Sentence:
    visitor = _References()
    visitor.visit(pattern)
    words = source[pattern.span.start : pattern.span.end] if pattern.span else ""
    size = sys.maxsize if visitor.refers else len(words)
    return Sentence(_line(source, pattern), " ".join(words.split()), frozenset(visitor.variables), size)


def _line(source: str, node: ast.SyntaxNode) -> int:
    return source.count("\n", 0, node.span.start) + 1 if node.span else 1
