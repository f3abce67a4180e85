"""`status`: what is being searched, how fresh it is, and how busy the bot is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from bot.core import build_words
from bot.core.call import CommandName
from bot.core.reply import Reply, Status, Visibility

if TYPE_CHECKING:
    from bot.core.builds import Ended
    from bot.core.call import Call
    from bot.core.command import Desk


class ShowStatus:
    """Shows the summary of the index and the dates of its articles."""

    name: ClassVar[CommandName] = CommandName.STATUS
    counts: ClassVar[bool] = False

    def run(self, call: Call, desk: Desk) -> Reply:
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
            last_build=_told(desk.rebuilder.last, is_admin=call.is_admin),
        )
        return Reply(body, Visibility.PRIVATE)


def _told(ended: Ended | None, *, is_admin: bool) -> Ended | None:
    """How the last build ended, without the folders of this machine for who is no admin."""
    if ended is None or is_admin or not ended.is_private:
        return ended
    return replace(ended, reason=build_words.IN_LOG, is_private=False)
