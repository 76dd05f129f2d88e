"""Whatever people type or call themselves stays words in Slack: it calls nobody, leads nowhere and looks like nothing.

It comes raw out of forms, and behind commands raw or escaped; it is read back as it was posted, and in all that its
writer alone is answered.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.talk import plain
from bot.texts import clean
from tests.cli.warm import Warm
from tests.hostile import PARTS
from tests.slack import reading
from tests.slack.person import Person
from tests.slack.playing import Played, greeted, played, presses
from tests.slack.state import Came, Post

pytestmark = pytest.mark.faults
LONGEST = 1_500  # characters that one can type into these fields
NAME = 80


@pytest.fixture(scope="module")
def warm(warmed: Warm) -> Warm:
    """The process that the real program is forked from."""
    return warmed


def read(words: str) -> str:
    """The words without what nobody sees."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in clean(words).splitlines())))


def quoted(post: Post) -> str:
    """What stands in a quotation."""
    parts = [part for block in post.blocks if block["type"] == "rich_text" for part in block["elements"]]
    return "".join(leaf["text"] for part in parts if part["type"] == "rich_text_quote" for leaf in part["elements"])


def inert(came: Came) -> Post:
    """What somebody is shown, if nothing in it is alive."""
    assert came.post
    assert reading.alive(came.post.text, came.post.blocks) == []
    return came.post


@pytest.mark.parametrize("strings", PARTS)
async def test_what_people_type_stays_words(warm: Warm, tmp_path: Path, strings: tuple[str, ...]) -> None:
    sent = [json.loads(json.dumps(each)) for each in strings]  # on the way two halves of a character become one
    typed = [each for each in sent if 0 < len(plain(each)) <= LONGEST]
    names = [f"{number}" for number in range(len(typed))]
    async with played(warm, tmp_path, "socket", names, names) as here:
        here.slack.rates.tiers = False
        for number, words in enumerate(typed):
            person = here.person(names[number], names[number])
            person.user.name = plain(typed[number - 1])[:NAME] or "x"
            await shares(here, person, words)
            inert(await person.types(f"/learn log {escaped(words) if number % 2 else words}"))
            home = await person.home()
            assert reading.alive("", home.payload["blocks"]) == []


async def shares(here: Played, person: Person, words: str) -> None:
    """They fill in a form, and share what was kept."""
    await greeted(person)
    form = await person.types("/learn log")
    assert form.view
    block = next(each for each in form.view.state if each.partition(".")[0] == "what")
    ((_, stands),) = form.view.state[block].items()
    stands["value"] = words
    kept = inert(await person.submits(form.view))
    assert read(quoted(kept)) == read(plain(words))
    await presses(person, kept, "Share it here")
    posts = await here.slack.until("a post", lambda: [each for each in person.channel.posts.values() if not each.to])
    assert [read(quoted(each)) for each in posts] == [read(plain(words))]
    assert [reading.alive(each.text, each.blocks) for each in posts] == [[]]


def escaped(words: str) -> str:
    """As Slack may send what stands behind a command."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
