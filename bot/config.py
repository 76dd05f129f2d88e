"""The configuration: one TOML file, a table for each adapter, every mistake at once with its line."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    create_model,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.fault import Fault, Faults
from bot.logs import Level
from bot.talk import AT_ONCE
from bot.toml import broken, mistakes

THIS_COMPUTER = ("127.0.0.1", "localhost", "::1")
DRIVERS = ("sqlite+aiosqlite", "postgresql+psycopg")


def _database(url: str) -> str:
    try:
        driver = make_url(url).drivername
    except ArgumentError:
        driver = ""
    if driver not in DRIVERS:
        raise ValueError("write sqlite+aiosqlite:///blether.db or postgresql+psycopg://user:password@host/database")
    return url


def _zone(name: str) -> str:
    if name not in available_timezones():
        near = difflib.get_close_matches(name, available_timezones(), 1)
        raise ValueError(f"there is no time zone {name}" + (f"; do you mean {near[0]}?" if near else ""))
    return name


def _address(address: str) -> str:
    if address and not address.startswith(("https://", "http://")):
        raise ValueError("write the whole address of the page, https://… first")
    return address


def _api(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("write the whole address, https://… first")
    if parts.scheme == "http" and parts.hostname not in THIS_COMPUTER:
        raise ValueError("tokens go there: only https is safe beyond this computer")
    return address


ApiBase = Annotated[str, AfterValidator(_api)]  # where a platform is asked


def _listed(value: object) -> object:
    """A list, from the environment, is words with commas between them."""
    return tuple(each.strip() for each in value.split(",")) if isinstance(value, str) else value


def _once(languages: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(languages)) < len(languages):
        raise ValueError("a language stands here twice")
    if len(languages) > AT_ONCE:
        raise ValueError(f"{AT_ONCE} languages at most are spoken aloud at once: each person still chooses from all")
    return languages


def _told(what: str) -> Any:
    """What the reference says of a key."""
    return Field(description=what)


class Strict(BaseModel):
    """A table of the configuration: a key nobody knows is a mistake, not a wish."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class StoreTable(Strict):
    """Where everything is kept."""

    url: Annotated[str, AfterValidator(_database), _told("a file of SQLite, or a PostgreSQL server")] = (
        "sqlite+aiosqlite:///blether.db"
    )


class Folders(Strict):
    """Folders of one's own: with rooms, or with prompts."""

    folders: Annotated[tuple[Path, ...], BeforeValidator(_listed), _told("their paths")] = ()


class RoomsTable(Folders):
    """Folders with rooms of one's own: each package in them that has a ``room`` is found."""


class LibraryTable(Folders):
    """Folders with prompts of one's own, beside those that come with Blether."""


class CommunityTable(Strict):
    """What a community starts with; its moderators change it for theirs."""

    languages: Annotated[
        tuple[str, ...],
        Field(min_length=1, description=f"what is spoken aloud, {AT_ONCE} at most; each person chooses from all"),
        BeforeValidator(_listed),
        AfterValidator(_once),
    ] = ("en",)
    zone: Annotated[str, AfterValidator(_zone), _told("the time zone, as in the IANA's list")] = "Europe/London"
    contact: Annotated[
        str, Field(max_length=200), _told("who runs this, and how to reach them: shown to everybody")
    ] = ""
    notice: Annotated[
        str, Field(max_length=500), AfterValidator(_address), _told("the address of a privacy notice")
    ] = ""


class LogTable(Strict):
    """What the process says of itself, on its standard error."""

    level: Annotated[Level, _told("debug, info or warning; nobody's words are logged at any of them")] = "info"


class Config(BaseSettings):
    """The whole file; adapters' tables are added by name."""

    model_config = SettingsConfigDict(
        extra="forbid", env_prefix="BLETHER_", env_nested_delimiter="__", enable_decoding=False, frozen=True
    )
    store: StoreTable = StoreTable()
    rooms: RoomsTable = RoomsTable()
    library: LibraryTable = LibraryTable()
    community: CommunityTable = CommunityTable()
    log: LogTable = LogTable()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  # the names are pydantic's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment first, so that a secret need not stand in a file."""
        return env_settings, init_settings


def load(path: Path, adapters: Mapping[str, type[BaseModel]]) -> Config:
    """Read the file. ``adapters``: the settings of each, by the name of its table. Raises Faults."""
    try:
        tables = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise Faults([Fault(str(path), "there is no such file", "copy config.example.toml and change it")]) from None
    except OSError as wrong:
        what = f"this cannot be read: {wrong.strerror}"
        raise Faults([Fault(str(path), what, "name a file that you may read")]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise Faults([broken(path, wrong)]) from None
    names = [*Config.model_fields, *adapters]
    try:
        return from_tables(tables, adapters)
    except ValidationError as wrong:
        raise Faults(_where_it_is_from(_with_likely_names(fault, names)) for fault in mistakes(path, wrong)) from None


def folders_in(path: Path, table: str) -> tuple[Path, ...]:
    """The folders that a table of this file names, whatever else is wrong with it."""
    try:
        written = tomllib.loads(path.read_text("utf-8-sig")).get(table, {})
        return Folders.model_validate(written).folders
    except (OSError, ValueError):
        return ()


def from_tables(tables: Mapping[str, Any], adapters: Mapping[str, type[BaseModel]], prefix: str = "BLETHER_") -> Config:
    """The configuration these tables and the environment make. Raises pydantic's ValidationError."""
    fields: dict[str, Any] = {name: (settings | None, None) for name, settings in adapters.items()}
    model: Any = create_model("Config", __base__=Config, **fields)
    made: Config = model(_env_prefix=prefix, **tables)
    return made


def secrets_in(config: Config) -> Iterator[str]:
    """What no log may show: every secret of an adapter's table, and the password of the database."""
    yield make_url(config.store.url).password or ""
    yield from _secrets(config)


def _secrets(value: object) -> Iterator[str]:
    if isinstance(value, SecretStr):
        yield value.get_secret_value()
    elif isinstance(value, BaseModel):
        for _, each in value:
            yield from _secrets(each)
    elif isinstance(value, tuple | list | Mapping):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _secrets(each)


def _where_it_is_from(fault: Fault) -> Fault:
    """What the environment says goes before the file, so that is where it is to be mended."""
    variable = "BLETHER_" + fault.what.partition(":")[0].replace(".", "__").upper()
    return Fault(f"{variable} in the environment", fault.what, fault.cure) if variable in os.environ else fault


def _with_likely_names(fault: Fault, names: list[str]) -> Fault:
    """A misspelt table is told what it may have meant."""
    table = fault.what.partition(":")[0]
    if "." in table or table in names:
        return fault
    near = difflib.get_close_matches(table, names, 1)
    cure = f"write [{near[0]}]" if near else f"the tables are {', '.join(names)}"
    return Fault(fault.where, f"there is no table [{table}]", cure)
