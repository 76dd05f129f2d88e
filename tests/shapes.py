"""The shape of a page: what a browser would make of it, without what it says."""

from __future__ import annotations

from html.parser import HTMLParser


class Shape(HTMLParser):
    """The elements and attributes of a document, without what it says."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        ours = [(name, "" if name in ("alt", "value", "data-wire") else _kind(value or "")) for name, value in attrs]
        self.found.append((tag, ours))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)

    def handle_comment(self, data: str) -> None:
        self.found.append("comment")


def _kind(value: str) -> str:
    """A file that a page carries is of its kind, whatever is in it."""
    return value.partition(",")[0] if value.startswith("data:") else value


def shape(html: str) -> list[object]:
    """What stands in the page, in its order."""
    parser = Shape()
    parser.feed(html)
    parser.close()
    return parser.found
