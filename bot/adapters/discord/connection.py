"""The connection to Discord: log in, stay, and say in a sentence why that can't be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import discord

from bot.adapters.discord import phrases
from bot.adapters.discord.formatter import format_news
from bot.adapters.discord.network import UNDELIVERED
from bot.adapters.discord.sending import InChannel
from bot.core.call import Platform
from bot.core.errors import NotToldError, StartError
from index.clock import utc_now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.adapters.discord.client import DatelineClient
    from bot.core.news import News

INVALID_TOKEN: Final = 4004
"""The code with which Discord ends a connection whose token was revoked."""


class DiscordConnection:
    """As `bot.core.running.Connection`, and as `bot.core.announcing.Teller`."""

    def __init__(self, client: DatelineClient, token: str) -> None:
        self._client = client
        self._token = token

    @property
    def platform(self) -> Platform:
        """As `Teller.platform`."""
        return Platform.DISCORD

    @property
    def announces_in(self) -> Sequence[str]:
        """As `Teller.announces_in`."""
        return sorted(self._client.options.announce)

    async def announce(self, channel: str, news: News) -> None:
        """As `Teller.announce`."""
        try:
            found = self._client.get_channel(int(channel))
            found = found or await self._client.fetch_channel(int(channel))
            if not isinstance(found, discord.abc.Messageable):
                raise NotToldError(phrases.no_channel(channel))
            await InChannel(found).deliver([format_news(news, utc_now())])
        except discord.NotFound as exc:
            raise NotToldError(phrases.no_channel(channel)) from exc
        except discord.Forbidden as exc:
            raise NotToldError(phrases.may_not_announce(channel)) from exc
        except UNDELIVERED as exc:
            raise NotToldError(phrases.could_not_announce(channel, _told(exc))) from exc

    @property
    def is_connected(self) -> bool:
        """As `Connection.is_connected`."""
        return self._client.is_connected

    async def finished(self, seconds: float) -> bool:
        """As `Connection.finished`."""
        return await self._client.answering.finished(seconds)

    async def close(self) -> None:
        """As `Connection.close`."""
        await self._client.close()

    async def stay(self) -> None:
        """As `Connection.stay`; discord.py comes back by itself after a break."""
        try:
            async with self._client:
                await self._client.start(self._token)
        except discord.LoginFailure as exc:
            raise StartError(phrases.REFUSED) from exc
        except discord.PrivilegedIntentsRequired as exc:
            raise StartError(phrases.NO_INTENT) from exc
        except discord.ConnectionClosed as exc:
            if exc.code == INVALID_TOKEN:
                raise StartError(phrases.REFUSED) from exc
            raise StartError(phrases.unreachable(str(exc))) from exc
        except (*UNDELIVERED, discord.GatewayNotFound) as exc:
            raise StartError(phrases.unreachable(_told(exc))) from exc
        except AttributeError as exc:
            # When its first connection breaks off, discord.py looks for what it never had.
            if self._client.ws is not None or exc.__context__ is None:
                raise
            raise StartError(phrases.unreachable(_told(exc.__context__))) from exc


def _told(error: BaseException) -> str:
    return str(error) or type(error).__name__
