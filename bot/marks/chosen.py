"""Marks of what is chosen: one option, or several."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.marks.mark import Mark, Wrong
from bot.talk import Option, plain, text
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
        return await self._known(plain(raw), turn)

    async def _known(self, value: str, turn: Turn) -> str:
        if value not in {option.value for option in await self.offer(turn, value)}:
            raise Wrong(text("core.not-an-option"))
        return value


@dataclass(frozen=True)
class Picks(Pick):
    """Any number of the options, or ``most`` of them."""

    most: int | None = None
    kind = "picks"

    async def read(self, raw: Any, turn: Turn) -> tuple[str, ...]:
        values = raw if isinstance(raw, tuple | list) else plain(raw).replace(",", " ").split()
        known = tuple([await self._known(plain(value), turn) for value in dict.fromkeys(values)])
        if self.most is not None and len(known) > self.most:
            raise Wrong(text("core.too-many", count=self.most))
        return known
