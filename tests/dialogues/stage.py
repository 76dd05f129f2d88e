"""Where a dialogue is played: people in one community of one platform, what they can do there and what they see.

A platform is a ``Stage``: it does things over its own protocol, as a person's client would, and reads what that client
would show. A dialogue knows nothing of it: it has ``Someone``, who does things in words.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.talk import text
from tests.dialogues.seen import BOTH, TEXTS, Asked, Blank, Screen, Seen, label, the

Typed = str | tuple[str, ...]  # words, or the label of each that is chosen
LONDON = ZoneInfo("Europe/London")
CHANNEL = "learning"  # the place of every dialogue, where Welsh and English are spoken
PATIENCE = 15.0  # seconds until what should stand in a place by now is missed
DIRECT = "direct"  # somebody's own conversation with Blether


@dataclass(frozen=True, slots=True)
class Who:
    """One of the people there are, on every platform the same ones, by their own language."""

    id: str
    name: str
    language: str
    moderates: bool = False


CALLUM = Who("callum", "Callum Reid", "en")
SIAN = Who("sian", "Siân Prydderch", "cy")
AILSA = Who("ailsa", "Ailsa MacKinnon", "en")
MERERID = Who("mererid", "Mererid Owusu", "cy", moderates=True)
RHODRI = Who("rhodri", "Rhodri Hughes", "cy")
CAST = (CALLUM, SIAN, AILSA, MERERID, RHODRI)
Place = str | Seen  # a channel by its name, DIRECT, or the thread that was opened of a post


class Stage(ABC):
    """One fresh community on a platform, with the whole cast in it and its clock at nine on a Monday morning."""

    now: datetime  # aware UTC
    contact = notice = ""  # what is said of those before a moderator says otherwise
    channel = "Dysgu / Learning"  # what CHANNEL is called where its name is shown

    @abstractmethod
    async def begin(self, who: Who, where: Place, command: str, values: Mapping[str, Typed]) -> Screen:
        """Type a command (``learn.log``) with these options, by their names.

        An option one chooses is given by what one types to find it; the first that has these words in it is taken.
        """

    @abstractmethod
    async def press(self, who: Who, where: Place, on: Seen, number: int) -> Screen:
        """Press the so-manieth button of what is seen: an answer, or a post."""

    @abstractmethod
    async def send(self, who: Who, where: Place, form: Asked, typed: Mapping[str, Typed]) -> Screen:
        """Fill in the fields of these labels, leave what stands in the others, and send the form."""

    @abstractmethod
    async def use(self, who: Who, where: Place, menu: str, on: Seen) -> Screen:
        """Choose what is called so in the menu of a post."""

    @abstractmethod
    async def write(self, who: Who, where: Place, words: str) -> Seen:
        """Say something to the others, as people do: the post."""

    @abstractmethod
    async def read(self, who: Who, where: Place) -> tuple[Seen, ...]:
        """What Blether has said in a place as it reads now, the oldest first."""

    @abstractmethod
    async def jump(self, span: timedelta) -> None:
        """Let time pass, and let what falls due on the way happen at its own time; ``now`` is then later."""

    def person(self, who: Who, language: str | None = "") -> Someone:
        """One of the cast, who when first greeted chooses their own language, or this one; None: is left to choose."""
        return Someone(self, who, who.language if language == "" else language)

    async def later(self, **span: float) -> None:
        """Let time pass: ``later(days=1)``."""
        await self.jump(timedelta(**span))

    @property
    def today(self) -> date:
        """The day it is where the community is."""
        return self.now.astimezone(LONDON).date()


class Someone:
    """A person in a dialogue. Each thing they do answers with what they alone then see."""

    def __init__(self, stage: Stage, who: Who, language: str | None) -> None:
        self.stage, self.who, self.language = stage, who, language
        self.where: Place = CHANNEL
        self.screen: Screen = Seen(())

    @property
    def name(self) -> str:
        """What they are called."""
        return self.who.name

    def at(self, where: Place) -> Someone:
        """The same person somewhere else: in ``DIRECT``, or in the thread of a post."""
        other = Someone(self.stage, self.who, self.language)
        other.where = where
        return other

    async def types(self, command: str, /, **values: Typed) -> Screen:
        """A command: ``types("learn.log", what="Wait time")``."""
        return await self._greeted(await self.stage.begin(self.who, self.where, command, values))

    async def presses(self, key: str, /, nth: int = 1, on: Seen | None = None, **values: str | int) -> Screen:
        """The button with the label of this key, on the last answer or ``on`` a post; of several, the ``nth``."""
        seen = on or self.screen
        if not isinstance(seen, Seen):
            raise AssertionError(f"there is a form to fill in first: {seen}")
        said = text(key, **values)
        return await self._pressed(seen, *(label(said, each) for each in ((self.language or "en",), BOTH)), nth=nth)

    async def fills(self, **typed: Typed) -> Screen:
        """The last form, by the names of its fields; what is not named here keeps what stood in it."""
        form = self.screen
        if not isinstance(form, Asked):
            raise AssertionError(f"there is no form to fill in: {form}")
        named = {self._blank(form, name).label: value for name, value in typed.items()}
        return await self._greeted(await self.stage.send(self.who, self.where, form, named))

    async def uses(self, key: str, on: Seen) -> Screen:
        """What has the label of this key in the menu of a post."""
        menu = the(key, self.language or "en")
        return await self._greeted(await self.stage.use(self.who, self.where, menu, on))

    async def writes(self, words: str) -> Seen:
        """Something to the others."""
        return await self.stage.write(self.who, self.where, words)

    async def sees(self, where: Place, *posts: Seen) -> tuple[Seen, ...]:
        """These posts of Blether's in a place, and no others; with the ids to go on from."""
        there = await self._reads(where, lambda there: there == posts)
        assert there == posts, there
        return there

    async def finds(self, number: int, where: Place = CHANNEL) -> tuple[Seen, ...]:
        """So many posts of Blether's in a place, whatever they say."""
        there = await self._reads(where, lambda there: len(there) == number)
        assert len(there) == number, there
        return there

    async def _reads(self, where: Place, enough: Callable[[tuple[Seen, ...]], bool]) -> tuple[Seen, ...]:
        """What stands in a place, once it is enough or never will be."""
        waiting = asyncio.get_running_loop().time() + PATIENCE
        while True:
            there = await self.stage.read(self.who, where)
            if enough(there) or asyncio.get_running_loop().time() > waiting:
                return there
            await asyncio.sleep(0.05)
            await self.stage.jump(timedelta(seconds=1))

    async def _pressed(self, seen: Seen, *labels: str, nth: int = 1) -> Screen:
        found = [at for at, each in enumerate(seen.buttons) if each in labels]
        if len(found) < nth:
            raise AssertionError(f"no button {labels} among {seen.buttons}")
        return await self._greeted(await self.stage.press(self.who, self.where, seen, found[nth - 1]))

    def _blank(self, form: Asked, name: str) -> Blank:
        keys = [f"{room}.ask-{name}" for room in TEXTS.folders if TEXTS.has(f"{room}.ask-{name}")]
        names = {label(text(key), languages) for key in keys for languages in ((self.language or "en",), BOTH)}
        for blank in form.blanks:
            if blank.label in names:
                return blank
        raise AssertionError(f"no field {name} among {[blank.label for blank in form.blanks]}")

    async def _greeted(self, screen: Screen) -> Screen:
        """What comes after the greeting, for whom it is not the matter of the dialogue."""
        self.screen = screen
        if self.language is not None and isinstance(screen, Seen) and screen.lines[-1:] == (the("core.hello"),):
            return await self._pressed(screen, the("core.language", self.language))
        return screen
