"""The adapters there are, by the name of their table; looked up by name, since the bot knows none."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import BaseModel

from bot.config import Config
from bot.fault import Fault, Faults


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


def seen_to(config: Config, path: Path) -> None:
    """Raises Faults where these adapters cannot be together, or somebody real would talk to nobody knows whom."""
    speaking = {name: module for name, module in chosen(config).items() if speaks(module)}
    if not speaking:
        names = ", ".join(f"[{name}]" for name, module in every().items() if speaks(module))
        raise Faults([Fault(str(path), "there is nobody to talk to", f"add a table for an adapter: {names}")])
    if unserved := list(hosted(config)):
        hosts = ", ".join(f"[{name}]" for name, module in every().items() if getattr(module, "hosts", False))
        what = f"[{unserved[0]}] is asked over HTTP, and nothing serves it"
        raise Faults([Fault(str(path), what, f"add the table {hosts}")])
    playgrounds = [name for name, module in speaking.items() if getattr(module, "playground", False)]
    if playgrounds and len(speaking) > len(playgrounds):
        cure = f"take out [{playgrounds[0]}], or use `blether demo`"
        raise Faults([Fault(str(path), "the playground does not run beside a real platform", cure)])
    local = all("local" in module.traits for module in speaking.values())
    if not local and (faults := [*_unsaid(config, path)]):
        raise Faults(faults)


def _unsaid(config: Config, path: Path) -> Iterator[Fault]:
    """What everybody has a right to know before they type anything."""
    if not config.community.contact:
        cure = "write contact under [community]: who runs this, and how to reach them"
        yield Fault(str(path), "it does not say whom people can ask", cure)
    if not config.community.notice:
        cure = "write notice under [community]: the address of your privacy notice; docs/explanation/privacy.md helps"
        yield Fault(str(path), "it does not say where its privacy notice is", cure)


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
