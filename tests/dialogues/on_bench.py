"""Dialogues on the Bench: the core alone, with its values put into plain words."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.delivery import Effect
from bot.talk import Answer, Call, Command, Field, Form, Heard, Message, Option, Phrase, Quoted, Refusal, Remote, Role
from bot.testing import Bench
from tests.dialogues.seen import BESIDE, BOTH, TEXTS, Asked, Blank, Screen, Seen, label, lines_of, split
from tests.dialogues.stage import CAST, CHANNEL, DIRECT, Place, Stage, Typed, Who


class OnBench(Stage):
    """The Bench as a stage."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.written: list[Remote] = []  # who said what people said

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[OnBench]:
        """In memory, with a Welsh and English community."""
        async with Bench.open(languages=BOTH) as bench:
            yield cls(bench)

    @property
    def now(self) -> datetime:  # type: ignore[override]
        """What the Bench's clock shows."""
        return self.bench.clock.now

    async def begin(self, who: Who, where: Place, command: str, values: Mapping[str, Typed]) -> Screen:
        heard = self._heard(who, where)
        known = {each.action: each for each in self.bench.bot.commands(heard.role)}
        fields = {each.name: each for each in known[command].fields} if command in known else {}
        given: dict[str, Any] = {}
        for name, value in values.items():
            options = await self._options(replace(heard, call=Call.of(command, given)), fields.get(name), value)
            given[name] = self._chosen(options, value) if options else self._remote(fields.get(name), value)
        return await self._take(replace(heard, call=Call.of(command, given)))

    async def press(self, who: Who, where: Place, on: Seen, number: int) -> Screen:
        return await self._take(replace(self._heard(who, where), call=on.handles[number]))

    async def send(self, who: Who, where: Place, form: Asked, typed: Mapping[str, Typed]) -> Screen:
        wire, asked = form.id
        values: dict[str, Any] = {each.name: each.value for each in asked.fields}
        heard = replace(self._heard(who, where), call=wire)
        for blank, field in zip(form.blanks, asked.fields, strict=True):
            if blank.label in typed:
                options = await self._options(heard, field, typed[blank.label])
                values[field.name] = (
                    self._chosen(options, typed[blank.label]) if options else self._remote(field, typed[blank.label])
                )
        return await self._take(replace(heard, typed=values))

    async def use(self, who: Who, where: Place, menu: str, on: Seen) -> Screen:
        heard = self._heard(who, where)
        chosen = next(each for each in self._menu(heard) if menu in [TEXTS.plain(each.menu, one) for one in BOTH])
        author = self.written[on.id] if isinstance(on.id, int) else None
        said = Quoted(f"https://bench.example/{on.id}", author)
        return await self._take(replace(heard, call=Call.of(chosen.action, {"said": said})))

    async def write(self, who: Who, where: Place, words: str) -> Seen:
        self.written.append(Remote(who.id, who.name))
        return Seen(split(words), id=len(self.written) - 1)

    async def read(self, who: Who, where: Place) -> tuple[Seen, ...]:
        await self.bench.settle()
        remote, posts = self._place(who, where).id, dict[str, tuple[str, Effect]]()
        for each in self.bench.effects:
            if each.kind == "withdraw":
                posts.pop(str(each.remote), None)
            elif each.kind != "open":
                id = each.remote or f"post-{each.key}"
                posts[id] = posts.get(id, (each.place.remote, each))[0], each
        return tuple(
            replace(_seen(Answer(each.message, each.wires, each.languages)), id=id)
            for id, (place, each) in posts.items()
            if place == remote and each.message
        )

    async def jump(self, span: timedelta) -> None:
        await self.bench.settle()
        await self.bench.jump(seconds=span.total_seconds())

    def _heard(self, who: Who, where: Place) -> Heard:
        role = Role.MODERATOR if who.moderates else Role.MEMBER
        there = self.bench.person(who.name, role=role).heard
        event = f"event-{next(self.bench.events)}"
        return replace(there, who=Remote(who.id, who.name), where=self._place(who, where), event=event)

    def _place(self, who: Who, where: Place) -> Remote:
        if isinstance(where, Seen):
            return Remote(f"thread-{where.id}", "", "thread")
        return Remote(f"direct:{who.id}", "", DIRECT) if where == DIRECT else Remote(CHANNEL, self.channel)

    def _menu(self, heard: Heard) -> list[Command]:
        return [each for each in self.bench.bot.commands(heard.role) if each.menu]

    async def _options(self, heard: Heard, field: Field | None, value: Typed) -> Sequence[Option]:
        if field is None or not field.search:
            return field.options if field else ()
        words = value if isinstance(value, str) else ""
        return [*field.options, *await self.bench.bot.choices(heard, field.name, words)]

    def _chosen(self, options: Sequence[Option], value: Typed) -> Typed:
        if not isinstance(value, str):
            return tuple(str(self._chosen(options, each)) for each in value)
        return next((each.value for each in options if value in _labelled(each, ("en", "cy"))), value)

    def _remote(self, field: Field | None, value: Typed) -> Any:
        people = {each.name: Remote(each.id, each.name) for each in CAST}
        match field.kind if field else "":
            case "members":
                return tuple(people[each] for each in value)
            case "somebody":
                return people[str(value)]
        return value

    async def _take(self, heard: Heard) -> Screen:
        return _seen(await self.bench.bot.take(heard))


def _seen(said: Answer) -> Any:
    """An answer or a post as its reader sees it."""
    match said.said:
        case Form() as form:
            return _form(form, said)
        case Refusal() as refusal:
            lines = lines_of(refusal.text, said.languages)
            for name, (_, problem) in zip(said.labels, refusal.problems, strict=True):
                lines += (f"{label(name, said.languages)} {label(problem, said.languages)}",)
            return Seen(
                lines, tuple(label(each.label, said.languages) for each in refusal.buttons), (), None, said.wires
            )
        case Message() as message:
            return _message(message, said)


def _message(message: Message, said: Answer) -> Seen:
    lines = lines_of(message.text, said.languages) + split(message.words)
    for item in message.items:
        lines += lines_of(item.text, said.languages) + split(item.words)
    buttons = tuple(label(each.label, said.languages) for each in message.every_button)
    files = tuple((each.name, each.data.decode(errors="replace")) for each in message.files)
    return Seen(lines, buttons, files, None, said.wires)


def _form(form: Form, said: Answer) -> Asked:
    blanks = tuple(
        Blank(
            label(field.label, said.languages),
            _stands(field, said.languages),
            tuple(_labelled(option, said.languages) for option in field.options),
        )
        for field in form.fields
    )
    return Asked(label(form.title, said.languages), blanks, (said.wires[0], form))


def _stands(field: Field, languages: Sequence[str]) -> Typed:
    """What stands in a field: of what is chosen, the labels."""
    names = {each.value: _labelled(each, languages) for each in field.options}
    if isinstance(field.value, str):
        return names.get(field.value, field.value)
    return tuple(names.get(each, each) for each in field.value)


def _labelled(option: Option, languages: Sequence[str]) -> str:
    if isinstance(option.label, Phrase):
        return BESIDE.join(dict.fromkeys(option.label.said(each)[1] for each in languages))
    return label(option.label, languages)
