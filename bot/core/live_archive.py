"""The archive that answers now; a newer one takes its place between two calls.

a command ─▶ current() ─▶ the archive of the live generation, for as long as the command runs
Rebuilder ─┬▶ renew(…)    or NotReadyError while there is none yet
Follower ──┘
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from bot.core.errors import NotReadyError
from bot.core.listing import newest_first
from index.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.archive import Archive
    from index.records import IndexSummary, Source

logger = logging.getLogger(__name__)


class LiveArchive:
    """Holds the `Archive` that was put in last. Safe for several threads."""

    def __init__(self, archive: Archive | None = None) -> None:
        self._archive: Archive | None = None
        self._summary: IndexSummary | None = None
        self._renewing = threading.Lock()
        self._listed: tuple[Source, ...] = ()
        self._issues: tuple[tuple[str, str], ...] = ()
        self.percent: int | None = None
        """How much of a first index is built; None while none is being built."""
        if archive is not None:
            self.replace(archive)

    def replace(self, archive: Archive) -> None:
        """Answer from `archive` from the next call on."""
        listed = tuple(newest_first(archive.sources()))
        issues = _issues_of(archive)
        summary = archive.summary()
        self._archive, self._listed, self._issues = archive, listed, issues
        self._summary = summary

    def renew(self, open_live: Callable[[], Archive | None]) -> None:
        """Answer from what `open_live` opens, or go on as before where that is None.

        One at a time, opening included: so none that was opened earlier, when another generation
        was live, takes the place of one that was opened later. Raises what `open_live` raises.
        """
        with self._renewing:
            archive = open_live()
            if archive is not None:
                self.replace(archive)

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
    def issues(self) -> tuple[tuple[str, str], ...]:
        """Id and title of each issue of the ledger, in its order, at once and on any thread."""
        return self._issues

    @property
    def generation(self) -> str | None:
        """The name of the generation that answers; None while there is no archive."""
        summary = self._summary
        return None if summary is None else summary.generation

    @property
    def summary(self) -> IndexSummary | None:
        """What is being searched, at once and on any thread; None while there is no archive."""
        return self._summary

    @property
    def is_ready(self) -> bool:
        """Whether there is an archive."""
        return self._archive is not None


def _issues_of(archive: Archive) -> tuple[tuple[str, str], ...]:
    """Id and title of each issue; of a ledger that can't be read none: who asks for it is told."""
    try:
        standings = archive.ledger().standings
    except DatelineError as error:
        logger.warning("there are no issues to suggest: %s", error)
        return ()
    return tuple((one.issue.id, one.issue.title) for one in standings)
