"""A small Discord over real sockets, to see how the bot gets along with the network.

    wire.mention(…), wire.slash(…) ─▶ wire_gateway ─▶ the bot ─▶ wire_http ─▶ wire_judge
              └──────────────── Asked: acknowledged when, answered how ◀── wire_world ──┘

It hears and answers on 127.0.0.1 alone. Who looks for how replies look, or for buttons and forms,
is better served by an in-process stand-in; this one breaks off, slows down, forgets and repeats.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Self

from aiohttp import web

from tests.bot.adapters.discord import wire_payloads as payloads
from tests.bot.adapters.discord.wire_gateway import BAD_TOKEN, Gateway
from tests.bot.adapters.discord.wire_http import NO_ANSWER, Rest
from tests.bot.adapters.discord.wire_payloads import API, GATEWAY
from tests.bot.adapters.discord.wire_world import Asked, World

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from tests.bot.adapters.discord.wire_payloads import Json
    from tests.bot.adapters.discord.wire_world import Disturbance, Request

TOKEN: Final = "a.token.of-nobody"  # noqa: S105 - opens nothing
SECONDS: Final = 10.0
"""Longer than anything a test waits for takes."""

_TEXT: Final = 3
"""The type of a command's option that is text."""


class Wire:
    """Use it as an asynchronous context manager: it listens inside, on a free port."""

    def __init__(self, channels: int = 1, *, grants_content: bool = True) -> None:
        """With so many text channels in its one server; `grants_content` is the intent."""
        self._world = World(TOKEN, channels, grants_content=grants_content)
        self.gateway = Gateway(self._world)
        self._runner: web.AppRunner

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get(GATEWAY, self.gateway.connect)
        app.add_routes(Rest(self._world).routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._world.gateway_url = f"ws://127.0.0.1:{self._port}{GATEWAY}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    @property
    def base(self) -> str:
        """The address of the API; the gateway is at the same port."""
        return f"http://127.0.0.1:{self._port}{API}"

    @property
    def _port(self) -> int:
        port: int = self._runner.addresses[0][1]
        return port

    def channel(self, number: int) -> str:
        """The id of a channel, as it stands in addresses."""
        return payloads.channel_id(number)

    # ── what people do ───────────────────────────────────────────────────────────────────────

    def mention(self, text: str, person: int = 1, channel: int = 0) -> Asked:
        """Somebody mentions the bot in a channel."""
        author, bot = payloads.person(person), payloads.bot()
        about = {
            "content": f"<@{payloads.BOT}> {text}", "mentions": [bot], "guild_id": payloads.GUILD,
            "member": {k: v for k, v in payloads.member(author).items() if k != "user"},
        }  # fmt: skip
        message = payloads.message(author, payloads.channel_id(channel), about)
        return self._ask(Asked("MESSAGE_CREATE", message))

    def slash(self, name: str, person: int = 1, channel: int = 0, **options: str) -> Asked:
        """Somebody types a command that Discord has been told of. Raises StopIteration if not."""
        command = next(one for one in self._world.commands if one["name"] == name)
        given = [{"name": key, "type": _TEXT, "value": text} for key, text in options.items()]
        data = {"id": command["id"], "name": name, "type": 1, "options": given}
        user, where = payloads.person(person), payloads.channel(channel)
        return self._ask(Asked("INTERACTION_CREATE", payloads.interaction(user, where, data)))

    def _ask(self, asked: Asked) -> Asked:
        self._world.note(asked)
        self.gateway.dispatch(asked.name, asked.event)
        return asked

    # ── what goes wrong ──────────────────────────────────────────────────────────────────────

    def disturb(self, method: str, path: str, disturbance: Disturbance) -> None:
        """Disturb the next request of that method whose path has the pattern `path` in it."""
        self._world.disturb(method, path, disturbance)

    async def revoke(self) -> None:
        """Make the token worth nothing, which ends the connection."""
        self._world.token = "another"  # noqa: S105 - opens nothing
        await self.gateway.close(BAD_TOKEN)

    # ── what came of it ──────────────────────────────────────────────────────────────────────

    async def until(self, condition: Callable[[], bool], seconds: float = SECONDS) -> None:
        """Wait for a condition. Raises AssertionError, with what the bot did last."""
        try:
            await self._world.until(condition, seconds)
        except TimeoutError as exc:
            last = [f"{one.method} {one.path} {one.status}" for one in self._world.requests[-5:]]
            raise AssertionError(f"waited {seconds:g} s in vain; the last were {last}") from exc

    async def answered(self, asked: Asked, seconds: float = SECONDS) -> Json:
        """Wait for the first outcome of a question; what is seen of it."""
        await self.until(lambda: bool(asked.shown), seconds)
        return asked.last

    @property
    def commands(self) -> list[str]:
        """The commands that Discord has been told of."""
        return [one["name"] for one in self._world.commands]

    @property
    def syncs(self) -> int:
        """How often it was told."""
        return self._world.syncs

    def requests(self, method: str, path: str) -> list[Request]:
        """Those of that method whose path has the pattern `path` in it, in order."""
        pattern = re.compile(path)
        of_method = (one for one in self._world.requests if one.method == method)
        return [one for one in of_method if pattern.search(one.path)]

    @property
    def refused(self) -> list[Request]:
        """Everything that Discord would not have taken, but for what came too fast."""
        fine = {429, NO_ANSWER}
        return [one for one in self._world.requests if one.status >= 400 and one.status not in fine]
