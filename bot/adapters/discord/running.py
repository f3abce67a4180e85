"""The life of the connection: log in, run, and end without leaving anyone without an answer.

SIGINT, SIGTERM ─▶ refuse what comes new ─▶ wait for answers under way ─▶ close
Discord refuses the token or an intent ─▶ StartError, with the cure
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from typing import TYPE_CHECKING, Final

import discord

from bot.adapters.discord import phrases
from bot.adapters.discord.network import UNDELIVERED
from bot.core import words
from bot.core.errors import BotError, StartError
from index.errors import DatelineError, StoreBusyError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    from bot.adapters.discord.client import DatelineClient
    from bot.core.reply import BuildOutcome
    from bot.core.responder import Responder

logger = logging.getLogger(__name__)

GRACE: Final = 10.0
"""Seconds for answers under way when the bot is stopped."""

LAST_WORDS: Final = 2.0
"""Of these, seconds that are kept for telling those who still wait that they wait in vain."""

DAY: Final = 86_400.0

INVALID_TOKEN: Final = 4004
"""The code with which Discord ends a connection whose token was revoked."""


async def run(
    client: DatelineClient,
    token: str,
    responder: Responder,
    *,
    keep_days: int,
    first_build: Future[BuildOutcome] | None = None,
) -> None:
    """Stay connected until a signal comes. Raises StartError.

    `first_build` is the one without which there is nothing to answer from.
    """
    stop = asyncio.Event()
    try:
        async with client, asyncio.TaskGroup() as tasks:
            with _signals(stop):
                background = [
                    tasks.create_task(_forget_daily(responder, keep_days)),
                    tasks.create_task(_watch(first_build)),
                ]
                connection = tasks.create_task(_connect(client, token))
                stopping = tasks.create_task(stop.wait())
                await asyncio.wait({connection, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if stop.is_set():
                    await _wind_up(client, responder)
                await client.close()
                # The connection too: it may be waiting for a better moment to come back.
                for task in (stopping, connection, *background):
                    task.cancel()
    except* StartError as errors:
        raise errors.exceptions[0] from None


async def _connect(client: DatelineClient, token: str) -> None:
    """Log in and stay connected; discord.py comes back by itself after a break."""
    try:
        await client.start(token)
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
        if client.ws is not None or exc.__context__ is None:
            raise
        raise StartError(phrases.unreachable(_told(exc.__context__))) from exc


def _told(error: BaseException) -> str:
    return str(error) or type(error).__name__


async def _watch(build: Future[BuildOutcome] | None) -> None:
    """Without a first index there is no going on, unless another process is building it."""
    if build is None:
        return
    try:
        await asyncio.wrap_future(build)
    except StoreBusyError:
        logger.warning("another process is building the first index; it will be opened, too")
    except (DatelineError, BotError) as exc:
        raise StartError(words.no_first_index(str(exc))) from exc


async def _wind_up(client: DatelineClient, responder: Responder) -> None:
    """Let answers under way come to their end; those that can't in time are told so."""
    logger.warning("stopping; answers under way are finished first")
    responder.refuse_new()
    if await client.answering.finished(GRACE - LAST_WORDS):
        return
    await asyncio.to_thread(responder.close)
    if not await client.answering.finished(LAST_WORDS):
        logger.warning("stopped before every answer was given")


async def _forget_daily(responder: Responder, days: int) -> None:
    """Delete what has been kept for longer than `days`, once a day; at the start it is done too."""
    while True:
        await asyncio.sleep(DAY)
        await responder.state.forget_older_than(days)


@contextlib.contextmanager
def _signals(stop: asyncio.Event) -> Iterator[None]:
    """Set `stop` at Ctrl-C and SIGTERM."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
