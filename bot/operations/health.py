"""Is the bot well, and is it ready? A sentence on what stands in the way, or None.

trouble      a thread has been at one job for so long that it will hardly come back; a new
             start would help
hindrance    nobody can be answered at this moment: no index, no connection, or the end is near
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.live_archive import LiveArchive
    from bot.core.responder import Responder

STUCK: Final = 3
"""Times `ANSWER_SECONDS` after which a job is taken to be stuck: nobody has waited for it since the
first.
"""

STUCK_AT_LEAST: Final = 30.0
"""Seconds: a first picture of the ledger takes some, however little time a question may take."""


@dataclass(frozen=True, slots=True)
class Health:
    """Looks at what runs, without waiting for any of it. Lives as long as the connection."""

    responder: Responder
    archive: LiveArchive
    is_connected: Callable[[], bool]
    answer_seconds: float

    def trouble(self) -> str | None:
        """Why the bot should be started anew."""
        busy = self.responder.busy_seconds
        if busy > max(STUCK * self.answer_seconds, STUCK_AT_LEAST):
            return f"a job has been running for {busy:.0f} seconds, and holds up all others"
        return None

    def hindrance(self) -> str | None:
        """Why nobody can be answered now."""
        if self.responder.is_closing:
            return "the bot is stopping"
        if not self.archive.is_ready:
            percent = self.archive.percent
            return "there is no index yet" + ("" if percent is None else f" ({percent} % built)")
        return None if self.is_connected() else "the platform is not connected"
