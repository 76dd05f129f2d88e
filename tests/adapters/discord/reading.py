"""A reader of Discord's Markdown that knows nothing of how ours is made: what is active in it, and how it reads."""

from __future__ import annotations

import re

ACTIVE = re.compile(
    r"""(?P<escaped>\\[\\*_~|`>\#+\-\[\]()<:@.!])
      | (?P<url>https?://[^\s<>"\\*_~|`()\[\]@\#]+)
      | (?P<strong>\*\*|__|~~|\|\||`+|[*_])
      | (?P<mention>@(?:everyone|here)|<(?:@[!&]?|\#|a?:\w+:|/[^>]+:|t:|id:)\S*>|:\w+:)
      | (?P<link>\[[^\]\n]*\]\()
      | (?P<line>^(?:>{1,3}\ |\#{1,3}\ |-\#\ |\s*[-*+]\ |\s*\d+\.\ ))""",
    re.VERBOSE | re.MULTILINE,
)


def active(markdown: str) -> list[str]:
    """The kinds of what formats, pings, links or begins a block there, in order."""
    return [str(each.lastgroup) for each in ACTIVE.finditer(markdown) if each.lastgroup not in ("escaped", "url")]


def read(markdown: str) -> str:
    """How words without anything active in them read."""
    return re.sub(r"\\([\\*_~|`>#+\-\[\]()<:@.!])", r"\1", markdown)
