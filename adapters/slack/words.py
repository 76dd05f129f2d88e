"""The words after a slash command, as a Call: ``/learn log Paired talk minutes:20 why:"we were curious"``. Pure.

Slack writes people, channels and links in what was typed as ``<@U1|mai>``, ``<#C1|staffroom>`` and ``<https://…>``,
and escapes three characters; all of that is undone here. The words after the verb fill the first text field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from bot.talk import Call, Command, Remote

_POINTED: Final = re.compile(r"<(?P<sign>[@#]|!subteam\^)(?P<id>[A-Z0-9]+)(?:\|(?P<name>[^<>]*))?>")
GROUP: Final = "!subteam^"  # how Slack writes that a group of people is pointed at
_LINK: Final = re.compile(r"<(?P<address>(?:https?://|mailto:|tel:)[^<>|]*)(?:\|(?P<words>[^<>]*))?>", re.IGNORECASE)
_PAIR: Final = r'(?<!\S)(?P<field>{names}):(?:"(?P<quoted>[^"]*)"|“(?P<curly>[^”]*)”|(?P<bare><[@#!][^<>]*>|\S*))'
NAMED: Final = {"somebody": "@", "somewhere": "#", "members": "@"}


def called(room: str, written: str, commands: Iterable[Command]) -> Call | None:
    """The Call; None when the first word is no verb of this room. Of two values for one name the last counts."""
    verb, _, rest = written.strip().partition(" ")
    name = f"{room}.{verb}".lower()
    begun = next((each for each in commands if each.slash and each.action == name), None)
    if begun is None:
        return None
    kinds = {field.name: field.kind for field in begun.fields}
    given, rest = _given(rest, kinds)
    values = {field: _meant(kinds[field], each) for field, each in given.items()}
    first = next((field for field, kind in kinds.items() if kind in ("line", "long")), next(iter(kinds), None))
    if first and rest:
        values[first] = _meant(kinds[first], (_unquoted(rest),))
    return Call.of(begun.action, values)


def _given(rest: str, names: Iterable[str]) -> tuple[dict[str, tuple[str, ...]], str]:
    """The ``name:value`` pairs, and the words that are left."""
    given: dict[str, tuple[str, ...]] = {}

    def take(piece: re.Match[str]) -> str:
        field = piece["field"].lower()
        value = next(part for part in (piece["quoted"], piece["curly"], piece["bare"]) if part is not None)
        given[field] = (*given.get(field, ()), value)
        return " "

    pair = _PAIR.format(names="|".join(map(re.escape, names)) or "(?!)")
    return given, re.sub(pair, take, rest, flags=re.IGNORECASE).strip()


def _unquoted(words: str) -> str:
    """Without the quotes that stand around all of it."""
    found = re.fullmatch(r'"([^"]*)"|“([^”]*)”', words)
    return next(filter(None, found.groups()), "") if found else words


def _meant(kind: str, written: Sequence[str]) -> Any:
    """The value of a field that was named as often as there are words."""
    if kind == "members":
        return tuple(each for words in written for sign in ("@", GROUP) for each in pointed(words, sign))
    if kind == "picks":
        return tuple(map(plainly, written))
    if kind in NAMED and (found := pointed(written[-1], NAMED[kind])):
        return found[-1]
    return plainly(written[-1])


def pointed(words: str, sign: str) -> tuple[Remote, ...]:
    """The people, groups or places that are pointed at in what was typed."""
    found = (each for each in _POINTED.finditer(words) if each["sign"] == sign)
    kind = "group" if sign == GROUP else "channel"
    return tuple(Remote(each["id"], _name(each), kind) for each in found)


def plainly(words: str) -> str:
    """What was typed, as its writer saw it."""
    words = _POINTED.sub(lambda each: f"{each['sign'].replace(GROUP, '@')}{_name(each) or each['id']}", words)
    words = _LINK.sub(lambda each: each["words"] or each["address"], words)
    return _unescaped(words)


def _name(found: re.Match[str]) -> str:
    name = found["name"] or ""
    return _unescaped(name.removeprefix("@") if found["sign"] == GROUP else name)


def _unescaped(words: str) -> str:
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
