"""What an adapter is asked to say, and what it tells of it: frozen values, no I/O."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.talk import Message, Occasion, Place

Kind = Literal["say", "edit", "open", "withdraw"]
NATIVE = "native_events"  # the trait of a platform that has events of its own
OCCASION = "event:"  # before the key of a post that has one: the event, which is kept like a post of its own
KEY = 16  # bytes of a dedupe key: 22 characters, which fit wherever a platform takes one


class Why(StrEnum):
    """Why something can never be said in a place: it is gone, we have no right there, or it is closed to us."""

    GONE = "gone"
    FORBIDDEN = "forbidden"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Delivered:
    """It is there. ``remote``: the platform's id of the post or, once opened, of the thread; "" when withdrawn."""

    remote: str


@dataclass(frozen=True, slots=True)
class Refused:
    """It can never be said there."""

    why: Why


@dataclass(frozen=True, slots=True)
class NotNow:
    """It was not said; the place may be asked again in so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Absent:
    """It is known not to be there."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can tell whether it is there; ``why`` is one word for the log, such as the kind of an error."""

    why: str = ""


Outcome = Delivered | Refused | NotNow | Unknown
Found = Delivered | Absent | Unknown


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a platform may be spoken to: posts a second in one place, one community and in all; None: at will."""

    place: float | None = None
    community: float | None = None
    bot: float | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A post to take back, when no row of it is left: our id of it, where it stands and, if known, its id there.

    ``native``: it is the event of a post.
    """

    post: str
    place: Place
    remote: str | None
    native: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing to do on a platform.

    ``say`` posts the message in the place; ``edit``: the post ``remote`` now reads so; ``withdraw`` takes it back;
    ``open`` makes a thread of the post ``remote``, which is the message, in the place. ``key`` is the same at every
    try, for the platform to tell a repetition by; ``since`` is when it was first tried, for ``find`` to look from.
    ``community`` is the platform's id of it; a direct conversation's ``place.remote`` is ``direct:`` and the
    platform's id of the person.

    ``native``: it is not about a post but about one of the community's events, which the post in that place is about;
    what takes place is ``occasion``. Only a platform with the trait NATIVE is asked. No platform tells a repetition of
    these, so what may have been done is always looked for.
    """

    kind: Kind
    key: str
    community: str
    place: Place
    message: Message | None
    wires: tuple[str, ...]
    languages: tuple[str, ...]
    since: datetime
    remote: str | None = None
    native: bool = False
    occasion: Occasion | None = None


def key_of(community: str, kind: str, post: str, revision: int) -> str:
    """The dedupe key of an effect: nothing can be read from it, and no other effect has it."""
    found = hashlib.sha256(f"{community}/{kind}/{post}/{revision}".encode()).digest()
    return base64.urlsafe_b64encode(found[:KEY]).decode().rstrip("=")
