"""Does the house build? Everything wrong in rooms, texts and tables at once, each with how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import Table

from bot.fault import Fault
from bot.limits import ABOUT, COMMANDS, FRAME, LABEL, MENU, NAME, TITLE
from bot.marks import LONGEST, Led, Pick, Quotes, Words
from bot.room import Action, Param, Room
from bot.store.schema import metadata, owner_of, unclassified
from bot.talk import AT_ONCE, FIELDS_PER_FORM, OPTIONS, Option, Text
from bot.texts import Texts

LONG_NAME = 40  # characters of a name that a sentence of ours has to have room for
Fit = tuple[str, Text, int]  # what needs a sentence, which, and how many characters it may have
_NAME = re.compile(rf"[a-z][a-z0-9_-]{{0,{NAME - 1}}}")


def faults(rooms: Iterable[Room], texts: Texts) -> list[Fault]:
    """Everything that is wrong; nothing when the house may open."""
    found = [*texts.faults(), *unclassified()]
    if not found:  # only catalogues that are whole can be measured
        found += _long_frames(texts)
    for room in rooms:
        found += [Fault(f"room {room.name}", what, cure) for what, cure in room.faults]
        found += _room(room, texts)
    return sorted(set(found))


def _room(room: Room, texts: Texts) -> Iterator[Fault]:
    where = f"room {room.name}"
    for place, sentence, limit in fitting(room, texts):
        yield from _said(place, sentence, limit, texts)
    if not _NAME.fullmatch(room.name):
        yield Fault(where, "its name is no command", f"lower-case letters, digits and hyphens, at most {NAME}")
    if sum(action.slash for action in room.actions.values()) > COMMANDS:
        yield Fault(where, f"it has more than {COMMANDS} commands", "let buttons lead to some of them")
    for action in room.actions.values():
        yield from _action(action, texts)
    for name in sorted(room.pictures):
        if not (path := texts.folders[room.name] / f"{name}.typ").is_file():
            yield Fault(where, f"nothing draws its picture {name}", f"write {path}")


def fitting(room: Room, texts: Texts) -> Iterator[Fit]:
    """The sentences that follow from what a room declares, and how long each may be."""
    yield f"room {room.name}", Text(f"{room.name}.room"), ABOUT
    for table in (each for each in metadata.sorted_tables if each.name.startswith(f"{room.name}_")):
        yield from _held(room, table, texts)
    for action in room.actions.values():
        yield from _of_action(action, texts)


def _held(room: Room, table: Table, texts: Texts) -> Iterator[Fit]:
    """What the export calls a table of somebody's, and those of its columns that no form asks for."""
    if (owner := owner_of(table)) is None:
        return
    where = f"room {room.name}"
    yield where, Text(f"{room.name}.table-{table.name.removeprefix(f'{room.name}_')}"), ABOUT
    for column in table.c:
        asked = texts.speaking(f"{room.name}.ask-{column.name}")
        if column is not owner and column.name not in ("community", "id") and not asked:
            yield where, Text(f"{room.name}.column-{column.name}"), ABOUT


def _of_action(action: Action, texts: Texts) -> Iterator[Fit]:
    """What a command, a menu and a form say of themselves."""
    where = f"action {action.name}"
    if action.slash or action.menu:
        yield where, action.says(), ABOUT
    if action.menu:
        yield where, action.says(".menu"), MENU
    if action.ask or any(param.required and param.mark.kind for param in action.params):
        yield where, action.says(".title"), TITLE
        yield where, action.says(".takes"), FRAME // AT_ONCE
    for param in (each for each in action.params if each.mark.kind):
        label = Text(f"{action.room}.ask-{param.name}")
        yield where, label, TITLE
        if texts.speaking(f"{label.key}.hint"):
            yield where, Text(f"{label.key}.hint"), ABOUT


def _action(action: Action, texts: Texts) -> Iterator[Fault]:
    where = f"action {action.name}"
    yield from _shape(where, action)
    for param in action.params:
        yield from _param(where, param, texts)
        always = action.menu and not action.slash and isinstance(param.mark, Quotes)
        if param.required and not param.mark.kind and (action.slash or action.menu) and not always:
            cure = "give its mark options to choose from, or make the field optional"
            yield Fault(where, f"a command cannot ask for {param.name}", cure)


def _shape(where: str, action: Action) -> Iterator[Fault]:
    """What would not fit a command, a menu or a form, whatever it says."""
    if not _NAME.fullmatch(action.verb):
        yield Fault(where, "its name is no command", f"lower-case letters, digits and hyphens, at most {NAME}")
    if len(action.params) > COMMANDS:
        yield Fault(where, f"it has more than {COMMANDS} fields", "make it two actions")
    if action.by_clock and (action.slash or action.menu):
        yield Fault(where, "it is the clock's, yet people can begin it", "take out by_clock, or slash and menu")
    if action.menu and action.pointed is None:
        yield Fault(where, "it is in the menu of a message but takes none", "add a field of type Quoted")
    if action.traceless and sum(bool(param.mark.kind) for param in action.params) > FIELDS_PER_FORM:
        cure = f"{FIELDS_PER_FORM} at most: the pages of a longer form would be kept"
        yield Fault(where, "it leaves no trace, yet its form has several pages", cure)
    for name in action.ask:
        if (asked := action.param(name)) is None or not asked.mark.kind:
            yield Fault(where, f"it asks for {name}, which no form can show", "ask for one of its fields")


def _param(where: str, param: Param, texts: Texts) -> Iterator[Fault]:
    mark = param.mark
    if isinstance(mark, Led) and mark.role not in mark.table.c:
        what = f"{param.name}: {mark.table.name} has no column {mark.role}"
        yield Fault(where, what, "name the column that says who leads")
    if not mark.kind:
        return
    if not _NAME.fullmatch(param.name):
        yield Fault(where, f"the field {param.name} has no good name", f"lower-case letters and digits, at most {NAME}")
    if isinstance(mark, Words) and mark.limit > LONGEST:
        yield Fault(where, f"{param.name} takes {mark.limit} characters", f"{LONGEST} at most fit into a form")
    if isinstance(mark, Pick) and isinstance(mark.options, tuple):
        yield from _options(where, param.name, mark.options, texts)


def _options(where: str, name: str, options: tuple[Option, ...], texts: Texts) -> Iterator[Fault]:
    if not 0 < len(options) <= OPTIONS:
        cure = f"offer 1 to {OPTIONS}, or give Pick a function that finds them as one types"
        yield Fault(where, f"{name} has {len(options)} options", cure)
    for option in options:
        speaking = texts.languages
        if isinstance(option.label, Text) and not (speaking := texts.speaking(option.label.key)):
            yield Fault(where, f"{option.label.key} is not said", "add it to each catalogue")
        elif max(len(texts.shown(option.label, language)[0]) for language in speaking) > LABEL:
            yield Fault(where, f"the option {option.value} of {name} is too long", f"at most {LABEL} characters")


def _said(where: str, sentence: Text, limit: int, texts: Texts) -> Iterator[Fault]:
    """The sentence is there, and short enough in every language."""
    room, _, name = sentence.key.partition(".")
    speaking = texts.speaking(sentence.key)
    if not speaking:  # where only some have it, `texts.faults` names the others
        yield Fault(where, f"{sentence.key} is not said", f"add {name} to each catalogue of {room}")
    if speaking and (given := texts.entries(room).get(name)):
        yield Fault(
            where,
            f"{name} uses {', '.join(f'${each}' for each in sorted(given))}, which nobody gives it",
            "say it without",
        )
        return
    for language in speaking:
        written = texts.sentences(room, language)[name]
        if written.may_exceed(limit) and (length := len(texts.plain(sentence, language))) > limit:
            path = texts.folders[room] / f"{language}.ftl"
            yield Fault(str(path), f"{name} is {length} characters long", f"say it in {limit}")


def _long_frames(texts: Texts) -> Iterator[Fault]:
    """Sentences that, in two languages at once and with long names in them, would crowd out a person's words."""
    for name, folder in texts.folders.items():
        for key, variables in texts.entries(name).items():
            written = [texts.sentences(name, language)[key] for language in texts.languages]
            if not any(each.may_exceed(FRAME // AT_ONCE, LONG_NAME) for each in written):
                continue
            sentence = Text(f"{name}.{key}", tuple((variable, "W" * LONG_NAME) for variable in sorted(variables)))
            size = sum(sorted(len(texts.plain(sentence, each)) for each in texts.languages)[-AT_ONCE:])
            if size > FRAME:
                yield Fault(f"{folder}", f"{key} is {size} characters long in two languages", f"say it in {FRAME}")
