"""The command line explains itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Blether, Quick

HELP = """
Usage: python -m bot [OPTIONS] COMMAND [ARGS]...

 Blether: a community bot for educators' professional learning.

╭─ Options ────────────────────────────────────────────────────────────────────╮
│ --help        <bool>  Show this message and exit.                            │
╰──────────────────────────────────────────────────────────────────────────────╯
╭─ Commands ───────────────────────────────────────────────────────────────────╮
│ demo            Open the playground: a sample community in a page on this    │
│                 computer. No account, no token.                              │
│ run             Run the bot with every adapter that has a table in the       │
│                 configuration.                                               │
│ check           Name everything that is wrong with configuration, rooms,     │
│                 texts and library, and how to mend it.                       │
│ backup          Copy the database to a new FILE, also while Blether runs.    │
│                 The key is not in it: keep that one apart.                   │
│ restore         Put the backup FILE in the place of the database, which is   │
│                 kept beside it. Blether must not run.                        │
│ holidays        Add the holidays of a term calendar to a community, also     │
│                 while Blether runs.                                          │
│ texts           Show what translators have to see to, by language. Exit code │
│                 1: there is something.                                       │
│ discord-invite  Print the link by which somebody invites Blether into a      │
│                 Discord server.                                              │
│ slack-manifest  Print what Slack has to know of the app, to be pasted into   │
│                 its pages.                                                   │
│ key             The root key that private text is sealed with.               │
│ new             Write the first files of a room or a language.               │
╰──────────────────────────────────────────────────────────────────────────────╯
"""


def read(said: str) -> str:
    """What was said without the spaces around and at the end of a line."""
    return "\n".join(line.rstrip() for line in said.strip().splitlines())


def test_the_help_is_whole(tmp_path: Path) -> None:
    code, said, complaints = Blether(tmp_path)("--help")
    assert (code, read(said), complaints) == (0, HELP.strip(), "")


def test_without_a_word_it_explains_itself(quick: Quick) -> None:
    (code, said, _), (_, wanted, _) = quick(), quick("--help")
    assert (code, read(said)) == (2, read(wanted))


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("demo", ["--port", "--folder", "--rooms", "--open", "--no-open", "[default: 8421]", "No account, no token."]),
        ("run", ["--config", "-c", "[default: config.toml]", "every adapter that has a table"]),
        ("check", ["--config", "-c", "[default: config.toml]", "how to mend it."]),
        ("backup", ["FILE", "[required]", "--config", "also while Blether runs", "The key is not in it"]),
        ("restore", ["FILE", "[required]", "--config", "which is kept beside it", "Blether must not run."]),
        ("holidays", ["file", "--community", "--config", "only its whole days count."]),
        ("texts", ["LANGUAGE", "KEY", "--done", "--json", "--config", "Exit code 1: there is something."]),
        ("new", ["room", "language"]),
        ("new room", ["NAME", "[required]", "--folder", "say what to do next."]),
        ("new language", ["CODE", "NAME", "[required]", "in English still"]),
        ("key", ["new", "The root key that private text is sealed with."]),
        ("key new", ["without it nothing private can be read."]),
    ],
)
def test_every_command_explains_itself(quick: Quick, command: str, words: list[str]) -> None:
    code, said, complaints = quick(*command.split(), "--help")
    plain = " ".join(said.replace("│", " ").split())
    assert (code, complaints, [each for each in words if each not in plain]) == (0, "", [])


def test_an_unknown_command_is_told_so(quick: Quick) -> None:
    code, said, complaints = quick("rum")
    assert (code, said) == (2, "")
    assert "No such command 'rum'. Did you mean 'run'?" in " ".join(complaints.replace("│", " ").split())


def test_a_new_key_is_44_characters_and_never_the_same(quick: Quick) -> None:
    (code, one, complaints), (_, other, _) = quick("key", "new"), quick("key", "new")
    assert (code, len(one), complaints) == (0, len("\n") + 44, "")
    assert one != other
