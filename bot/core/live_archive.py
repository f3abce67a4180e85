"""The archive that answers now; a newer one takes its place between two calls.

a command ─▶ current() ─▶ the Searcher of the live generation, for as long as the command runs
Rebuilder ─▶ replace(…)   or NotReadyError while there is none yet
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.errors import NotReadyError
from bot.core.listing import newest_first

if TYPE_CHECKING:
    from bot.core.archive import Archive
    from index.records import Source


class LiveArchive:
    """Holds the `Archive` that was put in last. Safe for several threads."""

    def __init__(self, archive: Archive | None = None) -> None:
        self._archive: Archive | None = None
        self._listed: tuple[Source, ...] = ()
        self.percent: int | None = None
        """How much of a first index is built; None while none is being built."""
        if archive is not None:
            self.replace(archive)

    def replace(self, archive: Archive) -> None:
        """Answer from `archive` from the next call on."""
        listed = tuple(newest_first(archive.sources()))
        self._archive, self._listed = archive, listed

    def current(self) -> Archive:
        """The archive, to be kept for the whole of a call: a newer one may come at any moment.

        Raises NotReadyError while there is none.
        """
        if self._archive is None:
            raise NotReadyError(self.percent)
        return self._archive

    @property
    def listed(self) -> tuple[Source, ...]:
        """All articles, newest first, at once and on any thread; none while there is no archive."""
        return self._listed

    @property
    def is_ready(self) -> bool:
        """Whether there is an archive."""
        return self._archive is not None
