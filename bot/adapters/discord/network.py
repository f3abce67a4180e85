"""What can go wrong between the bot and Discord, and trying once more where that may help.

discord.py itself waits where Discord asks to slow down, and tries again where Discord answers that
something broke there. What it leaves to us is a connection that breaks off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import aiohttp
import discord

from bot.core import trying

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

T = TypeVar("T")

BROKEN_OFF: Final = (aiohttp.ClientError, OSError, TimeoutError)
"""A connection came to an end before the answer: what was asked may have been done or not."""

UNDELIVERED: Final = (discord.HTTPException, *BROKEN_OFF)
"""Discord refused, or could not be reached."""


async def persistently(
    send: Callable[[], Awaitable[T]], pauses: Sequence[float] = trying.PAUSES
) -> T:
    """What `send` gives; tried again where the connection breaks off. Raises UNDELIVERED.

    `send` must be harmless when done twice: a message with a nonce, or an edit.
    """
    return await trying.persistently(send, BROKEN_OFF, pauses)
