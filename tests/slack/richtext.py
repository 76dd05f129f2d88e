"""The rich_text block: what its tree may hold. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

STYLES = {"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"}
LEAVES: Mapping[str, tuple[str, ...]] = {  # and what each has to have
    "text": ("text",),
    "link": ("url",),
    "emoji": ("name",),
    "user": ("user_id",),
    "channel": ("channel_id",),
    "usergroup": ("usergroup_id",),
    "broadcast": ("range",),
    "date": ("timestamp", "format"),
    "color": ("value",),
    "team": ("team_id",),
}
OF_PARTS = {"rich_text_section": LEAVES, "rich_text_quote": LEAVES, "rich_text_preformatted": LEAVES}


def rich_text(block: Mapping[str, Any], at: str) -> Iterator[str]:
    """What is wrong with a rich_text block."""
    there = block.get("elements")
    if not isinstance(there, list) or not there:
        yield f"{at}/elements: required"
        return
    for number, each in enumerate(there):
        yield from _part(each, f"{at}/elements/{number}")


def _part(part: Any, at: str) -> Iterator[str]:
    kind = part.get("type") if isinstance(part, dict) else part
    if kind == "rich_text_list":
        yield from _list(part, at)
    elif kind in OF_PARTS:
        there = part.get("elements")
        if not isinstance(there, list):
            yield f"{at}/elements: required"
            return
        for number, each in enumerate(there):
            yield from _leaf(each, f"{at}/elements/{number}")
    else:
        yield f"{at}: unsupported type: {kind}"


def _list(part: Mapping[str, Any], at: str) -> Iterator[str]:
    if part.get("style") not in ("bullet", "ordered"):
        yield f"{at}/style: must be bullet or ordered"
    for number, each in enumerate(part.get("elements") or ()):
        if not isinstance(each, dict) or each.get("type") != "rich_text_section":
            yield f"{at}/elements/{number}: must be a rich_text_section"
        else:
            yield from _part(each, f"{at}/elements/{number}")


def _leaf(leaf: Any, at: str) -> Iterator[str]:
    kind = leaf.get("type") if isinstance(leaf, dict) else leaf
    if kind not in LEAVES:
        yield f"{at}: unsupported type: {kind}"
        return
    yield from (f"{at}/{name}: required" for name in LEAVES[kind] if not leaf.get(name))
    yield from (f"{at}/style: no such style: {name}" for name in (leaf.get("style") or {}).keys() - STYLES)
    if kind == "text" and not isinstance(leaf.get("text"), str):
        yield f"{at}/text: must be a string"
