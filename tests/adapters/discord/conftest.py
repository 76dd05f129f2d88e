"""A small catalogue beside the adapter's own."""

from __future__ import annotations

from pathlib import Path

import pytest

import adapters.discord
from adapters.discord.dialect import Voice
from bot.texts import Texts

CORE = Path(adapters.discord.__file__).parents[2] / "bot"
SAID = {
    "en": """said = **Kept**: { $it }
link = [there]({ $it })
when = { $it } comes
list =
    - { $it }
    - 2
hello = Hello
go = Go
room = A room
do-log = Keep it
    .menu = I learned
ask-what = What?
    .hint = One line.
""",
    "cy": """said = **Cadwyd**: { $it }
link = [yno]({ $it })
when = daw { $it }
list =
    - { $it }
    - 2
hello = Helô
go = Go
room = Ystafell
do-log = Cadw
    .menu = Dysgais
ask-what = Beth?
    .hint = Un llinell.
""",
}


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    for language, said in SAID.items():
        (tmp_path / f"{language}.ftl").write_text(said)
    return Texts({"core": CORE, "discord": adapters.discord.texts, "t": tmp_path})


@pytest.fixture
def english(texts: Texts) -> Voice:
    return Voice(texts, ("en",))
