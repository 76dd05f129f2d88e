"""First contact: what Blether is and keeps, in two sentences, and one question; the answer goes on with what was begun.

A wire that begins with ``2`` is the choice of a language and then another wire: ``2cy|1learn.log||?``.
"""

from __future__ import annotations

from bot import drafts, wire
from bot.arrival import languages
from bot.store.tables import EVERY
from bot.talk import Answer, Button, Call, Message, Phrase, text
from bot.texts import welsh_first
from bot.turn import Turn
from bot.wire import Actions

SPEAK = "2"


async def ask(turn: Turn, actions: Actions, call: Call, fields: tuple[str, ...]) -> Answer:
    """Greet somebody new and ask which language they like; whatever they choose, their Call goes on from there."""
    call = Call.of(call.action, {name: drafts.held(value) for name, value in call.pairs})
    texts = turn.house.texts
    own = {each: texts.plain(text("core.language"), each) for each in welsh_first(texts.languages)}
    labels = {each: text("core.speak", language=Phrase(((each, name),))) for each, name in own.items()}
    if len(turn.community.languages) > 1:
        labels[EVERY] = text("core.speak-all")
    buttons = tuple(Button(label, call, fields) for label in labels.values())
    inner = await wire.pack(turn, actions, buttons[0], kept=wire.DRAFT)
    if len(inner) + max(map(len, labels)) + len("2|") > wire.LONGEST:
        inner = await wire.store(turn, call, fields, bound=True, kept=wire.DRAFT)
    wires = tuple(f"{SPEAK}{language}|{inner}" for language in labels)
    return Answer(Message(text("core.hello"), buttons=buttons), wires, languages(turn.house, turn.who, turn.community))


async def answered(turn: Turn, call: Call | str) -> Call | str:
    """The Call to go on with, when somebody may just have chosen a language. Raises Refusal for none of ours."""
    if not isinstance(call, str) or not call.startswith(SPEAK):
        return call
    language, _, inner = call.removeprefix(SPEAK).partition("|")
    if language not in (*turn.house.texts.languages, EVERY) or inner.startswith(SPEAK):
        raise wire.out_of_date()
    await turn.speak(language)
    return inner
