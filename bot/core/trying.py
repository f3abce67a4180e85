"""Doing something once more where a connection breaks off."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

logger = logging.getLogger(__name__)

T = TypeVar("T")

PAUSES: Final = (0.2, 1.0, 3.0)
"""Seconds before each further try."""


async def persistently(
    send: Callable[[], Awaitable[T]],
    broken_off: tuple[type[Exception], ...],
    pauses: Sequence[float] = PAUSES,
) -> T:
    """What `send` gives; tried again after one of the errors `broken_off`, and raises the last.

    `send` must be harmless when done twice, or better done twice than not at all.
    """
    for pause in pauses:
        try:
            return await send()
        except broken_off as error:
            logger.info("the connection broke off (%s), trying again", type(error).__name__)
            await asyncio.sleep(pause)
    return await send()
