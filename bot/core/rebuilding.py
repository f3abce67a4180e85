"""Building the index anew, or going back to the one before, while people go on asking.

    start ─────▶ a thread of its own ─▶ build ───▶ reopen() ─▶ LiveArchive.renew ─▶ Rebuilt
    roll_back ─▶ a thread of its own ─▶ go back ─▶    ┘                          └▶ WentBack
                                         └ fails, is cancelled: the old archive goes on answering

One at a time; how far it is can be asked at any moment, from any thread.
"""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import Future, wait
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from bot.core import build_words
from bot.core.builds import Ended, Running, Step, Task
from bot.core.errors import (
    AlreadyRebuildingError,
    BuildCancelledError,
    BuildError,
    JobAbortedError,
    NothingRunsError,
    TooLateToCancelError,
)
from bot.core.observing import SILENT, BuildResult
from bot.core.reply import Rebuilt, WentBack
from index.clock import utc_now
from index.errors import DatelineError, UnknownMomentError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.core.archive import Archive
    from bot.core.builds import Stage
    from bot.core.live_archive import LiveArchive
    from bot.core.observing import Observer
    from bot.core.reply import BuildOutcome
    from index.build import BuildReport
    from index.course import Phase
    from index.issues.records import Moves
    from index.rollback import RolledBack

logger = logging.getLogger(__name__)


LOOK: Final = 0.5
"""Seconds between two looks at whether to go on waiting."""


class Build(Protocol):
    """One build, which brings the store up to date with the folder of articles."""

    def __call__(
        self,
        *,
        full: bool,
        confirm_loss: bool,
        on_phase: Callable[[Phase], None],
        on_progress: Callable[[int, int], None],
    ) -> BuildReport:
        """Build, once; may take minutes. `on_progress` is told passages done, of how many.

        Raises `index.errors.DatelineError` or BuildError.
        """

    def cancel(self) -> bool:
        """Have it end soon with BuildCancelledError; False where it is too late for that.

        Returns at once. May be called from any thread, before, during and after the build.
        """


class Rebuilder:
    """Runs one build after the other. Lives as long as the process."""

    def __init__(
        self,
        archive: LiveArchive,
        make_build: Callable[[], Build],
        reopen: Callable[[], Archive | None],
        roll_back: Callable[[], RolledBack],
        *,
        now: Callable[[], datetime] = utc_now,
        clock: Callable[[], float] = time.monotonic,
        observer: Observer = SILENT,
    ) -> None:
        """`reopen` opens what is live in the store; None where that answers already.

        It, each build and `roll_back` run on the thread of the build.
        """
        self._archive = archive
        self._make_build = make_build
        self._reopen = reopen
        self._roll_back = roll_back
        self._now = now
        self._clock = clock
        self._observer = observer
        self._closing = False
        self._lock = threading.Lock()
        self._running: Running | None = None
        self._build: Build | None = None
        self._cancelled_by = ""
        self._outcome: Future[BuildOutcome] | None = None
        self._last: Ended | None = None

    @property
    def running(self) -> Running | None:
        """The build under way, if there is one."""
        return self._running

    @property
    def last(self) -> Ended | None:
        """How the build before ended; None before the first."""
        return self._last

    @property
    def outcome(self) -> Future[BuildOutcome] | None:
        """What comes of the build that was started last; None before the first.

        Raises DatelineError, BuildError, or JobAbortedError for what should not happen.
        """
        return self._outcome

    def start(
        self, *, full: bool, started_by: str, confirm_loss: bool = False
    ) -> Future[BuildOutcome]:
        """Begin a build and return at once. Raises AlreadyRebuildingError.

        With `confirm_loss` articles may be gone, however many.
        """
        build = self._make_build()

        def work() -> BuildOutcome:
            report = build(
                full=full,
                confirm_loss=confirm_loss,
                on_phase=self._reached,
                on_progress=self._progressed,
            )
            self._reached(Step.OPENING)
            if report.fresh and report.generation == self._archive.generation:
                return Rebuilt(report)
            return Rebuilt(report, self._open())

        return self._begin(Task.FULL if full else Task.UPDATE, started_by, work, build)

    def start_next(
        self, *, started_by: str, stop: threading.Event | None = None
    ) -> Future[BuildOutcome] | None:
        """Begin a build after the one under way, which has perhaps read the folder before.

        Waits for that one to end; None where `stop` is set before.
        """
        while stop is None or not stop.is_set():
            try:
                return self.start(full=False, started_by=started_by)
            except AlreadyRebuildingError:
                under_way = self._outcome
                wait([under_way] if under_way is not None else [], LOOK)
        return None

    def roll_back(self, *, started_by: str) -> Future[BuildOutcome]:
        """Begin to go back to the index before, and return at once. Raises as `start` does."""

        def work() -> BuildOutcome:
            self._reached(Step.GOING_BACK)
            rolled = self._roll_back()
            self._reached(Step.OPENING)
            self._open()
            return WentBack(rolled)

        return self._begin(Task.ROLLBACK, started_by, work, None)

    def cancel(self, cancelled_by: str) -> None:
        """Have the build under way end, and return at once.

        Raises NothingRunsError, TooLateToCancelError.
        """
        with self._lock:
            if self._running is None:
                raise NothingRunsError
            opening = self._running.stage is Step.OPENING
            if opening or self._build is None or not self._build.cancel():
                raise TooLateToCancelError
            self._cancelled_by = self._cancelled_by or cancelled_by

    def close(self) -> None:
        """The program ends: from now on a build that breaks off is nothing to report."""
        self._closing = True

    def _begin(
        self, task: Task, started_by: str, work: Callable[[], BuildOutcome], build: Build | None
    ) -> Future[BuildOutcome]:
        with self._lock:
            if self._running is not None:
                raise AlreadyRebuildingError(self._running.percent, self._running.started_by)
            running = self._running = Running(task, started_by, self._now())
            self._build, self._cancelled_by = build, ""
            outcome: Future[BuildOutcome] = Future()
            # Running, so that nobody who stops waiting for it cancels it for the others.
            outcome.set_running_or_notify_cancel()
            self._outcome = outcome
        if build is not None and not self._archive.is_ready:
            self._archive.percent = 0
        threading.Thread(
            target=self._work, args=(running, work, outcome), name="dateline-build", daemon=True
        ).start()
        return outcome

    def _work(
        self, running: Running, work: Callable[[], BuildOutcome], outcome: Future[BuildOutcome]
    ) -> None:
        began = self._clock()
        try:
            done = work()
        except BuildCancelledError:
            error = self._cancelled()
            self._end(running, began, BuildResult.CANCELLED, error)
            outcome.set_exception(error)
        except (DatelineError, BuildError) as error:
            level = logging.DEBUG if self._closing else logging.WARNING
            logger.log(level, "%s failed: %s", _named(running), error)
            self._end(running, began, BuildResult.FAILED, error)
            outcome.set_exception(error)
        except BaseException as exc:
            logger.exception("%s was aborted", _named(running))
            # Wrapped, because asyncio takes some exceptions of others for its own.
            aborted = JobAbortedError()
            aborted.__cause__ = exc
            self._end(running, began, BuildResult.FAILED, aborted)
            outcome.set_exception(aborted)
        else:
            went_back = isinstance(done, WentBack)
            self._end(running, began, BuildResult.ROLLED_BACK if went_back else BuildResult.BUILT)
            outcome.set_result(done)

    def _open(self) -> Moves | None:
        """Answer from what is live in the store from now on; what changed in its ledger."""
        moves = None

        def opened() -> Archive | None:
            nonlocal moves
            archive = self._reopen()
            # Before it answers: from then on only the thread of the answers may ask it.
            moves = None if archive is None else _moves(archive)
            return archive

        self._archive.renew(opened)
        return moves

    def _cancelled(self) -> BuildCancelledError:
        with self._lock:  # whoever cancels leaves the name before letting go of it
            return BuildCancelledError(self._cancelled_by)

    def _end(
        self, running: Running, began: float, result: BuildResult, error: Exception | None = None
    ) -> None:
        seconds = self._clock() - began
        logger.info("%s: %s, in %.1f s", _named(running), result, seconds)
        self._observer.built(result, seconds)
        # An error of the index names files and folders; those of the bot don't.
        private = isinstance(error, DatelineError)
        reason = build_words.IN_LOG if isinstance(error, JobAbortedError) else str(error or "")
        at = self._now().isoformat(timespec="seconds")
        with self._lock:
            self._last = Ended(result, running.started_by, at, reason, is_private=private)
            self._running = self._build = self._archive.percent = None

    def _reached(self, stage: Stage) -> None:
        if self._running is not None:
            self._running = replace(self._running, stage=stage)

    def _progressed(self, done: int, total: int) -> None:
        if self._running is None:
            return
        self._running = replace(self._running, done=done, total=total)
        if not self._archive.is_ready:
            self._archive.percent = self._running.percent


def _named(running: Running) -> str:
    return "the rollback" if running.task is Task.ROLLBACK else "the build"


def _moves(archive: Archive) -> Moves | None:
    """What changed in the ledger since the build before; a ledger that fails stops no build."""
    try:
        return archive.moves("last")
    except UnknownMomentError:
        return None
    except DatelineError as error:
        logger.warning("what changed in the ledger can't be told: %s", error)
        return None
