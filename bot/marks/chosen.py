"""Marks of what is chosen: one option, or several."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.finding import folded
from bot.marks.mark import Mark, Wrong
from bot.talk import Option, Phrase, Text, plain, text
from bot.texts import Texts
from bot.turn import Turn

Options = Callable[[Turn, str], Awaitable[Sequence[Option]]]


@dataclass(frozen=True)
class Pick(Mark):
    """One of some options: few that never change, or found in the data as one types."""

    options: tuple[Option, ...] | Options
    kind = "pick"

    def wire(self, value: Any) -> str | None:
        values = value if isinstance(value, tuple | list) else (value,)
        static = self.options if isinstance(self.options, tuple) else ()
        return ",".join(values) if values and {*values} <= {option.value for option in static} else None

    async def offer(self, turn: Turn, typed: str = "") -> Sequence[Option]:
        """The options to show, the likeliest first."""
        return self.options if isinstance(self.options, tuple) else await self.options(turn, typed)

    async def read(self, raw: Any, turn: Turn) -> Any:
        if (value := await self._meant(plain(raw), turn)) is None:
            raise Wrong(text("core.not-an-option"))
        return value

    async def _meant(self, typed: str, turn: Turn) -> str | None:
        """The value of the option that is typed: itself or, in whatever language, what it is called."""
        offered = await self.offer(turn, typed)
        if typed in {option.value for option in offered}:
            return typed
        called = {option.value for option in offered if folded(typed) in _called(option.label, turn.house.texts)}
        return called.pop() if len(called) == 1 else None


@dataclass(frozen=True)
class Picks(Pick):
    """Any number of the options, or ``most`` of them."""

    most: int | None = None
    kind = "picks"

    async def read(self, raw: Any, turn: Turn) -> tuple[str, ...]:
        typed = [plain(each) for each in (raw if isinstance(raw, tuple | list) else (raw,))]
        known = tuple(dict.fromkeys([value for each in typed for value in await self._all_meant(each, turn)]))
        if self.most is not None and len(known) > self.most:
            raise Wrong(text("core.too-many", count=self.most))
        return known

    async def _all_meant(self, typed: str, turn: Turn) -> Sequence[str]:
        """Those that are typed as one: between commas, or between spaces where no option is called so."""
        if (whole := await self._meant(typed, turn)) is not None:
            return (whole,)
        pieces = [each.strip() for each in typed.split(",")] if "," in typed else typed.split()
        if pieces == [typed]:
            raise Wrong(text("core.not-an-option"))
        return [value for each in filter(None, pieces) for value in await self._all_meant(each, turn)]


def _called(label: Text | Phrase, texts: Texts) -> set[str]:
    """What an option is called in any language, as it is compared."""
    if isinstance(label, Phrase):
        return {folded(words) for _, words in label.words}
    return {folded(texts.plain(label, language)) for language in texts.languages}
