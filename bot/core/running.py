"""The life of the bot on its platforms: connect, run, and end without leaving anyone without an
answer.

SIGINT, SIGTERM ─▶ refuse what comes new ─▶ wait for answers under way ─▶ close
a platform refuses its token, or can't be reached ─▶ StartError, with the cure

The platforms share one responder, so one index answers on all of them.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from typing import TYPE_CHECKING, Final, Protocol

from bot.core import words
from bot.core.errors import BotError, StartError
from index.errors import DatelineError, StoreBusyError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence
    from concurrent.futures import Future

    from bot.core.announcing import Announcer
    from bot.core.reply import BuildOutcome
    from bot.core.responder import Responder

logger = logging.getLogger(__name__)

GRACE: Final = 10.0
"""Seconds for answers under way when the bot is stopped."""

LAST_WORDS: Final = 2.0
"""Of these, seconds that are kept for telling those who still wait that they wait in vain."""

DAY: Final = 86_400.0


class Connection(Protocol):
    """A platform, as it looks to what keeps the bot running. Lives as long as the program."""

    @property
    def is_connected(self) -> bool:
        """Whether the platform tells the bot, at this moment, what people say."""

    async def stay(self) -> None:
        """Connect, and come back after breaks, until closed. Raises StartError."""

    async def finished(self, seconds: float) -> bool:
        """Wait until no answer is under way, for so long at most; whether that came about."""

    async def close(self) -> None:
        """End the connection. May be called before it stands, and twice."""


async def run(
    connections: Sequence[Connection],
    responder: Responder,
    *,
    keep_days: int,
    first_build: Future[BuildOutcome] | None = None,
    announcer: Announcer | None = None,
) -> None:
    """Stay connected until a signal comes, or one of the connections ends. Raises StartError.

    `first_build` is the one without which there is nothing to answer from. `announcer` tells
    channels what new articles bring, meanwhile.
    """
    stop = asyncio.Event()
    refusals: list[StartError] = []
    try:
        async with asyncio.TaskGroup() as tasks, _closed_at_the_end(connections):
            with _signals(stop):
                background = [
                    tasks.create_task(_forget_daily(responder, keep_days)),
                    tasks.create_task(_watch(first_build)),
                ]
                if announcer is not None:
                    background.append(tasks.create_task(announcer.run()))
                connected = [tasks.create_task(_stay(one, refusals)) for one in connections]
                stopping = tasks.create_task(stop.wait())
                await asyncio.wait({*connected, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if stop.is_set() or any(one.is_connected for one in connections):
                    await _wind_up(connections, responder)
                for connection in connections:
                    await connection.close()
                # The connections too: one may be waiting for a better moment to come back.
                for task in (stopping, *connected, *background):
                    task.cancel()
    except* StartError as errors:
        raise errors.exceptions[0] from None
    if refusals:
        raise refusals[0]


async def _stay(connection: Connection, refusals: list[StartError]) -> None:
    """Stay connected. What ends it is kept: on other platforms answers may be under way."""
    try:
        await connection.stay()
    except StartError as error:
        refusals.append(error)


@contextlib.asynccontextmanager
async def _closed_at_the_end(connections: Sequence[Connection]) -> AsyncIterator[None]:
    try:
        yield
    finally:
        for connection in connections:
            await connection.close()


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


async def _wind_up(connections: Sequence[Connection], responder: Responder) -> None:
    """Let answers under way come to their end; those that can't in time are told so."""
    logger.warning("stopping; answers under way are finished first")
    responder.refuse_new()
    if await _finished(connections, GRACE - LAST_WORDS):
        return
    await asyncio.to_thread(responder.close)
    if not await _finished(connections, LAST_WORDS):
        logger.warning("stopped before every answer was given")


async def _finished(connections: Sequence[Connection], seconds: float) -> bool:
    return all(await asyncio.gather(*(one.finished(seconds) for one in connections)))


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
