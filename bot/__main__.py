"""The composition root and the command line: ``blether demo``, ``run``, ``check``, ``key new``."""

from __future__ import annotations

import asyncio
import base64
import gc
import importlib
import logging
import os
import pkgutil
import random
import secrets
import signal
import sys
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, NoReturn

import structlog
import typer
from pydantic import BaseModel
from sqlalchemy import make_url, select

from bot.clockwork import Clockwork
from bot.config import Config, folders_in, from_tables, load
from bot.core import report
from bot.fault import Fault, Faults, Shut
from bot.house import Plan, open_house, plan
from bot.keys import WrongKey, new_root
from bot.store import Busy
from bot.store.migrations import Newer
from bot.store.rows import Rows
from bot.store.tables import community as communities
from bot.timetable.holidays import MOST, TooMany, add
from bot.timetable.working import Holiday
from bot.turn import Defaults, World

BAD, BUSY = 2, 3  # exit codes: bad configuration or content; another process holds this

app = typer.Typer(
    help="Blether: a community bot for educators' professional learning.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # a trace with its values could show somebody's words
)
keys = typer.Typer(help="The root key that private text is sealed with.", no_args_is_help=True)
app.add_typer(keys, name="key")

ConfigFile = Annotated[Path, typer.Option("--config", "-c", help="The configuration file.")]


@app.command()
def demo(
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Where the page is on 127.0.0.1; 0 takes any free one.")
    ] = 8421,
    folder: Annotated[Path, typer.Option(help="Where the sample community is kept.")] = Path("data/playground"),
    open_it: Annotated[bool, typer.Option("--open/--no-open", help="Show the page in the browser.")] = True,
) -> None:
    """Open the playground: a sample community in a page on this computer. No account, no token."""
    settings = {
        "store": {"url": f"sqlite+aiosqlite:///{folder}/blether.db"},
        "community": {"languages": ["cy", "en"]},
        "web": {"port": port},
    }
    with _explained():
        config = from_tables(settings, _settings(), "BLETHER_DEMO_")  # what is set for `run` is not for the sample
        _serve(config, folder, _show if open_it else None, None)


@app.command()
def run(config: ConfigFile = Path("config.toml")) -> None:
    """Run the bot with every adapter that has a table in the configuration."""
    with _explained():
        loaded = _load(config)
        _serve(loaded, _folder(loaded), None, os.environ.get("BLETHER_KEY"))


@app.command()
def check(config: ConfigFile = Path("config.toml")) -> None:
    """Name everything that is wrong with configuration, rooms, texts and library, and how to mend it."""
    with _explained():
        faults: list[Fault] = []
        loaded: Config | None = None
        folders = folders_in(config)  # also where the rest of the file cannot be used
        try:
            loaded = _load(config)
        except Faults as wrong:
            faults += wrong.faults
        try:
            found = _plan(loaded, loaded.rooms.folders if loaded else folders)
        except Faults as wrong:
            faults += wrong.faults
        if faults:
            raise Faults(faults)
        actions = sum(len(each.room.actions) for each in found.rooms)
        print(
            f"All is well: {len(found.rooms)} rooms, {actions} actions, languages {', '.join(found.texts.languages)}."
        )


@app.command()
def holidays(
    file: Annotated[Path, typer.Argument(help="A term calendar (.ics); only its whole days count.")],
    community: Annotated[str, typer.Option(help="Whose it is: its name.")],
    config: ConfigFile = Path("config.toml"),
) -> None:
    """Add the holidays of a term calendar to a community. The bot has to be stopped meanwhile."""
    with _explained():
        try:
            written = file.read_bytes()
        except OSError as wrong:
            raise Faults([Fault(str(file), f"this cannot be read: {wrong.strerror}", "name an .ics file")]) from None
        ics = importlib.import_module("bot.timetable.ics")  # late: its library takes long to load
        found, timed = ics.read_calendar(written, str(file), datetime.now(UTC).date())
        print(f"{asyncio.run(_add_holidays(_load(config), community, found))} of {len(found)} holidays are new.")
        if timed:
            print(f"{timed} event{'s' * (timed != 1)} with a time of day left out: only whole days are holidays.")


@keys.command("new")
def key_new() -> None:
    """Make a root key. Keep it apart from the database and its backups: without it nothing private can be read."""
    print(new_root())


def main() -> None:
    """The command line."""
    app()


def _serve(config: Config, folder: Path, shown: Callable[[str], None] | None, key: str | None) -> None:
    _log_to(sys.stderr)
    os.umask(0o077)  # what is kept is for this user alone
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise Shut(f"{folder} cannot be made: {wrong.strerror}.") from wrong
    raise SystemExit(asyncio.run(_house(config, folder, shown, key)))


async def _house(config: Config, folder: Path, shown: Callable[[str], None] | None, key: str | None) -> int:
    """Open the house and keep it open until somebody asks it to stop; the exit code."""
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    world = World(lambda: datetime.now(UTC), _new_id, random.Random())
    speaking = {name: module.adapter(getattr(config, name), folder, world) for name, module in _chosen(config).items()}
    home = config.community
    defaults = Defaults(home.languages, home.zone, home.contact, home.notice)
    traits = {name: module.traits for name, module in _chosen(config).items()}

    def announce(address: str) -> None:
        print(f"Blether is open at {address}", flush=True)
        if shown:
            shown(address)

    there = _plan(config, config.rooms.folders)
    async with open_house(there, config.store.url, world, defaults, key, traits, folder) as bot:
        gc.freeze()  # what is here for good would hold up the loop at every full collection
        clockwork = Clockwork(bot, speaking)
        work = [each.run(bot, stopping, announce) for each in speaking.values()] + [clockwork.run(stopping)]
        tasks = [asyncio.create_task(each) for each in work]
        waiting = [asyncio.create_task(each.wait()) for each in (stopping, bot.store.lost)]
        await asyncio.wait([*waiting, *tasks], return_when=asyncio.FIRST_COMPLETED)
        broken = not stopping.is_set()
        stopping.set()
        bot.bell.set()
        done, late = await asyncio.wait(tasks, timeout=0.7)
        for task in (*late, *waiting):
            task.cancel()
        if bot.store.lost.is_set():
            structlog.get_logger("blether").critical("lost", why="another process could use the database: start again")
        failed = [bug for task in done if (bug := task.exception())]
        for bug in failed:
            if isinstance(bug, Shut):
                raise bug
            report(bug, "stopped", None)
    return 1 if broken or failed else 0


async def _add_holidays(config: Config, name: str, found: Sequence[Holiday]) -> int:
    """How many of them were new."""
    world = World(lambda: datetime.now(UTC), _new_id, random.Random())
    there, folder = _plan(config, config.rooms.folders), _folder(config)
    key = os.environ.get("BLETHER_KEY")
    async with (
        open_house(there, config.store.url, world, Defaults(), key, folder=folder) as bot,
        bot.store.turn() as tx,
    ):
        homes = {each.id: each.name for each in (await tx.execute(select(communities.c.id, communities.c.name))).all()}
        ids = [id for id, called in homes.items() if called == name]
        if len(ids) != 1:
            cure = f"there are: {', '.join(sorted(homes.values())) or 'none yet; somebody has to use the bot first'}"
            raise Faults([Fault("--community", f"{len(ids) or 'no'} communities are called {name}", cure)])
        try:
            return await add(Rows(tx, ids[0], bot.keys, world.ids), found)
        except TooMany:
            raise Faults([Fault("--community", f"{name} has too many holidays", f"{MOST} at most")]) from None


def _load(path: Path) -> Config:
    try:
        config = load(path, _settings())
    finally:
        if path.parent.is_dir():
            os.chdir(path.parent)  # the paths in the file are seen from the file
    _refuse_beside_platforms(config, path)
    return config


def _refuse_beside_platforms(config: Config, path: Path) -> None:
    chosen = _chosen(config)
    if not chosen:
        names = ", ".join(f"[{name}]" for name in _adapters())
        raise Faults([Fault(str(path), "there is nobody to talk to", f"add a table for an adapter: {names}")])
    playgrounds = [name for name, module in chosen.items() if getattr(module, "playground", False)]
    if playgrounds and len(chosen) > len(playgrounds):
        cure = f"take out [{playgrounds[0]}], or use `blether demo`"
        raise Faults([Fault(str(path), "the playground does not run beside a real platform", cure)])


def _plan(config: Config | None, folders: Sequence[Path]) -> Plan:
    catalogues = {name: module.texts for name, module in _adapters().items()}
    return plan(folders, catalogues, config.community.languages if config else ())


def _adapters() -> dict[str, ModuleType]:
    """Every adapter there is, by the name of its table; looked up by name, since the bot knows none."""
    names = [module.name for module in pkgutil.iter_modules(importlib.import_module("adapters").__path__)]
    return {name: importlib.import_module(f"adapters.{name}") for name in names}


def _settings() -> dict[str, type[BaseModel]]:
    return {name: module.Settings for name, module in _adapters().items()}


def _chosen(config: Config) -> dict[str, ModuleType]:
    return {name: module for name, module in _adapters().items() if getattr(config, name, None) is not None}


def _folder(config: Config) -> Path:
    url = make_url(config.store.url)
    sqlite = url.get_backend_name() == "sqlite" and url.database
    return Path(str(url.database)).parent if sqlite else Path("data")


@contextmanager
def _explained() -> Iterator[None]:
    """Every way the house may refuse to open, in plain words and with its exit code."""
    try:
        yield
    except Faults as wrong:
        count = len(wrong.faults)
        _stop(BAD, f"{count} thing{'s' * (count != 1)} to mend:\n\n{wrong}")
    except WrongKey as wrong:
        _stop(BAD, str(wrong))
    except Newer as wrong:
        why = f"This database was used by a newer Blether, or with a room that is not configured here ({wrong})."
        _stop(BAD, f"{why}\nNothing was changed. Use that version, or add the room's folder to [rooms].")
    except Shut as wrong:
        _stop(1, str(wrong))
    except Busy as busy:
        _stop(BUSY, f"Another Blether is using {busy}. Stop that one first; only one at a time may.")


def _stop(code: int, words: str) -> NoReturn:
    print(words, file=sys.stderr)
    raise SystemExit(code)


def _new_id() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(16)).decode()[:22]


def _show(address: str) -> None:
    if sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(address)


def _log_to(stream: Any) -> None:
    """One JSON object a line, or colours on a terminal; other libraries only warn, since they log what is said."""
    logging.basicConfig(stream=stream, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    for name in ("aiosqlite", "sqlalchemy", "apscheduler", "uvicorn", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
    shape = structlog.dev.ConsoleRenderer() if stream.isatty() else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso"), shape],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(stream),
    )


if __name__ == "__main__":
    main()
