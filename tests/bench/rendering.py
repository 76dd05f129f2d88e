"""Part 4: a sentence from its key to a tree, the first time and ever after."""

from __future__ import annotations

import time
from collections.abc import Callable

from fluent.runtime import FluentBundle, FluentResource
from markdown_it import MarkdownIt

from bot import texts
from bot.house import Plan
from bot.rooms.learn.declared import KINDS, t
from bot.testing import START
from bot.texts import Texts
from tests.bench.measure import Block, Control, Figure, Sample, figures, in_turns

SENTENCE = t("kept", kind=KINDS[0].label, on=START.date())
COLD, WARM = "Texts.tree, the first time", "Texts.tree, ever after"
PARSED, COMPILED = "bare Fluent and markdown-it, the first time", "bare Fluent and markdown-it, ever after"


async def measure(house: Plan) -> list[Figure]:
    """Cold: the sentence was never formatted nor parsed. The bare libraries get the values as words."""
    compiled = _bare(_bundle(house))
    blocks: dict[str, Block] = {
        COLD: _block(lambda: _tree(_fresh(house)), 3),
        WARM: _block(lambda: _tree(house.texts), 20),
        PARSED: _block(lambda: _bare(_bundle(house)), 3),
        COMPILED: _block(lambda: compiled, 20),
    }
    return figures("a sentence", await in_turns(blocks, passes=5), {COLD: Control(PARSED), WARM: Control(COMPILED)})


def _block(prepared: Callable[[], Callable[[], object]], count: int) -> Block:
    """Samples of a step that is made ready anew for each, off the clock."""

    async def block() -> list[Sample]:
        return [_timed(prepared()) for _ in range(count)]

    return block


def _timed(step: Callable[[], object]) -> Sample:
    begun = time.perf_counter()
    step()
    taken = (time.perf_counter() - begun) * 1e3
    return taken, taken


def _tree(said: Texts) -> Callable[[], object]:
    return lambda: said.tree(SENTENCE, "en")


def _fresh(house: Plan) -> Texts:
    texts._parse.cache_clear()
    return Texts(house.texts.folders)


def _bundle(house: Plan) -> FluentBundle:
    bundle = FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(FluentResource((house.texts.folders["learn"] / "en.ftl").read_text("utf-8")))
    return bundle


def _bare(bundle: FluentBundle) -> Callable[[], object]:
    markdown = MarkdownIt("zero").enable(["emphasis", "balance_pairs", "link", "list", "escape"])

    def step() -> object:
        pattern = bundle.get_message("kept").value
        assert pattern
        said, _ = bundle.format_pattern(pattern, {"kind": "Course or conference", "on": "23 November 2026"})
        return markdown.parse(str(said))

    return step
