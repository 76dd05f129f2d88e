"""A small catalogue beside the page's own, and the corpus of what nobody should be able to do."""

from __future__ import annotations

from pathlib import Path

import pytest

import adapters.web
from adapters.web.show import Voice
from bot.texts import Texts

CORE = Path(adapters.web.__file__).parents[2] / "bot"
SAID = {
    "en": "said = **Kept**: { $it }\nlink = [there]({ $it })\nhello = Hello\ngo = Go\nlist =\n    - { $it }\n    - 2\n",
    "cy": "said = **Cadwyd**: { $it }\nlink = [yno]({ $it })\nhello = Helô\ngo = Go\nlist =\n    - { $it }\n    - 2\n",
}
HOSTILE = (
    "@everyone", "<@123>", "<!channel>", "**bold** _it_ `code` # h", "1. one\n- two\n> three",
    "[x](javascript:alert(1))", "javascript:alert(1)", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)', "</bdi></blockquote></div>", "</textarea><script>x</script>", "<!--", "]]>",
    "&lt;b&gt; &amp; &#60;", "{{ 7*7 }} {% x %}", "\u202egnp.exe", "\u2066a\u2069\u200e\u200f",
    "\u200b\u200c\u200d\ufeff", "\ue000\ue001\uf8ff", "\x00\x07\x1b[31m", "=1+1", "=cmd|'/c calc'!A0", "+1",
    "x" * 10_000, "\n\n\n", " ", "\u2028a\u2029", "\U0001f600",
)  # fmt: skip


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    for language, said in SAID.items():
        (tmp_path / f"{language}.ftl").write_text(said)
    return Texts({"core": CORE, "web": adapters.web.texts, "t": tmp_path})


@pytest.fixture
def english(texts: Texts) -> Voice:
    return Voice(texts, ("en",))
