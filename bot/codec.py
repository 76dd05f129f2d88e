"""One tagged JSON form for what is stored to be said or called later: no sentence, no language."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from bot import delivery, talk

_KNOWN = {
    each.__name__: each
    for each in (
        delivery.Withdrawal,
        talk.Button,
        talk.Call,
        talk.Item,
        talk.Message,
        talk.Occasion,
        talk.Person,
        talk.Phrase,
        talk.Picture,
        talk.Place,
        talk.Quoted,
        talk.Remote,
        talk.Text,
    )
}

_PARTS = {each: tuple(part.name for part in fields(each)) for each in _KNOWN.values()}
_BARE = frozenset((type(None), bool, int, str))  # as JSON has them
_READ: dict[str, Callable[[str], Any]] = {
    "word": talk.Word,
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
}
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dumps(value: Any) -> str:
    """The value as JSON, without half characters. Raises TypeError for what is not of ``bot.talk``."""
    return talk.whole(_write(_plain(value)))


def loads(written: str) -> Any:
    """The value again, equal to the one that was written."""
    return _value(json.loads(written))


def bare(call: talk.Call) -> talk.Call:
    """The same without anybody's name, so that nothing has to be looked for in it when somebody is forgotten."""
    return talk.Call(call.action, tuple((name, _bare(value)) for name, value in call.pairs))


def people(value: Any) -> frozenset[str]:
    """The ids of everybody who is named in a value of ``bot.talk``."""
    match value:
        case talk.Person():
            return frozenset((value.id,))
        case tuple():
            return frozenset().union(*map(people, value))
        case _ if is_dataclass(value):
            return frozenset().union(*(people(getattr(value, each.name)) for each in fields(value)))
    return frozenset()


def _bare(value: Any) -> Any:
    match value:
        case talk.Person() | talk.Place():
            return value.id
        case talk.Quoted(author=talk.Person(id=id)):
            return talk.Quoted(value.link, talk.Person(id, ""))
        case tuple():
            return tuple(map(_bare, value))
    return value


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _BARE:
        return value
    if kind is tuple or kind is list:
        return [_plain(each) for each in value]
    if kind is talk.Message and value.files:
        raise TypeError("a file is answered to one person and never stored")
    if parts := _PARTS.get(kind):
        return {kind.__name__: [_plain(getattr(value, part)) for part in parts]}
    match value:
        case talk.Word():
            return {"word": str(value)}
        case int() | str():
            return value
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
    raise TypeError(f"cannot be stored: {kind.__name__}")


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(map(_value, plain))
    if not isinstance(plain, dict):
        return plain
    ((name, written),) = plain.items()
    return _READ[name](written) if name in _READ else _KNOWN[name](*map(_value, written))
