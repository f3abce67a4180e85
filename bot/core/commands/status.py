"""`status`: what is being searched and how fresh it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from bot.core.call import CommandName
from bot.core.reply import Reply, Status, Visibility

if TYPE_CHECKING:
    from bot.core.archive import Archive
    from bot.core.call import Call


class ShowStatus:
    """Shows the summary of the index and the dates of its articles."""

    name: ClassVar[CommandName] = CommandName.STATUS
    counts: ClassVar[bool] = False

    def run(self, call: Call, archive: Archive) -> Reply:  # noqa: ARG002 - takes no words
        """Summarise the archive."""
        published = [source.published for source in archive.sources()]
        # ISO dates of unlike precision still sort by year and month: "2025-12" < "2025-12-29".
        dates = [date for date in published if date is not None]
        body = Status(archive.summary(), min(dates, default=None), len(published) - len(dates))
        return Reply(body, Visibility.PRIVATE)
