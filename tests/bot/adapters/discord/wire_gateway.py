"""The stand-in's gateway: sessions of numbered events, over connections that may break.

HELLO ─▶ IDENTIFY ─▶ READY, GUILD_CREATE ─▶ events     or 4004, 4014
     └▶ RESUME ─▶ what was missed, RESUMED ─▶ events    or INVALID_SESSION
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import zlib
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from tests.bot.adapters.discord import wire_payloads as payloads
from tests.bot.adapters.discord.wire_http import break_off

if TYPE_CHECKING:
    from tests.bot.adapters.discord.wire_payloads import Json
    from tests.bot.adapters.discord.wire_world import World

DISPATCH: Final = 0
HEARTBEAT: Final = 1
IDENTIFY: Final = 2
RESUME: Final = 6
INVALID_SESSION: Final = 9
HELLO: Final = 10
HEARTBEAT_ACK: Final = 11

BAD_TOKEN: Final = 4004
BAD_INTENTS: Final = 4014
MESSAGE_CONTENT: Final = 1 << 15
HEARTBEAT_MILLISECONDS: Final = 41_250


class _Line:
    """One connection. What is put into it is sent in that order, packed as the bot asked for."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self.transport = request.transport
        self._outgoing: asyncio.Queue[Json] = asyncio.Queue()
        # zstd-stream, asked for where that package is installed, may be answered in plain text.
        zipped = request.query.get("compress") == "zlib-stream"
        self._stream = zlib.compressobj() if zipped else None

    def put(self, payload: Json) -> None:
        """Send it soon."""
        self._outgoing.put_nowait(payload)

    async def send_all(self) -> None:
        """Send until the connection ends or this is cancelled."""
        with contextlib.suppress(ConnectionError):
            while True:
                text = json.dumps(await self._outgoing.get())
                if self._stream is None:
                    await self.socket.send_str(text)
                else:
                    packed = self._stream.compress(text.encode())
                    await self.socket.send_bytes(packed + self._stream.flush(zlib.Z_SYNC_FLUSH))


class Gateway:
    """Holds one session at a time, which lives on while nobody is connected."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._line: _Line | None = None
        self._session = ""
        self._events: list[Json] = []
        """Of the session, since it began: an event's number is its place, counted from 1."""

        self._rewind = 0
        self.identified = 0
        """How often a session began."""

        self.resumed = 0
        """How often one was gone on with."""

    @property
    def connected(self) -> bool:
        """Whether a session is being listened to."""
        return self._line is not None

    def dispatch(self, name: str, event: Json) -> None:
        """Tell the bot of something; later, if it is not connected but comes back."""
        numbered = {"op": DISPATCH, "t": name, "s": len(self._events) + 1, "d": event}
        self._events.append(numbered)
        if self._line is not None:
            self._line.put(numbered)

    def drop(self, rewind: int = 0) -> None:
        """Break the connection without a word; it may be resumed.

        When it is, the last `rewind` events that the bot has heard are told again.
        """
        line, self._line = self._line, None
        self._rewind = rewind
        if line is not None and line.transport is not None:
            line.transport.abort()

    def forget(self) -> None:
        """End the session: it can't be resumed."""
        self._session = ""

    async def close(self, code: int) -> None:
        """End the connection with a reason."""
        line, self._line = self._line, None
        if line is not None:
            await line.socket.close(code=code)

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """aiohttp's handler of the gateway's address."""
        if self._world.disturbance("GET", request.path) is not None:
            return break_off(request)
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        line = _Line(socket, request)
        sending = asyncio.create_task(line.send_all())
        line.put({"op": HELLO, "d": {"heartbeat_interval": HEARTBEAT_MILLISECONDS}})
        try:
            async for heard in socket:
                await self._hear(line, heard.json())
        finally:
            if self._line is line:
                self._line = None
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
        return socket

    async def _hear(self, line: _Line, heard: Json) -> None:
        match heard["op"]:
            case op if op == HEARTBEAT:
                line.put({"op": HEARTBEAT_ACK})
            case op if op in {IDENTIFY, RESUME} and heard["d"]["token"] != self._world.token:
                await line.socket.close(code=BAD_TOKEN)
            case op if op == IDENTIFY:
                await self._identify(line, heard["d"])
            case op if op == RESUME:
                self._resume(line, heard["d"])
        self._world.ring()

    async def _identify(self, line: _Line, wishes: dict[str, Any]) -> None:
        if wishes["intents"] & MESSAGE_CONTENT and not self._world.grants_content:
            await line.socket.close(code=BAD_INTENTS)
            return
        self.identified += 1
        self._session = f"session-{self.identified}"
        self._events = []
        self._line = line
        self.dispatch("READY", self._ready())
        self.dispatch("GUILD_CREATE", payloads.guild(self._world.channels))

    def _resume(self, line: _Line, wishes: dict[str, Any]) -> None:
        if wishes["session_id"] != self._session:
            line.put({"op": INVALID_SESSION, "d": False})
            return
        self.resumed += 1
        for missed in self._events[wishes["seq"] - self._rewind :]:
            line.put(missed)
        self._line, self._rewind = line, 0
        self.dispatch("RESUMED", {})

    def _ready(self) -> Json:
        return {
            "v": 10, "user": payloads.bot(), "session_id": self._session,
            "resume_gateway_url": self._world.gateway_url, "shard": [0, 1],
            "guilds": [{"id": payloads.GUILD, "unavailable": True}],
            "application": {"id": payloads.BOT, "flags": 0},
        }  # fmt: skip
