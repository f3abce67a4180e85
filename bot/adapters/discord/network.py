"""What can go wrong between the bot and Discord, and trying once more where that may help.

discord.py itself waits where Discord asks to slow down, and tries again where Discord answers that
something broke there. What it leaves to us is a connection that breaks off.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final, TypeVar

import aiohttp
import discord

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

logger = logging.getLogger(__name__)

T = TypeVar("T")

BROKEN_OFF: Final = (aiohttp.ClientError, OSError, TimeoutError)
"""A connection came to an end before the answer: what was asked may have been done or not."""

UNDELIVERED: Final = (discord.HTTPException, *BROKEN_OFF)
"""Discord refused, or could not be reached."""

PAUSES: Final = (0.2, 1.0, 3.0)
"""Seconds before each further try."""


async def persistently(send: Callable[[], Awaitable[T]], pauses: Sequence[float] = PAUSES) -> T:
    """What `send` gives; tried again where the connection breaks off. Raises UNDELIVERED.

    `send` must be harmless when done twice: a message with a nonce, or an edit.
    """
    for pause in pauses:
        try:
            return await send()
        except BROKEN_OFF as error:
            logger.info("the connection broke off (%s), trying again", type(error).__name__)
            await asyncio.sleep(pause)
    return await send()
