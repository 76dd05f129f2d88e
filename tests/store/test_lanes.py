"""What waited in a house of before is said in one of now, in its order."""

from __future__ import annotations

from alembic import command
from sqlalchemy import column, create_engine, insert, make_url, table

from bot import codec
from bot.delivery import Withdrawal
from bot.house import Plan
from bot.keys import new_root, read_root
from bot.store.migrations import chains
from bot.talk import Message, Place, text
from bot.testing import Bench

HOME, PLACE = "home".ljust(22, "_"), "place".ljust(22, "_")
SAID = Message(text("core.done"))


def before(url: str, key: str) -> None:
    """A house at revision 0003 in which two posts and a withdrawal wait."""
    plain = make_url(url)
    engine = create_engine(plain.set(drivername="sqlite") if plain.get_backend_name() == "sqlite" else plain)
    with engine.begin() as connection:
        config = chains(())
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        for name, values in filled(key):
            connection.execute(insert(table(name, *map(column, values))), values)
    engine.dispose()


def filled(key: str) -> list[tuple[str, dict[str, object]]]:
    """Rows by their table."""
    keys, rows = read_root(key), list[tuple[str, dict[str, object]]]()

    def add(name: str, /, **values: object) -> None:
        rows.append((name, values))

    def wait(id: str, post: str | None, body: object, at: int) -> None:
        sealed = keys.seal(HOME, f"outbox.body/None/{id}", codec.dumps((body, ())))
        waiting = {"revision": 1, "body": sealed, "state": "waiting", "attempts": 2, "at": at}
        add("outbox", community=HOME, id=id, post=post, **waiting)

    add("house", fact="key", value=keys.fingerprint)
    names = {"name": "School", "languages": "en", "zone": "UTC", "contact": "", "notice": "", "moderators": ""}
    add("community", id=HOME, platform="bench", remote="school", **names)
    add("place", community=HOME, id=PLACE, kind="channel", remote="staffroom", name="Staffroom")
    for at, (id, words) in enumerate((("two", "Peas"), ("one", "Beans"))):
        add("post", community=HOME, id=id, place=PLACE, key=id, wanted=1, said=0)
        wait(id, id, Message(SAID.text, words), 2 - at)
    wait("three", None, Withdrawal("gone", Place(PLACE, "channel", "Staffroom", "staffroom", ()), "old-post"), 3)
    return rows


async def test_what_waited_before_the_lanes_is_said(blank: str, house: Plan) -> None:
    key = new_root()
    before(blank, key)
    async with Bench.open(blank, house=house, key=key) as bench:
        await bench.settle()
        assert [each.words for each in bench.aloud()] == ["Beans", "Peas"]
        assert [each.remote for each in bench.effects if each.kind == "withdraw"] == ["old-post"]
