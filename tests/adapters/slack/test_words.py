"""What stands after a slash command, as a Call."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.slack.words import called, plainly
from bot.talk import Call, Command, Field, Remote, text


def command(action: str, **kinds: str) -> Command:
    fields = tuple(Field(name, kind, text("t.go")) for name, kind in kinds.items())
    return Command(action, text("t.go"), fields, slash=True, menu=None)


COMMANDS = (
    command("learn.log", what="long", kind="pick", minutes="minutes", why="long", standards="picks"),
    command("meet.with", who="somebody", where="somewhere", others="members"),
    command("learn.list"),
)


def log(**values: Any) -> Call:
    return Call.of("learn.log", values)


@pytest.mark.parametrize(
    ("room", "written", "expected"),
    [
        ("learn", "log Paired talk beats hands-up", log(what="Paired talk beats hands-up")),
        ("learn", "  LOG  ", log()),
        ("learn", "log minutes:20 Paired talk", log(what="Paired talk", minutes="20")),
        (
            "learn",
            'log Talk why:"we were curious" minutes:1:30',
            log(what="Talk", why="we were curious", minutes="1:30"),
        ),
        ("learn", "log Talk why:“curly, too”", log(what="Talk", why="curly, too")),
        ("learn", "log minutes:20 minutes:30", log(minutes="30")),
        ("learn", "log standards:gtcs:1 standards:gtcs:2", log(standards=("gtcs:1", "gtcs:2"))),
        ("learn", 'log "Paired talk"', log(what="Paired talk")),
        ("learn", 'log "Paired" and "talk"', log(what='"Paired" and "talk"')),
        ("learn", "log because: it works", log(what="because: it works")),
        ("learn", "log one\ntwo", log(what="one\ntwo")),
        ("learn", "log fish &amp; &lt;chips&gt; &amp;lt;", log(what="fish & <chips> &lt;")),
        ("learn", "log thanks <@U0MAI|mai> in <#C0STAFF|staffroom>", log(what="thanks @mai in #staffroom")),
        ("learn", "log see <https://example.org/a?b=1&amp;c=2>", log(what="see https://example.org/a?b=1&c=2")),
        ("learn", "log see <http://example.org|example.org>", log(what="see example.org")),
        ("meet", "with <@U0MAI|mai>", Call.of("meet.with", {"who": Remote("U0MAI", "mai")})),
        ("meet", "with <@U0MAI>", Call.of("meet.with", {"who": Remote("U0MAI")})),
        ("meet", "with Mai", Call.of("meet.with", {"who": "Mai"})),
        ("meet", "with where:<#C0STAFF|>", Call.of("meet.with", {"where": Remote("C0STAFF")})),
        (
            "meet",
            'with others:"<@U0MAI|mai> <@U0SION|sion>" others:<@U0ELIN>',
            Call.of("meet.with", {"others": (Remote("U0MAI", "mai"), Remote("U0SION", "sion"), Remote("U0ELIN"))}),
        ),
        (
            "meet",
            "with others:<!subteam^S0HEADS|@heads> others:<@U0MAI|mai>",
            Call.of("meet.with", {"others": (Remote("S0HEADS", "heads", "group"), Remote("U0MAI", "mai"))}),
        ),
        ("learn", "log ask <!subteam^S0HEADS|@heads>", log(what="ask @heads")),
        ("learn", "list", Call("learn.list")),
        ("learn", "", None),
        ("learn", "forget it", None),
        ("meet", "log Paired talk", None),
    ],
)
def test_words_after_a_command(room: str, written: str, expected: Call | None) -> None:
    assert called(room, written, COMMANDS) == expected


def test_what_was_typed_as_words_points_at_nobody() -> None:
    assert called("meet", "with &lt;@U0MAI|mai&gt;", COMMANDS) == Call.of("meet.with", {"who": "<@U0MAI|mai>"})


def test_a_broadcast_stays_words() -> None:
    assert plainly("<!channel> <!subteam^S1|@all>") == "<!channel> @all"
