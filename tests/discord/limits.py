"""What Discord's documents allow: of a message, a form, a command. Each check says what is wrong, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

Payload = dict[str, Any]

HIDDEN, COMPONENTS = 1 << 6, 1 << 15
ROW, BUTTON, PICK, TYPED, SECTION, TEXT, GALLERY, FILE, CONTAINER, LABEL = 1, 2, 3, 4, 9, 10, 12, 13, 17, 18
MENUS = (3, 5, 6, 7, 8)
_NAME = re.compile(r"[-_'\w]{1,32}")
_INSIDE = {
    ROW: {BUTTON, *MENUS},
    SECTION: {TEXT},
    CONTAINER: {ROW, TEXT, SECTION, GALLERY, FILE, 14},
    LABEL: {TYPED, 19, 21, 22, 23, *MENUS},
}


def message(payload: Payload, files: int = 0) -> Iterator[str]:
    """What is wrong with a message, as it is sent or edited."""
    if len(payload.get("content") or "") > 2_000:
        yield "content of more than 2000 characters"
    if files > 10:
        yield "more than 10 files"
    yield from _mentions(payload.get("allowed_mentions"))
    if len(str(payload.get("nonce", ""))) > 25:
        yield "a nonce of more than 25 characters"
    parts = payload.get("components") or []
    if payload.get("flags", 0) & COMPONENTS:
        if payload.get("content") or payload.get("embeds") or payload.get("poll"):
            yield "content beside components"
        yield from components(parts)
    elif parts:
        yield "components without their flag"


def components(parts: list[Payload]) -> Iterator[str]:
    """What is wrong with the components of a message."""
    everything = list(every(parts))
    if len(everything) > 40:
        yield f"{len(everything)} components"
    if (size := sum(len(each.get("content", "")) for each in everything)) > 4_000:
        yield f"{size} characters of text"
    yield from _once("custom_id", everything)
    yield from _once("id", everything)
    for each in everything:
        yield from _part(each)


def every(parts: Iterable[Payload]) -> Iterator[Payload]:
    """These components and all that are in them."""
    for each in parts:
        yield each
        inner = [*each.get("components", ()), *([each["accessory"]] if "accessory" in each else [])]
        yield from every([*inner, *([each["component"]] if "component" in each else [])])


def _part(each: Payload) -> Iterator[str]:
    kind = each.get("type")
    allowed = _INSIDE.get(kind, set()) if isinstance(kind, int) else set()
    inside = each.get("components", ())
    yield from (f"a {inner.get('type')} inside a {kind}" for inner in inside if inner.get("type") not in allowed)
    if not -(1 << 31) <= each.get("id", 0) < 1 << 31:
        yield "an id of more than 32 bits"
    if "custom_id" in each and not 1 <= len(each["custom_id"]) <= 100:
        yield f"a custom_id of {len(each['custom_id'])} characters"
    most = {ROW: 5, SECTION: 3, CONTAINER: 40}.get(kind or 0)
    if most and not 1 <= len(inside) <= most:
        yield f"{len(inside)} parts in a {kind}"
    if kind == TEXT and not 1 <= len(each.get("content", "")) <= 4_000:
        yield "a text that is empty or too long"
    yield from _button(each) if kind == BUTTON else _menu(each) if kind in MENUS else ()


def _button(each: Payload) -> Iterator[str]:
    if not 1 <= len(each.get("label") or "") <= 80:
        yield f"a button's label of {len(each.get('label') or '')} characters"
    if each.get("style") == 5:
        if "custom_id" in each or not 1 <= len(each.get("url", "")) <= 512:
            yield "a link button without a link"
    elif "custom_id" not in each or "url" in each:
        yield "a button that does nothing"


def _menu(each: Payload) -> Iterator[str]:
    options = each.get("options", [])
    if each["type"] == PICK and not 1 <= len(options) <= 25:
        yield f"a menu of {len(options)} options"
    for option in options:
        if not 1 <= len(option["label"]) <= 100 or not 1 <= len(option["value"]) <= 100:
            yield "an option that is empty or too long"
        if len(option.get("description") or "") > 100:
            yield "an option's description of more than 100 characters"
    if len({option["value"] for option in options}) < len(options):
        yield "a value twice in a menu"
    if len(each.get("placeholder") or "") > 150:
        yield "a placeholder of more than 150 characters"
    low, high = each.get("min_values", 1), each.get("max_values", 1)
    if not (0 <= low <= 25 and 1 <= high <= 25 and low <= high) or (options and high > len(options)):
        yield f"a menu from {low} to {high} of {len(options)}"
    chosen = [option for option in options if option.get("default")] or each.get("default_values", [])
    if len(chosen) > high:
        yield "more chosen than may be"


def modal(data: Payload) -> Iterator[str]:
    """What is wrong with a form."""
    if not 1 <= len(data.get("title", "")) <= 45:
        yield f"a title of {len(data.get('title', ''))} characters"
    if not 1 <= len(data.get("custom_id", "")) <= 100:
        yield "a form's custom_id"
    parts = data.get("components", [])
    if not 1 <= len(parts) <= 5:
        yield f"a form of {len(parts)} parts"
    yield from _once("custom_id", list(every(parts)))
    for each in parts:
        yield from _labelled(each)


def _labelled(each: Payload) -> Iterator[str]:
    if each["type"] == TEXT:
        return
    if each["type"] != LABEL or each["component"]["type"] not in _INSIDE[LABEL]:
        yield f"a {each['type']} in a form"
        return
    if not 1 <= len(each["label"]) <= 45 or len(each.get("description") or "") > 100:
        yield f"a field's label or description: {each['label']}"
    yield from _part(each["component"])
    inner = each["component"]
    if inner["type"] == TYPED:
        low, high, value = inner.get("min_length", 0), inner.get("max_length", 4_000), inner.get("value") or ""
        if not (0 <= low <= 4_000 and 1 <= high <= 4_000) or (value and not low <= len(value) <= high):
            yield f"{len(value)} characters in a field from {low} to {high}"
        if len(inner.get("placeholder") or "") > 100:
            yield "a placeholder of more than 100 characters"
    if inner["type"] in MENUS and inner.get("required", True) and inner.get("min_values", 1) == 0:
        yield "a menu that is required and may stay empty"


def commands(there: list[Payload]) -> Iterator[str]:
    """What is wrong with all the commands of an application."""
    for kind, most in ((1, 100), (2, 15), (3, 15)):
        names = [each["name"] for each in there if each.get("type", 1) == kind]
        if len(names) > most or len(set(names)) < len(names):
            yield f"{len(names)} commands of kind {kind}, or one twice"
    for each in there:
        yield from _command(each)
        if (size := _size(each)) > 8_000:
            yield f"the command {each['name']} of {size} characters"


def _command(each: Payload) -> Iterator[str]:
    name, options, choices = each["name"], each.get("options", []), each.get("choices", [])
    typed = each.get("type", 1) == 1
    if not 1 <= len(name) <= 32 or (typed and (not _NAME.fullmatch(name) or name != name.lower())):
        yield f"the name {name}"
    said = [*([each.get("description", "")] if typed else []), *(each.get("description_localizations") or {}).values()]
    yield from (f"a description of {name}" for words in said if not 1 <= len(words) <= 100)
    if len(options) > 25 or len(choices) > 25:
        yield f"{len(options)} options and {len(choices)} choices of {name}"
    for option in options:
        yield from _command({"type": 1} | {key: option[key] for key in option if key != "type"})
    for choice in choices:
        if not 1 <= len(choice["name"]) <= 100 or not 1 <= len(str(choice["value"])) <= 100:
            yield f"a choice of {name}"


def _size(each: Payload) -> int:
    """Characters of names, descriptions and values; of those in several languages, the longest."""
    longest = [
        max(len(each.get(key, "")), *map(len, (each.get(f"{key}_localizations") or {"": ""}).values()))
        for key in ("name", "description")
    ]
    values = sum(len(str(choice["value"])) for choice in each.get("choices", ()))
    return sum(longest) + values + sum(map(_size, [*each.get("options", ()), *each.get("choices", ())]))


def _mentions(allowed: Any) -> Iterator[str]:
    if allowed is None:
        yield "nothing says whom it may ping"
        return
    for kind in ("users", "roles"):
        if kind in allowed.get("parse", []) and allowed.get(kind):
            yield f"all {kind} and some"
        if len(allowed.get(kind, [])) > 100:
            yield f"more than 100 {kind}"


def _once(key: str, parts: list[Payload]) -> Iterator[str]:
    there = [each[key] for each in parts if key in each and each[key] != 0]
    if len(set(there)) < len(there):
        yield f"the same {key} twice"


STRETCHES = ([0, 1, 2, 3, 4], [1, 2, 3, 4, 5], [0, 1, 2, 3, 6], [4, 5], [5, 6], [0, 6])
WAYS = {0: {"by_month", "by_month_day"}, 1: {"by_n_weekday"}, 2: {"by_weekday"}, 3: {"by_weekday"}}  # by frequency


def recurrence(rule: Payload) -> Iterator[str]:
    """What is wrong with how an event comes again: Discord knows few ways, and each by its own part alone."""
    ways = {name for name, value in rule.items() if name not in ("start", "frequency", "interval") and value}
    often, days = rule["frequency"], sorted(rule.get("by_weekday") or [])
    if ways != WAYS[often]:
        yield f"{ways} for frequency {often}"
    if rule.get("interval", 1) not in ((1, 2) if often == 2 else (1,)):
        yield f"an interval of {rule['interval']}"
    if (often == 2 and len(days) != 1) or (often == 3 and days not in STRETCHES):
        yield f"these days: {days}"
    if any(len(rule[name]) != 1 for name in ways - {"by_weekday"}):
        yield "more than one day"
