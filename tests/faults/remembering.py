"""Dialects that remember, over forks, what they compiled: as much a part of being warm as what was imported."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialectAsync_psycopg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.ext.asyncio import AsyncEngine

_compiled: dict[Any, Any] = {}


class _Alike:
    """One is as good as another: what is compiled is kept by dialect."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    @classmethod
    def get_async_dialect_cls(cls, _url: Any) -> type:
        return cls


class Sqlite(_Alike, SQLiteDialect_aiosqlite):
    """``sqlite+remembering``."""

    supports_statement_cache = True


class Postgres(_Alike, PGDialectAsync_psycopg):
    """``postgresql+remembering``."""

    supports_statement_cache = True


registry.register("sqlite.remembering", __name__, "Sqlite")
registry.register("postgresql.remembering", __name__, "Postgres")


def remember(engine: AsyncEngine) -> None:
    """From now on this engine uses, and adds to, what others compiled; one of another dialect does not."""
    if isinstance(engine.dialect, _Alike):
        engine.update_execution_options(compiled_cache=_compiled)
