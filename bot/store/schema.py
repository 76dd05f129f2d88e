"""How tables are declared: every row has its community, every column says whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
)

from bot.fault import Fault

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Sealed(TypeDecorator[bytes]):
    """Private text as ciphertext; ``Rows`` seals and opens it, bound to its row, so a copied cell stays shut."""

    impl = LargeBinary
    cache_ok = True


class Instant(TypeDecorator[datetime]):
    """A moment, kept as whole microseconds UTC so that both databases order and compare it alike."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + timedelta(microseconds=value)


def owner(name: str, *, nullable: bool = False) -> Column[str]:
    """Whose the row is: exported to them, deleted with them."""
    return Column(name, String(22), nullable=nullable, info={"whose": "owner"})


def about(name: str) -> Column[str]:
    """A person the row speaks of without being theirs: blanked when they leave, never exported to them."""
    return Column(name, String(22), info={"whose": "about"})


def ours(name: str, *args: Any, **options: Any) -> Column[Any]:
    """A column that holds nothing of any one person: it is the community's."""
    return Column(name, *args, **options, info={"whose": "ours"})


def table(name: str, *columns: Column[Any] | Index | Any, people: str = "person", derived: bool = False) -> Table:
    """A table whose rows live in one community: ``community`` and ``id`` come first, people are linked to theirs.

    ``derived``: it holds nothing that does not stand elsewhere, and so is not exported.
    """
    persons = [
        ForeignKeyConstraint(["community", column.name], [f"{people}.community", f"{people}.id"])
        for column in columns
        if isinstance(column, Column) and column.info.get("whose") in ("owner", "about")
    ]
    home = Column("community", String(22), primary_key=True, info={"whose": "ours"})
    key = Column("id", String(22), primary_key=True, info={"whose": "ours"})
    there = ForeignKeyConstraint(["community"], ["community.id"])
    return Table(name, metadata, home, key, there, *columns, *persons, info={"derived": derived})


def about_in(one: Table) -> tuple[Column[Any], ...]:
    """The columns that speak of a person whose row it is not."""
    return tuple(column for column in one.c if column.info.get("whose") == "about")


def owner_of(one: Table) -> Column[Any] | None:
    """The column that says whose a row is, if the table has one."""
    return next((column for column in one.c if column.info.get("whose") == "owner"), None)


def unclassified(tables: MetaData = metadata) -> Iterator[Fault]:
    """Columns that do not say whose they are, so that export and erasure could not follow from the schema."""
    for one in tables.sorted_tables:
        owned = owner_of(one) is not None
        for column in one.c:
            if isinstance(column.type, Sealed) and not owned:
                cure = 'give the table an owner("…"): sealed words belong to somebody'
                yield Fault(f"table {one.name}", f"{column.name} is sealed, but nobody owns its row", cure)
            elif not owned and "whose" not in column.info:
                cure = f'give the table an owner("…"), or write ours("{column.name}", …) or about("{column.name}")'
                yield Fault(f"table {one.name}", f"{column.name} says nothing about whose it is", cure)
