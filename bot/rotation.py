"""Which prompt comes next: each one once, then all of them again in another order. Pure, with no state to lose."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator


def rotation(ids: Collection[str], seed: str, asked: Iterable[str] = ()) -> Iterator[str]:
    """The ids that come next, without end (none if there are none), after those that were asked before, oldest first.

    The order follows from ``seed``, a schedule's id, alone. An id that is new takes its place in the round that is
    going on, one that is gone leaves it; the others keep their order. No id comes twice in a row if there is another.
    """
    number, round_ = 0, list[str]()
    for each in asked:
        number, round_ = (number + 1, [each]) if each in round_ else (number, [*round_, each])
    while ids:
        left = [each for each in ids if each not in round_]
        if not left:
            left = [each for each in ids if each not in round_[-1:]] or list(ids)
            number, round_ = number + 1, []
        following = min(left, key=lambda each: _rank(seed, number, each))
        round_ = [*round_, following]
        yield following


def _rank(seed: str, number: int, id: str) -> bytes:
    return hashlib.blake2b(f"{seed}/{number}/{id}".encode(), digest_size=8).digest()
