"""A build in a process of its own, so that answers stay fast while it runs.

    build() ─▶ spawn ─▶ index.build.build ─▶ phases, progress … ─▶ report or error
       ▲                                            pipe
       └────────────────────────────────────────────┘
    cancel() ─▶ SIGTERM ─▶ after a while SIGKILL

The child gives way to everything else on the machine, leaves a processor to the answers, has a
limit to its memory, leaves Ctrl-C to its parent, and ends with it. Whatever way it ends, nothing
half-built stays.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.errors import BuildAbortedError, BuildCancelledError, BuildMemoryError
from bot.memory import limit_memory, ran_out
from index.course import Listener, Phase
from index.errors import ArticlesLostError, DatelineError, StoreBusyError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from index.build import BuildReport
    from index.embedders.base import Embedder
    from index.options import BuildOptions

logger = logging.getLogger(__name__)

NICENESS: Final = 19
"""How far the child steps back for others, from 0 (not at all) to 19.

On two processors a question took 56 ms beside nothing, 96 beside a build at 0, 65 at 10, 49 at 19.
"""

GRACE: Final = 3.0
"""Seconds that a cancelled build has until it is killed."""


@dataclass(frozen=True, slots=True)
class BuildJob:
    """What is built: `store` from `articles`.

    `load` must be a function that a new process can import, as must `prepare`, which it calls
    first. `memory_mb` million bytes are all the memory that the build may have, 0 for no limit.
    """

    articles: Path
    store: Path
    options: BuildOptions
    load: Callable[[str], Embedder]
    memory_mb: int = 0
    prepare: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class _Order:
    """What the child is told to do."""

    job: BuildJob
    full: bool
    confirm_loss: bool


@dataclass(frozen=True, slots=True)
class _Progress:
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class _Lost:
    """An ArticlesLostError; errors with constructors of their own don't come through a pipe."""

    folder: Path
    lost: int
    of: int


@dataclass(frozen=True, slots=True)
class _Busy:
    """A StoreBusyError, in the same way."""

    folder: Path


@dataclass(frozen=True, slots=True)
class _Failed:
    """Any other error of the index: its sentence."""

    sentence: str


@dataclass(frozen=True, slots=True)
class _OutOfMemory:
    """There was not enough memory."""


class BuildProcess:
    """One build of a job: called once, and may be cancelled at any moment, from any thread."""

    def __init__(self, job: BuildJob, grace: float = GRACE) -> None:
        self._job = job
        self._grace = grace
        self._lock = threading.Lock()
        self._child: BaseProcess | None = None
        self._cancelled = False
        self._too_late = False

    def __call__(
        self,
        *,
        full: bool,
        confirm_loss: bool,
        on_phase: Callable[[Phase], None],
        on_progress: Callable[[int, int], None],
    ) -> BuildReport:
        """Build, and wait for the end. `on_progress` is told passages done, of how many.

        Raises ArticlesLostError, StoreBusyError, DatelineError with the sentence of what else went
        wrong in the process, and BuildError where the process itself came to an end.
        """
        # Not forked: the model's threads would not come along, and their locks would.
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe(duplex=False)
        child = spawn.Process(
            target=_work, args=(_Order(self._job, full, confirm_loss), theirs),
            name="dateline-build", daemon=True,
        )  # fmt: skip
        try:
            self._start(child)
            theirs.close()
            return self._listen(ours, on_phase, on_progress)
        except EOFError as exc:
            child.join()
            self._sweep()
            if self._cancelled:
                raise BuildCancelledError from exc
            raise BuildAbortedError(child.exitcode, self._job.memory_mb) from exc
        finally:
            theirs.close()
            ours.close()
            self._end(child)

    def cancel(self) -> bool:
        """Have it end soon with BuildCancelledError; False where it is too late for that."""
        with self._lock:
            if self._too_late:
                return False
            if self._cancelled:
                return True
            self._cancelled = True  # first: whoever listens asks for it when the child is gone
            if self._child is not None:
                self._child.terminate()
                killer = threading.Timer(self._grace, self._kill)
                killer.daemon = True
                killer.start()
        return True

    def _start(self, child: BaseProcess) -> None:
        # Under the lock: so a cancel comes before, and nothing is started, or finds the child.
        with self._lock:
            if self._cancelled:
                raise BuildCancelledError
            child.start()
            self._child = child

    def _listen(
        self,
        pipe: Connection,
        on_phase: Callable[[Phase], None],
        on_progress: Callable[[int, int], None],
    ) -> BuildReport:
        while True:
            match pipe.recv():
                case _Progress(done, total):
                    on_progress(done, total)
                case Phase() as phase:
                    # From here on the child no longer ends when it is told to.
                    if phase is Phase.CHECKING:
                        self._too_late = True
                    on_phase(phase)
                case _Lost(folder, lost, of):
                    raise ArticlesLostError(folder, lost, of)
                case _Busy(folder):
                    raise StoreBusyError(folder)
                case _Failed(sentence):
                    raise DatelineError(sentence)
                case _OutOfMemory():
                    raise BuildMemoryError(self._job.memory_mb)
                case report:
                    built: BuildReport = report
                    return built

    def _kill(self) -> None:
        """End a child that was told to end and did not: in the middle of a long computation."""
        with self._lock:
            if self._child is not None and not self._too_late:
                self._child.kill()

    def _end(self, child: BaseProcess) -> None:
        """Wait for the end of the child, after which there is nothing to cancel."""
        if self._child is not None:
            child.join()
        with self._lock:
            self._child, self._too_late = None, True

    def _sweep(self) -> None:
        """Remove what a child left that could not do so itself."""
        from index.build import sweep  # noqa: PLC0415 - it loads the engine

        sweep(self._job.store)


def _work(order: _Order, pipe: Connection) -> None:
    """What the child does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if order.job.prepare is not None:
        order.job.prepare()
    try:
        _build(order, pipe)
    except Exception:  # multiprocessing would print its text, whatever that holds
        logger.exception("the process of the build broke off")
        sys.exit(1)


def _build(order: _Order, pipe: Connection) -> None:
    _step_back()
    job = order.job
    limit_memory(job.memory_mb)

    def on_phase(phase: Phase) -> None:
        if phase is Phase.CHECKING:
            # Whoever ended it between the swap and the report would be told that nothing happened.
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        pipe.send(phase)

    listener = Listener(
        on_problem=lambda problem: None,  # noqa: ARG005 - the report tells of them
        on_progress=lambda done, total: pipe.send(_Progress(done, total)),
        on_phase=on_phase,
    )
    try:
        from index.build import build  # noqa: PLC0415 - it loads the engine, within the limit

        report = build(
            job.articles, job.store, job.options, job.load,
            full=order.full, confirm_loss=order.confirm_loss, listener=listener,
        )  # fmt: skip
    except ArticlesLostError as error:
        pipe.send(_Lost(error.folder, error.lost, error.of))
    except StoreBusyError as error:
        pipe.send(_Busy(error.folder))
    except (DatelineError, MemoryError, RuntimeError, OSError, ImportError) as error:
        if ran_out(error):
            pipe.send(_OutOfMemory())
        elif isinstance(error, DatelineError):
            pipe.send(_Failed(str(error)))
        else:
            raise
    else:
        pipe.send(report)


def _step_back() -> None:
    """Give way to others, and leave one processor alone where there are several."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(NICENESS)
    if hasattr(os, "sched_setaffinity"):  # on Linux
        processors = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, processors[1:] or processors)
