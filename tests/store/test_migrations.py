"""The schema moves as a whole or not at all, and takes every row with it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Table, inspect, text
from sqlalchemy.exc import IntegrityError

from bot.house import Plan
from bot.store import Store
from bot.store.migrations import Newer
from bot.store.schema import metadata
from bot.testing import Bench
from tests.store.conftest import contents, opened

REVISION = """
import os
import sqlalchemy as sa
from alembic import op

revision = "x{number}"
down_revision = {before}


def upgrade() -> None:
    {steps}
"""
A_TABLE = 'op.create_table("extra", sa.Column("id", sa.Integer, primary_key=True))'


@pytest.fixture
def chain(tmp_path: Path) -> Callable[..., Path]:
    """Writes a chain of migrations, one for each step, as an outside room would bring."""

    def write(*steps: str) -> Path:
        (folder := tmp_path / "chain").mkdir(exist_ok=True)
        for number, step in enumerate(steps):
            before = f'"x{number - 1}"' if number else None
            written = REVISION.format(number=number, before=before, steps=step.replace("\n", "\n    "))
            (folder / f"x{number}.py").write_text(written)
        return folder

    return write


def ours() -> set[str]:
    """The tables of the house, without those that rooms of the tests bring."""
    modules = [module for name, module in sys.modules.items() if name.startswith("bot.")]
    return {each.name for module in modules for each in vars(module).values() if isinstance(each, Table)}


def differences(connection: Connection) -> list[object]:
    """What the models say otherwise than the database."""
    server_alone = "ix_findable_tokens"  # on an expression: the models say what both databases have
    options = {"include_object": lambda _, name, kind, *__: name in ours() if kind == "table" else name != server_alone}
    found = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    there = inspect(connection)
    keys = {name: there.get_pk_constraint(name)["constrained_columns"] for name in ours()}
    meant = {name: list(metadata.tables[name].primary_key.columns.keys()) for name in ours()}
    return [*found, *(name for name in ours() if keys[name] != meant[name])]


async def test_models_and_migrations_are_equal(blank: str, house: Plan) -> None:
    assert {"person", "learn_entry"} <= ours()
    async with opened(blank) as store, store.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_newer_schema_is_refused_and_left_alone(url: str) -> None:
    async with opened(url) as store, store.turn() as tx:
        await tx.execute(text("INSERT INTO alembic_version VALUES ('9999')"))
    before = contents(url)
    for _ in range(2):
        with pytest.raises(Newer, match=r"^9999$"):
            await Store.open(url)
    assert contents(url) == before


async def test_a_room_that_is_gone_is_refused(url: str, chain: Callable[..., Path]) -> None:
    async with opened(url, chain(A_TABLE)):
        pass
    with pytest.raises(Newer, match=r"^x0$"):
        await Store.open(url)


async def fails(url: str, chain: Path) -> None:
    """It does, and everything is as before."""
    before = contents(url)
    with pytest.raises(ZeroDivisionError):
        await Store.open(url, [chain])
    assert contents(url) == before


async def test_a_migration_that_fails_leaves_nothing_behind(url: str, chain: Callable[..., Path]) -> None:
    await fails(url, chain(A_TABLE, "1 / 0"))


async def test_one_that_fails_at_the_first_start_leaves_nothing_at_all(blank: str, chain: Callable[..., Path]) -> None:
    await fails(blank, chain(A_TABLE, "1 / 0"))


async def test_after_a_failure_the_mended_chain_goes_through(url: str, chain: Callable[..., Path]) -> None:
    with pytest.raises(ZeroDivisionError):
        await Store.open(url, [chain(A_TABLE, "1 / 0")])
    async with opened(url, chain(A_TABLE, "pass")):
        pass
    assert (contents(url)["extra"], ("x1",) in contents(url)["alembic_version"]) == ([], True)


PARENT = """
op.create_table("parent", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(9)))
points = sa.Column("parent", sa.Integer, sa.ForeignKey("parent.id", ondelete="CASCADE"))
op.create_table("child", sa.Column("id", sa.Integer, primary_key=True), points)
op.execute("INSERT INTO parent VALUES (1, 'one')")
op.execute("INSERT INTO child VALUES (7, 1)")
"""
WIDER = """
with op.batch_alter_table("parent") as batch:
    batch.alter_column("name", type_=sa.String(99))
"""


async def test_rows_survive_when_the_table_they_point_at_is_made_anew(url: str, chain: Callable[..., Path]) -> None:
    async with opened(url, chain(PARENT)):
        pass
    async with opened(url, chain(PARENT, WIDER)):
        pass
    there = contents(url)
    assert (there["parent"], there["child"]) == ([(1, "one")], [(7, 1)])


async def test_everything_kept_survives_a_change_of_the_people(
    url: str, house: Plan, chain: Callable[..., Path]
) -> None:
    async with Bench.open(url, house=house) as bench:
        await bench.person("Ailsa").does("learn.log", what="Wait time")
        await bench.person("Megan").does("learn.log", what="Talk partners")
    before = contents(url)
    async with opened(url, chain(WIDER.replace("parent", "person").replace("99", "300"))):
        pass
    heads = sorted([*before["alembic_version"], ("x0",)])
    assert contents(url) == {**before, "alembic_version": heads}
    assert len(before["learn_entry"]) == 2


ORPHAN = "INSERT INTO seen (community, id, at) VALUES ('nowhere', 'x', 0)"


async def test_a_migration_that_leaves_rows_pointing_nowhere_fails(url: str, chain: Callable[..., Path]) -> None:
    before = contents(url)
    with pytest.raises((RuntimeError, IntegrityError)):
        await Store.open(url, [chain(f'op.execute("{ORPHAN}")')])
    assert contents(url) == before


async def test_rows_that_point_nowhere_are_refused_afterwards(url: str) -> None:
    async with opened(url) as store:
        with pytest.raises(IntegrityError):
            async with store.turn() as tx:
                await tx.execute(text(ORPHAN))
