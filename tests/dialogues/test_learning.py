"""Somebody keeps what they learned, and nobody else sees it until they say so."""

from __future__ import annotations

from bot.library import packs
from bot.talk import Phrase
from tests.dialogues.seen import Asked, Blank, Seen, aloud, answer, the
from tests.dialogues.stage import AILSA, CALLUM, SIAN, Stage

KIND = {each.value: each.label for each in packs()["kinds"].options}
KEPT = tuple(f"learn.{each}" for each in ("add-more", "edit-it", "share-it", "ask-later-it"))


async def test_somebody_new_is_greeted_first_and_then_goes_on(stage: Stage) -> None:
    sian = stage.person(SIAN, language=None)
    seen = await sian.types("learn.log", what="Amser aros")
    assert seen == Seen(aloud("core.hello").lines, ("Cymraeg", "English", "Y ddwy · Both"))
    seen = await sian.presses("core.speak", language="Cymraeg")
    kept = {"kind": KIND["dialogue"], "on": stage.today}
    assert seen == answer("learn.kept", "Amser aros", buttons=KEPT, language="cy", **kept)


async def test_an_entry_is_shared_where_others_are_and_taken_back(stage: Stage) -> None:
    callum, ailsa = stage.person(CALLUM), stage.person(AILSA)
    assert await callum.types("learn.log") == Asked(
        the("learn.do-log.title"),
        (
            Blank(the("learn.ask-what")),
            Blank(the("learn.ask-kind"), "Professional conversation"),
            Blank(the("learn.ask-minutes")),
            Blank(the("learn.ask-on")),
            Blank(the("learn.ask-why")),
        ),
    )
    seen = await callum.fills(what="Wait three seconds", kind="Observing a colleague", minutes="1h30")
    kept = {"kind": KIND["observation"], "on": stage.today}
    assert seen == answer("learn.kept", "Wait three seconds", buttons=KEPT, **kept)
    await ailsa.sees("learning")
    seen = await callum.presses("learn.share-it")
    assert seen == answer("learn.share-done", buttons=("learn.withdraw-it", "learn.show-it"))
    shared = {"who": Phrase((("en", callum.name),)), "kind": KIND["observation"]}
    await ailsa.sees("learning", aloud("learn.shared", "Wait three seconds", **shared))
    await callum.presses("learn.withdraw-it")
    await ailsa.sees("learning", aloud("learn.withdrawn", who=shared["who"]))
