"""The gateway: sessions that hear what happens, resume where they broke off, and may not begin too often."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections import deque
from collections.abc import Iterable
from typing import Any

from aiohttp import WSMsgType, web

from tests.discord.state import Payload, State

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15  # members, presences, content of messages
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12
SENDS, WITHIN, LARGEST = 120, 60.0, 4_096  # what a client may send, in how many seconds, and bytes of one
KEPT = 10_000  # events of a session that can be replayed


class Session:
    """One shard's session. ``missed`` are the events since the last that its client has not had yet."""

    def __init__(self, shard: tuple[int, int], intents: int) -> None:
        self.id = secrets.token_hex(16)
        self.shard, self.intents = shard, intents
        self.sequence = 0
        self.kept: deque[Payload] = deque(maxlen=KEPT)
        self.socket: web.WebSocketResponse | None = None

    def hears(self, guild: str, intent: int) -> bool:
        """Whether what happens in a server, or in a direct conversation, is told here."""
        number, count = self.shard
        return bool(self.intents & intent or intent == 0) and (int(guild or 0) >> 22) % count == number


class Gateway:
    """All sessions of one bot. ``violations``: what it did that Discord does not allow."""

    def __init__(self, state: State, token: str, violations: list[str]) -> None:
        self.state, self.token, self.violations = state, token, violations
        self.address = ""
        self.sessions: list[Session] = []
        self.identifies: list[float] = []  # when
        self.too_soon = 0  # of them, sooner after another than is answered: as where a process is started anew
        self.resumes = 0
        self.beat = 41.25  # seconds between two heartbeats
        self.concurrency = 1  # sign-ins in five seconds
        self.remaining = 1_000
        self.replay_more = 0  # events that were heard already and are replayed as well
        self.silent = False  # it takes what is sent, and answers nothing

    @property
    def start(self) -> Payload:
        """What /gateway/bot says."""
        limit = {"total": 1_000, "remaining": self.remaining, "reset_after": 86_400_000}
        shards = max(1, -(-len(self.state.guilds) // 1_000))
        limit["max_concurrency"] = self.concurrency
        return {"url": self.address, "shards": shards, "session_start_limit": limit}

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection."""
        socket = web.WebSocketResponse(max_msg_size=1 << 20, compress=False, autoping=True)
        await socket.prepare(request)
        await _send(socket, HELLO, {"heartbeat_interval": int(self.beat * 1000), "_trace": []})
        sent: deque[float] = deque()
        session: Session | None = None
        async for frame in socket:
            if frame.type != WSMsgType.TEXT:
                break
            now = time.monotonic()
            while sent and sent[0] <= now - WITHIN:
                sent.popleft()
            sent.append(now)
            if len(frame.data) > LARGEST or len(sent) > SENDS:
                self.violations.append(f"the gateway was sent {len(sent)} in a minute, this one of {len(frame.data)}")
                await socket.close(code=4008 if len(sent) > SENDS else 4002)
                break
            if not self.silent:
                session = await self._heard(socket, session, json.loads(frame.data))
        if session and session.socket is socket:
            session.socket = None
        return socket

    async def _heard(self, socket: web.WebSocketResponse, session: Session | None, said: Payload) -> Session | None:
        match said["op"]:
            case 1:
                await _send(socket, ACK, None)
            case 2:
                return await self._identify(socket, said["d"])
            case 6:
                return await self._resume(socket, said["d"])
            case 3 | 4:
                pass
            case other:
                self.violations.append(f"the gateway was sent {other}")
                await socket.close(code=4001)
        return session

    async def _identify(self, socket: web.WebSocketResponse, data: Payload) -> Session | None:
        now = time.monotonic()
        if data["token"] != self.token:
            await socket.close(code=4004)
            return None
        shard, intents = tuple(data.get("shard") or (0, 1)), data["intents"]
        if intents & PRIVILEGED:
            self.violations.append(f"privileged intents: {intents}")
            await socket.close(code=4014)
            return None
        lately = [each for each in self.identifies if each > now - 5]
        self.identifies.append(now)
        self.remaining -= 1
        if self.remaining < 0 or len(lately) >= self.concurrency:
            self.too_soon += 1
            await _send(socket, INVALID, data=False)
            return None
        session = Session((int(shard[0]), int(shard[1])), intents)
        self.sessions = [each for each in self.sessions if each.shard[0] != session.shard[0]] + [session]
        session.socket = socket
        await self._ready(session)
        return session

    async def _ready(self, session: Session) -> None:
        guilds = [each for each in self.state.guilds.values() if session.hears(each.id, 0)]
        guilds = [each for each in guilds if self.state.bot.id in each.members]
        there = {
            "v": 10, "user": self.state.bot.json() | {"verified": True, "mfa_enabled": False, "email": None},
            "guilds": [{"id": each.id, "unavailable": True} for each in guilds], "session_id": session.id,
            "resume_gateway_url": self.address, "shard": [*session.shard], "private_channels": [],
            "application": {"id": self.state.bot.id, "flags": 0},
        }  # fmt: skip
        await self._tell(session, "READY", there)
        for each in guilds:
            await self._tell(session, "GUILD_CREATE", each.json())

    async def _resume(self, socket: web.WebSocketResponse, data: Payload) -> Session | None:
        session = next((each for each in self.sessions if each.id == data["session_id"]), None)
        if data["token"] != self.token:
            await socket.close(code=4004)
            return None
        if session is None:
            await _send(socket, INVALID, data=False)
            return None
        self.resumes += 1
        session.socket = socket
        since = data["seq"] - self.replay_more
        for each in [each for each in session.kept if each["s"] > since]:
            await _write(socket, each)
        await self._tell(session, "RESUMED", {"_trace": []})
        return session

    async def dispatch(self, name: str, data: Any, guild: str = "", intent: int = GUILDS) -> None:
        """Tell who listens to this server, or to direct conversations, what happened."""
        for each in self.sessions:
            if each.hears(guild, intent):
                await self._tell(each, name, data)

    async def drop(self, code: int = 0) -> None:
        """Every connection breaks off, or is closed with a code; the sessions can be resumed."""
        for each in self._connected():
            if code:
                await each.close(code=code)
            elif each._req and each._req.transport:  # as when a cable is cut: aiohttp has no name for it
                each._req.transport.abort()

    async def reconnect(self) -> None:
        """Every client is asked to connect anew."""
        for each in self._connected():
            await _send(each, RECONNECT, None)

    async def invalidate(self, resumable: bool = False) -> None:
        """Every session is over, or may be resumed."""
        connected = list(self._connected())
        if not resumable:
            self.sessions = []
        for each in connected:
            await _send(each, INVALID, resumable)

    def _connected(self) -> Iterable[web.WebSocketResponse]:
        return [each.socket for each in self.sessions if each.socket and not each.socket.closed]

    async def _tell(self, session: Session, name: str, data: Any) -> None:
        session.sequence += 1
        event = {"op": DISPATCH, "s": session.sequence, "t": name, "d": data}
        session.kept.append(event)
        if session.socket and not self.silent:
            await _write(session.socket, event)


async def _send(socket: web.WebSocketResponse, op: int, data: Any) -> None:
    await _write(socket, {"op": op, "d": data, "s": None, "t": None})


async def _write(socket: web.WebSocketResponse, said: Payload) -> None:
    if not socket.closed:
        try:
            await socket.send_str(json.dumps(said))
        except (ConnectionError, asyncio.CancelledError, RuntimeError):
            return
