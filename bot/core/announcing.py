"""Channels are told what new articles bring, once a generation with some of them answers.

    another generation answers? ─▶ articles that are new since the last one a channel was told of
        ─▶ News, or nothing worth a word ─▶ the channel ─▶ noted, so that it is told once

Which generation a channel was told of outlives the program: what came meanwhile is told at its next
start, and a channel that can't be reached is told later. One that is new is told of what comes from
then on. Going back to the index before is no news, nor is what comes back after that.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Final, Protocol

from bot.core.errors import ClosingError, NotToldError, QueueFullError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.call import Platform
    from bot.core.live_archive import LiveArchive
    from bot.core.news import News
    from bot.core.responder import Responder

logger = logging.getLogger(__name__)

EVERY: Final = 2.0
"""Seconds between two looks at which generation answers."""

AGAIN: Final = 60.0
"""Seconds after which a channel that could not be told is tried again."""


class Teller(Protocol):
    """A platform that has channels to be told."""

    @property
    def platform(self) -> Platform:
        """Which one it is."""

    @property
    def is_connected(self) -> bool:
        """Whether it can be talked to at this moment."""

    @property
    def announces_in(self) -> Sequence[str]:
        """The ids of the channels."""

    async def check(self, channel: str) -> None:
        """See whether a channel can be told, as far as that can be known before.

        Raises NotToldError.
        """

    async def announce(self, channel: str, news: News) -> None:
        """Tell a channel, in one message. Raises NotToldError with the reason and its cure."""


class Announcer:
    """Tells the channels. `run` is a task of its own; lives as long as the connections."""

    def __init__(
        self,
        responder: Responder,
        archive: LiveArchive,
        tellers: Sequence[Teller],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._responder = responder
        self._archive = archive
        self._clock = clock
        self._channels = [(one, channel) for one in tellers for channel in one.announces_in]
        self._checked: set[tuple[Platform, str]] = set()
        self._told: dict[tuple[Platform, str], str] = {}
        self._again: dict[tuple[Platform, str], float] = {}
        self._trouble: dict[tuple[Platform, str], str] = {}

    async def run(self) -> None:
        """Look every two seconds, until cancelled; at once where there is nobody to tell."""
        while self._channels:
            await asyncio.sleep(EVERY)
            await self.look()

    async def look(self) -> None:
        """Tell those who have not been told of what answers now. Raises nothing but CancelledError.

        Whether a channel can be told is looked at right away, and not only when there is news. One
        channel after the other; none waits for one that can't be told.
        """
        for teller, channel in self._channels:
            generation = self._archive.generation
            key = (teller.platform, channel)
            is_due = generation is not None and self._told.get(key) != generation
            is_due = is_due or key not in self._checked
            if not (is_due and teller.is_connected) or self._clock() < self._again.get(key, 0.0):
                continue
            try:
                if key not in self._checked:
                    await teller.check(channel)
                    self._checked.add(key)
                if generation is not None:
                    await self._bring_up_to_date(teller, channel, generation)
            except NotToldError as error:
                self._again[key] = self._clock() + AGAIN
                if self._trouble.get(key) != str(error):
                    logger.warning("%s", error)
                self._trouble[key] = str(error)
            except (QueueFullError, ClosingError) as error:
                logger.info("%s can't be told for now: %s", channel, error)
            except Exception:
                self._told[key] = generation or ""  # once is enough
                logger.exception("%s could not be told what new articles bring", channel)
            else:
                self._told[key] = generation or ""
                self._trouble.pop(key, None)

    async def _bring_up_to_date(self, teller: Teller, channel: str, generation: str) -> None:
        state = self._responder.state
        note = f"announced on {teller.platform} in {channel}"
        ids = [source.doc_id for source in self._archive.listed]
        since = await state.note(note)
        new = await state.arrived(generation, ids, since or generation)
        if since is not None and generation <= since:
            return
        if since is not None and new:
            news = await self._responder.news(since, new)
            if news is not None:
                await teller.announce(channel, news)
        await state.set_note(note, generation)
