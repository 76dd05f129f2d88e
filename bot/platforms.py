"""The adapters there are, by the name of their table; looked up by name, since the bot knows none."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any

from pydantic import BaseModel

from bot.config import Config
from bot.fault import Fault


def every() -> dict[str, ModuleType]:
    """Every adapter there is."""
    packages = importlib.import_module("adapters").__path__
    names = [module.name for module in pkgutil.iter_modules(packages) if module.ispkg]
    return {name: importlib.import_module(f"adapters.{name}") for name in names}


def settings() -> dict[str, type[BaseModel]]:
    """What each may be told in the configuration."""
    return {name: module.Settings for name, module in every().items()}


def chosen(config: Config) -> dict[str, ModuleType]:
    """Those that have a table in this configuration."""
    return {name: module for name, module in every().items() if getattr(config, name, None) is not None}


def commands() -> Iterator[Callable[..., None]]:
    """What adapters add to the command line."""
    for module in every().values():
        yield from getattr(module, "commands", ())


async def online(config: Config) -> list[Fault]:
    """What the platforms themselves do not take of the configuration."""
    asked = [
        module.online(getattr(config, name)) for name, module in chosen(config).items() if hasattr(module, "online")
    ]
    return [each for found in await asyncio.gather(*asked) for each in found]


def hosted(config: Config) -> Iterator[str]:
    """The adapters that serve pages, but have nobody to serve them: the one that would has no table."""
    there = chosen(config)
    if not any(getattr(module, "hosts", False) for module in there.values()):
        yield from (name for name, module in there.items() if getattr(module, "served", _none)(getattr(config, name)))


def join(adapters: Mapping[str, Any]) -> None:
    """Who serves pages serves those of the others, too."""
    routes = [route for each in adapters.values() for route in getattr(each, "routes", ())]
    for name in adapters:
        if getattr(every()[name], "hosts", False):
            adapters[name].routes = routes


def _none(_settings: BaseModel) -> bool:
    return False


def speaks(module: ModuleType) -> bool:
    """Whether an adapter has a mouth, and sentences of its own; one without only serves."""
    return getattr(module, "speaks", True)
