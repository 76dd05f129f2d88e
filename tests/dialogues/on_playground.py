"""Dialogues on the playground: the real process, asked as its page asks it."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.cli.warm import Warm
from tests.dialogues import page
from tests.dialogues.house import House
from tests.dialogues.seen import BESIDE, Asked, Blank, Screen, Seen, split
from tests.dialogues.stage import DIRECT, Place, Stage, Typed, Who

TABLES = "[web]\nport = 0\nweek = false"


class OnPlayground(Stage):
    """The playground as a stage."""

    def __init__(self, house: House, address: str) -> None:
        self.house, self.events = house, itertools.count(10_000_000)
        start = urlsplit(address)
        self.at = start.netloc
        greeted = self._asked("GET", f"/?{start.query}", None, {})
        self.cookie = greeted.headers["set-cookie"].partition(";")[0]

    @classmethod
    @asynccontextmanager
    async def open(cls, warm: Warm, folder: Path) -> AsyncIterator[OnPlayground]:
        """A process of its own, in a folder of its own."""
        async with House.open(warm, folder, TABLES, "Blether is open at") as house:
            found = re.search(r"Blether is open at (\S+)", house.said)
            assert found
            yield cls(house, found[1])

    @property
    def now(self) -> datetime:  # type: ignore[override]
        """What its file says."""
        return self.house.now

    async def begin(self, who: Who, where: Place, command: str, values: Mapping[str, Typed]) -> Screen:
        line = "/" + command.replace(".", " ", 1)
        for name, value in values.items():
            for each in (value,) if isinstance(value, str) else value:
                line += f' {name}:"{await self._found(who, where, f"{line} {name}:", name, each)}"'
        return await self._does(who, where, said=line)

    async def press(self, who: Who, where: Place, on: Seen, number: int) -> Screen:
        return await self._does(who, where, wire=on.handles[number])

    async def send(self, who: Who, where: Place, form: Asked, typed: Mapping[str, Typed]) -> Screen:
        values = {each.handle[0]: await self._value(who, where, form, each, typed) for each in form.blanks}
        return await self._does(who, where, wire=form.id, typed=values)

    async def use(self, who: Who, where: Place, menu: str, on: Seen) -> Screen:
        there = page.parsed(await self._page(who, where)).find("button", data_post=str(on.id))
        action = next(each.attributes["data-menu"] for each in there if menu in each.words().strip().split(BESIDE))
        return await self._does(who, where, menu=action, post=int(on.id))

    async def write(self, who: Who, where: Place, words: str) -> Seen:
        await self._does(who, where, said=words)
        posts = page.parsed(await self._page(who, where)).find("li", data_by=who.id)
        return Seen(split(words), id=posts[-1].attributes["id"].removeprefix("post-"))

    async def read(self, who: Who, where: Place) -> tuple[Seen, ...]:
        posts = page.parsed(await self._page(who, where)).find("li", data_by="", data_at="")
        return tuple(
            page.message(each.find("div", _class="said")[0], each.attributes["id"].removeprefix("post-"))
            for each in posts
            if not each.attributes["data-by"]
        )

    async def jump(self, span: timedelta) -> None:
        await self.house.jump(span)

    async def _found(self, who: Who, where: Place, line: str, name: str, typed: str) -> str:
        """What the box puts in when one chooses what it offers first, or the words themselves."""
        body = self._gesture(who, where, said=line) | {"field": name, "words": typed}
        answered = json.loads(await self._ask("POST", "/choices", body))
        offered = answered if isinstance(answered, list) else []  # a command that is not theirs has none
        named = {" ".join(page.parsed(each["label"]).words().split()): each["value"] for each in offered}
        return next((value for words, value in named.items() if typed in words), typed)

    async def _value(self, who: Who, where: Place, form: Asked, blank: Blank, typed: Mapping[str, Typed]) -> Any:
        name, kind, options = blank.handle
        value = typed.get(blank.label, blank.value)
        if isinstance(value, str):
            one = options.get(value) or (await self._sought(who, where, form, name, value) if options else value)
            return {"kind": kind, "id": one} if kind in ("somebody", "somewhere") and one else one
        several = [options.get(each) or await self._sought(who, where, form, name, each) for each in value]
        return {"kind": "members", "ids": several} if kind == "members" else several

    async def _sought(self, who: Who, where: Place, form: Asked, name: str, typed: str) -> str:
        """What is found when one types into the search of a field."""
        body = self._gesture(who, where, wire=form.id) | {"field": name, "words": typed}
        offered = json.loads(await self._ask("POST", "/choices", body)) if typed else []
        return next((each["value"] for each in offered if typed in page.parsed(each["label"]).words()), typed)

    async def _does(self, who: Who, where: Place, **what: Any) -> Screen:
        said = json.loads(await self._ask("POST", "/do", self._gesture(who, where, **what)))
        if said["kind"] == "form":
            return page.form(page.parsed(said["inner"]))
        return page.message(page.parsed(said.get("inner", "")))

    def _gesture(self, who: Who, where: Place, **what: Any) -> dict[str, Any]:
        return {"person": who.id, "place": self._place(who, where), "event": f"dialogue-{next(self.events)}"} | what

    def _place(self, who: Who, where: Place) -> str:
        if isinstance(where, Seen):
            return f"thread:{where.id}"
        return f"direct:{who.id}" if where == DIRECT else where

    async def _page(self, who: Who, where: Place) -> str:
        return await self._ask("GET", "/?" + urlencode({"as": who.id, "in": self._place(who, where)}), None)

    async def _ask(self, method: str, path: str, body: Any) -> str:
        answer = await asyncio.to_thread(partial(self._asked, method, path, body, {"cookie": self.cookie}))
        return answer.words

    def _asked(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Answered:
        asking = HTTPConnection(self.at)
        try:
            sent = None if body is None else json.dumps(body)
            asking.request(method, path, sent, headers | {"x-blether": "1", "content-type": "application/json"})
            answer = asking.getresponse()
            return Answered({name.lower(): value for name, value in answer.getheaders()}, answer.read().decode())
        finally:
            asking.close()


class Answered:
    """What the page's server answered."""

    def __init__(self, headers: Mapping[str, str], words: str) -> None:
        self.headers, self.words = headers, words
