"""Messages, answers, forms and posts as HTML. Pure. Nothing typed is ever markup: it is escaped, inside <bdi>."""

from __future__ import annotations

import base64
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from adapters.web.hear import Seat
from adapters.web.look import Look
from adapters.web.sample import PEOPLE, ZONE
from adapters.web.timeline import Post, Spot
from bot.talk import Answer, Button, Command, Field, File, Form, Message, Phrase, Picture, Refusal, Remote, Text, text
from bot.texts import Node, Texts, clean
from bot.timetable.recurrence import WEEKDAYS

_BESIDE: Final = Markup(" · ")  # between two languages on one line
NAME: Final = 60  # characters of what a thread is called
TONES: Final = 7  # colours of faces
NAMED: Final = ("somebody", "somewhere", "members")  # kinds of fields that hold people or places
FEW: Final = 8  # options one sees at a glance; more get a search
_TAGS: Final = {"paragraph": "p", "list": "ul", "item": "li", "strong": "strong", "em": "em"}
_CLOCK = re.compile(r"\d\d:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?")
_pages = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
# Named in the page, so that they come all at once and not one after the other.
_pages.globals["modules"] = sorted(each.name for each in (Path(__file__).parent / "static").glob("*.js"))


@dataclass(frozen=True, slots=True)
class Voice:
    """How a reader is spoken to: in ``languages``, the first one first."""

    texts: Texts
    languages: tuple[str, ...] = field(default=("cy", "en"))

    def blocks(self, said: Text) -> Markup:
        """Each language in an element of its own."""
        frames = ((language, _nodes(self.texts.tree(said, language))) for language in self.languages)
        return Markup().join(
            Markup('<div class="frame" lang="{}">{}</div>').format(language, inner) for language, inner in frames
        )

    def line(self, said: Text | Phrase) -> Markup:
        """On one line, for labels and headings; what reads the same in two languages stands once."""
        return _BESIDE.join(
            Markup('<span lang="{}">{}</span>').format(language, inner) for inner, language in self._lines(said)
        )

    def plain(self, said: Text | Phrase) -> str:
        """On one line without markup, for attributes and options."""
        return " · ".join(inner.striptags() for inner, _ in self._lines(said))

    def web(self, key: str, /, **values: Any) -> Markup:
        """A sentence of the page itself."""
        return self.line(text(f"web.{key}", **values))

    def attribute(self, key: str, /, **values: Any) -> str:
        """A sentence of the page itself, without markup."""
        return self.plain(text(f"web.{key}", **values))

    def _lines(self, said: Text | Phrase) -> Iterable[tuple[Markup, str]]:
        found: dict[str, tuple[Markup, str]] = {}
        for language in self.languages:
            if isinstance(said, Phrase):
                own, words = said.said(language)
                line = escape(clean(words))
            else:
                own = language
                line = Markup(" ").join(_nodes(node.children) for node in self.texts.tree(said, language))
            found.setdefault(line.striptags(), (line, own))
        return found.values()


def _nodes(nodes: Iterable[Node]) -> Markup:
    return Markup().join(_node(node) for node in nodes)


def _node(node: Node) -> Markup:
    match node.kind:
        case "words":
            return escape(node.words)
        case "value":
            language = Markup(' lang="{}"').format(node.language) if node.language else Markup()
            return Markup("<bdi{}>{}</bdi>").format(language, node.words)
        case "link":
            opened = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">').format(node.words)
            return opened + _nodes(node.children) + Markup("</a>")
        case kind if kind in _TAGS:
            tag = Markup(_TAGS[kind])  # noqa: S704  # one of five words of ours
            return Markup("<{}>{}</{}>").format(tag, _nodes(node.children), tag)
    return _nodes(node.children)


def words(typed: str) -> Markup:
    """A person's own words, once, in whichever language they are."""
    return Markup('<blockquote lang=""><bdi>{}</bdi></blockquote>').format(clean(typed)) if typed else Markup()


def message(said: Message, wires: tuple[str, ...], voice: Voice, look: Look | None = None) -> Markup:
    """What is said, its picture as it looks (without one, what it shows in words), its list lines and its buttons."""
    handles = iter(wires)
    lines = Markup().join(
        Markup("<li>{}{}{}</li>").format(
            voice.blocks(item.text), words(item.words), _buttons((item.button,) if item.button else (), handles, voice)
        )
        for item in said.lines
    )
    listed = Markup('<ul class="items">{}</ul>').format(lines) if said.lines else ""
    files = Markup().join(map(_file, said.files))
    taken = Markup('<ul class="files">{}</ul>').format(files) if files else ""
    shown = _picture(said.picture, look, voice) if said.picture else ""
    above = voice.blocks(said.text) + words(said.words) + shown
    return above + listed + taken + _buttons(said.buttons, handles, voice)


def _picture(picture: Picture, look: Look | None, voice: Voice) -> Markup:
    def alt(language: str) -> str:
        return voice.texts.alt(picture, language)

    if look is None:
        said = Markup('<p class="frame" lang="{}">{}</p>')
        return Markup().join(said.format(language, alt(language)) for language in voice.languages)
    made = _pages.get_template("picture.html").render(look=look, alt=alt, voice=voice)
    return Markup(made)  # noqa: S704  # rendered with autoescape


def named(said: Message | None, voice: Voice) -> str:
    """What a thread is called after its first message."""
    return textwrap.shorten(voice.plain(said.text) if said else "", NAME, placeholder=" …")


def _file(one: File) -> Markup:
    """A file that the browser has whole, so that it can be kept without being asked for again."""
    content = base64.b64encode(one.data).decode()
    link = Markup('<li><a download="{0}" href="data:{1};charset=utf-8;base64,{2}">{0}</a> <small>{3} kB</small></li>')
    return link.format(one.name, one.media, content, max(1, round(len(one.data) / 1000)))


def _buttons(buttons: tuple[Button, ...], wires: Iterator[str], voice: Voice) -> Markup:
    pressed = Markup('<button type="button" data-wire="{}" data-action="{}">{}</button>')
    made = Markup().join(pressed.format(next(wires), each.call.action, voice.line(each.label)) for each in buttons)
    return Markup('<div class="buttons">{}</div>').format(made) if buttons else Markup()


def refusal(said: Refusal, wires: tuple[str, ...], voice: Voice, labels: tuple[Text, ...] = ()) -> Markup:
    """The kind sentence, what each field lacks, and the way on."""
    wrong = Markup().join(
        Markup("<li><strong>{}</strong> {}</li>").format(voice.line(label), voice.line(problem))
        for label, (_, problem) in zip(labels, said.problems, strict=True)
    )
    listed = Markup('<ul class="problems">{}</ul>').format(wrong) if said.problems else ""
    return voice.blocks(said.text) + listed + _buttons(said.buttons, iter(wires), voice)


def form(asked: Form, wire: str, mark: str, seat: Seat, voice: Voice) -> Markup:
    """A form; ``mark`` keeps the ids of its fields apart from those of every other form on the page."""
    made = _pages.get_template("form.html").render(
        form=asked, wire=wire, mark=mark, seat=seat, voice=voice, type_of=_control, FEW=FEW
    )
    return Markup(made)  # noqa: S704  # rendered with autoescape


def _control(asked: Field) -> str:
    """The input type that suits a field; a day or moment the browser could not show stays as it was typed."""
    value = str(asked.value)
    if asked.kind == "day" and (not value or _DAY.fullmatch(value)):
        return "date"
    if asked.kind == "time" and (not value or _CLOCK.fullmatch(value)):
        return "time"
    if asked.kind == "moment" and (not value or _MOMENT.fullmatch(value)):
        return "datetime-local"
    return "text"


def answer(said: Answer, mark: str, seat: Seat, texts: Texts, look: Look | None = None) -> dict[str, Any]:
    """The private answer as the page takes it: its kind, its HTML, and what each field of a form lacks."""
    voice = Voice(texts, said.languages)
    problems: dict[str, str] = {}
    match said.said:
        case Form() as asked:
            kind, inner = "form", form(asked, said.wires[0], mark, seat, voice)
        case Refusal() as refused:
            kind, inner = "refusal", refusal(refused, said.wires, voice, said.labels)
            problems = {name: voice.line(problem) for name, problem in refused.problems}
        case Message() as told:
            kind, inner = "message", message(told, said.wires, voice, look)
    html = _pages.get_template("answer.html").render(kind=kind, inner=inner, mark=mark, voice=voice)
    spoken = " ".join(said.languages)
    return {"kind": kind, "html": html, "inner": inner, "problems": problems, "languages": spoken}


def post(said: Post, menu: tuple[Command, ...], voice: Voice, me: str) -> Markup:
    """One post of the timeline, with its menu in the languages of the reader, whose id is ``me``."""
    at = said.at.astimezone(ZoneInfo(ZONE))
    shown, language = voice.texts.shown(at, voice.languages[0])
    made = _pages.get_template("post.html").render(
        post=said,
        name=said.author and clean(said.author.name),
        face=face(said.author),
        day=voice.web("day", day=_weekday(at), on=at.date()),
        words=clean(said.words),
        html=Markup(said.html),  # noqa: S704  # made by `message`
        at=at,
        shown=shown,
        language=language,
        menu=menu,
        voice=voice,
        me=me,
    )
    return Markup(made)  # noqa: S704  # rendered with autoescape


def _weekday(at: datetime) -> Text:
    return text(f"core.day-{WEEKDAYS[at.weekday()].lower()}")


def face(who: Remote | None) -> Markup:
    """Initials on a colour, for the eye alone: the name stands beside them. Nobody's is Blether's own."""
    if who is None:
        return Markup('<span class="face ours" aria-hidden="true"></span>')
    letters = "".join(word[0] for word in clean(who.name).split()[:2]).upper()
    tone = [*PEOPLE].index(who.id) % TONES if who.id in PEOPLE else 0
    return Markup('<span class="face tone-{}" aria-hidden="true"><bdi>{}</bdi></span>').format(tone, letters)


def begun(commands: Iterable[Command], voice: Voice) -> dict[str, Any]:
    """What can be begun with ``/``, for the message box: rooms, their commands, and the fields of each."""
    there = [each for each in commands if each.slash]
    rooms = dict.fromkeys(each.action.partition(".")[0] for each in there)
    return {
        "rooms": [{"name": f"/{room}", "about": voice.line(text(f"{room}.room"))} for room in rooms],
        "commands": [
            {
                "name": each.spelled,
                "about": voice.line(each.about),
                "fields": [_begun(one, voice) for one in each.fields],
            }
            for each in there
        ],
    }


def _begun(one: Field, voice: Voice) -> dict[str, Any]:
    """A field of a command; ``far``: its choices are searched for in the data."""
    return {
        "name": one.name,
        "kind": one.kind,
        "label": voice.line(one.label),
        "hint": voice.line(one.hint) if one.hint else "",
        "choice": one.search or bool(one.options) or one.kind in NAMED,
        "far": one.search,
    }


def time(now: datetime, told: Text | None, voice: Voice) -> Markup:
    """What the clock shows, and what became of its way here."""
    here = now.astimezone(ZoneInfo(ZONE))
    shown = voice.web("now", day=_weekday(here), at=here)
    said = Markup(" <span>{}</span>").format(voice.line(told)) if told else Markup()
    return Markup('<time datetime="{}">{}</time>').format(here.isoformat("T", "minutes"), shown) + said


def place(spot: Spot, me: str, here: str, voice: Voice) -> Markup:
    """One place in the list of places."""
    made = _pages.get_template("place.html").render(one=spot, me=me, here=here, voice=voice)
    return Markup(made)  # noqa: S704  # rendered with autoescape


def page(name: str, **values: Any) -> str:
    """A whole page."""
    return _pages.get_template(name).render(values)
