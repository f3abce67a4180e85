"""The sign that the bot is at work, in the thread of a question, where an answer takes a moment.

Slack takes it away when something is said there, so nothing may be said before it is set: it is
called off, or waited for, first.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING, Final

from bot.adapters.slack import phrases
from bot.adapters.slack.network import UNDELIVERED, told

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from slack_sdk.web.async_client import AsyncWebClient
logger = logging.getLogger(__name__)

PATIENCE: Final = 0.5
"""Seconds; most answers are there by then, and need no sign before them."""

SECONDS: Final = 2.0
"""For showing it: an answer that is there should not wait for longer."""


@contextlib.asynccontextmanager
async def at_work(
    client: AsyncWebClient, channel: str, thread: str, shown: Callable[[], None]
) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Show it while the work inside takes long. What is given is to be awaited before an answer.

    `shown` is called once it can be seen. Without a thread there is no place for it.
    """
    answered = asyncio.Event()

    async def show() -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(answered.wait(), PATIENCE)
            return
        try:
            async with asyncio.timeout(SECONDS):
                await client.assistant_threads_setStatus(
                    channel_id=channel, thread_ts=thread, status=phrases.STATUS
                )
            shown()
        except UNDELIVERED as error:  # the answer will tell
            logger.info("no sign of work could be shown: %s", told(error))

    showing = asyncio.create_task(show()) if thread else None

    async def before_answer() -> None:
        answered.set()
        if showing is not None:
            await asyncio.wait({showing})

    try:
        yield before_answer
    finally:
        if showing is not None and not showing.done():
            showing.cancel()
