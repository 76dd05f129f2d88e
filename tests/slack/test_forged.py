"""Whoever is not Slack is refused by the real program, and nothing of what they sent is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from tests.cli.warm import Warm
from tests.slack import payloads
from tests.slack.deliveries import Envelope
from tests.slack.forging import FORGED, at
from tests.slack.hooks import body_of, signed
from tests.slack.playing import Played, greeted, played


def rows(folder: Path) -> Mapping[str, int]:
    """How many rows the tables have that have any, once the program has gone."""
    with closing(sqlite3.connect(folder / "blether.db")) as there:
        names = [name for (name,) in there.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        counted = {name: there.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
    return {name: count for name, count in counted.items() if count}


def envelopes(here: Played) -> list[Envelope]:
    """One honest thing of each kind, in which the word Wait stands."""
    state, team, ailsa = here.slack.state, here.team, here.person("Ailsa")
    post, _ = ailsa.says("Wait")
    return [
        Envelope("slash_commands", payloads.command(state, team, ailsa.user, ailsa.channel, "/learn", "log Wait time")),
        Envelope("interactive", payloads.menu(state, team, ailsa.user, ailsa.channel, post, "learn.log")),
        Envelope("events_api", payloads.event(state, team, payloads.said(team, ailsa.channel, post))),
    ]


async def test_forged_and_stale_requests_are_refused_and_nothing_is_kept(warm: Warm, tmp_path: Path) -> None:
    statuses = {}
    (quiet := tmp_path / "quiet").mkdir()
    async with played(warm, quiet, "http"):
        pass
    (asked := tmp_path / "asked").mkdir()
    async with played(warm, asked, "http") as here:
        secret = here.slack.state.app.signing_secret
        for name, forge in FORGED.items():
            for envelope in envelopes(here):
                body = body_of(envelope)
                forged, head = forge(secret, body, signed(secret, envelope, body))
                answer, _ = await here.slack.hooks.send(forged, head)
                statuses[f"{envelope.kind} {name}"] = answer.status
    assert {name: status for name, status in statuses.items() if status != 401} == {}
    assert (len(FORGED) >= 12, rows(asked)) == (True, rows(quiet))


async def test_an_honest_request_counts_and_what_repeats_it_does_not(warm: Warm, tmp_path: Path) -> None:
    """Somebody who listened sends it again at once; Slack, who signs anew, tells the same again."""
    async with played(warm, tmp_path, "http") as here:
        hooks, secret = here.slack.hooks, here.slack.state.app.signing_secret
        await greeted(here.person("Ailsa"))
        envelope, *_ = envelopes(here)
        body = body_of(envelope)
        head = signed(secret, envelope, body)
        replayed = [(await hooks.send(body, head))[0].status for _ in range(3)]
        later = at(-60)(secret, body, head)
        assert (replayed, (await hooks.send(*later))[0].status) == ([200, 401, 401], 200)
    assert rows(tmp_path)["learn_entry"] == 1
