"""One tagged JSON form for what is stored to be said or called later: no sentence, no language."""

from __future__ import annotations

import json
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
        talk.Person,
        talk.Phrase,
        talk.Place,
        talk.Quoted,
        talk.Remote,
        talk.Text,
    )
}


def dumps(value: Any) -> str:
    """The value as JSON, without half characters. Raises TypeError for what is not of ``bot.talk``."""
    return talk.whole(json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":")))


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
    match value:
        case talk.Word():
            return {"word": str(value)}
        case None | bool() | int() | str():
            return value
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case tuple() | list():
            return [_plain(each) for each in value]
        case talk.Message(files=(_, *_)):
            raise TypeError("a file is answered to one person and never stored")
        case _ if is_dataclass(value) and type(value).__name__ in _KNOWN:
            return {type(value).__name__: [_plain(getattr(value, each.name)) for each in fields(value)]}
    raise TypeError(f"cannot be stored: {type(value).__name__}")


def _value(plain: Any) -> Any:
    match plain:
        case list():
            return tuple(_value(each) for each in plain)
        case {"word": str(word)}:
            return talk.Word(word)
        case {"moment": str(written)}:
            return datetime.fromisoformat(written)
        case {"day": str(written)}:
            return date.fromisoformat(written)
        case dict():
            ((name, values),) = plain.items()
            return _KNOWN[name](*map(_value, values))
    return plain
