"""Messages and answers as Discord takes them: plain dicts of its Components V2. Pure.

One message is one container. Its integer id comes from the dedupe key, so that a post whose outcome nobody knows can be
looked for. A button's ``custom_id`` is a letter, since Discord wants each to be another one, and the wire of its Call.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from adapters.discord.dialect import Voice, escaped, quoted, shortened
from bot.delivery import Effect
from bot.talk import Answer, Button, Call, File, Form, Item, Message, Refusal, Remote, Text, text
from bot.texts import Texts, clean

Payload = dict[str, Any]

HIDDEN: Final = 1 << 6  # only the person sees it
COMPONENTS: Final = 1 << 15  # the message is made of components
NO_ONE: Final[Payload] = {"parse": []}  # whom a message may ping
PARTS: Final = 40  # components of one message, all of them
SAID: Final = 4_000  # characters of one message
LABEL: Final = 80  # of a button
ALT: Final = 1_024  # of what a picture says in words
ROW: Final = 5  # buttons side by side
NAME: Final = 60  # characters of what a thread is called; Discord takes 100
_ROW, _BUTTON, _SECTION, _TEXT, _GALLERY, _FILE, _CONTAINER = 1, 2, 9, 10, 12, 13, 17
_GREY, _LINK = 2, 5
HOME: Final = "https://discord.com/channels/"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as it is sent."""

    content: bytes
    name: str = "picture.png"
    media: str = "image/png"


@dataclass(frozen=True, slots=True)
class Said:
    """A message's payload, and the files that are sent beside it."""

    payload: Payload
    files: tuple[File | Drawn, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What a message has around it: which server it is about, its dedupe key, its picture."""

    home: Remote | None = None
    key: str = ""
    drawn: bytes | None = None


def container_id(key: str) -> int:
    """The id of the container of what is said under this dedupe key: 31 bits, and out of the way of Discord's own."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]) >> 1 | 1 << 16


def post(effect: Effect, texts: Texts, home: str = "", drawn: bytes | None = None) -> Said:
    """What an effect says. ``home`` is the server's name, which a direct conversation shows; ``drawn`` its picture."""
    if effect.message is None:
        raise ValueError("this effect says nothing")
    voice = Voice(texts, effect.languages)
    from_home = Remote(effect.community, home) if effect.place.kind == "direct" else None
    return _whole(effect.message, effect.wires, voice, Around(from_home, effect.key, drawn))


def answer(said: Answer, texts: Texts, home: Remote | None, drawn: bytes | None = None) -> Said:
    """What a person alone is answered. ``home`` is the server it is about where that does not follow from the place.

    ``drawn`` is its picture; where it could not be drawn, it is said in words. A form that comes too late to be opened
    is a button that opens it.
    """
    voice = Voice(texts, said.languages)
    match said.said:
        case Form() as form:
            shown = Message(text("discord.form-ready"), buttons=(Button(form.title, Call("")),))
        case Refusal() as refused:
            wrong = tuple(
                Item(text("discord.problem", field=label, problem=problem))
                for label, (_, problem) in zip(said.labels, refused.problems, strict=True)
            )
            shown = Message(refused.text, items=wrong, buttons=refused.buttons)
        case Message() as shown:
            pass
    return _whole(shown, said.wires, voice, Around(home, drawn=drawn))


def sentence(said: Text, texts: Texts, languages: tuple[str, ...]) -> Said:
    """A message that is nothing but a sentence."""
    return _whole(Message(said), (), Voice(texts, languages), Around())


def thread_name(opener: Message | None, texts: Texts, languages: tuple[str, ...]) -> str:
    """What a thread is called after its first message."""
    return Voice(texts, languages).line(opener.text, NAME) if opener else "\u2026"


def _whole(said: Message, wires: tuple[str, ...], voice: Voice, around: Around) -> Said:
    """The message; words that would be too long once they are escaped, and then its list, go into a file beside it."""
    made = _made(said, wires, voice, around)
    if _size(made.payload["components"]) > SAID:
        made = _made(_words_beside(said), wires, voice, around)
    if _size(made.payload["components"]) > SAID:
        made = _made(_list_beside(said, voice), wires, voice, around)
    return made


def _made(said: Message, wires: tuple[str, ...], voice: Voice, around: Around) -> Said:
    pressed = zip(said.every_button, wires, strict=True)
    presses = [_press(button, wire, number, voice) for number, (button, wire) in enumerate(pressed)]
    begun = {"type": _CONTAINER} | ({"id": container_id(around.key)} if around.key else {})
    first = _text("\n".join(filter(None, (voice.blocks(said.text), quoted(said.words) if said.words else ""))))
    shown = [{"type": _FILE, "file": {"url": f"attachment://{file.name}"}} for file in said.files]
    sent: list[File | Drawn] = [*said.files]
    attached: list[Payload] = [{"id": str(place), "filename": file.name} for place, file in enumerate(said.files)]
    if said.picture and around.drawn:
        alt, picture = voice.alt(said.picture, ALT), Drawn(around.drawn)
        item = {"media": {"url": f"attachment://{picture.name}"}, "description": alt}
        shown.insert(0, {"type": _GALLERY, "items": [item]})
        attached.append({"id": str(len(sent)), "filename": picture.name, "description": alt})
        sent.append(picture)
    elif said.picture:
        shown.insert(0, _text(escaped(voice.alt(said.picture, ALT))))
    own = [_way_home(around.home)] if around.home else []
    parts = _side_by_side(said, presses, own, voice)
    if 2 + len(shown) + sum(map(_count, parts)) > PARTS:
        parts = _numbered(said, presses, own, voice)
    payload = {
        "flags": COMPONENTS,
        "components": [begun | {"components": [first, *shown, *parts]}],
        "allowed_mentions": NO_ONE,
        "attachments": attached,
    }
    return Said(payload, tuple(sent))


def _side_by_side(said: Message, presses: list[Payload], own: list[Payload], voice: Voice) -> list[Payload]:
    """List lines with their buttons beside them, and then the message's own."""
    left, parts, lines = iter(presses), list[Payload](), list[str]()
    for item in said.lines:
        if item.button is None:
            lines.append(_line(item, voice))
            continue
        parts += _texts(lines)
        lines.clear()
        parts.append({"type": _SECTION, "components": [_text(_line(item, voice))], "accessory": next(left)})
    return [*parts, *_texts(lines), *_rows([*left, *own])]


def _numbered(said: Message, presses: list[Payload], own: list[Payload], voice: Voice) -> list[Payload]:
    """All the list lines and then all the buttons, those of the lines under their numbers: they need fewer parts."""
    lines, numbered = [], 0
    for number, item in enumerate(said.lines, 1):
        lines.append(f"**{number}** {_line(item, voice)}")
        if item.button:
            press = presses[numbered]
            presses[numbered] = press | {"label": shortened(f"{number}. {press['label']}", LABEL)}
            numbered += 1
    return [*_texts(lines), *_rows([*presses, *own])]


def _line(item: Item, voice: Voice) -> str:
    words = f"\n{quoted(item.words)}" if item.words else ""
    return voice.blocks(item.text) + words


def _text(content: str) -> Payload:
    return {"type": _TEXT, "content": content}


def _texts(lines: Sequence[str]) -> list[Payload]:
    return [_text("\n".join(lines))] if lines else []


def _rows(presses: Sequence[Payload]) -> list[Payload]:
    return [{"type": _ROW, "components": [*presses[at : at + ROW]]} for at in range(0, len(presses), ROW)]


def _press(button: Button, wire: str, number: int, voice: Voice) -> Payload:
    label = voice.line(button.label, LABEL)
    return {"type": _BUTTON, "style": _GREY, "label": label, "custom_id": f"{chr(ord('A') + number)}{wire}"}


def _way_home(home: Remote) -> Payload:
    """In a direct conversation, which server this is about: for the person to see, and for `hear` to read."""
    return {"type": _BUTTON, "style": _LINK, "label": shortened(clean(home.name), LABEL), "url": f"{HOME}{home.id}"}


def _words_beside(said: Message) -> Message:
    return replace(said, words="", files=(*said.files, _beside(said.words))) if said.words else said


def _list_beside(said: Message, voice: Voice) -> Message:
    """The message with all that people typed, and its list, in a file."""
    lines = [f"{voice.line(item.text, SAID)}\n{item.words}" for item in said.items]
    items = tuple(Item(text("discord.in-the-file"), button=item.button) for item in said.items if item.button)
    return replace(said, words="", items=items, files=(*said.files, _beside("\n\n".join([said.words, *lines]))))


def _beside(words: str) -> File:
    return File("blether.txt", "text/plain", words)


def _count(part: Payload) -> int:
    inner = [*part.get("components", ()), *([part["accessory"]] if "accessory" in part else [])]
    return 1 + sum(map(_count, inner))


def _size(parts: Iterable[Payload]) -> int:
    """Characters of all the texts in these."""
    return sum(len(part.get("content", "")) + _size(part.get("components", ())) for part in parts)
