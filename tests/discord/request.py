"""One request of the bot's, as it came and as it was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

File = tuple[str, str, bytes]  # name, media type, content


@dataclass
class Request:
    """One request of the bot's; ``path`` is without the base, ``effect`` whether it did something that is seen."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    files: Sequence[File] = ()
    at: float = 0.0
    status: int = 0
    code: int = 0  # of an error
    effect: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """Its first line."""
        return f"{self.method} {self.path}"
