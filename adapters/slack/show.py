"""Messages and refusals as Block Kit. Pure. All that is seen stands in ``text`` too, for whoever hears it read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from adapters.slack.voice import Json, Voice, apart, bullets, cut, escaped, plain, section, words_of
from bot.talk import Answer, Button, Item, Message, Refusal, Text
from bot.texts import clean

BLOCKS: Final = 50  # of a message
LABEL: Final = 75  # characters on a button, and of what a screen reader says of one
IN_A_ROW: Final = 25  # buttons of one block
ALT: Final = 2000  # characters of what an image shows
READ: Final = 4000  # characters of what is read out
NAME: Final = "Blether"
TITLE: Final = 24  # of a modal, and of what stands on its buttons


def message(said: Message, wires: Sequence[str], voice: Voice, picture: str = "") -> Json:
    """What is said: its words, its picture by Slack's id of it (without one, what it shows), list lines and buttons."""
    parts = [*voice.parts(said.text), *([words_of(said.words)] if said.words else [])]
    alt = voice.alt(said.picture) if said.picture else ""
    above = [_rich(parts), _image(picture, alt)] if picture else []
    parts = [] if picture else [*parts, *([section([{"type": "text", "text": alt}])] if alt else [])]
    heard = [voice.whole(said.text), clean(said.words) if said.words else "", alt]
    heard += [each for item in said.lines for each in (voice.whole(item.text), clean(item.words) if item.words else "")]
    made = above + _laid_out(parts, said.lines, said.buttons, wires, voice)
    if len(made) > BLOCKS:
        bare = [Item(item.text, item.words) for item in said.lines]
        made = above + _laid_out(parts, bare, said.every_button, wires, voice)
    return {"text": _read_out(heard), "blocks": made}


def refusal(said: Refusal, wires: Sequence[str], voice: Voice, labels: Sequence[Text] = ()) -> Json:
    """The kind sentence, what each field lacks, and the way on."""
    lacking = list(zip(labels, said.problems, strict=True))
    colon: Json = {"type": "text", "text": ": "}
    lines: list[list[Json]] = [
        [{"type": "text", "text": voice.line(label), "style": {"bold": True}}, colon, *voice.inline(problem)]
        for label, (_, problem) in lacking
    ]
    parts = [*voice.parts(said.text), *([bullets(lines)] if lines else [])]
    heard = [voice.whole(said.text), *(f"{voice.line(each)}: {voice.line(why)}" for each, (_, why) in lacking)]
    return {"text": _read_out(heard), "blocks": _laid_out(parts, (), said.buttons, wires, voice)}


def answer(said: Answer, voice: Voice, picture: str = "") -> Json:
    """What a person alone is answered; a form is ``modal.form``."""
    if isinstance(said.said, Refusal):
        return refusal(said.said, said.wires, voice, said.labels)
    if isinstance(said.said, Message):
        return message(said.said, said.wires, voice, picture)
    raise TypeError("a form is no message")


def sentence(said: Text, voice: Voice) -> Json:
    """A message of one sentence."""
    return message(Message(said), (), voice)


def _laid_out(
    parts: list[Json], items: Sequence[Item], buttons: Sequence[Button], wires: Sequence[str], voice: Voice
) -> list[Json]:
    """As few blocks as there may be: lines stand together up to the next button."""
    made: list[Json] = []
    numbered = iter(enumerate(wires))
    waiting = list(parts)
    for item in items:
        _add(waiting, item, voice)
        if item.button:
            about = voice.label(item.text, LABEL)
            made += [_rich(waiting), _row([_button(item.button, *next(numbered), voice, about)])]
            waiting = []
    if waiting:
        made.append(_rich(waiting))
    below = [_button(each, *next(numbered), voice) for each in buttons]
    return made + [_row(below[first : first + IN_A_ROW]) for first in range(0, len(below), IN_A_ROW)]


def _add(parts: list[Json], item: Item, voice: Voice) -> None:
    line = section(voice.inline(item.text))
    if parts and parts[-1]["type"] == "rich_text_list" and not parts[-1].get("indent"):
        parts[-1] = parts[-1] | {"elements": [*parts[-1]["elements"], line]}
    else:
        parts.append(bullets([line["elements"]]))
    if item.words:
        parts.append(words_of(item.words))


def _rich(parts: list[Json]) -> Json:
    return {"type": "rich_text", "elements": apart(parts)}


def _image(id: str, alt: str) -> Json:
    return {"type": "image", "slack_file": {"id": id}, "alt_text": cut(alt, ALT)}


def _row(elements: list[Json]) -> Json:
    return {"type": "actions", "elements": elements}


def _button(button: Button, number: int, wire: str, voice: Voice, about: str = "") -> Json:
    """``about``: the line it stands at, since several buttons may say the same."""
    label = voice.label(button.label, LABEL)
    made: Json = {"type": "button", "action_id": f"button-{number}", "value": wire, "text": plain(label)}
    return made | ({"accessibility_label": cut(f"{label}: {about}", LABEL)} if about else {})


def _read_out(pieces: Sequence[str]) -> str:
    return escaped(cut("\n".join(filter(None, pieces)), READ))


def home(*said: Json) -> Json:
    """A person's own page of the app, which says what messages would, one below the other."""
    return {"type": "home", "blocks": [block for each in said for block in each["blocks"]]}


def view(said: Json, voice: Voice, metadata: str = "") -> Json:
    """A modal that says what a message would."""
    return {
        "type": "modal",
        "title": plain(NAME),
        "close": plain(voice.label(Text("slack.close"), TITLE)),
        "private_metadata": metadata,
        "blocks": said["blocks"],
    }
