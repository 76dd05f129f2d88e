"""Somebody's own words in a file of Markdown, as the words they are."""

from __future__ import annotations

import re

from bot.texts import clean

_TICKS = re.compile("`+")
_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")


def fenced(words: str) -> str:
    """As a block that no reader of Markdown looks into."""
    fence = "`" * max(3, *(len(run) + 1 for run in _TICKS.findall(words)), 3)
    return f"{fence}text\n{clean(words)}\n{fence}"


def escaped(words: str) -> str:
    """Within a line."""
    return _SIGNS.sub(r"\\\1", " ".join(clean(words).split()))
