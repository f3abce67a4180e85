"""`status`: what is being searched, how fresh it is, and how busy the bot is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core.call import CommandName
from bot.core.reply import Reply, Status, Visibility

if TYPE_CHECKING:
    from bot.core.call import Call
    from bot.core.command import Desk


class ShowStatus:
    """Shows the summary of the index and the dates of its articles."""

    name: ClassVar[CommandName] = CommandName.STATUS
    counts: ClassVar[bool] = False

    def run(self, call: Call, desk: Desk) -> Reply:  # noqa: ARG002 - takes no words
        """Summarise the archive."""
        archive = desk.archive.current()
        published = [source.published for source in archive.sources()]
        # ISO dates of unlike precision still sort by year and month: "2025-12" < "2025-12-29".
        dates = [date for date in published if date is not None]
        body = Status(
            summary=archive.summary(),
            oldest=min(dates, default=None),
            undated=len(published) - len(dates),
            waiting=desk.waiting(),
            rebuilding=desk.rebuilder.running,
        )
        return Reply(body, Visibility.PRIVATE)
