"""One chain of migrations; an outside room or adapter brings a chain of its own beside it."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

HERE = Path(__file__).parent


class Newer(Exception):
    """The database knows migrations this code does not."""


def chains(folders: Sequence[Path]) -> Config:
    """Alembic's configuration for our chain and those in ``folders``."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(str, [HERE / "versions", *folders])))
    return config


async def upgrade(engine: AsyncEngine, folders: Sequence[Path] = ()) -> None:
    """Bring the database to the newest schema, all in one transaction. Raises Newer instead of touching a newer one."""
    async with engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        if await connection.run_sync(_is_newest, tuple(folders)):
            return
        await connection.rollback()
        sqlite = engine.dialect.name == "sqlite"
        if sqlite:  # inside a transaction it would be ignored, and a batch ALTER would empty child tables
            await driver.execute("PRAGMA foreign_keys=OFF")
        try:
            async with connection.begin():
                await connection.run_sync(_upgrade, chains(folders))
                if sqlite and (await connection.execute(text("PRAGMA foreign_key_check"))).first():
                    raise RuntimeError("a migration left rows that point nowhere")
        finally:
            if sqlite:
                await driver.execute("PRAGMA foreign_keys=ON")


def _is_newest(connection: Connection, folders: tuple[Path, ...]) -> bool:
    """Whether there is nothing to do; then the rows need not be checked either, which takes long in a large house."""
    known, newest = _revisions(folders)
    there = set(MigrationContext.configure(connection).get_current_heads())
    if newer := there - known:
        raise Newer(", ".join(sorted(newer)))
    return there == newest


@functools.cache
def _revisions(folders: tuple[Path, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """All that these chains have, and the last of each; read once in a process."""
    script = ScriptDirectory.from_config(chains(folders))
    return frozenset(each.revision for each in script.walk_revisions()), frozenset(script.get_heads())


def _upgrade(connection: Connection, config: Config) -> None:
    config.attributes["connection"] = connection
    command.upgrade(config, "house@head")  # first: the tables of others point to ours
    command.upgrade(config, "heads")
