"""Socket Mode: a connection that the bot opens, through which Slack tells it what happens."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Final

from slack_sdk.socket_mode.aiohttp import SocketModeClient

from bot.adapters.slack import phrases
from bot.adapters.slack.identity import REFUSED
from bot.adapters.slack.library_log import library_log
from bot.adapters.slack.network import UNDELIVERED, error_of, patiently, told
from bot.core.errors import StartError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
    from slack_sdk.socket_mode.request import SocketModeRequest
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.options import Options

    Heard = Callable[[AsyncBaseSocketModeClient, SocketModeRequest], Awaitable[None]]

NO_SOCKET_MODE = frozenset({"access_denied", "not_enabled", "socket_mode_not_enabled", "forbidden"})


ADDRESS_SECONDS: Final = 15.0
"""How long an address to connect to is tried."""

BEGIN_SECONDS: Final = 30.0
"""For the first connection; later ones are tried without end."""


class Sockets(SocketModeClient):
    """slack_sdk's own client, which comes back by itself after a break, unless Slack refuses it."""

    def __init__(self, heard: Heard, client: AsyncWebClient, options: Options) -> None:
        """`heard` is called with each envelope, and acknowledges it."""
        self._address: str | None = None
        self._until = 0.0
        super().__init__(
            app_token=options.app_token, logger=library_log(), web_client=client,
            ping_interval=options.ping_seconds,
        )  # fmt: skip
        self._over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.socket_mode_request_listeners.append(heard)

    @property
    def stands(self) -> bool:
        """Whether the connection stands."""
        session = self.current_session
        return not self.closed and session is not None and not session.closed

    @property  # type: ignore[override] # as an attribute it would be kept for ever
    def wss_uri(self) -> str | None:
        """Where to connect to; None once that is old, so that slack_sdk asks for another.

        Slack takes an address for some seconds only, and slack_sdk would try one without end.
        """
        return self._address if time.monotonic() < self._until else None

    @wss_uri.setter
    def wss_uri(self, address: str | None) -> None:
        self._address = address
        self._until = time.monotonic() + ADDRESS_SECONDS

    async def begin(self) -> None:
        """Connect for the first time. Raises StartError where that can't be."""
        try:
            self.wss_uri = await self.issue_new_wss_url()
            async with asyncio.timeout(BEGIN_SECONDS):
                await self.connect()  # type: ignore[no-untyped-call] # slack_sdk's
        except UNDELIVERED as exc:
            raise refused_with(exc) or StartError(phrases.unreachable(told(exc))) from exc

    async def until(self, closing: asyncio.Event) -> None:
        """Stay connected until `closing` is set. Raises StartError where Slack ends it for good."""
        waiting = asyncio.create_task(closing.wait())
        either: set[asyncio.Future[Any]] = {waiting, self._over}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
        if self._over.done():
            self._over.result()

    async def end(self) -> None:
        """Disconnect; nothing comes back after this."""
        self._over.cancel()
        await self.close()  # type: ignore[no-untyped-call] # slack_sdk's

    async def issue_new_wss_url(self) -> str:
        """Where to connect to: called by slack_sdk for every later connection, too."""
        try:
            opened = await patiently(
                lambda: self.web_client.apps_connections_open(app_token=self.app_token)
            )
        except UNDELIVERED as error:
            refusal = refused_with(error)
            # What is wrong at the first time is raised by `begin`.
            if refusal is not None and self.current_session is not None and not self._over.done():
                self._over.set_exception(refusal)
            raise
        return str(opened["url"])


def refused_with(error: BaseException) -> StartError | None:
    """Why the app token can't be used, if that is what Slack says; else None."""
    said = error_of(error)
    if said in REFUSED or said == "missing_scope":
        return StartError(phrases.APP_REFUSED)
    return StartError(phrases.NO_SOCKET_MODE) if said in NO_SOCKET_MODE else None
