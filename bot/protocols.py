"""Protocols of discussions as educators write them, what follows from them, and everything that may be wrong with them.

A protocol is a list of stages. Each says how long it lasts: in minutes where people talk live, in working days where
they talk slowly. So when each begins follows, however many questions there are and however fast they go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.fault import Fault
from bot.reflection import NAME, SPOKEN, UNSAID
from bot.toml import Some, line_of, made
from bot.wording import Said, Slug, Wording, Words

Part = Literal["live", "slow"]
Way = Literal["live", "slow", "live-first", "live-last"]
WAYS: tuple[Way, ...] = ("live", "slow", "live-first", "live-last")
QUESTIONS = 12  # of one discussion
MINUTES, DAYS = 240, 20  # that one stage may last


class Question(BaseModel):
    """One question that a protocol brings along."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    ask: Said = UNSAID


class Stage(BaseModel):
    """One stage: what is said when it begins, and how long it lasts (for each question, where it ``asks`` them).

    ``press``: it waits until whoever leads the discussion goes on. ``nudge``: so many working days after it began
    (with its first question, where it asks), those who asked for it are told once. ``collects``: people are invited
    to put something on record; where it asks, they always are.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Slug
    minutes: Annotated[int, Field(ge=1, le=MINUTES)] | None = None
    days: Annotated[int, Field(ge=1, le=DAYS)] | None = None
    clock: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] | None = None
    only: tuple[Way, ...] = ()
    asks: bool = False
    collects: bool = False
    press: bool = False
    nudge: Annotated[int, Field(ge=1, le=DAYS)] | None = None
    closes: bool = False
    say: Said = UNSAID

    def lasts(self, part: Part) -> int | None:
        """How long it lasts in this part, in minutes or working days; None when it is not in it."""
        return self.minutes if part == "live" else self.days


class Protocol(BaseModel):
    """One way to hold a discussion, and who takes part in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Slug
    source: Words
    name: Said = UNSAID
    who: Said = UNSAID
    questions: tuple[Question, ...] = ()
    stages: Some[Stage] = ()

    @property
    def ways(self) -> tuple[Way, ...]:
        """How it can be held: wherever each part it consists of would ask the questions or has something to add."""
        return tuple(way for way in WAYS if self._possible(way))

    @property
    def usual(self) -> Way:
        """How it is held unless somebody says otherwise: so that most of its stages are said."""
        return max(self.ways, key=lambda way: len(self.parts(way)))

    def parts(self, way: Way) -> tuple[tuple[Part, Stage], ...]:
        """The stages in order, each with the part it is in: what fits both parts is said in the first."""
        first, *then = _PARTS[way]
        there = [each for each in self.stages if not each.closes and (not each.only or way in each.only)]
        found = [(first, each) for each in there if each.lasts(first)]
        for part in then:
            found += [(part, each) for each in there if each.lasts(part) and not each.lasts(first)]
        return (*found, *((_PARTS[way][-1], each) for each in self.stages if each.closes))

    def _possible(self, way: Way) -> bool:
        found = [(part, each) for part, each in self.parts(way) if not each.closes]
        return any(each.asks for _, each in found) and {part for part, _ in found} == {*_PARTS[way]}


_PARTS: Mapping[Way, tuple[Part, ...]] = {
    "live": ("live",),
    "slow": ("slow",),
    "live-first": ("live", "slow"),
    "live-last": ("slow", "live"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    """One file as it was read; ``ours`` when it is not of somebody's own folder."""

    path: Path
    lines: list[str]
    written: Protocol
    ours: bool

    @property
    def spoken(self) -> frozenset[str]:
        """The languages that anything in it is said in."""
        one = self.written
        said = (one.name, one.who, *(each.ask for each in one.questions), *(each.say for each in one.stages))
        return frozenset(language for each in said for language in each.words)

    def at(self, *loc: str | int) -> str:
        """Where something stands, as file:line."""
        return f"{self.path}:{line_of(self.lines, loc)}"


def script(path: Path, written: Mapping[str, Any], ours: bool) -> Script:
    """What a file says. Raises Faults."""
    return Script(path, path.read_text("utf-8-sig").splitlines(), made(path, Protocol, written), ours)


def faults(scripts: Iterable[Script], languages: Sequence[str], wording: Wording) -> Iterator[Fault]:
    """Everything that is wrong with the scripts, held against each other and the languages needed."""
    ids: dict[str, Script] = {}
    for each in scripts:
        one = each.written
        if one.id != each.path.stem:
            yield Fault(each.at("id"), f"its id is {one.id}", f"give it the id {each.path.stem}, as the file is")
        elif (first := ids.setdefault(one.id, each)) is not each:
            what = f"there is a protocol {one.id} already, in {first.path}"
            yield Fault(each.at("id"), what, "give this one another id, and its file the same name")
        yield from _named(each)
        for said, whose, loc in _said(one):
            yield from _worded(each, said, whose, loc, languages, wording)
        yield from _stages(each)
        if len(one.questions) > QUESTIONS:
            what, cure = f"it brings {len(one.questions)} questions", f"{QUESTIONS} at most: leave some out"
            yield Fault(each.at("questions", QUESTIONS), what, cure)


def _named(script: Script) -> Iterator[Fault]:
    for language, words in script.written.name.words.items():
        if len(words) > NAME:
            what = f"the name of the protocol is {len(words)} characters long"
            yield Fault(script.at("name", language), what, f"say it in {NAME}")


def _said(one: Protocol) -> Iterator[tuple[Said, str, tuple[str | int, ...]]]:
    """All that it says, each with what that is called and where it stands."""
    yield one.name, "the protocol", ("name",)
    yield one.who, "who takes part", ("who",)
    for number, question in enumerate(one.questions):
        yield question.ask, f"question {number + 1}", ("questions", number, "ask")
    for number, stage in enumerate(one.stages):
        yield stage.say, f"the stage {stage.id}", ("stages", number, "say")


def _worded(
    script: Script,
    said: Said,
    whose: str,
    loc: tuple[str | int, ...],
    languages: Sequence[str],
    wording: Wording,
) -> Iterator[Fault]:
    """It is said in every language that is needed: of ours, in those that this file is said in at all; and well."""
    for language in languages:
        if language not in said.words and not (script.ours and language not in script.spoken):
            what = f"{whose} is not said in {SPOKEN.get(language, language)}"
            yield Fault(script.at(*loc), what, f"add {loc[-1]}.{language} = …")
    for language, words in said.words.items():
        for what, cure in wording.wrong(words, language):
            yield Fault(script.at(*loc, language), f"{whose}: {what}", cure)


def _stages(script: Script) -> Iterator[Fault]:
    """Each begins at some time, the last one closes, and nobody is nudged twice."""
    stages = script.written.stages
    ids = [each.id for each in stages]
    for number, each in enumerate(stages):
        if each.id in ids[:number]:
            what = f"the stage {each.id} stands here twice"
            yield Fault(script.at("stages", number, "id"), what, "give one of the two another id")
        for key, what, cure in _timed(each, last=number == len(stages) - 1):
            yield Fault(script.at("stages", number, key), f"{each.id}: {what}", cure)
    nudging = [number for number, each in enumerate(stages) if each.nudge]
    for number in nudging[1:]:
        cure = "take one of the two out: people are reminded of a discussion once at most"
        yield Fault(script.at("stages", number, "nudge"), f"{ids[number]}: it nudges a second time", cure)
    if not any(each.asks for each in stages):
        cure = "write asks = true in the stage that goes through the questions"
        yield Fault(script.at("stages"), "no stage asks the questions", cure)
    elif not script.written.ways:
        yield Fault(script.at("stages"), "it can be held in no way", "let only name each way of the stage that asks")


def _timed(stage: Stage, *, last: bool) -> Iterator[tuple[str, str, str]]:
    """What is wrong with one stage by itself: at which key, what, and its cure."""
    timed = stage.minutes is not None or stage.days is not None
    if stage.closes and not last:
        yield "closes", "it closes, yet stages follow", "put it last"
    if last and not stage.closes:
        yield "id", "the discussion never closes", "add a last stage with closes = true"
    if stage.closes and (timed or stage.asks or stage.only):
        yield "closes", "it closes, so it asks nothing and has no end", "take out minutes, days, asks and only"
    if not stage.closes and not timed:
        yield "id", "it never begins", "say how long it lasts: minutes = 10 (live), days = 1 (slowly), or both"
    if stage.clock and stage.days is None and not stage.closes:
        yield "clock", "it has a time of day, but is only live", "take clock out, or say how many days it lasts"
    if stage.nudge and stage.days is None:
        yield "nudge", "only a slow stage, which lasts some days, can nudge", "say how many days it lasts"
