"""Every request against what Discord publishes of its API: its OpenAPI description, where it lies, by BLETHER_SPECS."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

FILE = "discord-openapi.json"


class Contract:
    """The published description."""

    def __init__(self, description: dict[str, Any]) -> None:
        self._paths = description["paths"]
        resource = Resource(contents=description, specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource("urn:discord", resource)
        literal = sorted(self._paths, key=lambda path: path.count("{"))
        self._patterns = [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), path) for path in literal]
        self._checked: dict[tuple[str, str, str], list[str]] = {}
        self._validators: dict[tuple[str, str, str], Draft202012Validator | None] = {}

    def problems(self, method: str, path: str, body: Any, multipart: bool, query: dict[str, str]) -> Iterator[str]:
        """What of a request is outside the description; ``path`` is without the base, ``body`` is the JSON in it."""
        found = next((name for pattern, name in self._patterns if pattern.fullmatch(path)), None)
        operation = self._paths.get(found, {}).get(method.lower()) if found else None
        if found is None or operation is None:
            yield f"{method} {path} is not described"
            return
        known = {each["name"] for each in operation.get("parameters", ()) if each.get("in") == "query"}
        yield from (f"{method} {found}: no parameter {name}" for name in query if name not in known)
        validator = self._validator(found, method.lower(), "multipart/form-data" if multipart else "application/json")
        if validator is None and body is not None:
            yield f"{method} {found} takes no such body"
        elif validator is not None:
            said = (found, method, json.dumps(body))
            if said not in self._checked:  # all the commands take half a second, and are the same each time
                self._checked[said] = [deepest(each) for each in validator.iter_errors({} if body is None else body)]
            yield from (f"{method} {found}: {each}" for each in self._checked[said])

    def _validator(self, path: str, method: str, media: str) -> Draft202012Validator | None:
        key = (path, method, media)
        if key not in self._validators:
            content = self._paths[path][method].get("requestBody", {}).get("content", {})
            where = f"urn:discord#/paths/{_escaped(path)}/{method}/requestBody/content/{_escaped(media)}/schema"
            there = Draft202012Validator({"$ref": where}, registry=self._registry) if media in content else None
            self._validators[key] = there
        return self._validators[key]


@cache
def published() -> Contract | None:
    """The description, where it lies; None where it does not."""
    file = Path(os.environ.get("BLETHER_SPECS", "")) / FILE
    return Contract(json.loads(file.read_text("utf-8"))) if os.environ.get("BLETHER_SPECS") else None


def deepest(error: Any) -> str:
    """What is wrong at the heart of it: where it might be several things, of the one whose kind it has."""
    while error.context:
        branches: dict[Any, list[Any]] = {}
        for each in error.context:
            branches.setdefault(each.schema_path[0], []).append(each)
        own = [each for each in branches.values() if not any(map(_another, each))]
        error = max((own or [*branches.values()])[0], key=lambda each: len(each.absolute_path))
    return f"{'/'.join(map(str, error.absolute_path))}: {error.message[-200:]} ({error.validator})"


def _another(error: Any) -> bool:
    """Whether it is only that something is of another kind."""
    return [*error.relative_path][-1:] == ["type"] or (error.validator == "type" and not error.relative_path)


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")
