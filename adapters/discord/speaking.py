"""What the house says, done at Discord, and what became of it told: said, refused, not now, or nobody knows."""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from adapters.discord import occasions, show
from adapters.discord.show import Said
from adapters.discord.wire import Failed, Wire
from bot.delivery import Absent, Delivered, Effect, Found, NotNow, Outcome, Refused, Unknown, Why
from bot.pictures import draw
from bot.texts import Texts

EPOCH: Final = datetime(2015, 1, 1, tzinfo=UTC)  # from which Discord's ids count milliseconds
BEFORE: Final = timedelta(minutes=2)  # how far its clock and ours may be apart
PAGE, PAGES = 100, 20  # messages that are looked through for one of ours
WEEK: Final = 10_080  # minutes until a thread that nobody writes in is archived
DIRECT: Final = "direct:"
KNOWN: Final = 10_000  # direct conversations whose ids are remembered
BUSY: Final = 60.0  # seconds to wait where Discord names no time
GONE: Final = (10003, 10008, 10070)  # channel, message, event
CLOSED, ARCHIVED, HAS_THREAD = 50007, 50083, 160004
NEVER: Final = {10003: Why.GONE, 10004: Why.GONE, 10008: Why.GONE, 10070: Why.GONE, 50001: Why.FORBIDDEN,
                50013: Why.FORBIDDEN, 50007: Why.CLOSED, 50278: Why.CLOSED, 160005: Why.FORBIDDEN,
                160006: Why.FORBIDDEN}  # fmt: skip


class Speaker:
    """Says effects on a wire."""

    def __init__(self, wire: Wire, texts: Texts) -> None:
        self._wire, self._texts = wire, texts
        self._direct: OrderedDict[str, str] = OrderedDict()  # direct conversations by person, the newest last

    async def say(self, effect: Effect) -> Outcome:
        """Do it. Raises Revoked, and what the network raises: then nobody knows."""
        try:
            return Delivered(await self._do(effect))
        except Failed as wrong:
            return _outcome(effect, wrong)

    async def find(self, effect: Effect) -> Found:
        """Whether it was done: a thread by the id it would have, a post by that of its container."""
        try:
            if effect.kind == "open":
                await self._wire.ask("GET", "/channels/{channel_id}", channel_id=effect.remote)
                return Delivered(effect.remote or "")
            if effect.native:
                return await self._planned(effect)
            return await self._posted(effect)
        except Failed as wrong:
            if wrong.code in GONE:
                return Absent()
            raise

    async def _do(self, effect: Effect) -> str:
        """Discord's id of the post or the thread; "" where it was taken back."""
        if effect.kind == "open":
            return await self._open(effect)
        if effect.native:
            return await self._plan(effect)
        channel = await self._channel(effect.place.remote)
        if effect.kind == "withdraw":
            await self._opened(channel, "DELETE", effect.remote)
            return ""
        picture = effect.message.picture if effect.message else None
        drawn = await draw(picture, self._texts, effect.languages) if picture else None
        said = show.post(effect, self._texts, self._wire.server_name(effect.community), drawn)
        if effect.remote is not None:
            await self._opened(channel, "PATCH", effect.remote, said)
            return effect.remote
        payload = said.payload | {"nonce": effect.key, "enforce_nonce": True}
        path = "/channels/{channel_id}/messages"
        made = await self._wire.ask("POST", path, payload, files=said.files, channel_id=channel)
        return str(made["id"])

    async def _open(self, effect: Effect) -> str:
        """A thread has the id of the message it hangs from."""
        name = show.thread_name(effect.message, self._texts, effect.languages)
        payload = {"name": name, "auto_archive_duration": WEEK}
        path = "/channels/{channel_id}/messages/{message_id}/threads"
        try:
            made = await self._wire.ask("POST", path, payload, channel_id=effect.place.remote, message_id=effect.remote)
            return str(made["id"])
        except Failed as wrong:
            if wrong.code != HAS_THREAD:
                raise
            return effect.remote or ""

    async def _plan(self, effect: Effect) -> str:
        """Discord's id of the event; "" where it was cancelled."""
        path, ids = "/guilds/{guild_id}/scheduled-events", dict[str, Any](guild_id=effect.community)
        if effect.remote is not None:
            path, ids["event_id"] = path + "/{event_id}", effect.remote
        if effect.kind == "withdraw":
            await self._wire.ask("DELETE", path, **ids)
            return ""
        planned = occasions.event(effect, self._texts)
        made = await self._wire.ask("PATCH" if effect.remote is not None else "POST", path, planned, **ids)
        return str(made["id"])

    async def _planned(self, effect: Effect) -> Found:
        """An event of ours, by what its description ends with; all there may be come on one page."""
        there = await self._wire.ask("GET", "/guilds/{guild_id}/scheduled-events", guild_id=effect.community)
        ours = (each for each in there if each.get("creator_id") == self._wire.ours)
        return next((Delivered(str(each["id"])) for each in ours if occasions.is_marked(each, effect.key)), Absent())

    async def _opened(self, channel: str, method: str, message: str | None, said: Said | None = None) -> None:
        """Change or take back a message; in a thread that was archived meanwhile, after it was brought back."""
        path = "/channels/{channel_id}/messages/{message_id}"
        payload, files = (said.payload, said.files) if said else (None, ())

        async def change() -> None:
            await self._wire.ask(method, path, payload, files=files, channel_id=channel, message_id=message)

        try:
            await change()
        except Failed as wrong:
            if wrong.code != ARCHIVED:
                raise
            await self._wire.ask("PATCH", "/channels/{channel_id}", {"archived": False}, channel_id=channel)
            await change()

    async def _channel(self, remote: str) -> str:
        """The channel's id; a direct conversation is opened first, which may be done again and again."""
        if not remote.startswith(DIRECT):
            return remote
        who = remote.removeprefix(DIRECT)
        if who not in self._direct:
            made = await self._wire.ask("POST", "/users/@me/channels", {"recipient_id": who})
            self._direct[who] = str(made["id"])
            if len(self._direct) > KNOWN:
                self._direct.popitem(last=False)
        self._direct.move_to_end(who)
        return self._direct[who]

    async def _posted(self, effect: Effect) -> Found:
        """A post of ours since it was first tried, by the id of its container."""
        channel, wanted = await self._channel(effect.place.remote), show.container_id(effect.key)
        after = _snowflake(effect.since - BEFORE)
        for _ in range(PAGES):
            query = {"after": str(after), "limit": str(PAGE)}
            path = "/channels/{channel_id}/messages"
            page = await self._wire.ask("GET", path, query=query, channel_id=channel)
            for each in page:
                if each["author"]["id"] == self._wire.ours and _container(each) == wanted:
                    return Delivered(str(each["id"]))
            if len(page) < PAGE:
                return Absent()
            after = max(int(each["id"]) for each in page)
        return Unknown()


def _container(message: dict[str, Any]) -> int | None:
    parts: list[dict[str, Any]] = message.get("components", [])
    return parts[0].get("id") if parts else None


def _snowflake(at: datetime) -> int:
    return max(0, int((at - EPOCH) / timedelta(milliseconds=1))) << 22


def _outcome(effect: Effect, wrong: Failed) -> Outcome:
    """What Discord's refusal means: for good, for now, or for nobody to know."""
    if effect.kind == "withdraw" and wrong.code in GONE:
        return Delivered("")
    if wrong.code == 10008 and effect.kind == "say":
        return Delivered("")  # it was said, and somebody took it away: Discord knows its nonce
    if why := NEVER.get(wrong.code):
        return Refused(why)
    if wrong.status == 429:
        return NotNow(wrong.retry_after or BUSY)
    if wrong.status == 403:
        return Refused(Why.FORBIDDEN)
    if effect.native and wrong.status == 400:
        return Refused(Why.CLOSED)  # it has begun meanwhile, or there are too many
    return Unknown(f"{wrong.status}/{wrong.code}")
