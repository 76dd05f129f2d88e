"""Putting the house together: the plan (rooms, texts and library, checked), the store, the keys, the door."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from prometheus_client import CollectorRegistry
from sqlalchemy import insert, select

from bot import checks
from bot.core import Bot
from bot.fault import Fault, Faults, gathered
from bot.keys import Keys, WrongKey, keep_root, read_root
from bot.library import Library, read
from bot.metrics import Metrics
from bot.rooms import Found, find
from bot.store import Store, personal
from bot.store.rows import Rows
from bot.store.tables import house, person
from bot.texts import Texts
from bot.turn import Defaults, World

CORE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Plan:
    """The rooms found, every catalogue and the library, seen to be whole."""

    rooms: tuple[Found, ...]
    texts: Texts
    library: Library

    @property
    def migrations(self) -> tuple[Path, ...]:
        """The chains that outside rooms bring."""
        return tuple(chain for each in self.rooms for chain in each.migrations)


def plan(
    folders: Sequence[Path] = (),
    catalogues: Mapping[str, Path] | None = None,
    languages: Sequence[str] = (),
    prompts: Sequence[Path] = (),
) -> Plan:
    """Find the rooms, also in ``folders``, and read their texts and the adapters' ``catalogues``. Raises Faults.

    ``languages``: those that have to be among the ones spoken; ``prompts``: folders with prompts of one's own.
    """
    faults: list[Fault] = []
    with gathered(faults):
        library = read(prompts, [each for each in languages if (CORE / f"{each}.ftl").exists()])
    with gathered(faults):
        rooms, texts = _spoken(folders, catalogues or {}, languages)
    if faults:
        raise Faults(faults)
    return Plan(rooms, texts, library)


def _spoken(
    folders: Sequence[Path], catalogues: Mapping[str, Path], languages: Sequence[str]
) -> tuple[tuple[Found, ...], Texts]:
    """The rooms and what they say, held against each other."""
    rooms, others = find(folders), {"core": CORE} | dict(catalogues)
    if taken := list(_taken(rooms, others)):
        raise Faults(taken)
    texts = Texts({each.room.name: each.folder for each in rooms} | others)
    cure = f"the languages of [community] are {', '.join(texts.languages)}"
    found = [
        Fault("[community]", f"nobody here speaks {each}", cure) for each in languages if each not in texts.languages
    ]
    if found := found + checks.faults([each.room for each in rooms], texts):
        raise Faults(found)
    return rooms, texts


def _taken(rooms: Sequence[Found], others: Iterable[str]) -> Iterator[Fault]:
    """Rooms named like another one, the core or an adapter: their sentences would stand in each other's place."""
    names = set(others)
    for each in rooms:
        if each.room.name in names:
            yield Fault(
                f"{each.folder}/__init__.py", f"the name {each.room.name} is taken", "give the room another one"
            )
        names.add(each.room.name)


@asynccontextmanager
async def open_house(
    plan: Plan,
    url: str,
    world: World,
    defaults: Defaults,
    written_key: str | None = None,
    traits: Mapping[str, frozenset[str]] | None = None,
    folder: Path | None = None,
    metrics: Metrics | None = None,
    *,
    join: bool = False,
    image: bytes | None = None,
) -> AsyncIterator[Bot]:
    """The bot over its open store, until the end of the block. Raises Busy, Newer or WrongKey.

    ``traits`` are those of each platform; ``folder`` is where a house with a server's database keeps its erasure log.
    ``join`` and ``image``: as of ``Store.open``.
    """
    store = await Store.open(url, plan.migrations, folder, join=join, image=image)
    try:
        keys = await _unlock(store, written_key)
        if not join:
            await _forget_again(store, keys, world)
        metrics = metrics or Metrics(CollectorRegistry())
        rooms = [each.room for each in plan.rooms]
        bot = Bot(store, rooms, plan.texts, plan.library, keys, world, defaults, traits or {}, metrics)
        try:
            yield bot
        finally:
            await bot.drain(0.7)
    finally:
        await store.close()


async def _unlock(store: Store, written: str | None) -> Keys:
    """The key this database is sealed with: given, or in its file, which only a new SQLite database makes itself."""
    async with store.turn() as tx:
        kept = (await tx.execute(select(house.c.value).where(house.c.fact == "key"))).scalar()
    if written:
        keys = read_root(written)
    elif (path := store.key_file) is None:
        raise WrongKey("this database needs BLETHER_KEY in the environment: make one with `blether key new`")
    else:
        if not path.exists():
            if kept:
                raise WrongKey(f"{path} is missing: put back the key this database was made with")
            keep_root(path)
        keys = read_root(path.read_text("utf-8", "replace"))
    if kept not in (None, keys.fingerprint):
        raise WrongKey("this is not the key this database was made with: put that one back")
    if kept is None:
        async with store.turn() as tx:
            await tx.execute(insert(house), {"fact": "key", "value": keys.fingerprint})
    return keys


async def _forget_again(store: Store, keys: Keys, world: World) -> None:
    """Whoever a restored backup still knows although they were forgotten is forgotten once more."""
    async with store.turn() as tx:
        for home, who in store.erasures.all():
            rows = Rows(tx, home, keys, world.ids)
            if who == home:
                await personal.forget_community(tx, store.tables, home)
            elif await rows.one(person, who):
                await personal.forget(rows, store.tables, who, world.now())
    await store.scrub()
