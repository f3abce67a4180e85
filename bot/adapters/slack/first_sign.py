"""The sign that the bot is at work, in the thread of a question, where an answer takes a moment.

Slack takes it away when something is said there, so nothing may be said before it is set: it is
called off, or waited for, first.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from typing import TYPE_CHECKING, Final

from bot.adapters.slack import phrases
from bot.adapters.slack.network import UNDELIVERED, told
from bot.core.observing import Heard

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.core.observing import Observer

logger = logging.getLogger(__name__)

PATIENCE: Final = 0.5
"""Seconds; most answers are there by then, and need no sign before them."""


class FirstSign:
    """Tells an observer how long the first sign of life took; later ones don't count."""

    def __init__(self, observer: Observer, heard: float) -> None:
        """`heard` is when the message came, by `time.monotonic`."""
        self._observer = observer
        self._heard = heard
        self._given = False

    def given(self) -> None:
        """Whoever asked can see that they were heard."""
        if not self._given:
            self._given = True
            self._observer.acknowledged(Heard.MESSAGE, time.monotonic() - self._heard)


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
        await before_answer()
