"""A bare app on Bolt: at each command the statements that Blether makes, on Core, or one INSERT, and the same answer.

``python -m tests.bench.bolted core|insert TURNS SAID API BOT-TOKEN APP-TOKEN``
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import aiosqlite
from aiohttp import ClientSession
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.core import Bot
from bot.house import plan
from bot.keys import new_root
from bot.talk import Message
from bot.testing import Bench
from tests.bench.databases import PRAGMAS, Sqlite
from tests.bench.entry import MEMBERS, Said, greet, heard, keep, on_core, opened, record

Work = Callable[[], Awaitable[None]]


async def recorded(folder: Path, turns: int) -> tuple[str, list[list[Said]], list[list[Said]]]:
    """A database, and what the door says to it for entries kept and for one that is read."""
    kind, key = Sqlite(folder), new_root()
    url, house = kind.empty(), plan()
    async with Bench.open(url, house=house, key=key) as bench:
        for number in range(MEMBERS):
            await greet(bench.bot, number)
            await keep(bench.bot, number)
        entry = await an_entry(bench.bot)
    async with Bench.open(kind.copy(url), house=house, key=key, seed=2) as bench:
        kept = await record(bench.bot, range(MEMBERS, MEMBERS + turns))
        read = await record(bench.bot, range(1_000, 1_000 + turns), lambda bot, number: show(bot, number, entry))
    return url, kept, read


async def an_entry(bot: Bot) -> str:
    """The id of an entry of the first member's."""
    said = (await bot.take(heard(MEMBERS * 999, "learn.log", what="Wait time"))).said
    assert isinstance(said, Message)
    return str(said.buttons[0].call.values["entry"])


async def show(bot: Bot, number: int, entry: str) -> None:
    """One entry read through the door, by the first member."""
    answer = await bot.take(heard(number * MEMBERS, "learn.show", entry=entry))
    assert isinstance(answer.said, Message)


def listening(client: AsyncWebClient, session: ClientSession, said: Any, keeps: Work, reads: Work) -> AsyncApp:
    """The app: a command is answered with its acknowledgement, a button at its response_url."""
    kept, listed = said
    app = AsyncApp(client=client, request_verification_enabled=False, process_before_response=True)

    @app.command("/learn")
    async def learn(ack: Any, command: Any) -> None:
        if command["text"].startswith("list"):
            await ack(response_type="ephemeral", **listed)
            return
        await keeps()
        await ack(response_type="ephemeral", **kept)

    @app.action(re.compile(""))
    async def press(ack: Any, body: Any) -> None:
        await reads()
        await ack()
        told = {"response_type": "ephemeral", "replace_original": True} | kept
        await AsyncWebhookClient(body["response_url"], session=session).send_dict(told)

    return app


@asynccontextmanager
async def working(what: str, turns: int) -> AsyncIterator[list[Work]]:
    """What a bare bot does for an entry that is kept and one that is read: on "core" our statements, or one INSERT."""
    with tempfile.TemporaryDirectory() as folder:
        url, kept, read = await recorded(Path(folder), turns + 20)
        async with AsyncExitStack() as stack:
            if what == "core":
                store = await stack.enter_async_context(opened(url))
                lines: tuple[Iterator[list[Said]], ...] = (iter(kept), iter(read))
                yield [lambda each=each: on_core(store.engine, next(each)) for each in lines]
            else:
                connection = await stack.enter_async_context(aiosqlite.connect(Path(folder) / "bare.db"))
                for pragma in PRAGMAS:
                    await connection.execute(f"PRAGMA {pragma}")
                await connection.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, words TEXT)")
                yield [lambda: insert(connection)] * 2


async def main(what: str, turns: int, said: Any, api: str, bot_token: str, app_token: str) -> None:
    """Connect, and answer until somebody kills this process."""
    async with working(what, turns) as works, ClientSession() as session:
        client = AsyncWebClient(token=bot_token, base_url=api, session=session, retry_handlers=[])
        app = listening(client, session, said, *works)
        await AsyncSocketModeHandler(app, app_token).connect_async()
        await asyncio.Event().wait()


async def insert(connection: aiosqlite.Connection) -> None:
    """One row."""
    await connection.execute("INSERT INTO entry (words) VALUES (?)", (f"Wait time {random.random()}",))
    await connection.commit()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text("utf-8")), *sys.argv[4:]))
