"""A small catalogue beside the adapter's own."""

from __future__ import annotations

from pathlib import Path

import pytest

import adapters.slack
from adapters.slack.hear import Home
from adapters.slack.voice import Voice
from bot.texts import Texts

CORE = Path(adapters.slack.__file__).parents[2] / "bot"
HOME = Home("T0SCHOOL", "school", "https://school.slack.com/")
SAID = {
    "en": "said = **Kept**: { $it }\nlink = [there]({ $it })\nhello = Hello\ngo = Go\n"
    "list =\n    One:\n\n    - { $it }\n    - *2*\nlong = This title is longer than Slack lets it be\n",
    "cy": "said = **Cadwyd**: { $it }\nlink = [yno]({ $it })\nhello = Helô\ngo = Go\n"
    "list =\n    Un:\n\n    - { $it }\n    - *2*\nlong = Mae'r teitl hwn yn hirach nag y caiff fod\n",
}


@pytest.fixture(scope="session")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    tmp_path = tmp_path_factory.mktemp("said")
    for language, said in SAID.items():
        (tmp_path / f"{language}.ftl").write_text(said)
    return Texts({"core": CORE, "slack": adapters.slack.texts, "t": tmp_path})


@pytest.fixture(scope="session")
def english(texts: Texts) -> Voice:
    return Voice(texts, ("en",))


@pytest.fixture(scope="session")
def both(texts: Texts) -> Voice:
    return Voice(texts, ("cy", "en"))
