"""The connection to Discord: log in, stay, and say in a sentence why that can't be."""

from __future__ import annotations

import contextlib
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
    from collections.abc import Iterator, Sequence

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

    async def check(self, channel: str) -> None:
        """As `Teller.check`."""
        with _translated(channel):
            await self._find(channel)

    async def announce(self, channel: str, news: News) -> None:
        """As `Teller.announce`."""
        with _translated(channel):
            found = await self._find(channel)
            await InChannel(found).deliver([format_news(news, utc_now())])

    async def _find(self, channel: str) -> discord.abc.Messageable:
        """The channel of an id, if it can be written in. Raises NotToldError, and UNDELIVERED."""
        found = self._client.get_channel(int(channel))
        found = found or await self._client.fetch_channel(int(channel))
        if not isinstance(found, discord.abc.Messageable):
            raise NotToldError(phrases.no_channel(channel))
        if not _may_write(found):
            raise NotToldError(phrases.may_not_announce(channel))
        return found

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


@contextlib.contextmanager
def _translated(channel: str) -> Iterator[None]:
    """What Discord says against telling a channel, as NotToldError."""
    try:
        yield
    except discord.NotFound as exc:
        raise NotToldError(phrases.no_channel(channel)) from exc
    except discord.Forbidden as exc:
        raise NotToldError(phrases.may_not_announce(channel)) from exc
    except UNDELIVERED as exc:
        raise NotToldError(phrases.could_not_announce(channel, _told(exc))) from exc


def _may_write(channel: discord.abc.Messageable) -> bool:
    """Whether the bot may write there, with embeds; True where that can't be known."""
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return True
    try:
        may = channel.permissions_for(channel.guild.me)
    except discord.ClientException:  # a thread whose channel is not known
        return True
    in_thread = isinstance(channel, discord.Thread)
    may_send = may.send_messages_in_threads if in_thread else may.send_messages
    return may.view_channel and may_send and may.embed_links
