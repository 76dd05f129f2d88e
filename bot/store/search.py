"""What people put where others read it, found again by its words: by SQLite's FTS5, or PostgreSQL's text search.

Neither is given the words themselves: each is blinded by the community's key (``bot.keys.Keys.blind``), so that what
lies in the database tells nobody anything, and what FTS5 leaves of a row that is gone does not, either.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from sqlalchemy import ColumnElement, false, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType

from bot.keys import Keys
from bot.store.rows import Row, Rows
from bot.store.schema import owner_of
from bot.store.tables import findable

By = Literal["of", "id"]


async def keep(rows: Rows, one: Row, of: str, words: Iterable[str]) -> None:
    """From now on this row is found by these blinded words, and no others; it goes with its owner."""
    await drop(rows, one)
    owner = owner_of(one.table)
    if owner is None:
        raise LookupError(f"{one!r} is nobody's")
    there = {"person": getattr(one, owner.name), "of": of, "number": number_of(one.community, one.id)}
    await rows.put(findable, one.id, **there, tokens=" ".join(sorted({*words})))


async def drop(rows: Rows, one: Row) -> None:
    """It is not found any more."""
    await rows.remove_all(findable, findable.c.id == one.id)


def among(home: str, column: ColumnElement[Any], groups: Sequence[Sequence[str]], by: By) -> list[ColumnElement[bool]]:
    """That ``column`` is what a row is ``of``, or its ``id``, for each group of words one of which it is found by."""
    here = findable.c.community == home
    return [column.in_(select(findable.c[by]).where(here, _holds(each))) for each in groups] or [false()]


def number_of(home: str, id: str) -> int:
    """What FTS5 calls a row, of 63 bits: of a hundred million rows hardly ever two have the same."""
    return int.from_bytes(hashlib.blake2b(f"{home}/{id}".encode(), digest_size=8).digest()) >> 1


def blinded(keys: Keys, home: str, words: Iterable[str]) -> list[str]:
    """Words as they are kept."""
    return [keys.blind(home, each) for each in words]


def _holds(words: Sequence[str]) -> _Holds:
    return _Holds(findable.c.number, findable.c.tokens, " OR ".join(words), " | ".join(words))


class _Holds(FunctionElement[Any]):
    """Whether one of the words is among a row's, asked as each database is asked.

    It has no type: as a Boolean it would be compared to 1 on SQLite, which then looks at every row.
    """

    type = NullType()
    inherit_cache = True


@compiles(_Holds, "sqlite")
def _by_fts5(element: _Holds, compiler: Any, **kw: Any) -> str:
    number, _, sought, _ = (compiler.process(each, **kw) for each in element.clauses)
    asked = "SELECT rowid FROM findable_words WHERE findable_words MATCH"
    return f"{number} IN ({asked} {sought})"


@compiles(_Holds, "postgresql")
def _by_text_search(element: _Holds, compiler: Any, **kw: Any) -> str:
    _, tokens, _, sought = (compiler.process(each, **kw) for each in element.clauses)
    return f"to_tsvector('simple', {tokens}) @@ to_tsquery('simple', {sought})"
