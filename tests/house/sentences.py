"""Every sentence at its longest, said by the house itself where it can be, and none of them hurtful."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from bot.house import Plan
from bot.limits import FRAME
from bot.marks import Days, Pick, Whole, Words
from bot.people import NAME
from bot.room import MODERATOR, Action
from bot.store.tables import outbox
from bot.talk import AT_ONCE, Form, Message, Person, Refusal, Remote, Role, Text
from bot.testing import Bench, Someone
from bot.texts import Texts
from tests.house.made import actions, inside, led, sound, values

LONG = "W" * NAME
# DESIGN section 6: learning, never development; nothing is late, missed, in a streak or ranked. In Welsh only what can
# mean nothing else: "gyda'r hwyr" is in the evening, "colli" and "methu" are also to lose and to be unable (what one
# typed is not lost), "datblygu" is to develop a thought, and a school's "safle" is its site.
BANNED = {
    "en": re.compile(r"\b(development|missed|late|streaks?|rank(s|ed|ing)?)\b", re.IGNORECASE),
    "cy": re.compile(
        r"\b(d?datblygiad(au)?|natblygiad(au)?|(?<!gyda.r )(?<!fin )(?<!yr )hwyr|[cg]oll(wyd|odd|och|asoch|aist)"
        r"|[mf]eth(wyd|odd|och|asoch|aist)|rh?esi?|rh?ediad(au)?|rh?eng(oedd)?|eich safle"
        r"|safle (cyntaf|uchaf|isaf))\b",
        re.IGNORECASE,
    ),
}


def hurtful(house: Plan) -> list[str]:
    """Words that no sentence of any catalogue may have."""
    return [
        f"{name}/{language}.ftl: {found[0]}"
        for name, folder in house.texts.folders.items()
        for language in BANNED
        for line in (folder / f"{language}.ftl").read_text("utf-8").splitlines()
        if not line.startswith("#")
        for found in BANNED[language].finditer(line)
    ]


async def too_long(house: Plan) -> list[str]:
    """What would not fit somewhere, when everything in it is as long as it may be, in all languages at once."""
    found, said = set[str](), dict[str, int]()
    for action in sound(house):
        async with Bench.open(house=house, languages=house.texts.languages[:AT_ONCE]) as bench:
            async for each in _said(bench, action, found):
                for sentence in _texts(each):
                    said[sentence.key] = max(said.get(sentence.key, 0), length(sentence, house.texts))
    for name in house.texts.folders:
        for key in house.texts.entries(name):
            if f"{name}.{key}" not in said:
                said[f"{name}.{key}"] = length(longest(house, name, key), house.texts)
    return sorted(found) + [f"{key} is {size} characters long" for key, size in sorted(said.items()) if size > FRAME]


def length(sentence: Text, texts: Texts) -> int:
    """Its characters in as many languages as there may be at once, the longest ones."""
    return sum(sorted(len(texts.plain(sentence, language)) for language in texts.speaking(sentence.key))[-AT_ONCE:])


def longest(house: Plan, name: str, key: str) -> Text:
    """A sentence nobody said, with the longest value of the field each variable is named after; else a long name."""
    marks = {param.name: param.mark for each in actions(house) if each.room == name for param in each.params}
    variables = sorted(house.texts.entries(name)[key])
    return Text(f"{name}.{key}", tuple((each, _longest(marks.get(each))) for each in variables))


def _longest(mark: Any) -> Any:
    match mark:
        case Words():
            return "W" * mark.limit
        case Whole():
            return mark.high
        case Days():
            return date(2026, 9, 30)
        case Pick() if isinstance(mark.options, tuple):
            return max((each.label for each in mark.options), key=lambda label: len(repr(label)))
    return Person("", LONG)


async def _said(bench: Bench, action: Action, found: set[str]) -> AsyncIterator[Any]:
    """All that an action says when everything is as long as it may be: forms, answers, refusals, what comes of them."""
    role = Role.MODERATOR if action.may is MODERATOR else Role.MEMBER
    who = bench.person("Ailsa", role=role)
    who.heard = replace(who.heard, who=Remote("ailsa", LONG), where=Remote("hall", LONG))
    async with inside(who) as turn:
        usual = await values(turn, action, most=True)
    wrong = {each.name: "W" * (each.mark.limit + 1) if isinstance(each.mark, Words) else "?" for each in action.params}
    for called in (usual, {name: usual[name] for name in led(action)}, {}, usual | wrong, usual):
        yield await _asked(who, action, who.does(action.name, **called), found)
        for one in getattr(who.answer.said, "fields", ()):
            if one.search:
                yield [option.label for option in await who.seeks(one.name)]
        if called is usual:
            for wire in who.answer.wires:
                yield await _asked(who, action, who.sends(wire), found)
    await bench.jump(days=2)
    for effect in bench.effects:
        yield effect.message
    async with bench.bot.store.turn() as tx:
        if (await tx.execute(outbox.select().where(outbox.c.attempts > 0))).all():
            found.add(f"{action.name}: what it posts is too long")


async def _asked(who: Someone, action: Action, asking: Any, found: set[str]) -> Any:
    try:
        await asking
    except AssertionError as shown:
        found.add(f"{action.name}: {shown}")
    return who.answer.said


def _texts(said: Any) -> Iterator[Text]:
    """Every sentence that stands in what was said."""
    match said:
        case Text():
            yield said
            yield from _texts([each for _, each in said.pairs])
        case list() | tuple():
            for each in said:
                yield from _texts(each)
        case Form():
            yield from _texts([said.title, said.notes])
            for one in said.fields:
                yield from _texts([one.label, one.hint, [option.label for option in one.options]])
        case Message():
            yield from _texts(
                [said.text, [each.text for each in said.lines], [each.label for each in said.every_button]]
            )
            if said.picture:
                yield from _texts([said.picture.alt, [each for _, each in said.picture.pairs]])
        case Refusal():
            yield from _texts([said.text, [each for _, each in said.problems], [each.label for each in said.buttons]])
