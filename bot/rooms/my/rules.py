"""How an export is written down: pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from bot.markdown import escaped, fenced
from bot.store.personal import Held
from bot.talk import Community, Phrase, Role, Text, text
from bot.texts import Texts
from bot.turn import House


def named(texts: Texts, names: Sequence[Text]) -> Phrase:
    """Several of our words on one line."""
    return Phrase(tuple((each, ", ".join(texts.plain(name, each) for name in names)) for each in texts.languages))


def written_json(held: Held, home: Community, at: datetime) -> str:
    """All of it, for machines: by table, with the names of our columns."""
    there = {"community": home.name, "made": at, "held": held}
    return json.dumps(there, ensure_ascii=False, indent=2, default=str)


def written_markdown(house: House, held: Held, home: Community, language: str) -> str:
    """What people read, in one language: what was typed stands in fences, so that it stays the words it is."""
    return "\n\n".join(_lines(house, held, home, language)) + "\n"


def _lines(house: House, held: Held, home: Community, language: str) -> Iterator[str]:
    texts, chosen = house.texts, _options(house)
    yield f"# {texts.plain(text('my.export-title', community=escaped(home.name)), language)}"
    for table, rows in held.items():
        room, title = _called(texts, table)
        if title is None:
            continue
        yield f"## {texts.plain(title, language)}"
        for number, row in enumerate(rows, 1):
            yield f"### {number}"
            for column, value in row.items():
                label = _label(texts, room, column)
                if label and value not in (None, "", False):
                    yield f"**{texts.plain(label, language)}**"
                    yield _value(texts, value, chosen.get((room, column), {}), language)
    yield texts.plain(text("my.export-rest"), language)


def _called(texts: Texts, table: str) -> tuple[str, Text | None]:
    """The room a table is of, and what the table is called; the house's own are mostly for machines."""
    room, _, rest = table.partition("_")
    room, rest = (room, rest) if rest else ("core", table)
    title = text(f"{room}.table-{rest}")
    return room, title if texts.has(title.key) else None


def _label(texts: Texts, room: str, column: str) -> Text | None:
    """What a column is called: as it is asked for or, when nobody asks for it, on its own."""
    asking = "my" if room == "core" else room
    labels = (text(f"{asking}.ask-{column}"), text(f"{asking}.column-{column}"))
    return next((each for each in labels if texts.has(each.key)), None)


def _options(house: House) -> dict[tuple[str, str], dict[str, Any]]:
    """The fixed choices of each room's fields, by room and field."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for command in house.commands(Role.MODERATOR):
        room = command.action.partition(".")[0]
        for field in command.fields:
            found.setdefault((room, field.name), {}).update({each.value: each.label for each in field.options})
            found.setdefault(("core", field.name), found[room, field.name])
    return found


def _value(texts: Texts, value: Any, options: dict[str, Any], language: str) -> str:
    if isinstance(value, date | int) and not isinstance(value, bool):
        return texts.shown(value, language)[0]
    if isinstance(value, bool):
        return "✓"
    parts = list(value) if set(value) <= options.keys() else str(value).split()
    if options and set(parts) <= options.keys():
        return ", ".join(texts.shown(options[each], language)[0] for each in parts)
    return fenced(str(value))
