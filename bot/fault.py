"""What is wrong in configuration, content or code before the house opens: all of it at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to mend: ``where`` is a file, or file:line; ``cure`` says how."""

    where: str
    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}\n    {self.cure}"


class Faults(Exception):
    """Everything that is wrong, in order of place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults), key=_in_order))
        super().__init__("\n".join(map(str, self.faults)))


@contextmanager
def gathered(faults: list[Fault]) -> Iterator[None]:
    """Whatever this block finds wrong joins the faults that are known, so that all can be named at once."""
    try:
        yield
    except Faults as wrong:
        faults += wrong.faults


def _in_order(fault: Fault) -> tuple[str, int, Fault]:
    """By file, then by line: line 10 comes after line 9."""
    file, _, line = fault.where.rpartition(":")
    return (file, int(line), fault) if line.isdecimal() else (fault.where, 0, fault)


class Shut(Exception):
    """Something outside keeps the house from opening; its words are for whoever runs it."""
