"""Two workspaces let one Blether in: each has its own tokens, kept sealed and renewed in time, and its own entries."""

from __future__ import annotations

import signal
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from tests.cli.warm import Warm
from tests.dialogues.house import House
from tests.slack import reading
from tests.slack.living import OPEN
from tests.slack.manifest import manifest
from tests.slack.person import Person
from tests.slack.playing import presses
from tests.slack.running import reached, registered
from tests.slack.server import Slack
from tests.slack.state import Team


def tables(slack: Slack) -> str:
    app = slack.state.app
    return f"""\
[slack]
mode = "http"
client_id = "{app.client_id}"
client_secret = "{app.client_secret}"
signing_secret = "{app.signing_secret}"
api_base = "{slack.api}"

[http]
port = 0
"""


def page(slack: Slack, name: str) -> str:
    """A page of the program."""
    return f"{slack.hooks.address.rpartition('/')[0]}/{name}"


async def lets_in(slack: Slack, team: Team, who: str) -> None:
    """Somebody installs Blether, which welcomes them in private."""
    user = team.user(who)
    assert await slack.install(team, user, page(slack, "install")) == 200
    welcome = await slack.until("a welcome", lambda: next(iter(slack.state.came[team.id, user.id]), None))
    assert (welcome.kind, welcome.post and team.domain in welcome.post.text) == ("direct", True)


async def greeted(slack: Slack, team: Team, who: str, channel: str) -> Person:
    """They come for the first time and choose English."""
    person = Person(slack, team, team.user(who), team.channel(channel))
    hello = await person.types("/learn list")
    assert hello.post
    await presses(person, hello.post, "English")
    return person


async def listed(person: Person) -> str:
    """What they have kept."""
    came = await person.types("/learn list")
    assert came.post
    return came.post.text


def renewals(slack: Slack) -> list[str]:
    calls = (each for each in slack.state.calls if each.arguments.get("grant_type") == "refresh_token")
    return [each.answer for each in calls]


def left_and_granted(folder: Path) -> tuple[list[str], int]:
    """The communities that Blether was put out of, and how many it may speak in."""
    with closing(sqlite3.connect(folder / "blether.db")) as there:
        left = [name for (name,) in there.execute('SELECT name FROM community WHERE "left" IS NOT NULL')]
        return left, there.execute('SELECT count(*) FROM "grant"').fetchone()[0]


def everything(folder: Path) -> bytes:
    """All that was written to the disk."""
    return b"".join(each.read_bytes() for each in folder.glob("blether.db*") if each.is_file())


async def test_two_workspaces_never_meet_and_their_tokens_are_renewed(warm: Warm, tmp_path: Path) -> None:
    async with Slack.open("http") as slack:
        registered(slack.state.app, manifest(warm))
        slack.state.rotates = True
        school = slack.state.team("school", ["Ailsa"], ["staffroom"])
        college = slack.state.team("college", ["Mai"], ["hall"])
        school.token = college.token = ""
        async with House.open(warm, tmp_path, tables(slack), OPEN) as house:
            await slack.until("a way to the program", lambda: reached(slack, house.complaints))
            await lets_in(slack, school, "Ailsa")
            await lets_in(slack, college, "Mai")
            ailsa = await greeted(slack, school, "Ailsa", "staffroom")
            mai = await greeted(slack, college, "Mai", "hall")
            kept = await ailsa.types("/learn log Paired talk")
            assert kept.post
            await presses(ailsa, kept.post, "Share it here")
            await slack.until("a post", lambda: any(not each.to for each in school.channel("staffroom").posts.values()))
            assert ["Paired talk" in await listed(each) for each in (ailsa, mai)] == [True, False]
            first = (school.token, college.token)
            await house.jump(timedelta(hours=11))
            assert ["Paired talk" in await listed(each) for each in (ailsa, mai, ailsa)] == [True, False, True]
            assert (renewals(slack), school.token == first[0], college.token == first[1]) == (["ok"] * 2, False, False)
            await slack.deliveries.tell(school, {"type": "app_uninstalled", "event_ts": slack.state.ts()})
            school.token = ""
            assert "Paired talk" not in await listed(mai)
        assert slack.violations == []
    assert left_and_granted(tmp_path) == (["school"], 1)
    assert [each for each in (*first, college.token, college.refresh) if each.encode() in everything(tmp_path)] == []


async def test_who_dies_while_a_token_is_renewed_asks_again(warm: Warm, tmp_path: Path) -> None:
    """Slack takes an old refresh token for a short while; after that somebody is told what to do."""
    async with Slack.open("http") as slack:
        registered(slack.state.app, manifest(warm))
        slack.state.rotates = True
        school = slack.state.team("school", ["Ailsa"], ["staffroom"])
        school.token = ""
        async with House.open(warm, tmp_path, tables(slack), OPEN) as house:
            await slack.until("a way to the program", lambda: reached(slack, house.complaints))
            await lets_in(slack, school, "Ailsa")
            ailsa = await greeted(slack, school, "Ailsa", "staffroom")
        lost = "invalid_refresh_token"
        for grace, answers in ((60, ["ok", "ok"]), (0, ["ok", "ok", "ok", lost])):
            slack.state.grace = grace
            house.now += timedelta(hours=11)
            slack.faults.plan("oauth.v2.access", "kill", after=True)
            slack.faults.kill = lambda: house.stop(signal.SIGKILL)
            async with house.living(warm):
                await house.until(lambda: house.code is not None, "it is killed", gone=True)
            async with house.living(warm):
                await house.until(lambda: OPEN in house.said, "it is open")
                await slack.until("a way to the program", lambda: reached(slack, house.complaints))
                assert "Nothing is kept" in await listed(ailsa)
            assert (renewals(slack), "let-in-anew" in house.complaints) == (answers, lost in answers)
        assert slack.violations == []


async def test_an_installation_that_nobody_began_here_is_refused(warm: Warm, tmp_path: Path) -> None:
    async with Slack.open("http") as slack:
        registered(slack.state.app, manifest(warm))
        async with House.open(warm, tmp_path, tables(slack), OPEN) as house:
            await slack.until("a way to the program", lambda: reached(slack, house.complaints))
            slack.state.organisation = slack.state.id("E")
            school = slack.state.team("school", ["Ailsa"], ["staffroom"])
            school.token = ""
            assert await slack.install(school, school.user("Ailsa"), page(slack, "install")) == 400
            asked = [each.method for each in slack.state.calls]
            for query in ("code=x&state=y", "code=x", "state=y", "error=access_denied", ""):
                async with slack.session.get(f"{page(slack, 'oauth_redirect')}?{query}") as answer:
                    assert "was not installed" in await answer.text()
        assert ([each.method for each in slack.state.calls], slack.violations) == (asked, [])
    assert left_and_granted(tmp_path) == ([], 0)


async def test_the_home_has_what_awaits_somebody_and_everything_as_buttons(warm: Warm, tmp_path: Path) -> None:
    async with Slack.open("http") as slack:
        registered(slack.state.app, manifest(warm))
        school = slack.state.team("school", ["Ailsa"], ["staffroom"])
        school.token = ""
        async with House.open(warm, tmp_path, tables(slack), OPEN) as house:
            await slack.until("a way to the program", lambda: reached(slack, house.complaints))
            await lets_in(slack, school, "Ailsa")
            ailsa = await greeted(slack, school, "Ailsa", "staffroom")
            kept = await ailsa.types("/learn log kind:Darllen Paired talk")
            assert kept.post
            assert "Reading" in kept.post.text
            home = await ailsa.home()
            labels = [each.label for each in reading.buttons(home.payload["blocks"])]
            assert (labels[0], labels[-5:]) == (
                "Add what came of it", ["Show /blether", "Show /discuss", "Show /learn", "Show /my", "Show /prompt"],
            )  # fmt: skip
            button = next(each for each in reading.buttons(home.payload["blocks"]) if each.label == labels[0])
            form = await ailsa.presses(home, button.block, dict(button.element))
            assert form.view
            assert form.view.payload["submit"]
        assert slack.violations == []
