"""Sweeps: a seeded slice each time, the whole with ``BLETHER_FAULTS=whole``, and lines that say what was left out."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any
from zlib import crc32

import pytest

WHOLE = os.environ.get("BLETHER_FAULTS") == "whole"


class Count:
    """What sweeps did: how often, of how many, and at which of the points they know they have killed."""

    def __init__(self) -> None:
        self.tried: Counter[str] = Counter()
        self.wholes: Counter[str] = Counter()
        self.known: defaultdict[str, set[str]] = defaultdict(set)
        self.hit: defaultdict[str, set[str]] = defaultdict(set)

    def told(self) -> dict[str, Any]:
        """All of it, to be sent to another process; what was tried is told once."""
        known, hit = ({name: sorted(there) for name, there in each.items()} for each in (self.known, self.hit))
        told = {"tried": dict(self.tried), "wholes": dict(self.wholes), "known": known, "hit": hit}
        self.tried.clear()
        return told

    def add(self, told: dict[str, Any]) -> None:
        """What a process told."""
        self.tried.update(told["tried"])
        self.wholes |= told["wholes"]
        for mine, its in ((self.known, told["known"]), (self.hit, told["hit"])):
            for name, there in its.items():
                mine[name].update(there)

    def lines(self) -> Iterator[str]:
        """How much of each was tried, and what was left out."""
        for name, number in self.tried.items():
            left = self.wholes[name] - number
            yield f"{number} {name}" + (f"; {left} more with BLETHER_FAULTS=whole" if left > 0 else "")
            if known := self.known[name]:
                never = sorted(known - self.hit[name])
                yield f"    at {len(self.hit[name])} points" + (f"; {len(never)} more are known" if never else "")
                if WHOLE:
                    yield from (f"        never {each}" for each in never)


here = Count()  # of this process
tried, wholes = here.tried, here.wholes


def part(name: str, slice_: int, whole: int, at_once: int) -> pytest.MarkDecorator:
    """A parameter ``times``: the slice in one go or, when asked for, the whole in parts that take a while each."""
    wholes[name] = whole
    parts = [min(at_once, whole - first) for first in range(0, whole, at_once)] if WHOLE else [slice_]
    return pytest.mark.parametrize("times", parts, ids=[f"{name} {number}" for number in range(len(parts))])


def every(_name: str) -> bool:
    """Each case is tried."""
    return True


def one_in(number: int, what: str) -> Callable[[str], bool]:
    """Whether a case of this name is tried: of a slice one in so many, always the same ones; of the whole, each."""

    def chosen(name: str) -> bool:
        wholes[what] = wholes.get(what, 0) + 1
        taken = WHOLE or crc32(name.encode()) % number == 0
        tried[what] += taken
        return taken

    return chosen
