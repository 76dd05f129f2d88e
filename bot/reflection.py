"""Packs of reflection prompts as educators write them, and everything that may be wrong with them."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict

from bot.fault import Fault
from bot.toml import Some, line_of, made
from bot.wording import Said, Slug, Wording, Words

ANY = "any"
PHASES = {  # for whom a prompt is, and what such a person says of themselves in room `my`
    "early-years": "early",
    "primary": "primary",
    "secondary": "secondary",
    "aln": "special",
    "further": "further",
    "higher": "higher",
    "community": "community",
    "nqt": "new",
    "support": "support",
    "leader": "leader",
}
MOST = 200  # prompts in one file
NAME = 60  # characters of the name of a pack, a step or a theme, which may stand on a button
SPOKEN = {"en": "English", "cy": "Welsh"}
UNSAID = Said.model_validate({})  # what is in no language yet, so that each is named that is missing


def _code(id: str) -> str:
    if len(id) > 24 or not id.isascii() or not id.replace("-", "").isalnum():
        raise ValueError("it is to be letters, digits and hyphens, 24 at most")
    return id


class Prompt(BaseModel):
    """One question to think about; ``ask`` has its words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Annotated[str, AfterValidator(_code)]
    pack: str
    step: str
    phase: str
    theme: str
    ask: Said = UNSAID

    def suits(self, said: Collection[str]) -> bool:
        """Whether it is for anybody, or for a person who says this (job, phases) of themselves in room `my`."""
        return self.phase == ANY or PHASES[self.phase] in said


class Step(BaseModel):
    """One step of a pack: one question at a time, in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Slug
    name: Said = UNSAID


class Prompts(BaseModel):
    """A file with prompts alone, for packs that are there."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    prompts: Some[Prompt] = ()


class PromptPack(BaseModel):
    """Where the prompts come from, their steps in order, and the prompts that ask them."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Slug
    source: Words
    name: Said = UNSAID
    steps: Some[Step] = ()
    prompts: tuple[Prompt, ...] = ()

    def asking(self, step: str) -> tuple[Prompt, ...]:
        """The prompts that ask one step."""
        return tuple(each for each in self.prompts if each.step == step)


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One file as it was read; ``ours`` when it is not of somebody's own folder."""

    path: Path
    lines: list[str]
    written: Prompts | PromptPack
    ours: bool

    @property
    def spoken(self) -> frozenset[str]:
        """The languages that anything in it is said in."""
        pack = self.written
        names = (pack.name, *(step.name for step in pack.steps)) if isinstance(pack, PromptPack) else ()
        return frozenset(each for said in (*names, *(one.ask for one in pack.prompts)) for each in said.words)

    def at(self, *loc: str | int) -> str:
        """Where something stands, as file:line."""
        return f"{self.path}:{line_of(self.lines, loc)}"


def sheet(path: Path, there: Mapping[str, Any], ours: bool) -> Sheet:
    """What a file says. Raises Faults."""
    alone = there.keys().isdisjoint({"source", "name", "steps"})
    written = made(path, Prompts, there) if alone else made(path, PromptPack, there)
    return Sheet(path, path.read_text("utf-8-sig").splitlines(), written, ours)


@dataclass(frozen=True, slots=True)
class Known:
    """What a sheet is held against: the packs and themes there are, the languages needed, and what is refused.

    ``unread`` are the packs whose files could not be read, so that nobody knows what is in them; without any theme,
    theirs could not.
    """

    packs: Mapping[str, PromptPack]
    themes: Collection[str]
    unread: Collection[str]
    languages: Sequence[str]
    wording: Wording

    def faults(self, sheets: Sequence[Sheet]) -> Iterator[Fault]:
        """Everything that is wrong with the sheets."""
        yield from _twice(sheets)
        asked = {(each.pack, each.step) for sheet in sheets for each in sheet.written.prompts}
        for sheet in sheets:
            if isinstance(sheet.written, PromptPack):
                yield from self._pack(sheet, sheet.written, asked)
            if len(sheet.written.prompts) > MOST:
                what = f"there are {len(sheet.written.prompts)} prompts in this file"
                yield Fault(sheet.at("prompts", MOST), what, f"{MOST} at most: begin another file")
            for number, each in enumerate(sheet.written.prompts):
                yield from self._prompt(sheet, each, ("prompts", number))

    def _pack(self, sheet: Sheet, pack: PromptPack, asked: Collection[tuple[str, str]]) -> Iterator[Fault]:
        if pack.id != sheet.path.stem:
            yield Fault(sheet.at("id"), f"its id is {pack.id}", f"give it the id {sheet.path.stem}, as the file is")
        yield from self._name(sheet, pack.name, "the pack", ("name",))
        ids = [step.id for step in pack.steps]
        for number, step in enumerate(pack.steps):
            yield from self._name(sheet, step.name, f"the step {step.id}", ("steps", number, "name"))
            if step.id in ids[:number]:
                what = f"the step {step.id} stands here twice"
                yield Fault(sheet.at("steps", number, "id"), what, "give one of the two another id")
            elif (pack.id, step.id) not in asked and not self.unread:
                cure = f'add a prompt with pack = "{pack.id}" and step = "{step.id}", or take the step out'
                yield Fault(sheet.at("steps", number, "id"), f"no prompt asks the step {step.id}", cure)

    def _prompt(self, sheet: Sheet, prompt: Prompt, at: tuple[str, int]) -> Iterator[Fault]:
        yield from self._place(sheet, prompt, at)
        if prompt.phase not in (ANY, *PHASES):
            yield _unknown(sheet, prompt, (*at, "phase"), "phase", prompt.phase, (ANY, *PHASES))
        if self.themes and prompt.theme not in self.themes:
            yield _unknown(sheet, prompt, (*at, "theme"), "theme", prompt.theme, self.themes)
        yield from self._spoken(sheet, prompt.ask, prompt.id, "ask", (*at, "ask"))
        for language, words in prompt.ask.words.items():
            for what, cure in self.wording.wrong(words, language):
                yield Fault(sheet.at(*at, "ask", language), f"{prompt.id}: {what}", cure)

    def _place(self, sheet: Sheet, prompt: Prompt, at: tuple[str, int]) -> Iterator[Fault]:
        """Its pack and its step are there."""
        if prompt.pack in self.unread:
            return
        if (pack := self.packs.get(prompt.pack)) is None:
            yield _unknown(sheet, prompt, (*at, "pack"), "pack", prompt.pack, self.packs)
        elif prompt.step not in (steps := [step.id for step in pack.steps]):
            yield _unknown(sheet, prompt, (*at, "step"), f"step in {pack.id}", prompt.step, steps)

    def _name(self, sheet: Sheet, name: Said, whose: str, at: tuple[str | int, ...]) -> Iterator[Fault]:
        yield from self._spoken(sheet, name, whose, "name", at)
        for language, words in name.words.items():
            if len(words) > NAME:
                what = f"the name of {whose} is {len(words)} characters long"
                yield Fault(sheet.at(*at, language), what, f"say it in {NAME}")

    def _spoken(self, sheet: Sheet, said: Said, whose: str, key: str, at: tuple[str | int, ...]) -> Iterator[Fault]:
        """It is said in every language that is needed: of ours, in those that this file is said in at all."""
        for language in self.languages:
            if language not in said.words and not (sheet.ours and language not in sheet.spoken):
                what = f"{whose} is not said in {SPOKEN.get(language, language)}"
                yield Fault(sheet.at(*at), what, f"add {key}.{language} = …")


def _twice(sheets: Iterable[Sheet]) -> Iterator[Fault]:
    """An id belongs to one pack, and to one prompt, for ever."""
    packs: dict[str, Sheet] = {}
    prompts: dict[str, tuple[Sheet, int]] = {}
    for sheet in sheets:
        pack = sheet.written
        if isinstance(pack, PromptPack) and (first := packs.setdefault(pack.id, sheet)) is not sheet:
            what = f"there is a pack {pack.id} already, in {first.path}"
            yield Fault(sheet.at("id"), what, "give this one another id, and its file the same name")
        for number, each in enumerate(sheet.written.prompts):
            other, there = prompts.setdefault(each.id, (sheet, number))
            if (other, there) != (sheet, number):
                what = f"the id {each.id} is taken, by {other.at('prompts', there, 'id')}"
                yield Fault(sheet.at("prompts", number, "id"), what, "give this prompt another one")
            elif not sheet.ours and each.id[0] == "P" and each.id[1:].isdecimal():
                what = f"{each.id} may become the id of a prompt that comes with Blether"
                yield Fault(sheet.at("prompts", number, "id"), what, "begin with letters of your own, such as OUR-1")


def _unknown(
    sheet: Sheet, prompt: Prompt, at: tuple[str | int, ...], what: str, said: str, there: Collection[str]
) -> Fault:
    near = difflib.get_close_matches(said, there, 1)
    cure = f"do you mean {near[0]}?" if near else f"there are {', '.join(there)}"
    return Fault(sheet.at(*at), f"{prompt.id}: there is no {what} called {said}", cure)
