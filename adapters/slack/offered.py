"""What can be begun here: in answer to a command alone or misspelt, to words nobody reads, and on the home. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from adapters.slack.hear import BEGIN
from adapters.slack.show import IN_A_ROW
from bot.talk import Answer, Button, Call, Command, Item, Message, Text, text


def offered(room: str, typed: str, commands: Iterable[Command], languages: tuple[str, ...], prefix: str) -> Answer:
    """The commands of this room, or of all where there is no such room; ``typed``: the words that begin nothing."""
    there = tuple(commands)
    slash = [each for each in there if each.slash]
    near = [each for each in slash if _room(each) == room] or slash
    listed = [_line(each, prefix) for each in near]
    listed += [
        Item(text("slack.in-menu", name=each.menu, about=each.about))
        for each in there
        if each.menu and not each.slash and _room(each) == room
    ]
    if not near:
        heading = text("slack.no-commands")
    elif typed or not any(_room(each) == room for each in slash):
        heading = text("slack.no-such-command", typed=typed or room)
    else:
        heading = text("slack.room", name=f"{prefix}{room}", about=text(f"{room}.room"))
    return _answer(Message(heading, items=tuple(listed)), languages)


def everything(heading: Text, commands: Iterable[Command], languages: tuple[str, ...], prefix: str) -> Answer:
    """Each room, with a button that says what can be begun in it."""
    rooms = dict.fromkeys(_room(each) for each in commands if each.slash)
    items = tuple(
        Item(
            text("slack.room", name=f"{prefix}{room}", about=text(f"{room}.room")),
            button=Button(text("slack.open", name=f"/{prefix}{room}"), Call(room)),
        )
        for room in rooms
    )
    return _answer(Message(heading, items=items), languages)


def _line(command: Command, prefix: str) -> Item:
    spelled = f"/{prefix}{command.spelled.removeprefix('/')}"
    about = text("slack.command", call=spelled, about=command.about)
    return Item(about, button=Button(text("slack.begin"), Call(command.action)))


def _answer(said: Message, languages: Sequence[str]) -> Answer:
    """With buttons that begin what they name, as many as fit."""
    items, left = list[Item](), IN_A_ROW
    for each in said.items:
        items.append(each if left else Item(each.text))
        left -= bool(items[-1].button)
    kept = Message(said.text, items=tuple(items))
    return Answer(kept, tuple(f"{BEGIN}{each.call.action}" for each in kept.every_button), tuple(languages))


def _room(command: Command) -> str:
    return command.action.partition(".")[0]
