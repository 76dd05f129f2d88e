"""The first time somebody uses Blether it says what it is and keeps, asks one thing, and goes on with it."""

from __future__ import annotations

import pytest

from bot.house import Plan
from bot.talk import Button, Call, Form, Message, Phrase, Refusal, Remote, Text, text
from bot.testing import Bench
from bot.wire import LONGEST
from tests.core.database import everything, sizes

HELLO, ALL = text("core.hello"), text("core.speak-all")


def named(**languages: str) -> list[Text]:
    """What the buttons say: each language in itself."""
    return [text("core.speak", language=Phrase(((code, name),))) for code, name in languages.items()]


def hello(call: Call, *labels: Text, ask: tuple[str, ...] = ()) -> Message:
    return Message(HELLO, buttons=tuple(Button(label, call, ask) for label in labels))


async def test_it_greets_in_both_languages_and_asks_for_one_welsh_first(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language=None)
    call = Call.of("learn.list", {})
    assert await ailsa.does("learn.list") == hello(call, *named(cy="Cymraeg", en="English"), ALL)
    spoken = ("2cy|1learn.list||", "2en|1learn.list||", "2*|1learn.list||")
    assert (ailsa.answer.wires, ailsa.answer.languages) == (spoken, ("cy", "en"))


async def test_welsh_comes_first_however_the_community_was_set_up(house: Plan) -> None:
    async with Bench.open(house=house, languages=("en", "cy")) as bench:
        ailsa = bench.person("Ailsa", language=None)
        await ailsa.does("learn.list")
        assert ailsa.answer.languages == ("cy", "en")


async def test_where_only_english_is_spoken_it_greets_in_english_and_still_offers_welsh(house: Plan) -> None:
    async with Bench.open(house=house, languages=("en",)) as bench:
        ailsa = bench.person("Ailsa", language=None)
        assert await ailsa.does("learn.list") == hello(Call.of("learn.list", {}), *named(cy="Cymraeg", en="English"))
        assert ailsa.answer.languages == ("en",)


@pytest.mark.parametrize(("wire", "languages"), [("2cy", ("cy",)), ("2en", ("en",)), ("2*", ("cy", "en"))])
async def test_what_they_began_goes_on_in_the_language_they_chose(
    bench: Bench, wire: str, languages: tuple[str, ...]
) -> None:
    ailsa = bench.person("Ailsa", language=None)
    await ailsa.does("learn.log", what="Wait time")
    chosen = next(each for each in ailsa.answer.wires if each.startswith(wire))
    said = await ailsa.sends(chosen)
    assert isinstance(said, Message)
    assert (said.text.key, said.words, ailsa.answer.languages) == ("learn.kept", "Wait time", languages)
    await ailsa.does("learn.list")
    assert ailsa.answer.languages == languages


async def test_a_form_that_was_begun_opens(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language=None)
    await ailsa.does("learn.log")
    assert isinstance(await ailsa.sends(ailsa.answer.wires[1]), Form)
    assert (await ailsa.fills(what="Wait time")).text.key == "learn.kept"


async def test_pressed_twice_it_is_done_once_and_its_words_are_not_kept_a_second_time(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language=None)
    await ailsa.does("learn.log", what="Wait time")
    wire = ailsa.answer.wires[0]
    await ailsa.sends(wire)
    assert await ailsa.sends(wire) == Refusal(text("core.out-of-date"))
    there = await sizes(bench)
    assert (there["learn_entry"], there.get("handle")) == (1, None)


async def test_an_event_that_is_heard_again_after_the_answer_is_done_already(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language=None)
    for _ in range(2):  # and until then it is greeted again
        assert (await ailsa.does("learn.log", what="Wait time", event="e")).text == HELLO
    await ailsa.sends(ailsa.answer.wires[0])
    assert await ailsa.does("learn.log", what="Wait time", event="e") == Refusal(text("core.already-done"))
    assert (await sizes(bench))["learn_entry"] == 1


async def test_what_was_refused_is_said_in_the_language_they_chose_and_not_lost(bench: Bench) -> None:
    ailsa = bench.person("Ailsa", language=None)
    await ailsa.does("learn.log", what="Wait time", minutes="ages")
    assert isinstance(await ailsa.sends(ailsa.answer.wires[0]), Refusal)
    assert ailsa.answer.languages == ("cy",)
    form = await ailsa.presses("core.change-it")
    assert [(each.name, each.value) for each in form.fields] == [("what", "Wait time"), ("minutes", "ages")]


async def test_nobody_else_can_use_their_greeting(bench: Bench) -> None:
    ailsa, bryn = bench.person("Ailsa", language=None), bench.person("Bryn")
    await ailsa.does("learn.log", what="Wait time")
    await bryn.does("learn.list")
    assert await bryn.sends(ailsa.answer.wires[0]) == Refusal(text("core.out-of-date"))


@pytest.mark.parametrize("wire", ["2", "2|", "2xx|1learn.list||", "2cy|", "2cy|2en|1learn.list||", "2cy|1learn.none||"])
async def test_a_choice_of_nothing_changes_nothing(bench: Bench, wire: str) -> None:
    ailsa = bench.person("Ailsa", language="en")
    await ailsa.does("learn.list")
    assert (await ailsa.sends(wire)).text == text("core.out-of-date")
    await ailsa.does("learn.list")
    assert ailsa.answer.languages in (("en",), ("cy",))


async def test_a_long_call_of_ids_is_kept_for_the_answer(bench: Bench) -> None:
    """A wire is at most 99 characters with the choice before it, too."""
    wire = f"1learn.edit|entry={'e' * 22}&formality=informal-unplanned&kind=dialogue&minutes=6000|"
    ailsa = bench.person("Ailsa", language=None)
    assert len("2cy|") + len(wire) > LONGEST >= len(wire)
    assert (await ailsa.sends(wire)).text == HELLO
    assert {each.partition("|")[2][0] for each in ailsa.answer.wires} == {"0"}
    assert await ailsa.sends(ailsa.answer.wires[0]) == Refusal(text("core.not-yours"))


async def test_a_form_that_somebody_new_submits_is_taken(bench: Bench) -> None:
    """It may come from before they were forgotten; what they typed is worth more than a greeting."""
    ailsa = bench.person("Ailsa", language=None)
    assert (await ailsa.sends("1learn.log||?", what="Wait time")).text.key == "learn.kept"


async def test_who_never_answers_is_not_remembered(bench: Bench) -> None:
    await bench.person("Ailsa", language=None).does("learn.log", what="Wait time")
    await bench.person("Bryn", language=None).at("Bryn", "direct").does("learn.list")
    await bench.person("Mai").does("learn.log", what="Pauses")
    await bench.jump(hours=25)
    await bench.clockwork.tidy()
    there = await everything(bench)
    assert (len(there["person"]), "Mai" in there["person"][0], there["handle"]) == (1, True, [])


async def test_whom_somebody_named_stays_until_they_come(garden: Bench) -> None:
    ailsa = garden.person("Ailsa")
    await ailsa.does("garden.give", name="Beans")
    await ailsa.presses("garden.pass-it")
    await ailsa.fills(to=Remote("bryn", "Bryn"))
    await garden.jump(hours=25)
    await garden.clockwork.tidy()
    assert len((await everything(garden))["person"]) == 2
