"""Run the bench: ``python -m tests.bench [--only PART ...] [--json FILE]``."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from bot.house import Plan, plan
from tests.bench import (
    crowd,
    discord,
    discussions,
    entry,
    finding,
    pacing,
    page,
    rendering,
    schedules,
    searching,
    sending,
    slack,
    start,
)
from tests.bench.databases import Kind, Postgres, Sqlite, databases
from tests.bench.measure import ROUNDS, Figure, Spread, say

PARTS = (
    "entry",
    "list",
    "start",
    "sentence",
    "crowd",
    "schedules",
    "sending",
    "page",
    "slack",
    "discord",
    "discussions",
    "searching",
)
SMALL, LARGE, LARGE_ON_A_SERVER = 1_000, 1_000_000, 200_000
HEAD = ("", "median (least - most)", "times its control", "goal")
NOTES = f"""
Every figure is the median of {ROUNDS} rounds (start-up: {start.ROUNDS}), with the least and the most of them; what is
compared was measured by turns, in this one run. Compare ratios: the milliseconds are this machine's.
Bare Core issues the door's own recorded constructs, built beforehand, with the same values, already sealed, in one
transaction of an engine of bot.store (SQLite: WAL, synchronous=FULL).
Of the entries in a store {finding.MINE:,} are the asking person's, truly sealed, scattered among the others; those
belong to {finding.NEIGHBOURS} people of the same community and share one sealed cell, which nobody opens.
learn.list counts its event, so each of its turns also writes and commits.
"""


def main() -> None:
    """Measure the parts that were asked for, all when none was, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure what must stay quick.")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="only these parts")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    asked = parser.parse_args()
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="blether-bench-") as folder, databases(Path(folder)) as kinds:
        found, notes = asyncio.run(_measure(asked.only, Path(folder), *kinds))
    notes += [f"Load at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors."]
    say(f"done in {time.perf_counter() - begun:.0f} s")
    print(table(found))
    print(NOTES, *notes, sep="\n")
    if asked.json:
        asked.json.write_text(
            json.dumps({"figures": [asdict(each) for each in found], "notes": [NOTES, *notes]}, indent=2)
        )


async def _measure(
    parts: Sequence[str], folder: Path, sqlite: Sqlite, postgres: Postgres
) -> tuple[list[Figure], list[str]]:
    house, found, notes = plan(), list[Figure](), list[str]()
    if "entry" in parts:
        for kind in (sqlite, postgres):
            say(f"an entry, {kind.name}: through the door, on Core, on the driver ...")
            figures, told = await entry.measure(kind, house)
            found += figures
            notes += told
    if "list" in parts or "start" in parts:
        found += await _stores(parts, folder, house, sqlite, postgres)
    if "sentence" in parts:
        say("a sentence ...")
        found += await rendering.measure(house)
    if "crowd" in parts:
        for kind in (sqlite, postgres):
            say(f"a flood, {kind.name} ...")
            found += await crowd.measure(kind, house)
    if "schedules" in parts:
        figures, told = await schedules.measure(folder, sqlite)
        found += figures
        notes += told
    return found + await _outward(parts, folder, house, sqlite, postgres), notes


async def _outward(parts: Sequence[str], folder: Path, house: Plan, sqlite: Sqlite, postgres: Postgres) -> list[Figure]:
    """What is seen of it outside: posts that are sent, and the page."""
    found: list[Figure] = []
    if "sending" in parts:
        for kind in (sqlite, postgres):
            say(f"sending, {kind.name} ...")
            found += await sending.measure(kind, house)
        found += await sending.shared(postgres, house)
    if "discussions" in parts:
        for kind in (sqlite, postgres):
            say(f"live discussions, {kind.name} ...")
            found += await discussions.measure(kind, house)
    if "searching" in parts:
        for kind in (sqlite, postgres):
            say(f"discussions found again, {kind.name} ...")
            found += await searching.measure(kind, house)
    if "page" in parts:
        say("the page, in a browser ...")
        found += await page.measure(folder)
    if "slack" in parts:
        say("Slack, emulated ...")
        found += await slack.measure(folder) + await pacing.measure(sqlite, house, folder)
    if "discord" in parts:
        say("Discord, emulated ...")
        found += await discord.measure(sqlite, house, folder)
    return found


async def _stores(parts: Sequence[str], folder: Path, house: Plan, sqlite: Sqlite, postgres: Postgres) -> list[Figure]:
    """What needs a large store."""
    found: list[Figure] = []
    say("filling stores ...")
    small, large = [await finding.fill(sqlite, house, count) for count in (SMALL, LARGE)]
    if "list" in parts:
        found += await _lists(sqlite, house, small, large)
        found += await _lists(
            postgres, house, *[await finding.fill(postgres, house, count) for count in (SMALL, LARGE_ON_A_SERVER)]
        )
    if "start" in parts:
        say("start-up ...")
        found += await start.measure(folder, small, large)
    return found


async def _lists(kind: Kind, house: Plan, small: finding.Filled, large: finding.Filled) -> list[Figure]:
    say(f"list and search, {kind.name} ...")
    return await finding.measure(kind, house, small, large)


def table(found: list[Figure]) -> str:
    """The figures as plain columns, a heading to each part."""
    rows: list[tuple[str, ...]] = [HEAD]
    for part, each in groupby(found, key=lambda figure: figure.part):
        rows += [(part,), *map(_row, each)]
    widths = [max(len(row[at]) for row in rows if len(row) > 1) for at in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if len(row) > 1
        else f"\n{row[0]}"
        for row in rows
    )


def _row(figure: Figure) -> tuple[str, ...]:
    ratio = f"{_spread(figure.ratio, '.2f')} x {figure.against}" if figure.ratio else ""
    goal = f"goal {figure.goal}" if figure.goal else ""
    shape = ",.0f" if figure.found.median >= 100 else "#.3g"
    return f"  {figure.what}", f"{_spread(figure.found, shape)} {figure.unit}", ratio, goal


def _spread(spread: Spread, shape: str) -> str:
    return f"{spread.median:{shape}} ({spread.least:{shape}} - {spread.most:{shape}})"


if __name__ == "__main__":
    main()
