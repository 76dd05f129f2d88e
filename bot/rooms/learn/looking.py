"""What one has learned, to look at: by kind, over a school year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.rooms.learn.declared import KINDS, NAMES, drawn_year, t
from bot.store.rows import Row
from bot.talk import Picture
from bot.texts import Texts

FEW = 10  # kinds, beside which there is room for the months in what is said in words


def picture(texts: Texts, found: Sequence[Row], since: date, until: date) -> Picture:
    """A dot for each entry, by its kind and its day; in words, how many there are of each kind and in each month."""
    kinds = dict.fromkeys([option.value for option in KINDS] + [each.kind for each in found])
    days = {kind: tuple((each.on - since).days for each in found if each.kind == kind) for kind in kinds}
    rows = [(NAMES.get(kind, kind), its) for kind, its in days.items() if its]
    months = [date(since.year + at // 12, at % 12 + 1, 1) for at in range(since.month - 1, since.month + 11)]
    said = [t("year-row", label=name, count=len(its)) for name, its in rows]
    if len(rows) <= FEW:
        counts = {month: sum(each.on.replace(day=1) == month for each in found) for month in months}
        said += [t("year-row", label=texts.month(month), count=count) for month, count in counts.items() if count]
    return drawn_year(
        (t("year-alt"), *said),
        days=(until - since).days + 1,
        months=tuple((texts.month(month), (month - since).days) for month in months),
        rows=tuple(rows),
    )
