"""Building the index anew while people go on asking.

    start ─▶ a thread of its own ─▶ build(full, progress) ─▶ reopen() ─▶ LiveArchive.replace
                                      └ fails: the old archive goes on answering

One build at a time; how far it is can be asked at any moment, from any thread.
"""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.core.errors import AlreadyRebuildingError, BuildAbortedError, JobAbortedError
from index.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.archive import Archive
    from bot.core.live_archive import LiveArchive
    from index.build import BuildReport

logger = logging.getLogger(__name__)


class Build(Protocol):
    """Brings the store up to date with the folder of articles. May take minutes.

    Raises `index.errors.DatelineError` or BuildAbortedError.
    """

    def __call__(self, *, full: bool, progress: Callable[[int, int], None]) -> BuildReport:
        """Build; `progress` is told passages done, of how many."""


@dataclass(frozen=True, slots=True)
class Running:
    """A build under way: how much of it is done, and who started it."""

    percent: int
    started_by: str


class Rebuilder:
    """Runs one build after the other. Lives as long as the process."""

    def __init__(self, archive: LiveArchive, build: Build, reopen: Callable[[], Archive]) -> None:
        """`reopen` opens what `build` has built; both run on the thread of the build."""
        self._archive = archive
        self._build = build
        self._reopen = reopen
        self._closing = False
        self._lock = threading.Lock()
        self._running: Running | None = None
        self._outcome: Future[BuildReport] | None = None

    @property
    def running(self) -> Running | None:
        """The build under way, if there is one."""
        return self._running

    @property
    def outcome(self) -> Future[BuildReport] | None:
        """The report of the build that was started last; None before the first.

        Raises DatelineError, BuildAbortedError, or JobAbortedError for what should not happen.
        """
        return self._outcome

    def start(self, *, full: bool, started_by: str) -> Future[BuildReport]:
        """Begin a build and return at once. Raises AlreadyRebuildingError."""
        with self._lock:
            if self._running is not None:
                raise AlreadyRebuildingError(self._running.percent, self._running.started_by)
            self._running = Running(0, started_by)
            outcome: Future[BuildReport] = Future()
            # Running, so that nobody who stops waiting for it cancels it for the others.
            outcome.set_running_or_notify_cancel()
            self._outcome = outcome
        if not self._archive.is_ready:
            self._archive.percent = 0
        threading.Thread(
            target=self._work, args=(full, outcome), name="dateline-build", daemon=True
        ).start()
        return outcome

    def close(self) -> None:
        """The program ends: from now on a build that breaks off is nothing to report."""
        self._closing = True

    def _work(self, full: bool, outcome: Future[BuildReport]) -> None:
        try:
            report = self._build(full=full, progress=self._progress)
            if not (report.fresh and self._archive.is_ready):
                self._archive.replace(self._reopen())
        except (DatelineError, BuildAbortedError) as error:
            logger.log(
                logging.DEBUG if self._closing else logging.WARNING, "the build failed: %s", error
            )
            self._end()
            outcome.set_exception(error)
            return
        except BaseException as exc:
            logger.exception("the build was aborted")
            self._end()
            # Wrapped, because asyncio takes some exceptions of others for its own.
            aborted = JobAbortedError()
            aborted.__cause__ = exc
            outcome.set_exception(aborted)
            return
        logger.info("built %s: %d articles", report.generation, report.articles)
        self._end()
        outcome.set_result(report)

    def _end(self) -> None:
        self._running = self._archive.percent = None

    def _progress(self, done: int, total: int) -> None:
        running = self._running
        if running is None:
            return
        # Not 100 before the new archive answers.
        percent = min(99, 100 * done // max(total, 1))
        self._running = Running(percent, running.started_by)
        if not self._archive.is_ready:
            self._archive.percent = percent
