"""Every sentence is said where it is needed, needed where it is said, and in the field's own words."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.checks import LONG_NAME, faults
from bot.house import Plan
from bot.store.schema import metadata
from bot.talk import Phrase, Text, Word, text
from bot.texts import Texts
from tests.house.sentences import hurtful, too_long

ROOT = Path(__file__).parents[2]
COUNTS = (0, 1, 2, 3, 6, 11)


def files(*kinds: str) -> list[Path]:
    """The sources of the house and its adapters."""
    return sorted(path for top in ("bot", "adapters") for kind in kinds for path in (ROOT / top).rglob(f"*.{kind}"))


def sources(name: str, texts: Texts) -> list[Path]:
    """The files that may say a catalogue's sentences: the room's own, or everybody for the house's."""
    return files("py", "html") if name == "core" else sorted(texts.folders[name].rglob("*.py"))


def words(path: Path) -> Iterator[str]:
    """Every string that is written in a file, what is put into one as ``*``."""
    if path.suffix != ".py":
        yield from re.findall(r"""["']([\w.-]+)["']""", path.read_text())
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def said(path: Path) -> Iterator[str]:
    """The keys a file says as they are: ``t("kept")``, ``text("core.done")``, also in a choice of two."""
    calls = (each for each in ast.walk(ast.parse(path.read_text())) if isinstance(each, ast.Call) and each.args)
    for call in (each for each in calls if getattr(each.func, "id", "") in ("t", "text")):
        first = call.args[0]
        for each in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                yield each.value


def declared(house: Plan, name: str) -> set[str]:
    """The keys that follow from the room's declarations."""
    room = next((each.room for each in house.rooms if each.room.name == name), None)
    keys: set[str] = set()
    for action in room.actions.values() if room else ():
        keys |= {f"do-{action.verb}{part}" for part in ("", ".title", ".takes", *([".menu"] if action.menu else []))}
        keys |= {f"ask-{param.name}{part}" for param in action.params for part in ("", ".hint")}
    keys |= {"room", *(f"table-{each.name.partition('_')[2] or each.name}" for each in metadata.sorted_tables)}
    keys |= {f"column-{column.name}" for each in metadata.sorted_tables for column in each.c}
    return keys


def test_the_house_builds(outside: Plan) -> None:
    assert faults([each.room for each in outside.rooms], outside.texts) == []


def test_every_sentence_that_is_said_is_there(outside: Plan) -> None:
    """A key that nobody wrote would be an apology in somebody's evening."""
    texts = outside.texts
    keys = {key for path in files("py") for key in said(path) if key.startswith("core.")}
    for name in texts.folders.keys() - {"core"}:
        keys |= {f"{name}.{key}" for path in sources(name, texts) for key in said(path) if "." not in key}
    assert len(keys) > 80
    assert [key for key in sorted(keys) if not texts.has(key)] == []


@pytest.mark.parametrize("name", ["core", "learn", "garden", "shed"])
def test_every_sentence_is_needed(outside: Plan, name: str) -> None:
    texts = outside.texts
    prefix = "core." if name == "core" else ""
    there = {word for path in sources(name, texts) for word in words(path)}
    there |= {word.rpartition(".")[0] for word in there}  # an attribute cannot be without its sentence
    parts = [each for each in there if "*" in each and each.startswith(prefix) and re.search("[a-z]{3}", each)]
    shapes = [re.compile(re.escape(each).replace(r"\*", "[a-z_-]+")) for each in parts]
    left = {f"{prefix}{key}" for key in texts.entries(name) if key not in declared(outside, name)} - there
    assert {key for key in left if not any(shape.fullmatch(key) for shape in shapes)} == set()


def test_nothing_is_said_that_hurts(whole: Plan) -> None:
    """Professional learning, never development; nothing is late, missed, ranked or counted in streaks."""
    assert hurtful(whole) == []


async def test_every_sentence_fits_at_its_longest(whole: Plan) -> None:
    """With the longest names, words, numbers and options there are, in all languages at once."""
    assert await too_long(whole) == []


def test_none_reads_longer_than_it_may(whole: Plan) -> None:
    """What is said of it without putting it together holds when it is put together."""
    texts, name = whole.texts, "W" * LONG_NAME
    longer = []
    for folder, language in itertools.product(texts.folders, texts.languages):
        for key, sentence in texts.sentences(folder, language).items():
            words = texts.plain(text(f"{folder}.{key}", **dict.fromkeys(sentence.variables, name)), language)
            longer += [] if sentence.may_exceed(len(words) - 1, LONG_NAME) else [(folder, language, key)]
    assert longer == []


def test_every_plural_is_said_in_both_languages(outside: Plan) -> None:
    """Welsh has six forms: 0, 1, 2, 3, 6 and all the others."""
    texts = outside.texts
    for name in texts.folders:
        for key, variables in texts.entries(name).items():
            for language in texts.languages:
                for count in COUNTS:
                    sentence = text(f"{name}.{key}", **dict.fromkeys(variables, count))
                    assert texts.plain(sentence, language).strip(), (sentence, language)


def counted(house: Plan, language: str, key: str, variable: str, **others: str) -> list[str]:
    """How a sentence counts: the part of it that holds the number."""
    spoken = [house.texts.plain(text(key, **others, **{variable: count}), language) for count in COUNTS]
    return [re.split(r"(?<=[.:]) ", each)[-1 if others else 0].rstrip(".") for each in spoken]


def test_things_are_counted_as_people_count_them(house: Plan) -> None:
    minutes, others = ("learn.entry-minutes", "minutes"), {"kind": "", "formality": "", "on": ""}
    mend = ("core.please-mend", "count")
    assert counted(house, "en", *minutes, **others)[:3] == ["0 minutes", "1 minute", "2 minutes"]
    assert counted(house, "cy", *minutes, **others) == [f"{count} {'f' if count == 2 else 'm'}unud" for count in COUNTS]
    assert counted(house, "en", *mend)[1:3] == ["One thing could not be read", "2 things could not be read"]
    assert [each.split("darllen ")[1] for each in counted(house, "cy", *mend)] == [
        "0 peth", "un peth", "dau beth", "3 pheth", "6 pheth", "11 peth"
    ]  # fmt: skip


def test_numbers_days_and_names_are_said_in_the_reader_s_language(house: Plan) -> None:
    texts = house.texts
    assert texts.plain(text("core.too-long", limit=1_500, length=10_000), "en").split(",")[0] == "This is 10"
    name = Phrase((("en", "Pedagogy"), ("cy", "Addysgeg")))
    assert [texts.plain(text("learn.standard", name=name), each) for each in ("en", "cy")] == [
        "Standard: Pedagogy",
        "Safon: Addysgeg",
    ]


def test_one_instant_reads_as_the_clock_of_each_shows_it(house: Plan) -> None:
    """Also one after the other, where the two are equal."""
    here, there = (datetime(2026, 7, 1, 9, tzinfo=UTC).astimezone(ZoneInfo(zone)) for zone in ("UTC", "Asia/Tokyo"))
    said = [house.texts.plain(text("prompt.first", at=at), "en") for at in (here, there, here)]
    assert said == [f"First on 1 July 2026, {hour}:00" for hour in ("09", "18", "09")]


def test_only_our_own_words_choose_how_a_sentence_goes(tmp_path: Path) -> None:
    """What somebody types is never looked at by Fluent, even if it reads like the name of a variant."""
    for language in ("en", "cy"):
        (tmp_path / f"{language}.ftl").write_text("when = { $time ->\n    [morning] Early\n   *[other] Any time\n }\n")
    texts = Texts({"core": tmp_path})
    assert texts.plain(text("core.when", time=Word("morning")), "en") == "Early"
    assert texts.plain(text("core.when", time="morning"), "en") == "Any time"


def test_a_sentence_nobody_wrote_is_a_bug(house: Plan) -> None:
    with pytest.raises(LookupError, match=r"core\.never-said"):
        house.texts.plain(Text("core.never-said"), "en")
