"""Field marks: what a field of an action is, how it is asked for, and how what was typed is read.

A mark annotates a parameter: ``what: Long``, ``kind: Annotated[str, Pick(kinds)]``, ``entry: Annotated[Row,
Mine(entries)]``. The door reads every field of every Call with its mark, whoever sent it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from bot import talk
from bot.marks.chosen import Options, Pick, Picks
from bot.marks.mark import Mark, Wrong
from bot.marks.named import Led, Members, Mine, People, Places, Quotes
from bot.marks.typed import (
    DIGITS,
    LINE,
    LONG,
    LONGEST,
    Address,
    Clocks,
    Days,
    Lasting,
    Moments,
    OneLine,
    Whole,
    Words,
)
from bot.talk import Person, Place, Remote

__all__ = [
    "DIGITS",
    "LINE",
    "LONG",
    "LONGEST",
    "Address",
    "Clock",
    "Clocks",
    "Day",
    "Days",
    "Lasting",
    "Led",
    "Line",
    "Long",
    "Mark",
    "Members",
    "Mine",
    "Minutes",
    "Moment",
    "Moments",
    "Number",
    "OneLine",
    "Options",
    "Page",
    "PastDay",
    "People",
    "Pick",
    "Picks",
    "Places",
    "Quoted",
    "Quotes",
    "Several",
    "Somebody",
    "Somewhere",
    "Whole",
    "Words",
    "Wrong",
]

Line = Annotated[str, OneLine()]
Long = Annotated[str, Words()]
Number = Annotated[int, Whole()]
Minutes = Annotated[int, Lasting()]
Day = Annotated[date, Days()]
PastDay = Annotated[date, Days(past=True)]
Clock = Annotated[str, Clocks()]
Moment = Annotated[datetime, Moments()]
Somebody = Annotated[Person, People()]
Page = Annotated[str, Address()]
Several = Annotated[tuple[Remote, ...], Members()]
Somewhere = Annotated[Place, Places()]
Quoted = Annotated[talk.Quoted, Quotes()]
