"""The composition root and the command line: ``blether demo``, ``run``, ``check``, ``backup``, ``restore``, ``key``."""

from __future__ import annotations

import asyncio
import base64
import gc
import importlib
import os
import random
import secrets
import signal
import sys
import webbrowser
from collections.abc import Callable, Coroutine, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import structlog
import typer
from prometheus_client import CollectorRegistry
from sqlalchemy import make_url

from bot import backup as backups
from bot import building, control, logs, platforms, terms
from bot.building import ConfigFile
from bot.clockwork import Clockwork
from bot.clockwork.clock import Clock, Written
from bot.config import THIS_COMPUTER, Config, folders_in, from_tables, load, secrets_in
from bot.core import Bot, report
from bot.explained import explained
from bot.fault import Fault, Faults, Shut, gathered
from bot.house import Plan, open_house, plan
from bot.keys import new_root
from bot.metrics import Metrics
from bot.store import file_of
from bot.timetable.working import Holiday
from bot.turn import Defaults, World

log = structlog.get_logger("blether")

app = typer.Typer(
    help="Blether: a community bot for educators' professional learning.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # a trace with its values could show somebody's words
)
keys = typer.Typer(help="The root key that private text is sealed with.", no_args_is_help=True)
app.add_typer(keys, name="key")

Show = Callable[[str], None]


@app.command()
def demo(
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Where the page is on 127.0.0.1; 0 takes any free one.")
    ] = 8421,
    folder: Annotated[Path, typer.Option(help="Where the sample community is kept.")] = Path("data/playground"),
    rooms: Annotated[list[Path] | None, typer.Option(help="A folder with rooms of your own, to try them.")] = None,
    open_it: Annotated[bool, typer.Option("--open/--no-open", help="Show the page in the browser.")] = True,
) -> None:
    """Open the playground: a sample community in a page on this computer. No account, no token."""
    store, spoken = {"url": f"sqlite+aiosqlite:///{folder}/blether.db"}, {"languages": ["cy", "en"]}
    settings: dict[str, Any] = {"store": store, "community": spoken, "web": {"port": port}}
    settings["rooms"] = {"folders": rooms or []}
    with explained():
        # What is set for `run` is not for the sample.
        config = from_tables(settings, platforms.settings(), "BLETHER_DEMO_")
        clock = importlib.import_module("adapters.web").clock(folder, datetime.now(UTC))
        _serve(config, folder, _show if open_it else None, None, clock)


@app.command()
def run(config: ConfigFile = Path("config.toml")) -> None:
    """Run the bot with every adapter that has a table in the configuration."""
    with explained():
        clock = os.environ.get("BLETHER_CLOCK")
        file = clock and Path(clock).absolute()  # seen from here, not from the configuration
        loaded = _load(config)
        _serve(loaded, _folder(loaded), None, os.environ.get("BLETHER_KEY"), _written(loaded, file) if file else None)


@app.command()
def check(
    config: ConfigFile = Path("config.toml"),
    online: Annotated[bool, typer.Option("--online", help="Ask the platforms, too, whether they take it.")] = False,
) -> None:
    """Name everything that is wrong with configuration, rooms, texts and library, and how to mend it."""
    with explained():
        faults: list[Fault] = []
        rooms, prompts = (folders_in(config, table) for table in ("rooms", "library"))  # also where the rest is wrong
        languages: Sequence[str] = ()
        with gathered(faults):
            loaded = _load(config)
            rooms, prompts, languages = loaded.rooms.folders, loaded.library.folders, loaded.community.languages
        with gathered(faults):
            found = _plan(rooms, prompts, languages)
        if online and not faults:
            faults += asyncio.run(platforms.online(loaded))
        if faults:
            raise Faults(faults)
        actions = sum(len(each.room.actions) for each in found.rooms)
        library = f"{len(found.library.prompts)} prompts, {len(found.library.protocols)} protocols"
        counts = f"{len(found.rooms)} rooms, {actions} actions, {library}"
        print(f"All is well: {counts}, languages {', '.join(found.texts.languages)}.")
        if look := control.ask(_socket(loaded), 5, do="look"):
            print(_how_it_is(look))


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")],
    config: ConfigFile = Path("config.toml"),
) -> None:
    """Copy the database to a new FILE, also while Blether runs. The key is not in it: keep that one apart."""
    with explained():
        to = file.absolute()
        loaded = _load(config)
        database = _sqlite(loaded, "pg_dump")
        print(f"Copying {database} to {file} ...", flush=True)
        if control.ask(_socket(loaded), None, do="backup", to=str(to)) is None:
            backups.back_up_still(database, to)
        print(f"Done: {to.stat().st_size} bytes; their sha256 is in {file}.sha256.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `blether backup` wrote.")],
    config: ConfigFile = Path("config.toml"),
) -> None:
    """Put the backup FILE in the place of the database, which is kept beside it. Blether must not run."""
    with explained():
        source = file.absolute()
        backups.restore(source, _sqlite(_load(config), "pg_restore"), print)
        print("Done. Start Blether again: the key must be the one of then.")


@app.command()
def holidays(
    file: Annotated[Path, typer.Argument(help="A term calendar (.ics); only its whole days count.")],
    community: Annotated[str, typer.Option(help="Whose it is: its name.")],
    config: ConfigFile = Path("config.toml"),
) -> None:
    """Add the holidays of a term calendar to a community, also while Blether runs."""
    with explained():
        try:
            written = file.read_bytes()
        except OSError as wrong:
            raise Faults([Fault(str(file), f"this cannot be read: {wrong.strerror}", "name an .ics file")]) from None
        ics = importlib.import_module("bot.timetable.ics")  # late: its library takes long to load
        found, timed = ics.read_calendar(written, str(file), datetime.now(UTC).date())
        loaded = _load(config)
        new = terms.brought(partial(control.ask, _socket(loaded), None), community, found)
        if new is None:
            new = asyncio.run(_add_holidays(loaded, community, found))
        print(f"{new} of {len(found)} holidays are new.")
        if timed:
            print(f"{timed} event{'s' * (timed != 1)} with a time of day left out: only whole days are holidays.")


@keys.command("new")
def key_new() -> None:
    """Make a root key. Keep it apart from the database and its backups: without it nothing private can be read."""
    print(new_root())


app.add_typer(building.new, name="new")
app.command()(building.texts)
for each in platforms.commands():
    app.command()(each)


def main() -> None:
    """The command line."""
    app()


def _serve(config: Config, folder: Path, shown: Show | None, key: str | None, clock: Clock | None = None) -> None:
    logs.hide(*secrets_in(config))
    logs.log_to(sys.stderr, config.log.level)
    os.umask(0o077)  # what is kept is for this user alone
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise Shut(f"{folder} cannot be made: {wrong.strerror}.") from wrong
    raise SystemExit(asyncio.run(_house(config, folder, shown, key, clock)))


async def _house(config: Config, folder: Path, shown: Show | None, key: str | None, clock: Clock | None) -> int:
    """Open the house and keep it open until somebody asks it to stop; the exit code."""
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    metrics = Metrics(CollectorRegistry())
    logs.watch(asyncio.get_running_loop(), metrics.unexpected)
    world = _world(clock)
    chosen = platforms.chosen(config)
    adapters = {name: module.adapter(getattr(config, name), folder, world) for name, module in chosen.items()}
    platforms.join(adapters)
    home = config.community
    defaults = Defaults(home.languages, home.zone, home.contact, home.notice)
    traits = {name: module.traits for name, module in chosen.items() if platforms.speaks(module)}

    def announce(address: str) -> None:
        print(f"Blether is open at {address}", flush=True)
        if shown:
            shown(address)

    planned = _plan(config.rooms.folders, config.library.folders, home.languages)
    written = clock if isinstance(clock, Written) else None
    async with (
        open_house(planned, config.store.url, world, defaults, key, traits, folder, metrics) as bot,
        control.listening(
            _socket(config),
            bot.store,
            {"holidays": terms.answer_for(bot)} | ({"clock": written.reached} if written else {}),
        ),
    ):
        gc.freeze()  # what is here for good would hold up the loop at every full collection
        clockwork = Clockwork(
            bot, {name: each for name, each in adapters.items() if platforms.speaks(chosen[name])}, clock
        )
        log.debug("open", adapters=list(adapters), rooms=[each.room.name for each in planned.rooms])
        work = [each.run(bot, stopping, announce) for each in adapters.values()] + [clockwork.run(stopping)]
        work += [written.follow(stopping, bot.bell.set)] if written else []
        return await _until(stopping, bot, work)


async def _until(stopping: asyncio.Event, bot: Bot, work: Iterable[Coroutine[Any, Any, None]]) -> int:
    """Work until somebody asks it to stop, or it cannot go on; the exit code."""
    tasks = [asyncio.create_task(each) for each in work]
    waiting = [asyncio.create_task(each) for each in (stopping.wait(), bot.store.lost.wait(), bot.metrics.watch())]
    await asyncio.wait([*waiting, *tasks], return_when=asyncio.FIRST_COMPLETED)
    broken = not stopping.is_set()
    stopping.set()
    bot.bell.set()
    log.debug("closing")
    done, late = await asyncio.wait(tasks, timeout=0.7)
    for task in (*late, *waiting):
        task.cancel()
    if bot.store.lost.is_set():
        log.critical("lost", why="another process could use the database: start again")
    failed = [bug for task in done if (bug := task.exception())]
    for bug in failed:
        if isinstance(bug, Shut):
            raise bug
        report(bug, "stopped", None)
    return 1 if broken or failed else 0


async def _add_holidays(config: Config, name: str, found: Sequence[Holiday]) -> int:
    """How many of them were new, where no Blether runs."""
    there, folder = _plan(config.rooms.folders, config.library.folders, config.community.languages), _folder(config)
    key = os.environ.get("BLETHER_KEY")
    async with open_house(there, config.store.url, _world(None), Defaults(), key, folder=folder) as bot:
        return await terms.add_to(bot, name, found)


def _load(path: Path) -> Config:
    try:
        config = load(path, platforms.settings())
    finally:
        if path.parent.is_dir():
            os.chdir(path.parent)  # the paths in the file are seen from the file
    platforms.seen_to(config, path)
    return config


def _written(config: Config, file: Path) -> Written:
    """The clock of a file, for tests. Faults where it is none, or where anybody real would hear of its time."""
    for name in platforms.chosen(config):
        host = urlsplit(getattr(getattr(config, name), "api_base", "http://127.0.0.1")).hostname
        if host not in THIS_COMPUTER:
            cure = "take BLETHER_CLOCK out of the environment"
            raise Faults(
                [Fault("BLETHER_CLOCK", f"[{name}] is not on this computer, so its time is the real one", cure)]
            )
    try:
        return Written(file)
    except (OSError, ValueError):
        cure = "write an instant into it, such as 2026-11-23T09:00:00+00:00"
        raise Faults([Fault("BLETHER_CLOCK", f"there is no time in {file}", cure)]) from None


def _plan(rooms: Sequence[Path], prompts: Sequence[Path], languages: Sequence[str]) -> Plan:
    catalogues = {name: module.texts for name, module in platforms.every().items() if platforms.speaks(module)}
    return plan(rooms, catalogues, languages, prompts)


def _folder(config: Config) -> Path:
    file = file_of(config.store.url)
    return file.parent if file else Path("data")


def _socket(config: Config) -> Path:
    """Where the running bot listens to this command line."""
    name = file_of(config.store.url) or make_url(config.store.url).database
    return _folder(config) / f"{Path(str(name)).name}.sock"


def _sqlite(config: Config, other: str) -> Path:
    """The file of the database. Shut where it has none."""
    if (file := file_of(config.store.url)) is None:
        raise Shut(f"This database is not a file: use {other}, and keep BLETHER_KEY apart from it.")
    return file


def _how_it_is(look: control.Reply) -> str:
    if look["trouble"]:
        return f"The Blether that runs here is not ready: {look['trouble']}."
    said, due, came = (
        ", ".join(f"{count} {state}" for state, count in look["rows"][table].items())
        for table in ("outbox", "due", "occurrence")
    )
    return f"The Blether that runs here is ready. To be said: {said}; planned: {due}; of what comes again: {came}."


def _world(clock: Clock | None) -> World:
    return World(clock or (lambda: datetime.now(UTC)), _new_id, random.Random())


def _new_id() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(16)).decode()[:22]


def _show(address: str) -> None:
    if sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(address)


if __name__ == "__main__":
    main()
