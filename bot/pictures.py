"""Pictures are drawn when they are said: by Typst, from a file beside the room, in the languages of whoever looks."""

from __future__ import annotations

import asyncio
import functools
import importlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import structlog

from bot.logs import broke
from bot.talk import Message, Person, Phrase, Picture, Place, Text
from bot.texts import Texts

log = structlog.get_logger("blether.pictures")
DENSITY = 144  # pixels an inch: two to a point, as sharp screens have them
Form = Literal["png", "svg", "pdf"]

# Typst lets go of the interpreter while it draws, so a thread does; one, which leaves a processor to the house.
_pen = ThreadPoolExecutor(1, "pictures")


async def draw(
    picture: Picture, texts: Texts, languages: Sequence[str], form: Form = "png", *, dark: bool = False
) -> bytes | None:
    """The picture with its words in these languages; None when it could not be drawn: then ``Texts.alt`` is said.

    ``dark``: for a dark ground, otherwise for a light one; it brings its ground along.
    """
    try:
        values = {name: _plain(value, texts, languages) for name, value in picture.pairs}
        room, _, name = picture.drawn.partition(".")
        source = texts.folders[room] / f"{name}.typ"
        inputs = {"values": json.dumps(values), "scheme": "dark" if dark else "light"}
        work = functools.partial(_drawn, source, form, inputs)
        return await asyncio.get_running_loop().run_in_executor(_pen, work)
    except Exception as bug:
        log.error("not-drawn", picture=picture.drawn, **broke(bug))
        return None


async def handed_over(said: Message, texts: Texts, languages: Sequence[str]) -> Message:
    """The same with its files drawn that are to be; one that could not be drawn is left out."""
    files = []
    for each in said.files:
        content = each.content if each.drawn is None else await draw(each.drawn, texts, languages, "pdf")
        files += [] if content is None else [replace(each, content=content)]
    return replace(said, files=tuple(files))


def _drawn(source: Path, form: Form, inputs: dict[str, str]) -> bytes:
    typst = importlib.import_module("typst")  # 80 MB, which a house that shows no picture never needs
    try:
        return bytes(
            typst.compile(source, root=source.parent, format=form, ppi=DENSITY, sys_inputs=inputs, font_paths=_fonts())
        )
    except Exception:
        raise
    except BaseException as panic:  # of the library: it would end whoever asked, not only the picture
        raise RuntimeError("the library panicked") from panic


@functools.cache
def _fonts() -> Any:
    """The library's own fonts, and for scripts they do not have the system's: looked for once."""
    return importlib.import_module("typst").Fonts()


def _plain(value: Any, texts: Texts, languages: Sequence[str]) -> Any:
    """A value as the drawing gets it: words as they are in each language, once where that is the same; numbers bare."""
    match value:
        case None | bool() | int():
            return value
        case tuple():
            return [_plain(each, texts, languages) for each in value]
        case Text() | Phrase() | Person() | Place() | str() | date():
            return _once(texts.shown(value, each)[0] for each in languages)
    raise TypeError(f"cannot be drawn: {type(value).__name__}")


def _once(said: Any) -> list[str]:
    return list(dict.fromkeys(said))
