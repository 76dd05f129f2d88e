"""The adapters there are, by the name of their table; looked up by name, since the bot knows none."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

from pydantic import BaseModel

from bot.config import Config


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


def speaks(module: ModuleType) -> bool:
    """Whether an adapter has a mouth, and sentences of its own; one without only serves."""
    return getattr(module, "speaks", True)
