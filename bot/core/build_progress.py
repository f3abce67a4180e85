"""A build as whoever began it follows it: how far it is, now and then, until its end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.core.builds import Running
    from bot.core.reply import BuildOutcome, Rebuilding

    OnCourse = Callable[[Running], Awaitable[None]]

EVERY: Final = 2.0
"""Seconds from one word on a build to the next, at least."""


async def follow(
    begun: Rebuilding, running: Callable[[], Running | None], on_course: OnCourse, every: float
) -> BuildOutcome:
    """Wait for the end of a build, and raise what it raised.

    `on_course` is told how far it is, where that has changed, `every` seconds after it was told
    last. As long after that the end comes, at the earliest; it must not raise.
    """
    ending = asyncio.wrap_future(begun.outcome)
    told: Running | None = None
    is_new = False
    while True:
        if is_new:
            await asyncio.sleep(every)
        else:
            await asyncio.wait({ending}, timeout=every)
        if ending.done():
            return await ending
        now = running()
        is_new = now is not None and now != told
        if now is not None and is_new:
            await on_course(now)
            told = now
