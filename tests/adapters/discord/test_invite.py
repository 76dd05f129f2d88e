"""The link that invites, and what is missing where: the real command line, asking an emulated Discord."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from adapters.discord.invite import RIGHTS
from tests.cli.warm import Warm
from tests.dialogues.house import configured
from tests.discord.emulator import TOKEN, Emulator

LINK = "https://discord.com/oauth2/authorize?client_id={}&scope=bot+applications.commands&permissions=17901423791104"
Typed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def types(warmed: Warm, emulator: Emulator, tmp_path: Path) -> Typed:
    """Types a command, with this token; its exit code, what it said, what it complained of."""

    def run(*args: str, token: str = TOKEN) -> tuple[int, str, str]:
        configured(tmp_path, f'[discord]\ntoken = "{token}"\napi_base = "{emulator.base}"')
        code = warmed.run("tests.cli.warm:command", *args, folder=tmp_path)
        return code, (tmp_path / "out").read_text("utf-8"), (tmp_path / "err").read_text("utf-8")

    return run


def test_the_link_asks_for_the_rights_that_are_used_and_no_other(types: Typed, emulator: Emulator) -> None:
    assert types("discord-invite") == (0, LINK.format(emulator.state.bot.id) + "\n", "")


def test_what_is_missing_is_named_where_it_is_missing(types: Typed, emulator: Emulator) -> None:
    every = sum(RIGHTS.values())
    some = every - RIGHTS["Send Messages"] - RIGHTS["Attach Files"]
    for name, may in (("Well", every), ("Ours", 1 << 3), ("Dark", some)):
        emulator.state.guild(name).members[emulator.state.bot.id].permissions = may
    code, _, complaints = types("check", "--online")
    cure = f"give these to its role there, or invite it again: {LINK.format(emulator.state.bot.id)}"
    what = "Blether may not Send Messages, Attach Files"
    assert (code, complaints) == (2, f"1 thing to mend:\n\nDiscord, Dark: {what}\n    {cure}\n")


def test_where_it_is_in_no_server_it_is_to_be_invited(types: Typed, emulator: Emulator) -> None:
    cure = f"invite it: {LINK.format(emulator.state.bot.id)}"
    complaints = f"1 thing to mend:\n\nDiscord: Blether is in no server\n    {cure}\n"
    assert types("check", "--online") == (2, "", complaints)


def test_a_token_that_discord_does_not_take(types: Typed) -> None:
    for command in (("check", "--online"), ("discord-invite",)):
        code, said, complaints = types(*command, token="another")
        assert (code, said, complaints.splitlines()[0].partition(".")[0]) == (1, "", "Discord does not take the token")
