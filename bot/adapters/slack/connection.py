"""The connection to Slack: who am I, may I, connect, stay; and say in a sentence why not."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack import phrases
from bot.adapters.slack.app import Listeners, make_app
from bot.adapters.slack.buttons import Buttons
from bot.adapters.slack.calling import Calling
from bot.adapters.slack.commands import Commands
from bot.adapters.slack.following import Following
from bot.adapters.slack.formatter import Formatter, format_news, plainly
from bot.adapters.slack.identity import identify
from bot.adapters.slack.library_log import library_log
from bot.adapters.slack.messages import Messages
from bot.adapters.slack.names import named
from bot.adapters.slack.network import UNDELIVERED, error_of, told
from bot.adapters.slack.posting import Poster
from bot.adapters.slack.prompts import suggest
from bot.adapters.slack.responding import NOT_THERE
from bot.adapters.slack.sockets import Sockets
from bot.adapters.slack.work import Work
from bot.core.answering import Answering, Manner
from bot.core.call import Platform
from bot.core.errors import NotToldError, StartError
from index.clock import utc_now

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.adapters.slack.app import App
    from bot.adapters.slack.identity import Identity
    from bot.adapters.slack.options import Options
    from bot.adapters.slack.outgoing import Outgoing
    from bot.core.live_archive import LiveArchive
    from bot.core.news import News
    from bot.core.responder import Responder

logger = logging.getLogger(__name__)

PATH = "/slack/events"
"""Where Slack calls, for events, commands and buttons alike."""

SECONDS = 30.0
"""For one request to Slack."""


class SlackConnection:
    """As `bot.core.running.Connection`, and as `bot.core.announcing.Teller`."""

    def __init__(
        self,
        responder: Responder,
        archive: LiveArchive,
        options: Options,
        announce: Callable[[str], None],
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """`announce` is told, in a sentence, that the connection stands."""
        self._responder = responder
        self._archive = archive
        self._options = options
        self._announce = announce
        self._now = now
        self._names = named(options.prefix)
        manner = Manner(Platform.SLACK, Formatter(self._names).reply, plainly, UNDELIVERED)
        self._answering: Answering[Outgoing] = Answering(responder, manner, now)
        self._work = Work()
        self._closing = asyncio.Event()
        self._sockets: Sockets | None = None
        self._listens = False
        self._poster: Poster | None = None

    @property
    def platform(self) -> Platform:
        """As `Teller.platform`."""
        return Platform.SLACK

    @property
    def announces_in(self) -> Sequence[str]:
        """As `Teller.announces_in`."""
        return sorted(self._options.announce)

    async def check(self, channel: str) -> None:
        """As `Teller.check`: only a scope more would have Slack tell anything of a channel."""

    async def announce(self, channel: str, news: News) -> None:
        """As `Teller.announce`."""
        if self._poster is None:
            raise NotToldError(phrases.could_not_announce(channel, "not connected"))
        try:
            await self._poster.post(channel, format_news(news, self._now()))
        except UNDELIVERED as exc:
            if error_of(exc) in NOT_THERE:
                raise NotToldError(phrases.may_not_announce(channel)) from exc
            raise NotToldError(phrases.could_not_announce(channel, told(exc))) from exc

    @property
    def is_connected(self) -> bool:
        """As `Connection.is_connected`."""
        return self._listens or (self._sockets is not None and self._sockets.stands)

    async def finished(self, seconds: float) -> bool:
        """As `Connection.finished`; what was heard counts from then on."""
        return await self._work.finished(seconds)

    async def close(self) -> None:
        """As `Connection.close`."""
        self._closing.set()

    async def stay(self) -> None:
        """As `Connection.stay`."""
        timeout = aiohttp.ClientTimeout(total=SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            client = AsyncWebClient(
                self._options.bot_token, base_url=self._options.web_api, session=session,
                logger=library_log(), retry_handlers=[],
            )  # fmt: skip
            me = await identify(client)
            async with self._work:
                app = self._app(client, session, me)
                if self._options.port:
                    await self._serve(app, me)
                else:
                    await self._connect(app, client, me)

    def _app(self, client: AsyncWebClient, session: aiohttp.ClientSession, me: Identity) -> App:
        """All that hears and answers, put together."""
        poster = self._poster = Poster(client, session)
        following = Following(self._responder, self._answering, poster)
        access = self._options.access
        calling = Calling(
            self._answering, self._responder, poster, me, access, following, self._work.start_beside
        )

        async def greet(channel: str) -> None:
            if access.allows(channel, is_direct=True):
                await suggest(client, channel, self._archive)

        messages = Messages(self._answering, self._responder, poster, me, access, self._names)
        listeners = Listeners(
            messages,
            Commands(calling, self._names),
            Buttons(calling),
            self._work.start,
            greet,
        )
        return make_app(
            listeners, client, me, self._names, self._options.signing_secret,
            self._responder.observer,
        )  # fmt: skip

    async def _connect(self, app: App, client: AsyncWebClient, me: Identity) -> None:
        """Stay connected with a socket of our own. Raises StartError."""
        sockets = Sockets(app.heard, client, self._options)
        try:
            await sockets.begin()
            self._sockets = sockets
            self._announce(phrases.connected(me.name, me.workspace))
            await sockets.until(self._closing)
        finally:
            await sockets.end()

    async def _serve(self, app: App, me: Identity) -> None:
        """Listen for what Slack calls. Raises StartError."""
        host, port = self._options.host, self._options.port
        runner = web.AppRunner(app.website(PATH), access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            self._listens = True
            self._announce(phrases.connected(me.name, me.workspace, port=port))
            await self._closing.wait()
        except OSError as exc:
            reason = exc.strerror or str(exc)
            raise StartError(phrases.port_taken(host, port, reason)) from exc
        finally:
            self._listens = False
            await runner.cleanup()
