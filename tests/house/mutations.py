"""What arrives when somebody, or a bad line, has changed what was sent: seeded, so that each can be had again."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import Any

from bot.talk import Quoted, Remote
from tests.hostile import HOSTILE

SHORT = [each for each in HOSTILE if len(each) <= 200]
_ID = re.compile(r"[\w-]{22}", re.ASCII)
HUGE = ("9" * 5_000, "x" * 100_000, "=&|," * 2_000, "\ud800" * 50, "\0" * 50, "٣" * 40, "-1", "1e309", "²")


def words(chance: random.Random, sound: str, ids: list[str]) -> str:
    """A string that was cut, doubled, turned over, filled up or replaced, or that has somebody else's id in it."""
    at, to = sorted((chance.randint(0, len(sound)), chance.randint(0, len(sound))))
    ways = [
        sound[:at],
        sound + sound,
        sound[:at] + sound[to:],
        sound[::-1],
        sound[:at] + chance.choice("\0\ud800|&=,?:0129 \n") + sound[at:],
        sound[:at]
        + "".join(chr(ord(each) ^ 1 << chance.randrange(8)) for each in sound[at : at + 1])
        + sound[at + 1 :],
        _ID.sub(chance.choice(ids), sound, count=1) if ids else sound[to:],
        chance.choice(HUGE),
        chance.choice(SHORT),
    ]
    return chance.choice(ways)


def value(chance: random.Random, sound: Any, ids: list[str]) -> Any:
    """A value as an adapter may hand it on, changed: other words, another id, another type."""
    written = sound if isinstance(sound, str) else "x"
    match chance.randrange(8):
        case 0:
            return (words(chance, written, ids), written)
        case 1:
            return ()
        case 2:
            return Remote(words(chance, "bethan", ids), written)
        case 3:
            return Quoted(words(chance, "https://chat.example/1", ids), chance.choice((None, Remote("bethan", "B"))))
        case 4 if ids:
            return chance.choice(ids)
        case 5:
            return ""
    return words(chance, written, ids)


def values(chance: random.Random, sound: Mapping[str, Any], ids: list[str]) -> dict[str, Any]:
    """Values by name, of which some are changed, missing, doubled under another name or swapped."""
    found = dict(sound)
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(list(found) or ["what"])
        match chance.randrange(5):
            case 0:
                found.pop(name, None)
            case 1:
                found[words(chance, name, ids)] = found.get(name, "x")
            case 2:
                other = chance.choice(list(found) or ["what"])
                found[name], found[other] = found.get(other, "x"), found.get(name, "x")
            case _:
                found[name] = value(chance, found.get(name, "x"), ids)
    return found


def json_value(chance: random.Random, sound: Any, ids: list[str]) -> Any:
    """A value of a JSON body, changed at some depth."""
    if isinstance(sound, dict) and sound and chance.random() < 0.8:
        name = chance.choice(list(sound))
        match chance.randrange(6):
            case 0:
                return {other: each for other, each in sound.items() if other != name}
            case 1:
                return sound | {words(chance, name, ids): sound[name]}
        return sound | {name: json_value(chance, sound[name], ids)}
    nested: Any = sound
    for _ in range(chance.choice((1, 2, 200))):
        nested = [nested]
    other = (None, True, -1, 10**30, 1.5, [], {}, nested, [sound, sound], {"kind": "somebody", "id": "callum"})
    return words(chance, sound, ids) if isinstance(sound, str) and chance.random() < 0.7 else chance.choice(other)


def raw(chance: random.Random, sound: bytes) -> bytes:
    """Bytes that were cut, flipped, doubled or torn."""
    at = chance.randrange(len(sound) + 1)
    match chance.randrange(6):
        case 0:
            return sound[:at]
        case 1:
            return sound + sound
        case 2 if sound:
            at = chance.randrange(len(sound))
            return sound[:at] + bytes([sound[at] ^ 1 << chance.randrange(8)]) + sound[at + 1 :]
        case 3:
            return sound[:at] + bytes([chance.randrange(256)]) * chance.choice((1, 3, 70_000)) + sound[at:]
        case 4:
            return sound.replace(b'"', b"'", 3)
    return sound[:at] + sound[at + 1 :]
