"""Block Kit as Slack documents it: what a list of blocks may hold, and how much. Pure.

Each check yields sentences that begin with where it is: ``/blocks/0/text: must be less than 3001 characters``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from tests.slack.richtext import rich_text

Json = Mapping[str, Any]
Problems = Iterator[str]

MESSAGE, MODAL, HOME = "message", "modal", "home"
MOST = {MESSAGE: 50, MODAL: 100, HOME: 100}  # blocks
ALL_TEXT = 13_200  # characters in all blocks of a message, undocumented: msg_blocks_too_long
STYLES = ("primary", "danger")
SELECTS = ("static", "external", "users", "conversations", "channels")


def problems(blocks: Any, surface: str) -> Problems:
    """What is wrong with these blocks on this surface: message, modal or home."""
    if not isinstance(blocks, list):
        yield "/blocks: must be an array"
        return
    if len(blocks) > MOST[surface]:
        yield f"/blocks: no more than {MOST[surface]} items allowed"
    for number, block in enumerate(blocks):
        at = f"/blocks/{number}"
        if not isinstance(block, dict) or block.get("type") not in BLOCKS:
            yield f"{at}: unsupported type: {block.get('type') if isinstance(block, dict) else block}"
            continue
        surfaces, check = BLOCKS[block["type"]]
        if surface not in surfaces:
            yield f"{at}: {block['type']} is not allowed in a {surface}"
        yield from _length(block, "block_id", f"{at}/block_id", 255)
        yield from check(block, at)
    yield from _doubles([each.get("block_id") for each in blocks if isinstance(each, dict)], "/blocks: block_id")
    if surface == MESSAGE and (size := sum(map(characters, blocks))) > ALL_TEXT:
        yield f"/blocks: msg_blocks_too_long: {size} characters"


def view_problems(view: Any) -> Problems:
    """What is wrong with a modal or a home."""
    if not isinstance(view, dict) or view.get("type") not in (MODAL, HOME):
        yield "/view/type: must be modal or home"
        return
    yield from problems(view.get("blocks"), view["type"])
    yield from _length(view, "private_metadata", "/view/private_metadata", 3000)
    yield from _length(view, "callback_id", "/view/callback_id", 255)
    yield from _length(view, "external_id", "/view/external_id", 255)
    names = ("title", "submit", "close")
    if view["type"] == HOME:
        yield from (f"/view/{name}: not allowed in a home" for name in names if view.get(name))
        return
    if not view.get("title"):
        yield "/view/title: required"
    for name in names:
        yield from text(view.get(name), f"/view/{name}", 24, plain=True, optional=True)
    inputs = any(isinstance(each, dict) and each.get("type") == "input" for each in view.get("blocks") or ())
    if inputs and not view.get("submit"):
        yield "/view/submit: required with an input block"


def named(blocks: Any, secret: Callable[[int], str]) -> list[dict[str, Any]]:
    """The same blocks with an id for each that the app gave none, as Slack keeps them; elements likewise."""
    made = []
    for block in blocks or ():
        kept = {"block_id": secret(5)} | block
        for name in ("element", "accessory"):
            if name in kept:
                kept[name] = _acting(kept[name], secret)
        if kept["type"] == "actions":
            kept["elements"] = [_acting(each, secret) for each in kept["elements"]]
        made.append(kept)
    return made


def _acting(element: Any, secret: Callable[[int], str]) -> Any:
    return element if element["type"] == "image" else {"action_id": secret(5)} | element


def characters(value: Any) -> int:
    """How many characters of text stand anywhere in a block."""
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(characters(each) for name, each in value.items() if not (name == "text" and own))
    return sum(map(characters, value)) if isinstance(value, list) else 0


# --- text and other small objects ---------------------------------------------------------------------------------


def text(value: Any, at: str, most: int, *, plain: bool = False, optional: bool = False) -> Problems:
    """A text object of at most so many characters."""
    if value is None:
        if not optional:
            yield f"{at}: required"
        return
    kinds = ("plain_text",) if plain else ("plain_text", "mrkdwn")
    if not isinstance(value, dict) or value.get("type") not in kinds:
        yield f"{at}: must be a text object of {' or '.join(kinds)}"
        return
    words = value.get("text")
    if not isinstance(words, str) or not words:
        yield f"{at}/text: must be more than 0 characters"
    elif len(words) > most:
        yield f"{at}/text: must be less than {most + 1} characters"
    known = {"type", "text", "emoji"} if value["type"] == "plain_text" else {"type", "text", "verbatim"}
    yield from (f"{at}: no such property: {name}" for name in value.keys() - known)


def _length(value: Json, name: str, at: str, most: int, *, needed: bool = False) -> Problems:
    there = value.get(name)
    if there is None:
        if needed:
            yield f"{at}: required"
    elif not isinstance(there, str) or len(there) > most or (needed and not there):
        yield f"{at}: must be a string of at most {most} characters"


def _doubles(ids: Iterable[Any], what: str) -> Problems:
    there = [each for each in ids if each is not None]
    yield from (f"{what} {each} stands here twice" for each in dict.fromkeys(there) if there.count(each) > 1)


def _confirm(value: Any, at: str) -> Problems:
    if value is None:
        return
    for name, most in (("title", 100), ("confirm", 30), ("deny", 30)):
        yield from text(value.get(name), f"{at}/{name}", most, plain=True)
    yield from text(value.get("text"), f"{at}/text", 300)


def _option(value: Any, at: str, *, plain: bool = True) -> Problems:
    if not isinstance(value, dict):
        yield f"{at}: must be an option"
        return
    yield from text(value.get("text"), f"{at}/text", 75, plain=plain)
    yield from text(value.get("description"), f"{at}/description", 75, plain=plain, optional=True)
    yield from _length(value, "value", f"{at}/value", 150, needed=True)


def options(value: Any, at: str, most: int, *, plain: bool = True) -> Problems:
    """A list of options with something in it."""
    if not isinstance(value, list) or not value:
        yield f"{at}: must have at least 1 item"
        return
    if len(value) > most:
        yield f"{at}: no more than {most} items allowed"
    for number, each in enumerate(value):
        yield from _option(each, f"{at}/{number}", plain=plain)


def _initial(element: Json, at: str, chosen: Any) -> Problems:
    """What is chosen at first is one of the options, exactly."""
    there = list(element.get("options") or ())
    for group in element.get("option_groups") or ():
        there += group.get("options", [])
    many = chosen if isinstance(chosen, list) else [chosen]
    if any(each not in there for each in many):
        yield f"{at}: must be among the options"


# --- elements -----------------------------------------------------------------------------------------------------


def _button(element: Json, at: str) -> Problems:
    yield from text(element.get("text"), f"{at}/text", 75, plain=True)
    yield from _length(element, "value", f"{at}/value", 2000)
    yield from _length(element, "url", f"{at}/url", 3000)
    yield from _length(element, "accessibility_label", f"{at}/accessibility_label", 75)
    if element.get("style", "primary") not in STYLES:
        yield f"{at}/style: must be one of {', '.join(STYLES)}"


def _select(element: Json, at: str) -> Problems:
    kind = element["type"]
    if kind.endswith("static_select"):
        yield from _choices(element, at)
    for name in ("initial_option", "initial_options"):
        if element.get(name) is not None:
            if "external" not in kind:
                yield from _initial(element, f"{at}/{name}", element[name])
            elif not element[name]:
                yield f"{at}/{name}: must have at least 1 item"
    if element.get("min_query_length", 0) < 0 or element.get("max_selected_items", 1) < 1:
        yield f"{at}: numbers out of range"


def _choices(element: Json, at: str) -> Problems:
    groups = element.get("option_groups")
    if (groups is None) == (element.get("options") is None):
        yield f"{at}: either options or option_groups"
    elif groups is None:
        yield from options(element["options"], f"{at}/options", 100)
    else:
        for number, group in enumerate(groups):
            yield from text(group.get("label"), f"{at}/option_groups/{number}/label", 75, plain=True)
            yield from options(group.get("options"), f"{at}/option_groups/{number}/options", 100)


def _ticks(element: Json, at: str) -> Problems:
    yield from options(element.get("options"), f"{at}/options", 10, plain=False)
    for name in ("initial_option", "initial_options"):
        if element.get(name) is not None:
            yield from _initial(element, f"{at}/{name}", element[name])


def _overflow(element: Json, at: str) -> Problems:
    yield from options(element.get("options"), f"{at}/options", 5)


def _typed(element: Json, at: str) -> Problems:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if not (0 <= least <= 3000 and 1 <= most <= 3000 and least <= most):
        yield f"{at}: min_length 0-3000, max_length 1-3000"
    if len(element.get("initial_value") or "") > most:
        yield f"{at}/initial_value: longer than max_length"


def _number(element: Json, at: str) -> Problems:
    if not isinstance(element.get("is_decimal_allowed"), bool):
        yield f"{at}/is_decimal_allowed: required"
    for name in ("initial_value", "min_value", "max_value"):
        if element.get(name) is not None and not isinstance(element[name], str):
            yield f"{at}/{name}: must be a string"


def _any(_element: Json, _at: str) -> Problems:
    return iter(())


def _image(element: Json, at: str) -> Problems:
    yield from _length(element, "alt_text", f"{at}/alt_text", 2000, needed=True)
    yield from text(element.get("title"), f"{at}/title", 2000, plain=True, optional=True)
    if (element.get("image_url") is None) == (element.get("slack_file") is None):
        yield f"{at}: either image_url or slack_file"
    yield from _length(element, "image_url", f"{at}/image_url", 3000)


PICKERS = {f"{prefix}{kind}_select": _select for kind in SELECTS for prefix in ("", "multi_")}
TICKS = {"radio_buttons": _ticks, "checkboxes": _ticks}
TIMES = {"datepicker": _any, "timepicker": _any, "datetimepicker": _any}
TYPED: dict[str, Callable[[Json, str], Problems]] = {
    "plain_text_input": _typed,
    "number_input": _number,
    "email_text_input": _any,
    "url_text_input": _any,
    "rich_text_input": _any,
    "file_input": _any,
}
ACTIONS = {"button": _button, "overflow": _overflow} | PICKERS | TICKS | TIMES
INPUTS = TYPED | PICKERS | TICKS | TIMES
ACCESSORIES = ACTIONS | {"image": _image}


def _element(value: Any, at: str, kinds: Mapping[str, Callable[[Json, str], Problems]]) -> Problems:
    if not isinstance(value, dict) or value.get("type") not in kinds:
        yield f"{at}: unsupported type: {value.get('type') if isinstance(value, dict) else value}"
        return
    yield from _length(value, "action_id", f"{at}/action_id", 255)
    yield from text(value.get("placeholder"), f"{at}/placeholder", 150, plain=True, optional=True)
    yield from _confirm(value.get("confirm"), f"{at}/confirm")
    yield from kinds[value["type"]](value, at)


# --- blocks -------------------------------------------------------------------------------------------------------


def _section(block: Json, at: str) -> Problems:
    fields = block.get("fields")
    if block.get("text") is None and not fields:
        yield f"{at}: text or fields"
    yield from text(block.get("text"), f"{at}/text", 3000, optional=True)
    if fields is not None and not 1 <= len(fields) <= 10:
        yield f"{at}/fields: 1 to 10 items"
    for number, each in enumerate(fields or ()):
        yield from text(each, f"{at}/fields/{number}", 2000)
    if (accessory := block.get("accessory")) is not None:
        yield from _element(accessory, f"{at}/accessory", ACCESSORIES)


def _header(block: Json, at: str) -> Problems:
    yield from text(block.get("text"), f"{at}/text", 150, plain=True)


def _context(block: Json, at: str) -> Problems:
    there = block.get("elements")
    if not isinstance(there, list) or not 1 <= len(there) <= 10:
        yield f"{at}/elements: 1 to 10 items"
        return
    for number, each in enumerate(there):
        here = f"{at}/elements/{number}"
        yield from _image(each, here) if each.get("type") == "image" else text(each, here, 2000)


def _actions(block: Json, at: str) -> Problems:
    there = block.get("elements")
    if not isinstance(there, list) or not 1 <= len(there) <= 25:
        yield f"{at}/elements: 1 to 25 items"
        return
    for number, each in enumerate(there):
        yield from _element(each, f"{at}/elements/{number}", ACTIONS)
    yield from _doubles([each.get("action_id") for each in there], f"{at}: action_id")


def _input(block: Json, at: str) -> Problems:
    yield from text(block.get("label"), f"{at}/label", 2000, plain=True)
    yield from text(block.get("hint"), f"{at}/hint", 2000, plain=True, optional=True)
    yield from _element(block.get("element"), f"{at}/element", INPUTS)


EVERYWHERE = (MESSAGE, MODAL, HOME)
BLOCKS: Mapping[str, tuple[tuple[str, ...], Callable[[Json, str], Problems]]] = {
    "section": (EVERYWHERE, _section),
    "header": (EVERYWHERE, _header),
    "context": (EVERYWHERE, _context),
    "actions": (EVERYWHERE, _actions),
    "divider": (EVERYWHERE, _any),
    "image": (EVERYWHERE, _image),
    "rich_text": (EVERYWHERE, rich_text),
    "input": ((MESSAGE, MODAL, HOME), _input),
    "alert": ((MODAL,), _any),
    "video": (EVERYWHERE, _any),
    "file": ((MESSAGE,), _any),
    "markdown": ((MESSAGE,), _any),
}
