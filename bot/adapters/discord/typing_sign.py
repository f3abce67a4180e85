"""The sign that the bot is typing, shown from the first moment until the answer is there.

discord.py has one of its own, which waits for Discord before the work begins, for seconds where
Discord asks to slow down; this one runs beside the work and never holds it up.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Final

from bot.adapters.discord.network import UNDELIVERED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    import discord

SHOWN: Final = 8.0
"""Seconds after which it is sent again; Discord shows it for ten."""


@contextlib.asynccontextmanager
async def typing_in(
    channel: discord.abc.Messageable, shown: Callable[[], None]
) -> AsyncIterator[None]:
    """Show it while the work inside goes on; `shown` is called each time that it has been."""
    typing = asyncio.create_task(_type(channel, shown))
    try:
        yield
    finally:
        typing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await typing


async def _type(channel: discord.abc.Messageable, shown: Callable[[], None]) -> None:
    # Where it may not be shown, the answer will tell.
    with contextlib.suppress(*UNDELIVERED):
        while True:
            await channel.typing()
            shown()
            await asyncio.sleep(SHOWN)
