"""Dialogues on Slack: the real process, reached as Slack reaches it, in each of its two ways."""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.house import plan
from bot.marks import Led, Pick
from bot.talk import text
from tests.cli.warm import Warm
from tests.dialogues.house import CONTACT, NOTICE
from tests.dialogues.seen import BOTH, TEXTS, Asked, Blank, Screen, Seen, once, split, the
from tests.dialogues.stage import CAST, DIRECT, Place, Stage, Typed, Who
from tests.slack import reading
from tests.slack.person import Person
from tests.slack.playing import Played, played
from tests.slack.state import Came, Post, View

NAME = "dysgu-learning"  # of the channel: Slack has no capitals and no spaces in it
CUT = "…"
ONE = {"static_select": "selected_option", "external_select": "selected_option"}
SEVERAL = {"checkboxes", "multi_static_select", "multi_external_select"}
PEOPLE = {"users_select": "selected_user", "multi_users_select": "selected_users"}
PICKED = {"datepicker": "selected_date", "timepicker": "selected_time"}
FILES = ("my.export", "discuss.exported")  # what is said of files


class OnSlack(Stage):
    """An emulated Slack as a stage."""

    channel = NAME
    contact, notice = CONTACT, NOTICE

    def __init__(self, here: Played) -> None:
        self.here = here
        self.meant: dict[str, Mapping[str, Typed]] = {}  # what somebody means to fill in, by who
        self.names = reading.Names(
            {each.id: each.name for each in here.team.users.values()},
            {each.id: each.name for each in here.team.channels.values()},
        )

    @classmethod
    @asynccontextmanager
    async def open(cls, warm: Warm, folder: Path, mode: str) -> AsyncIterator[OnSlack]:
        """A Slack and a process of its own; nothing that the process did may be wrong."""
        async with played(warm, folder, mode, [each.name for each in CAST], [NAME]) as here:
            for each in CAST:
                here.team.user(each.name).admin = each.moderates
            yield cls(here)

    @property
    def now(self) -> datetime:  # type: ignore[override]
        """What its file says."""
        return self.here.house.now

    async def begin(self, who: Who, where: Place, command: str, values: Mapping[str, Typed]) -> Screen:
        """Words stand behind the command; what is chosen is chosen in the form that it opens without them."""
        line = "/" + command.replace(".", " ", 1)
        if any(name in _chosen(command) for name in values):
            self.meant[who.id] = values
            return await self._goes_on(who, where, await self._shown(who, await self._person(who, where).types(line)))
        for name, value in values.items():
            line += f' {name}:"{value}"'
        return await self._shown(who, await self._person(who, where).types(line))

    async def press(self, who: Who, where: Place, on: Seen, number: int) -> Screen:
        there, button = on.handles[number]
        if isinstance(there, Asked):
            return there
        person = self._person(who, where)
        if isinstance(there, Post):
            person = person.at(next(each for each in self.here.team.channels.values() if there.ts in each.posts))
        came = await person.presses(there, button.block, dict(button.element))
        return await self._goes_on(who, where, await self._shown(who, came))

    async def _goes_on(self, who: Who, where: Place, seen: Screen) -> Screen:
        """Fill in what they had in mind, as soon as there is a form for it: somebody new is greeted before."""
        if not isinstance(seen, Asked) or who.id not in self.meant:
            return seen
        labels = {each.handle["block_id"].partition(".")[0]: each.label for each in seen.blanks}
        typed = {labels[name]: value for name, value in self.meant.pop(who.id).items()}
        return await self.send(who, where, seen, typed)

    async def send(self, who: Who, where: Place, form: Asked, typed: Mapping[str, Typed]) -> Screen:
        person, view = self._person(who, where), form.id
        for blank in form.blanks:
            if blank.label in typed:
                await self._fill(person, view, blank.handle, typed[blank.label])
        return await self._shown(who, await person.submits(view))

    async def use(self, who: Who, where: Place, menu: str, on: Seen) -> Screen:
        callback = next(each for each in self.here.slack.state.app.shortcuts if menu in _called(each))
        return await self._shown(who, await self._person(who, where).chooses(on.id, callback))

    async def write(self, who: Who, where: Place, words: str) -> Seen:
        thread = where.id.ts if isinstance(where, Seen) else ""
        post, _ = self._person(who, where).says(words, thread)
        return Seen(split(words), id=post)

    async def read(self, who: Who, where: Place) -> tuple[Seen, ...]:
        channel = self._person(who, where).channel
        thread = where.id.ts if isinstance(where, Seen) else ""
        there = [each for each in channel.posts.values() if each.author == self.here.team.bot.id and not each.to]
        return tuple(self._seen(each) for each in there if each.thread == thread)

    async def jump(self, span: timedelta) -> None:
        await self.here.house.jump(span)

    def _person(self, who: Who, where: Place) -> Person:
        person = self.here.person(who.name, NAME)
        return person.direct if where == DIRECT else person

    async def _shown(self, who: Who, came: Came) -> Screen:
        """What they see; files come where they and the app talk alone, a little later than what is said of them."""
        seen = self._screen(who, came)
        if not isinstance(seen, Seen) or seen.lines[:1] not in [(the(key, each),) for key in FILES for each in BOTH]:
            return seen
        feed = self.here.slack.state.came[self.here.team.id, self.here.team.user(who.name).id]
        files = await self.here.slack.until(
            "both files", lambda: [each.post for each in feed if each.post and each.post.files][1:] and feed
        )
        posts = [each.post for each in files if each.post and each.post.files]
        return replace(seen, files=tuple(file for post in posts for file in self._seen(post).files))

    def _screen(self, who: Who, came: Came) -> Screen:
        if came.kind == "errors":
            return self._errors(who, came)
        if came.view is not None:
            return self._form(came.view) if came.view.payload.get("submit") else self._modal(came.view)
        assert came.post
        return self._seen(came.post)

    def _seen(self, post: Post) -> Seen:
        buttons = reading.buttons(post.blocks)
        handles = tuple((post, each) for each in buttons)
        files = [self.here.team.files[each] for each in post.files]
        return Seen(
            once(
                reading.lines(post.blocks, self.names) if post.blocks else split(reading.plain(post.text, self.names))
            ),
            tuple(each.label for each in buttons),
            tuple((each.name, (each.content or b"").decode(errors="replace")) for each in files),
            post,
            handles,
        )

    def _modal(self, view: View) -> Seen:
        """A modal in which there is nothing to fill in."""
        buttons = reading.buttons(view.payload["blocks"])
        handles = tuple((view, each) for each in buttons)
        lines = once(reading.lines(view.payload["blocks"], self.names))
        return Seen(lines, tuple(each.label for each in buttons), (), view, handles)

    def _form(self, view: View) -> Asked:
        """A modal; where its title does not fit into the line there is for it, all of it is the first line below."""
        inputs = [each for each in view.payload["blocks"] if each["type"] == "input"]
        title = view.payload["title"]["text"]
        if title.endswith(CUT):
            title = reading.lines(view.payload["blocks"], self.names)[0]
        return Asked(title, tuple(self._blank(view, each) for each in inputs), view)

    def _blank(self, view: View, block: Mapping[str, Any]) -> Blank:
        options = [_label(each) for each in block["element"].get("options", ())]
        ((_, stands),) = view.state[block["block_id"]].items()
        return Blank(block["label"]["text"], _stands(stands, self.names), tuple(options), block)

    def _errors(self, who: Who, came: Came) -> Seen:
        """What a form says below its fields, as what other platforms say with a way back to it: here they are in it."""
        assert came.view
        form = self._form(came.view)
        labels = {each.handle["block_id"]: each.label for each in form.blanks}
        lines = tuple(f"{labels[block]} {words}" for block, words in came.errors.items())
        heading = the("core.please-mend", who.language, count=len(lines))
        return Seen((heading, *lines), (the("core.change-it", who.language),), handles=((form, None),))

    async def _fill(self, person: Person, view: View, block: Mapping[str, Any], value: Typed) -> None:
        """Put this into an input, in the way there is for it."""
        ((_, stands),) = view.state[block["block_id"]].items()
        kind, several = stands["type"], (value,) if isinstance(value, str) else value
        if kind in ONE or kind in SEVERAL:
            found = [await self._found(person, view, block, each) for each in several if each]
            stands |= {ONE[kind]: found[0] if found else None} if kind in ONE else {"selected_options": found}
        elif kind in PEOPLE:
            ids = [self.here.team.user(each).id for each in several if each]
            stands[PEOPLE[kind]] = ids if kind.startswith("multi_") else next(iter(ids), None)
        elif kind in PICKED:
            stands[PICKED[kind]] = value or None
        elif kind == "datetimepicker":
            stands["selected_date_time"] = int(datetime.fromisoformat(str(value)).timestamp()) if value else None
        else:
            stands["value"] = value or None

    async def _found(self, person: Person, view: View, block: Mapping[str, Any], typed: str) -> Mapping[str, Any]:
        """The option of this label, or the first that a search for these words finds."""
        options = block["element"].get("options")
        if options is None:
            options = await person.searches(view, block["block_id"], typed)
        for each in options:
            if typed in _label(each):
                return each
        raise AssertionError(f"no option {typed} among {[_label(each) for each in options]}")


@functools.cache
def _chosen(command: str) -> frozenset[str]:
    """The fields of an action in which one chooses: in a line nobody is shown what from."""
    actions = {each.name: each for found in plan().rooms for each in found.room.actions.values()}
    return frozenset(each.name for each in actions[command].params if isinstance(each.mark, Pick | Led))


def _called(action: str) -> list[str]:
    """What an action is called in the menu of a message."""
    room, _, verb = action.partition(".")
    return [TEXTS.plain(text(f"{room}.do-{verb}.menu"), language) for language in BOTH]


def _label(option: Mapping[str, Any]) -> str:
    return str(option["text"]["text"])


def _stands(stands: Mapping[str, Any], names: reading.Names) -> Typed:
    """What stands in an input, as it is read."""
    kind = stands["type"]
    if kind in ONE:
        return _label(stands["selected_option"]) if stands["selected_option"] else ""
    if kind in SEVERAL:
        return tuple(map(_label, stands["selected_options"]))
    if kind in PEOPLE:
        there = stands[PEOPLE[kind]]
        return tuple(map(names.of, there)) if isinstance(there, list) else names.of(there or "")
    return str(stands.get(PICKED.get(kind, "value")) or "")
