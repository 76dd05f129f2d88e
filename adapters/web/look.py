"""Pictures on the page: drawn for a light and a dark ground, whole within the page, so no other address has them."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.pictures import draw
from bot.talk import Message
from bot.texts import Texts

POINT = 3 / 4  # points to a pixel of a page


@dataclass(frozen=True, slots=True)
class Look:
    """A picture as addresses that hold it whole, and its size in pixels, so that the page keeps room for it."""

    light: str
    dark: str
    size: tuple[int, int]


async def look(said: Any, texts: Texts, languages: Sequence[str]) -> Look | None:
    """The picture of a message; None where there is none, and where it could not be drawn."""
    if not isinstance(said, Message) or said.picture is None:
        return None
    light = await draw(said.picture, texts, languages, "svg")
    dark = await draw(said.picture, texts, languages, "svg", dark=True)
    return Look(_address(light), _address(dark), _size(light)) if light and dark else None


def _address(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"


def _size(svg: bytes) -> tuple[int, int]:
    found = re.search(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    return (round(float(found[1]) / POINT), round(float(found[2]) / POINT)) if found else (0, 0)
