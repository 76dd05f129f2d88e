"""Every picture that a room declares, as its actions say it: drawn in every language, and said in words."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.house import Plan
from bot.pictures import draw
from bot.room import Room
from bot.talk import Message, Picture, Role
from bot.testing import Bench
from tests.house.made import greeted, inside, led, sound, values


async def unseen(house: Plan) -> list[str]:
    """Pictures that no action says, that cannot be drawn, or that say nothing to whoever does not see them."""
    wrong = set[str]()
    for room in (each.room for each in house.rooms if each.room.pictures):
        said = {picture async for picture in _pictures(house, room)}
        names = {each.drawn for each in said}
        wrong |= {f"{room.name}.{each}: nobody says it" for each in room.pictures if f"{room.name}.{each}" not in names}
        for each in said:
            wrong |= {problem async for problem in _problems(each, house)}
    return sorted(wrong)


async def _pictures(house: Plan, room: Room) -> AsyncIterator[Picture]:
    """What a room's actions show, privately and aloud."""
    async with Bench.open(house=house, languages=house.texts.languages) as bench:
        who = await greeted(bench.person("Ailsa", role=Role.MODERATOR))
        for action in (each for each in sound(house) if each.room == room.name):
            async with inside(who) as turn:
                usual = await values(turn, action)
            for called in (usual, {name: usual[name] for name in led(action)}):
                await who.does(action.name, **called)
                if isinstance(who.answer.said, Message):
                    for each in (who.answer.said.picture, *(one.drawn for one in who.answer.said.files)):
                        if each:
                            yield each
        await bench.settle()
        for post in bench.aloud():
            if post.picture:
                yield post.picture


async def _problems(picture: Picture, house: Plan) -> AsyncIterator[str]:
    for languages in (*((each,) for each in house.texts.languages), house.texts.languages):
        if not await draw(picture, house.texts, languages, "svg"):
            yield f"{picture.drawn}: it cannot be drawn in {' and '.join(languages)}"
    for language in house.texts.languages:
        if not house.texts.alt(picture, language).strip():
            yield f"{picture.drawn}: it says nothing in {language}"
