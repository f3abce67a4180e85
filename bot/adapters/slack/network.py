"""What can go wrong between the bot and Slack, and waiting where Slack asks to slow down."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING, Final, TypeVar
from weakref import WeakValueDictionary

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.core import trying

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

logger = logging.getLogger(__name__)

T = TypeVar("T")


class ResponseRefusedError(Exception):
    """A response address took no more: it was used up, or is too old. `error` is Slack's word."""

    def __init__(self, error: str) -> None:
        super().__init__(f"Slack refuses a response: {error}")
        self.error = error


BROKEN_OFF: Final = (aiohttp.ClientError, OSError, TimeoutError)
"""A connection came to an end before the answer: what was asked may have been done or not."""

UNDELIVERED: Final = (SlackClientError, ResponseRefusedError, *BROKEN_OFF)
"""Slack refused, or could not be reached."""

TOO_FAST: Final = "ratelimited"
TRIES: Final = 100
"""How often something is sent at most where Slack asks to slow down. Only one waits at a time in a
channel, so the first tries are mostly enough."""

PAUSES: Final = trying.PAUSES


def error_of(error: BaseException) -> str:
    """Slack's own word for what is wrong, like "missing_scope"; "" where it said none."""
    return str(error.response.get("error", "")) if isinstance(error, SlackApiError) else ""


def told(error: BaseException) -> str:
    """What is wrong, for a log or an operator; a missing scope by its name."""
    if isinstance(error, SlackApiError):
        named, needed = error_of(error), error.response.get("needed", "")
        return f"{named} (the scope {needed})" if needed else named or str(error)
    return str(error) or type(error).__name__


class Pace:
    """Sends one thing at a time in a channel, and waits there as long as Slack says.

    Slack takes about a message a second in each. Lives as long as the connection.
    """

    def __init__(self) -> None:
        self._channels: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def send(self, channel: str, send: Callable[[], Awaitable[T]]) -> T:
        """What `send` gives, as `patiently` has it."""
        async with self._turn(channel):
            return await patiently(send)

    @contextlib.asynccontextmanager
    async def _turn(self, channel: str) -> AsyncIterator[None]:
        lock = self._channels.get(channel)
        if lock is None:
            lock = self._channels[channel] = asyncio.Lock()
        async with lock:
            yield


def _pause(error: SlackApiError) -> float:
    """Seconds that Slack asks to wait."""
    headers = {name.lower(): value for name, value in error.response.headers.items()}
    try:
        return max(0.1, float(headers.get("retry-after", 1)))
    except (TypeError, ValueError):
        return 1.0


async def patiently(send: Callable[[], Awaitable[T]]) -> T:
    """As `persistently`; tried again where Slack asks to wait, too."""
    for _ in range(TRIES):
        try:
            return await persistently(send)
        except SlackApiError as error:
            if error_of(error) != TOO_FAST:
                raise
            pause = _pause(error)
            logger.info("Slack asks to wait %g s", pause)
            await asyncio.sleep(pause)
    return await send()


async def persistently(send: Callable[[], Awaitable[T]]) -> T:
    """What `send` gives; tried again where no connection comes about. Raises UNDELIVERED.

    A message whose sending broke off half-way may stand there twice: better than not at all.
    """
    return await trying.persistently(send, BROKEN_OFF, PAUSES)
