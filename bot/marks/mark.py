"""What every field mark is."""

from __future__ import annotations

from typing import Any

from bot.talk import Text
from bot.turn import Turn


class Wrong(Exception):
    """What was typed cannot be read; ``text`` tells its writer why, kindly."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.key)
        self.text = why


class Mark:
    """What a field is.

    ``kind`` is how a form shows it ("" when it never does), ``free`` whether it may hold a person's own words.
    """

    kind: str = ""
    free: bool = False

    def wire(self, value: Any) -> str | None:
        """The value as it may travel in the clear; None when it may not, since it could be anything one types."""
        return None

    async def read(self, raw: Any, turn: Turn) -> Any:
        """The value of what was typed or stored, or raise Wrong."""
        raise NotImplementedError
