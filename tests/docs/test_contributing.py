"""CONTRIBUTING.md followed literally, in an empty copy: what it adds works, and nothing that was there is edited."""

from __future__ import annotations

import json
import re
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.testing import Bench, Someone
from tests.cli.page import Page, wires
from tests.docs.pages import blocks, part
from tests.docs.reader import PROJECT, Reader, files

HOW = PROJECT / "CONTRIBUTING.md"


@contextmanager
def followed(copy: Path, heading: str, **env: str) -> Iterator[Reader]:
    """The copy after somebody followed a part of the page, its bot still running; existing files are as they were."""
    before = files(copy)
    with Reader(copy, **env) as reader:
        reader.follows(blocks(part(HOW, heading)))
        yield reader
    after = files(copy)
    assert {name for name in before if after.get(name) != before[name]} == set()


def test_a_room_in_fifteen_minutes(copy: Path) -> None:
    with followed(copy, "Add a room in fifteen minutes") as reader:
        page = Page(reader.address, "mererid", "learning")
        form = page.says("/thanks say")
        done = page.fills(form, whom={"kind": "somebody", "id": "callum"}, why="for the good scissors")
        assert (done["kind"], "for the good scissors" in done["html"]) == ("message", True)
        kept = page.says("/thanks mine")
        assert ("Callum Reid" in kept["html"], "for the good scissors" in kept["html"]) == (True, True)


def test_a_language(copy: Path) -> None:
    """It is offered to whoever is new, the community speaks it, and what is missing in it is named."""
    with followed(copy, "Add a language") as reader:
        page = Page(reader.address, "mererid", "learning")
        first = {"person": "mererid", "place": "learning", "event": "first-contact", "said": "/learn list"}
        hello = json.loads(page.asks("/do", json.dumps(first).encode())[2])
        assert [wire.partition("|")[0] for wire in wires(hello)] == ["2cy", "2en", "2gd", "2*"]
        assert ("Gàidhlig" in hello["html"], hello["languages"]) == (True, "gd en")
        assert page.does(wire=wires(hello)[2])["languages"] == "gd"
        reader.stops()
        catalogue = copy / "bot/gd.ftl"
        words = catalogue.read_text()
        catalogue.write_text(words.replace("change-it = Change it\n", "").replace("done = That is all", "done = Sin e"))
        reader.types(".venv/bin/blether texts gd > texts.txt || true; .venv/bin/blether check 2> check.txt || true")
        rows = (copy / "texts.txt").read_text()
        assert ("missing       bot/gd.ftl" in rows, "core.change-it" in rows, "core.done " in rows) == (
            True,
            True,
            False,
        )
        assert "core.change-it is missing" in (copy / "check.txt").read_text()


def test_an_adapter(copy: Path) -> None:
    """Two people at two sockets: what one is answered is private, what is posted both read."""
    with followed(copy, "Add an adapter", BLETHER_WEB__PORT="", BLETHER_LINE__PORT="0") as reader:
        host, _, port = reader.address.partition(":")
        with closing(Talk(host, int(port), "Ailsa")) as ailsa, closing(Talk(host, int(port), "Bryn")) as bryn:
            ailsa.types("/learn log Wait time", until="[2]")
            ailsa.types("2", until="Share")
            ailsa.types(ailsa.number("Share"), until="Ailsa")
            assert "> Wait time\n" in bryn.reads(until="> Wait time")
            bryn.types("/nothing", until="no such command")


def test_a_room_may_lie_in_the_tree_as_well(copy: Path) -> None:
    """Then there is nothing to configure, and the house is still whole."""
    with Reader(copy) as reader:
        reader.types(".venv/bin/blether new room hearth --folder bot/rooms")
        assert ("bot/rooms/hearth is there" in reader.printed, "folders =" in reader.printed) == (True, False)
        (copy / "bot/rooms/hearth/cy.ftl").write_text("")
        reader.types("! .venv/bin/blether check --config config.example.toml")  # it is found, so what it lacks is named
        assert "hearth.said is missing" in reader.printed


def test_what_is_printed_is_in_our_style(copy: Path) -> None:
    """But for its asserts: only our own tests may have them."""
    printed = [each for each in blocks(HOW.read_text("utf-8")) if each.kind == "file" and each.file.endswith(".py")]
    with Reader(copy) as reader:
        reader.follows(printed)
        names = " ".join(each.file for each in printed)
        reader.types(f"{sys.prefix}/bin/ruff check --no-cache --ignore S101 {names}")
        reader.types(f"{sys.prefix}/bin/ruff format --no-cache --check {names}")


async def test_all_there_is_at_the_bench_is_on_the_page() -> None:
    page = part(HOW, "Test at the Bench")
    async with Bench.open() as bench:
        ailsa = bench.person("Ailsa")
        there = [f"bench.{name}" for name in (*vars(Bench), *vars(bench))]
        there += [f"ailsa.{name}" for name in (*vars(Someone), *vars(ailsa))]
    parts = ("open", "window", "pace", "bot", "clock", "clockwork", "events", "name", "language", "heard", "bench")
    offered = [each for each in there if not each.partition(".")[2].startswith("_")]
    assert [each for each in offered if f"`{each}" not in page and each.partition(".")[2] not in parts] == []


def test_every_part_that_types_something_is_followed() -> None:
    parts = re.findall(r"^## (.+)$", HOW.read_text("utf-8"), re.MULTILINE)
    typed = [each for each in parts if any(one.kind == "run" for one in blocks(part(HOW, each)))]
    assert typed == ["Add a room in fifteen minutes", "Add a language", "Add an adapter"]


class Talk:
    """A socket at which somebody types."""

    def __init__(self, host: str, port: int, name: str) -> None:
        self._socket = socket.create_connection((host, port), timeout=20)
        self._file = self._socket.makefile("rw", encoding="utf-8")
        self._read = ""
        self.reads(until="name?")
        self._file.write(f"{name}\n")
        self._file.flush()

    def types(self, line: str, until: str) -> None:
        """Type a line, and read until these words have come."""
        self._file.write(f"{line}\n")
        self._file.flush()
        self.reads(until)

    def reads(self, until: str) -> str:
        """Everything that came up to the line with these words."""
        self._read = ""
        while until not in self._read:
            line = self._file.readline()
            assert line, f"it ended after {self._read}"
            self._read += line
        return self._read

    def number(self, label: str) -> str:
        """The number of the button with this label among what was read last."""
        return next(line[1:].partition("]")[0] for line in self._read.splitlines() if label in line)

    def close(self) -> None:
        """Leave."""
        self._file.close()
        self._socket.close()
