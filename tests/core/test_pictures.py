"""A picture is drawn when it is said: in the reader's languages, and whatever stands in it stays words."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.pictures import draw
from bot.talk import Phrase, Picture, text
from bot.texts import Texts, clean

# Each value as it came, so that a test can read in what is drawn what was handed in.
SOURCE = """
#set page(width: 200pt, height: auto, margin: 4pt, fill: if sys.inputs.scheme == "dark" { black } else { white })
#let values = json(bytes(sys.inputs.values))
#assert.eq(values, json(bytes(```{expected}```.text)))
#values.words.join(" ")
"""


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    (tmp_path / "en.ftl").write_text("tea = Tea for { $count }\n")
    (tmp_path / "cy.ftl").write_text("tea = Te i { $count }\n")
    return Texts({"core": tmp_path})


def picture(texts: Texts, expected: str, **values: Any) -> Picture:
    (texts.folders["core"] / "tea.typ").write_text(SOURCE.replace("{expected}", expected))
    return Picture("core.tea", tuple(sorted(values.items())), (text("core.tea", count=2), text("core.tea", count=3)))


async def test_it_is_drawn_from_its_values_in_each_language_once(texts: Texts) -> None:
    said = '{"words": ["Te i 2", "Tea for 2"], "rows": [[["Inset"], 3], [["Tach", "Nov"], null]]}'
    inset = Phrase((("en", "Inset"),))
    shown = picture(
        texts, said, words=text("core.tea", count=2), rows=((inset, 3), (texts.month(date(2026, 11, 23)), None))
    )
    drawn = [await draw(shown, texts, ("cy", "en"), form) or b"" for form in ("png", "svg")]
    assert [each[:5] for each in drawn] == [b"\x89PNG\r", b"<svg "]


async def test_it_has_a_ground_of_its_own_in_the_light_and_in_the_dark(texts: Texts) -> None:
    shown = picture(texts, '{"words": ["Te i 2"]}', words=text("core.tea", count=2))
    light, dark = [str(await draw(shown, texts, ("cy",), "svg", dark=dark)) for dark in (False, True)]
    grounds = [re.search(r'<path [^>]*fill="(#\w+)"', svg) for svg in (light, dark)]
    assert [found and found[1] for found in grounds] == ["#ffffff", "#000000"]


@pytest.mark.parametrize("typed", ['#read("/etc/passwd")', '$x$ *b* `c` ]#eval("1")', '"}] \\u{0} \x00 \u202e'])
async def test_what_was_typed_is_never_read_as_a_drawing(texts: Texts, typed: str) -> None:
    """The file compares what came in, so it is drawn only when every letter came as it was, less what hides."""
    shown = picture(texts, json.dumps({"words": [clean(typed)]}), words=typed)
    assert await draw(shown, texts, ("en",), "svg") is not None


async def test_what_cannot_be_drawn_is_said_in_words(texts: Texts) -> None:
    """Nobody waits for it, and the log has none of what was to be drawn."""
    wrong = picture(texts, "{}", words="a private word")
    assert await draw(wrong, texts, ("en",)) is None
    assert await draw(Picture("core.none", (), ()), texts, ("en",)) is None
    assert await draw(Picture("core.tea", (("words", b"bytes"),), ()), texts, ("en",)) is None
    assert texts.alt(wrong, "cy") == "Te i 2 Te i 3"
