"""discord.py as a wire: the gateway, shards and rate limits are its own, the payloads are plain dicts of ours.

Everything that touches the library is here. Two things in it are not documented and therefore held to a release:
``http.request``, and the table of ``parsers`` by which an event of the gateway comes as the dict that it is.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, Final, Protocol

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord.show import Drawn
from adapters.discord.window import Window, is_answer
from bot.talk import File

INTENTS: Final = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)  # none of them privileged
PATIENCE: Final = aiohttp.ClientTimeout(total=60)  # seconds for one request; the library would wait for five minutes
WAIT: Final = 30.0  # seconds that the library may wait inside a call before it says so instead
Files = Sequence[File | Drawn]
PAGE: Final = 200  # servers in one answer
NOT_ALLOWED: Final = 4004  # the gateway closed: it does not take the token

discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # it has no voice, and need not be told


class Failed(Exception):
    """Discord answered, and not with what was asked. ``retry_after`` is in seconds, 0 where it names no time."""

    def __init__(self, status: int, code: int = 0, retry_after: float = 0.0) -> None:
        super().__init__(f"{status}/{code}")
        self.status, self.code, self.retry_after = status, code, retry_after


class Revoked(Exception):
    """The token is not, or no longer, one of Discord's."""


class Told(Protocol):
    """Who is told what happens."""

    def present(self, servers: Mapping[str, str]) -> None:
        """It is in these servers, by id, called so ("" while that is not known), and in no other."""
        ...

    def joined(self, home: str) -> None:
        """It was invited into a server."""
        ...

    def left(self, home: str) -> None:
        """It was put out of a server."""
        ...

    def interaction(self, interaction: Any) -> None:
        """Somebody did something that is to be answered."""
        ...

    def message(self, message: Any) -> None:
        """Somebody wrote something."""
        ...


class Wire(discord.AutoShardedClient):
    """One connection to Discord, all its shards, from the first sign to the last."""

    def __init__(
        self,
        base: str,
        begin: Callable[[Wire], Awaitable[Told]],
        identify: Callable[..., Awaitable[None]],
        announce: Callable[[str], None],
    ) -> None:
        """``begin`` is called when it is logged in, and says who is told what happens from then on.

        ``identify`` is asked before each sign-in of a shard, ``announce`` tells where it is.
        """
        self._window = Window()
        super().__init__(
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=WAIT,
            http_trace=self._window.trace,
        )
        Route.BASE = base.rstrip("/")
        self._begin, self._identify, self._announce = begin, identify, announce
        self._announced = self._revoked = False
        self._connection.parsers |= {"INTERACTION_CREATE": self._interaction, "MESSAGE_CREATE": self._message}

    async def setup_hook(self) -> None:
        """Inside the log-in, before the gateway: where that is, as Discord itself says."""
        _, url, _ = await self.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)
        self._told = await self._begin(self)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Sign in no more often than is safe: a thousand in a day, and Discord resets the token."""
        await super().before_identify_hook(shard_id, initial=initial)
        await self._identify(initial=initial, first=not shard_id)

    async def on_connect(self) -> None:
        """A shard is there."""
        if not self._announced and self.user:
            self._announced = True
            self._announce(f"Discord, as {self.user.name}")

    async def on_ready(self) -> None:
        """Every shard is there, and every server known, if only by its id."""
        self._told.present(self._servers())

    async def on_guild_update(self, _before: discord.Guild, _after: discord.Guild) -> None:
        """A server may be called something else."""
        if self.is_ready():
            self._told.present(self._servers())

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Somebody invited Blether."""
        self._told.joined(str(guild.id))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Somebody put Blether out; a server that is not available has not."""
        self._told.left(str(guild.id))

    async def live(self, token: str) -> None:
        """Until it is closed. Raises Revoked, Failed, or what the network raises."""
        with _in_our_words():
            await self.start(token)

    async def ask(
        self,
        method: str,
        path: str,
        payload: Any = None,
        *,
        files: Files = (),
        query: Any = None,
        **ids: Any,
    ) -> Any:
        """One request; ``ids`` are put into the path. Raises Revoked, Failed, or what the network raises."""
        if self._revoked:
            raise Revoked
        if self.is_closed():
            raise ConnectionError("closed")
        if (held := self._window.held) > WAIT and not is_answer(path):
            raise Failed(429, 0, held)
        more: dict[str, Any] = {"timeout": PATIENCE}
        if query:
            more["params"] = query
        if files:
            more["form"] = _form(payload, files)
        elif payload is not None:
            more["json"] = payload
        try:
            with _in_our_words():
                return await self.http.request(Route(method, path, **ids), **more)
        except Revoked:
            self._revoked = True
            raise

    @property
    def ours(self) -> str:
        """The id of Blether's own account."""
        return str(self.user.id) if self.user else ""

    @property
    def alive(self) -> bool:
        """Whether every shard is connected."""
        return bool(self.shards) and not any(shard.is_closed() for shard in self.shards.values())

    def server_name(self, id: str) -> str:
        """What a server is called now; "" when that is not known."""
        guild = self._server(id)
        return guild.name or "" if guild else ""

    def owner(self, id: str) -> str:
        """The id of a server's owner; "" when that is not known."""
        guild = self._server(id)
        return str(guild.owner_id or "") if guild else ""

    def roles(self, id: str) -> frozenset[str]:
        """The ids of a server's roles."""
        guild = self._server(id)
        return frozenset(str(role.id) for role in guild.roles) if guild else frozenset()

    def own_thread(self, server: str, id: str) -> str | None:
        """The name of a thread that Blether opened; None for every other place."""
        guild = self._server(server)
        thread = guild.get_thread(int(id)) if guild else None
        return thread.name if thread and str(thread.owner_id) == self.ours else None

    def _server(self, id: str) -> discord.Guild | None:
        return self.get_guild(int(id)) if id.isdecimal() else None

    def _servers(self) -> dict[str, str]:
        return {str(guild.id): "" if guild.unavailable else guild.name for guild in self.guilds}

    def _interaction(self, interaction: Any) -> None:
        self._told.interaction(interaction)

    def _message(self, message: Any) -> None:
        self._told.message(message)


async def looked(token: str, base: str) -> tuple[str, list[dict[str, Any]]]:
    """The application's id, and the servers it is in with what it may do there. Raises as ``Wire.ask``."""
    Route.BASE = base.rstrip("/")
    async with discord.Client(intents=discord.Intents.none()) as client:
        with _in_our_words():
            await client.login(token)
            servers: list[dict[str, Any]] = []
            while True:
                after = servers[-1]["id"] if servers else "0"
                more: dict[str, Any] = {"params": {"limit": str(PAGE), "after": after}, "timeout": PATIENCE}
                page = await client.http.request(Route("GET", "/users/@me/guilds"), **more)
                servers += page
                if len(page) < PAGE:
                    return str(client.application_id), servers


@contextlib.contextmanager
def _in_our_words() -> Iterator[None]:
    """What the library raises, without what was sent or answered: it may be somebody's words."""
    try:
        yield
    except discord.LoginFailure:
        raise Revoked from None
    except discord.ConnectionClosed as closed:
        if closed.code == NOT_ALLOWED:
            raise Revoked from None
        raise Failed(0, closed.code or 0) from None
    except discord.HTTPException as wrong:
        if wrong.status == 401 and wrong.code in (0, 40001):
            raise Revoked from None
        raise Failed(wrong.status, wrong.code, _retry_after(wrong)) from None
    except discord.RateLimited as busy:
        raise Failed(429, 0, busy.retry_after) from None
    except discord.GatewayNotFound:
        raise Failed(0) from None
    except (aiohttp.ClientError, TimeoutError) as wrong:
        raise ConnectionError(type(wrong).__name__) from None


def _form(payload: Any, files: Files) -> list[dict[str, Any]]:
    """The parts of a request that brings files."""
    parts: list[dict[str, Any]] = [
        {"name": "payload_json", "value": json.dumps(payload), "content_type": "application/json"}
    ]
    for number, file in enumerate(files):
        content = file.content if isinstance(file.content, bytes) else file.content.encode()
        parts.append({"name": f"files[{number}]", "value": content, "filename": file.name, "content_type": file.media})
    return parts


def _retry_after(wrong: discord.HTTPException) -> float:
    try:
        return float(wrong.response.headers.get("Retry-After", 0))
    except ValueError:
        return 0.0
