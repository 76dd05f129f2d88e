"""What the playground's HTML shows to its reader: an answer, a form, the posts of a place."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

from tests.dialogues.seen import Asked, Blank, Seen, once, split

_VOID = {"input", "img", "br", "meta", "link"}
_BLOCKS = {"p", "li", "blockquote", "div", "ul", "article", "h2", "h3", "label", "legend", "form", "dialog", "header"}


@dataclass
class Element:
    """An element of the page with what is in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    def every(self) -> Iterator[Element]:
        """It, and every element in it, as they stand."""
        yield self
        for each in self.inside:
            if isinstance(each, Element):
                yield from each.every()

    def find(self, tag: str = "", **attributes: str) -> list[Element]:
        """Those of this tag that have these attributes; underscores are hyphens, "" is any value."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            each
            for each in self.every()
            if tag in ("", each.tag)
            and all(name in each.attributes and value in ("", each.attributes[name]) for name, value in wanted.items())
        ]

    def words(self, but: tuple[str, ...] = ()) -> str:
        """What one reads in it, a line for each block; without the elements of some tags."""
        said = ""
        for each in self.inside:
            if isinstance(each, str):
                said += each
            elif each.tag not in but:
                said += f"\n{each.words(but)}\n" if each.tag in _BLOCKS else each.words(but)
        return said


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        new = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(new)
        if tag not in _VOID:
            self.open.append(new)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def parsed(html: str) -> Element:
    """The page as elements."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.open[0]


def message(there: Element, id: str = "") -> Seen:
    """An answer or a post as it is read."""
    buttons = there.find("button", data_wire="")
    files = tuple((each.attributes["download"], _content(each.attributes["href"])) for each in there.find(download=""))
    lines = [line for each in there.inside for line in _lines(each)]
    labels = tuple(each.words().strip() for each in buttons)
    return Seen(once(lines), labels, files, id, tuple(each.attributes["data-wire"] for each in buttons))


def _lines(each: Element | str) -> tuple[str, ...]:
    if isinstance(each, str):
        return split(each)
    if each.attributes.get("class") == "problems":  # a label and what is wrong on one line
        return tuple(" ".join(one.words().split()) for one in each.find("li"))
    return () if each.attributes.get("class") == "files" else split(each.words(("button",)))


def _content(address: str) -> str:
    return base64.b64decode(unquote(address.partition(",")[2])).decode(errors="replace")


def form(there: Element) -> Asked:
    """A form as it is read and filled in."""
    title = there.find("h3")[0].words().strip()
    wire = there.find("form")[0].attributes["data-wire"]
    return Asked(title, tuple(_blank(each) for each in there.find("div", _class="field")), wire)


def _blank(there: Element) -> Blank:
    control = there.find(data_field="")[0]
    name, kind = control.attributes["data-field"], control.attributes.get("data-kind", control.tag)
    title = (there.find("legend") or there.find("label"))[0]
    called = "".join(each if isinstance(each, str) else _unless_must(each) for each in title.inside).strip()
    match control.tag:
        case "fieldset":
            options = [each for each in control.find("label") if each.find("input", name="")]
            boxes = {each.words().strip(): each.find("input", name="")[0].attributes for each in options}
            chosen = tuple(words for words, box in boxes.items() if "checked" in box and box["value"])
            several = any(box["type"] == "checkbox" for box in boxes.values())
            handle = (name, kind, {words: box["value"] for words, box in boxes.items()})
            return Blank(called, chosen if several else "".join(chosen), tuple(boxes), handle)
        case "select":
            there_are = {each.words().strip(): each.attributes for each in control.find("option")}
            stands = [words for words, one in there_are.items() if "selected" in one]
            handle = (name, kind, {words: one["value"] for words, one in there_are.items()})
            return Blank(called, "".join(stands), tuple(there_are), handle)
        case "textarea":
            return Blank(called, control.words().removeprefix("\n"), (), (name, kind, {}))
    return Blank(called, control.attributes.get("value", ""), (), (name, kind, {}))


def _unless_must(each: Element) -> str:
    return "" if each.attributes.get("class") == "must" else each.words()
