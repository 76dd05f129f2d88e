"""The room itself, and what an entry and its fields are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from bot.finding import likeliest
from bot.library import packs
from bot.marks import Mine, OneLine, Pick, Picks, Whole
from bot.room import Room
from bot.rooms.learn.rules import OPTION, shortened
from bot.rooms.learn.tables import entries
from bot.store.rows import Row
from bot.talk import OPTIONS, Option, Phrase, Text
from bot.turn import Turn

room = Room("learn")
t = room.text
drawn_year = room.picture("year")

ABOUT = ("what", "on", "kind", "formality", "minutes", "why", "standards")  # what an entry says of the learning
CHANGED = ("reflection", "thinking", "practice", "learners", "evidence", "next_step")  # and of what came of it
WORDS = ("what", "why", *CHANGED)

_packs = packs()
KINDS, FORMALITY = _packs["kinds"].options, _packs["formality"].options
NAMES: dict[str, Text | Phrase] = {option.value: option.label for option in (*KINDS, *FORMALITY)}
_standards: dict[Option, str] = {}  # with the words they are found by
for _pack in (pack for pack in _packs.values() if pack.kind == "standards"):
    for _item in _pack.items:
        _value, _called = f"{_pack.id}:{_item.id}", _item.name.phrase
        NAMES[_value] = t("unconfirmed" if _item.unconfirmed else "confirmed", name=_called, pack=_pack.name.phrase)
        _label = Phrase(tuple((language, shortened(words, OPTION)) for language, words in _called.words))
        _standards[Option(_value, _label)] = " ".join(words for _, words in (*_called.words, *_pack.name.phrase.words))


async def _some_standards(_turn: Turn, typed: str) -> Sequence[Option]:
    return likeliest(_standards, typed, OPTIONS)


async def _some_entries(turn: Turn, typed: str) -> Sequence[Option]:
    newest = (entries.c.on.desc(), entries.c.kept.desc())
    mine = await turn.rows.find(
        entries, entries.c.person == turn.who.id, order=newest, limit=None if typed else OPTIONS
    )
    offered = {Option(each.id, t("offered", on=each.on, what=shortened(each.what, 40))): each.what for each in mine}
    return likeliest(offered, typed, OPTIONS)


Entry = Annotated[Row, Mine(entries, _some_entries)]
Kind = Annotated[str, Pick(KINDS)]
Formality = Annotated[str, Pick(FORMALITY)]
Standards = Annotated[tuple[str, ...], Picks(_some_standards)]
Sure = Annotated[str, Pick((Option("yes", t("sure-yes")),))]
Sought = Annotated[str, OneLine()]
Page = Annotated[int, Whole(1, 100_000)]
YearsBack = Annotated[int, Whole(0, 100)]
