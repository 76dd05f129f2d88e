"""Sweeps: a seeded slice each time, the whole with ``BLETHER_FAULTS=whole``, and a line that says what was left out."""

from __future__ import annotations

import os
from collections import Counter

import pytest

WHOLE = os.environ.get("BLETHER_FAULTS") == "whole"
tried: Counter[str] = Counter()  # how often each sweep did what it does
wholes: Counter[str] = Counter()  # how often the whole of it would


def part(name: str, slice_: int, whole: int, at_once: int) -> pytest.MarkDecorator:
    """A parameter ``times``: the slice in one go or, when asked for, the whole in parts that take a while each."""
    wholes[name] = whole
    parts = [min(at_once, whole - first) for first in range(0, whole, at_once)] if WHOLE else [slice_]
    return pytest.mark.parametrize("times", parts, ids=[f"{name} {number}" for number in range(len(parts))])
