"""Rounds taken in turns, and what is said of them: medians, least and most, ratios round by round."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

ROUNDS = 9

Step = Callable[[], Awaitable[object]]
Sample = tuple[float, float]  # milliseconds by the clock, and of this process's own work (or: megabytes)
Block = Callable[[], Awaitable[Sequence[Sample]]]
Found = dict[str, list[Sample]]  # one Sample a round


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some rounds, the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Spread:
        """What these rounds say."""
        there = list(values)
        return cls(statistics.median(there), min(there), max(there))


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, and how many times its control it took."""

    part: str
    what: str
    found: Spread
    unit: str
    against: str = ""
    ratio: Spread | None = None
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """What a figure is held against, and how many times that it may take."""

    name: str
    goal: float | None = None


async def in_turns(blocks: Mapping[str, Block], *, passes: int, rounds: int = ROUNDS) -> Found:
    """A B C A B C …, ``passes`` times to a round, after one round that warms up; a round's figure is its median."""
    found: Found = {name: [] for name in blocks}
    for number in range(rounds + 1):
        gc.collect()
        samples: Found = {name: [] for name in blocks}
        for _ in range(passes):
            for name, block in blocks.items():
                samples[name] += await block()
        if number:
            for name, there in samples.items():
                found[name].append((statistics.median(a for a, _ in there), statistics.median(b for _, b in there)))
    return found


def one_by_one(step: Step, count: int) -> Block:
    """A block of ``count`` steps, each of them a sample."""

    async def block() -> list[Sample]:
        return [await timed(step) for _ in range(count)]

    return block


async def timed(step: Step, share: int = 1) -> Sample:
    """How long a step took; ``share``: it was so many at once."""
    begun, worked = time.perf_counter(), time.process_time()
    await step()
    ended, did = time.perf_counter(), time.process_time()
    return (ended - begun) / share * 1e3, (did - worked) / share * 1e3


def figures(part: str, found: Found, controls: Mapping[str, Control], *, by: int = 0, unit: str = "ms") -> list[Figure]:
    """A Figure for each; ``by``: which half of their samples."""
    return [figure(part, name, found, controls.get(name), by=by, unit=unit) for name in found]


def figure(
    part: str, name: str, found: Found, control: Control | None, *, by: int = 0, unit: str = "ms", aside: str = ""
) -> Figure:
    """The Figure of one of them."""
    spread = Spread.of(sample[by] for sample in found[name])
    if control is None:
        return Figure(part, name + aside, spread, unit)
    pairs = zip(found[name], found[control.name], strict=True)
    ratio = Spread.of(mine[by] / other[by] for mine, other in pairs)
    return Figure(part, name + aside, spread, unit, control.name, ratio, control.goal)


def say(words: str) -> None:
    """A line of progress."""
    print(words, file=sys.stderr, flush=True)
