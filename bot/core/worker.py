"""One thread of our own for all blocking work, with a queue that has an end.

    submit(job) ─▶ [waiting … at most queue_length] ─▶ the thread ─▶ Future

The models and databases behind a job are used by this thread only. It is not an executor of the
standard library, because those have no end to their queue, keep the places of cancelled jobs and
make the interpreter wait at exit for a job that hangs.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.core.errors import ClosingError, JobAbortedError, QueueFullError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Worker(Generic[T]):
    """Runs jobs one after the other, in the order they came. Starts at once; ends with `close`."""

    def __init__(
        self,
        queue_length: int,
        name: str = "worker",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._queue_length = queue_length
        self._waiting: deque[tuple[Future[T], Callable[[], T]]] = deque()
        self._clock = clock
        self._began: float | None = None
        self._closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many jobs wait, without the one being worked on."""
        return len(self._waiting)

    @property
    def busy_seconds(self) -> float:
        """How long the job that is worked on has been running; 0 while there is none."""
        began = self._began
        return 0.0 if began is None else self._clock() - began

    @property
    def _running(self) -> bool:
        return self._began is not None

    def place_of(self, future: Future[T]) -> int:
        """Which a job is in the line, the running one being the first; 0 if it waits no more."""
        with self._changed:
            for at, (waiting, _) in enumerate(self._waiting):
                if waiting is future:
                    return at + 1 + self._running
        return 0

    def submit(self, job: Callable[[], T]) -> Future[T]:
        """Queue `job`. Cancelling the future frees its place, unless the job has begun.

        Raises QueueFullError or ClosingError. A job handles its own errors; whatever it raises
        all the same reaches the future as the cause of a JobAbortedError.
        """
        future: Future[T] = Future()
        with self._changed:
            if self._closed:
                raise ClosingError
            # The running job counts, so that an idle worker which has not woken up yet takes as
            # many jobs as one that has.
            if len(self._waiting) + self._running > self._queue_length:
                raise QueueFullError
            self._waiting.append((future, job))
            self._changed.notify()
        future.add_done_callback(self._forget)
        return future

    def close(self, grace_seconds: float = 1.0) -> None:
        """Refuse what waits with ClosingError and give the running job `grace_seconds` to end."""
        with self._changed:
            self._closed = True
            refused = [future for future, _ in self._waiting]
            self._waiting.clear()
            self._changed.notify()
        for future in refused:
            if future.set_running_or_notify_cancel():
                future.set_exception(ClosingError())
        self._thread.join(grace_seconds)

    def _forget(self, future: Future[T]) -> None:
        """Take a cancelled job out of the queue."""
        if not future.cancelled():
            return
        with self._changed:
            kept = [entry for entry in self._waiting if entry[0] is not future]
            self._waiting.clear()
            self._waiting.extend(kept)

    def _work(self) -> None:
        while self._run_next():
            pass

    def _run_next(self) -> bool:
        """Run one job, waiting for it if need be; False when the worker has been closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            if self._closed:
                return False
            future, job = self._waiting.popleft()
            self._began = self._clock()
        begun = future.set_running_or_notify_cancel()
        outcome: _Done[T] | JobAbortedError | None = _run(job) if begun else None
        with self._changed:
            self._began = None
        # The place is free before anyone hears of the result and hands in the next job.
        if isinstance(outcome, _Done):
            future.set_result(outcome.value)
        elif outcome is not None:
            future.set_exception(outcome)
        return True


@dataclass(frozen=True, slots=True)
class _Done(Generic[T]):
    """What a job returned."""

    value: T


def _run(job: Callable[[], T]) -> _Done[T] | JobAbortedError:
    try:
        return _Done(job())
    except BaseException as exc:  # noqa: BLE001 - nothing may end the thread; handed on, not hidden
        # Wrapped, because asyncio takes some exceptions of others for its own: StopIteration
        # would never arrive, CancelledError would look like a cancelled caller.
        error = JobAbortedError()
        error.__cause__ = exc
        return error
