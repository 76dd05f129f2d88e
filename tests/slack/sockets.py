"""Socket Mode: the app opens a connection, and what happens comes through it.

A connection can be made to ``freeze``: it stays open and nothing comes of it, as a network does that dies silently.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.slack.calls import Answer, Call, method
from tests.slack.deliveries import Ack, Envelope
from tests.slack.state import State

TICKET = 30.0  # seconds that an address can be connected to, once
MOST = 10


# Documented as once a minute and more; but an app may have ten, and all of them can be asked to go at once.
@method("apps.connections.open", token="app", tier=2)
def connections_open(call: Call) -> Answer:
    ticket = call.state.secret(32)
    call.state.tickets[ticket] = time.monotonic() + TICKET
    return {"url": f"{call.state.origin.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={call.state.app.id}"}


@dataclass(eq=False)
class Connection:
    """One connection of the app's; ``frozen``: nothing goes either way any more."""

    socket: web.WebSocketResponse
    opened: float
    frozen: bool = False
    pings: int = 0  # that were answered


@dataclass
class Sockets:
    """All connections of the app; each envelope goes to one of them, by turns."""

    state: State
    open: list[Connection] = field(default_factory=list)
    ever: int = 0
    _waiting: dict[str, asyncio.Future[Ack]] = field(default_factory=dict)
    _known: set[str] = field(default_factory=set)

    @property
    def live(self) -> list[Connection]:
        """Those that work."""
        return [each for each in self.open if not each.frozen and not each.socket.closed]

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """A connection, until it ends."""
        until = self.state.tickets.pop(request.query.get("ticket", ""), None)
        if until is None or time.monotonic() > until:
            return web.Response(status=408, text="expired or unknown ticket")
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        if len(self.open) >= MOST:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        connection = Connection(socket, time.monotonic())
        self.open.append(connection)
        self.ever += 1
        try:
            await self._hello(connection)
            async for message in socket:
                if not connection.frozen:
                    await self._heard(connection, message.type, message.data)
                    self.state.changed()
        finally:
            self.open.remove(connection)
            self.state.changed()
        return socket

    async def _hello(self, connection: Connection) -> None:
        debug = {"host": "applink-1", "build_number": 1, "approximate_connection_time": 18_060}
        info = {"app_id": self.state.app.id}
        hello = {"type": "hello", "num_connections": len(self.open), "debug_info": debug, "connection_info": info}
        await connection.socket.send_json(hello)
        self.state.changed()

    async def _heard(self, connection: Connection, kind: WSMsgType, data: Any) -> None:
        if kind == WSMsgType.PING:
            await connection.socket.pong(data)
            connection.pings += 1
        elif kind == WSMsgType.TEXT:
            self._acknowledged(data)

    def _acknowledged(self, data: str) -> None:
        try:
            told = json.loads(data)
        except ValueError:
            self.state.wrong(f"socket: no JSON: {data[:100]!r}")
            return
        id = told.get("envelope_id") if isinstance(told, dict) else None
        if id not in self._known or told.keys() - {"envelope_id", "payload"}:
            self.state.wrong(f"socket: not an acknowledgement of ours: {data[:100]!r}")
        elif (waiting := self._waiting.pop(str(id), None)) is None:
            self.state.late.append(str(id))
        elif not waiting.done():
            waiting.set_result(Ack(told.get("payload")))

    async def hand(self, envelope: Envelope) -> Ack | None:
        """To one of the connections; None when there is none."""
        if not (there := [each for each in self.open if not each.socket.closed]):
            return None
        connection = there[len(self._known) % len(there)]
        id = f"{self.state.secret(8)}-{self.state.secret(12)}"
        self._known.add(id)
        waiting = self._waiting[id] = asyncio.get_running_loop().create_future()
        told: dict[str, Any] = {"envelope_id": id, "payload": envelope.payload, "type": envelope.kind}
        told["accepts_response_payload"] = envelope.kind != "events_api"
        if envelope.kind == "events_api":
            told |= {"retry_attempt": envelope.retry, "retry_reason": envelope.reason}
        try:
            if not connection.frozen:
                await connection.socket.send_json(told)
            return await waiting
        except (ConnectionError, RuntimeError):
            return None
        finally:
            self._waiting.pop(id, None)

    def freeze(self) -> list[Connection]:
        """All that are open die silently: they stay open, and nobody answers."""
        for each in self.open:
            each.frozen = True
        return list(self.open)

    async def refresh(self, reason: str = "refresh_requested", patience: float = 2.0) -> None:
        """Slack asks for new connections, as it does every hour or so, and closes the old ones a little later."""
        old = list(self.live)
        for each in old:
            await each.socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}})
        if reason == "warning":
            await asyncio.sleep(patience)
        await self.cut(old)

    async def cut(self, connections: list[Connection] | None = None) -> None:
        """Close connections without a word; all when none are named."""
        for each in list(self.open) if connections is None else connections:
            with contextlib.suppress(ConnectionError, TimeoutError):
                await asyncio.wait_for(each.socket.close(), 1)

    def break_off(self) -> None:
        """Every connection ends in the middle, as when a cable is pulled and put back."""
        for each in self.open:
            if (transport := each.socket._req.transport) is not None:  # it has no other way to
                transport.abort()
