"""Socket Mode: connections of the bot's, over which envelopes go out and acknowledgements come in.

hello ─▶ envelopes, each to one of the connections ─▶ {"envelope_id": …, "payload": …}
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import deque
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from aiohttp import WSMsgType, web

from tests.bot.adapters.slack.stand_in.values import APP, Json

if TYPE_CHECKING:
    from tests.bot.adapters.slack.stand_in.delivery import Attempt
    from tests.bot.adapters.slack.stand_in.world import World

Reason: TypeAlias = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]

CLOSING_SECONDS: Final = 0.2
"""How long the bot has to agree to the end of a connection."""


class Connection:
    """One connection. What is put into it is sent in that order."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self.retiring = False
        """Whether the bot was asked to leave it: it gets no more envelopes."""

        self.received: list[str] = []
        """The ids of the envelopes that went here."""

        self._transport = request.transport
        self._outgoing: asyncio.Queue[Json] = asyncio.Queue()

    def put(self, message: Json) -> None:
        """Send it soon."""
        self._outgoing.put_nowait(message)

    def abort(self) -> None:
        """End it without a word."""
        if self._transport is not None:
            self._transport.abort()

    async def send_all(self) -> None:
        """Send until the connection ends or this is cancelled."""
        with contextlib.suppress(ConnectionError):
            while True:
                await self.socket.send_str(json.dumps(await self._outgoing.get()))


class Sockets:
    """All connections. Events wait for one; a command or a press fails where there is none."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.connections: list[Connection] = []
        self.ever: list[Connection] = []
        """All that have been made, in order."""

        self.refusing = False
        """Whether nobody may connect for now."""

        self.mute = False
        """Whether the connections stay, and neither pings are answered nor envelopes sent."""

        self.pings = 0
        """How many were answered."""

        self._attempts: dict[str, Attempt] = {}
        self._waiting: deque[Attempt] = deque()

    def routes(self) -> list[web.RouteDef]:
        """For aiohttp's router."""
        return [web.get("/link", self._connect)]

    def send(self, attempt: Attempt) -> None:
        """Bring it to the next connection."""
        open_to = [one for one in self.connections if not one.retiring]
        if self.mute:
            attempt.sent()
        elif open_to:
            connection = open_to[0]
            self.connections.remove(connection)
            self.connections.append(connection)  # so that they take turns
            self._attempts[attempt.envelope["envelope_id"]] = attempt
            connection.received.append(attempt.envelope["envelope_id"])
            attempt.sent()
            connection.put(attempt.envelope)
        else:
            attempt.fail("connection_failed")
            same = [one for one in self._waiting if one.delivery is attempt.delivery]
            for one in same:
                self._waiting.remove(one)
            self._waiting.append(attempt)

    def drop(self) -> None:
        """Break all connections without a word."""
        for connection in self.connections:
            connection.abort()
        self.connections.clear()

    async def disconnect(self, reason: Reason) -> None:
        """Ask the bot to leave all connections; with link_disabled they end as well."""
        leaving = list(self.connections)
        for connection in leaving:
            connection.retiring = reason != "warning"
            host = {"host": "applink-0", "approximate_connection_time": 18_060}
            message = {"type": "disconnect", "reason": reason, "debug_info": host}
            await connection.socket.send_str(json.dumps(message))
        if reason == "link_disabled":
            await asyncio.gather(*(one.socket.close() for one in leaving))

    async def close(self) -> None:
        """End all connections."""
        await asyncio.gather(*(one.socket.close() for one in self.connections))

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if self.refusing:
            return web.Response(status=503)
        if ticket not in self._world.tickets:
            return web.Response(status=403)
        self._world.tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=False, timeout=CLOSING_SECONDS)
        await socket.prepare(request)
        connection = Connection(socket, request)
        self.connections.append(connection)
        self.ever.append(connection)
        connection.put(self._hello())
        sending = asyncio.create_task(connection.send_all())
        for attempt in self._take_waiting():
            self.send(attempt)
        try:
            await self._hear_all(connection)
        finally:
            if connection in self.connections:
                self.connections.remove(connection)
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
        return socket

    async def _hear_all(self, connection: Connection) -> None:
        async for heard in connection.socket:
            if heard.type is WSMsgType.PING and not self.mute:
                self.pings += 1
                await connection.socket.pong(heard.data)
            elif heard.type is WSMsgType.TEXT:
                said = json.loads(heard.data)
                attempt = self._attempts.get(said.get("envelope_id", ""))
                if attempt is not None:
                    attempt.acknowledge(said.get("payload"))

    def _take_waiting(self) -> list[Attempt]:
        waiting = [one for one in self._waiting if not one.delivery.timed_out]
        self._waiting.clear()
        return waiting

    def _hello(self) -> Json:
        return {
            "type": "hello", "num_connections": len(self.connections),
            "debug_info": {"host": "applink-0", "approximate_connection_time": 18_060},
            "connection_info": {"app_id": APP},
        }  # fmt: skip
