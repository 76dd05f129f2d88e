"""Who, where, and in which words: frozen values that everything said is made of."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Any


class Role(IntEnum):
    """What a person may do in a community; an adapter that cannot tell says MEMBER."""

    MEMBER = 1
    MODERATOR = 2


@dataclass(frozen=True, slots=True)
class Community:
    """A server, a workspace, or the sample community; ``languages`` are what its places use, first one first.

    ``contact`` says whom to ask, ``notice`` is the address of the privacy notice; "" where nobody has said.
    ``moderators`` are the platform's ids of the groups whose people moderate, beside its own admins.
    """

    id: str
    name: str
    languages: tuple[str, ...]
    zone: str
    contact: str = ""
    notice: str = ""
    moderators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """One platform account in one community; without a language they are spoken to in all of the community's."""

    id: str
    name: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Our row for a channel, a thread or a direct conversation.

    ``remote`` is the platform's own id, "" for a thread that is not open yet. Without ``languages`` it has the
    community's.
    """

    id: str
    kind: str
    name: str
    remote: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remote:
    """A person, place or community as the platform names it: its id there, and its name now.

    A place has a kind (channel, thread or direct) and, where the platform says so, languages of its own; a group of
    people, such as those with a role there, has the kind group.
    """

    id: str
    name: str = ""
    kind: str = "channel"
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """A message somebody points at: where it is and who wrote it, never its words."""

    link: str
    author: Person | Remote | None = None  # from an adapter a Remote; read by the door, one of our people


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the library in the languages it has them in, such as the official name of a standard."""

    words: tuple[tuple[str, str], ...]

    def said(self, language: str) -> tuple[str, str]:
        """The (language, words) to show to a reader of ``language``: theirs, or else the first there is."""
        return next((pair for pair in self.words if pair[0] == language), self.words[0])


class Word(str):
    """A word of our own that a Text may use to choose a variant; what people type never is one."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence by its key, ``room.sentence``, and the values it is about."""

    key: str
    pairs: tuple[tuple[str, Any], ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        """The values by name."""
        return dict(self.pairs)


def whole(words: str) -> str:
    """Words without half characters, which no database, page or platform could hold."""
    return words.encode("utf-8", "ignore").decode()


def plain(raw: Any) -> str:
    """What was typed, as it is kept: NFC, one kind of line end, no NUL, no half characters, ends trimmed."""
    words = str("" if raw is None else raw).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return unicodedata.normalize("NFC", whole(words)).strip()


Value = str | int | date | datetime | Person | Place | Phrase | Text | None


def text(key: str, /, **values: Value) -> Text:
    """A Text from its key and values: ``text("core.done")``."""
    return Text(key, tuple(sorted(values.items())))
