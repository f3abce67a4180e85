"""Another process may change the store: a second bot, or the command line. This one follows.

    CURRENT, every 2 s ─▶ not the generation that answers? ─▶ open it ─▶ LiveArchive
                                                               └ fails: the old one goes on
    our last build found another process building ─▶ once that is done, build what it left

So no process answers for long from an index that is not live any more, whose files are removed
three builds later; and of two that want to build at once neither ends for want of an index.
"""

from __future__ import annotations

import contextlib
import logging
import time
from typing import TYPE_CHECKING, Final

from bot.core.errors import AlreadyRebuildingError
from index.errors import DatelineError, StoreBusyError, StoreError, StoreMissingError
from index.manifest import live_generation

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from bot.core.archive import Archive
    from bot.core.live_archive import LiveArchive
    from bot.core.rebuilding import Rebuilder
    from bot.core.reply import BuildOutcome

logger = logging.getLogger(__name__)

EVERY: Final = 2.0
"""Seconds between two looks at which generation is live."""

BUSY_SECONDS: Final = 15.0
"""After which a build is tried again that another process stood in the way of: each try costs a
process of its own.
"""

STARTED_BY: Final = "the end of a build by another process"


class Follower:
    """Keeps up with the store. `run` is the work of a thread of its own."""

    def __init__(
        self,
        store: Path,
        archive: LiveArchive,
        rebuilder: Rebuilder,
        reopen: Callable[[], Archive | None],
        is_due: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`reopen` opens what is live; `is_due` says whether a build has anything to do.

        `is_due` may raise DatelineError.
        """
        self._store = store
        self._archive = archive
        self._rebuilder = rebuilder
        self._reopen = reopen
        self._is_due = is_due
        self._clock = clock
        self._tried = ""
        self._hindered: Future[BuildOutcome] | None = None
        self._again_at = 0.0

    def run(self, stop: threading.Event) -> None:
        """Look every two seconds until `stop` is set."""
        while not stop.wait(EVERY):
            self.look()

    def look(self) -> None:
        """Keep up with what has changed. Raises nothing."""
        if self._rebuilder.running is not None:
            return  # whose end opens what it has built
        try:
            self._follow()
            self._build_after_others()
        except Exception:
            logger.exception("the index on disk can't be followed; the one that is open answers")

    def _follow(self) -> None:
        """Open the live generation, unless it answers already or has been tried."""
        try:
            name = live_generation(self._store).name
        except StoreMissingError:
            return
        except StoreError as error:
            if self._tried != str(error):
                self._tried = str(error)
                logger.warning("the index on disk can't be followed: %s", error)
            return
        if name == self._archive.generation:
            self._tried = ""
        elif name != self._tried:
            self._tried = name
            self._archive.renew(lambda: self._open(name))

    def _open(self, name: str) -> Archive | None:
        """The live generation; None, and a line in the log, where it can't take over."""
        try:
            archive = self._reopen()
        except DatelineError as error:
            logger.warning("the index %s, of another process, can't be opened: %s", name, error)
            return None
        if archive is None:
            return None
        opened = archive.summary().generation
        if opened < name and self._archive.is_ready:
            return None  # it stands in for one that is damaged, as the log says by now
        logger.info("another process has made %s live, which answers from now on", opened)
        return archive

    def _build_after_others(self) -> None:
        """Try a build again that failed because another process was building."""
        outcome = self._rebuilder.outcome
        if outcome is None or not outcome.done():
            return
        if not isinstance(outcome.exception(), StoreBusyError):
            self._hindered = None
            return
        now = self._clock()
        if outcome is not self._hindered:
            self._hindered, self._again_at = outcome, now + BUSY_SECONDS
            # Who asks meanwhile is told that an index is being built, which is so.
            self._archive.percent = None if self._archive.is_ready else 0
        if now >= self._again_at:
            self._again_at = now + BUSY_SECONDS
            self._build()

    def _build(self) -> None:
        try:
            is_due = self._is_due()
        except DatelineError as error:
            logger.info("whether to build can't be found out for now: %s", error)
            return
        if is_due or not self._archive.is_ready:
            with contextlib.suppress(AlreadyRebuildingError):  # someone was quicker
                # One that is not due and yet doesn't answer is damaged.
                self._rebuilder.start(full=not is_due, started_by=STARTED_BY)
