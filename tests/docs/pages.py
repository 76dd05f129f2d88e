"""Pages as a reader follows them: their blocks in order, each run, written, said to the bot, or left out with a reason.

A block fenced as ``sh`` is typed into one shell. ``chat`` is sent line by line to the playground that is running, as a
moderator of the sample. A block below a line that is only a file's name in backquotes and a colon is that file. A
``text`` block below one that ran is what was printed, among other things. A line above a block that begins with
*Not tried by our tests* says, to the reader as well, why it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NOT_TRIED = "*Not tried by our tests"
_BLOCK = re.compile(r"^(?P<indent> *)```(?P<kind>\w*)\n(?P<words>.*?)^ *```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`([\w./-]+)`:")


@dataclass(frozen=True, slots=True)
class Block:
    """What is to be done: ``kind`` is run, chat, file, printed, shown (for reading only), left (out) or heading."""

    kind: str
    words: str
    file: str = ""


def blocks(page: str) -> Iterator[Block]:
    """Every heading and block of a page, or of a part of one, in order."""
    at, before = 0, ""
    for found in _BLOCK.finditer(page):
        between = page[at : found.start()]
        yield from (Block("heading", each) for each in re.findall(r"^#+ (.+)$", between, re.MULTILINE))
        above = between.strip().rpartition("\n")[2]
        words = re.sub(rf"^{found['indent']}", "", found["words"], flags=re.MULTILINE)
        if above.startswith(NOT_TRIED):
            yield Block("left", words)
        elif file := _FILE.fullmatch(above):
            yield Block("file", words, file[1])
        else:
            yield Block(_kind(found["kind"], before), words)
        at, before = found.end(), found["kind"]


def _kind(fence: str, before: str) -> str:
    if fence == "text" and before == "sh":
        return "printed"
    return {"sh": "run", "chat": "chat"}.get(fence, "shown")


def part(page: Path, heading: str) -> str:
    """The part of a page below one of its second headings. Raises LookupError when there is none."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    if found is None:
        raise LookupError(heading)
    return found[1]
