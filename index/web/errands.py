"""Work that threads do, and what comes of it, heard in one thread: the one that sent them.

send(lane, work, hear) ─▶ SideBySide does `work` ─▶ hear_all() calls `hear` with what came of it
      ▲                                                           │
      └──────────────────── which may send more ──────────────────┘
"""

from __future__ import annotations

import queue
import time
from typing import TYPE_CHECKING, Final, TypeVar

from index.web.side_by_side import GRACE

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from index.web.side_by_side import SideBySide

LOOK: Final = 0.2
"""Seconds between two looks at whether to stop; longer than what is fetched needs as a rule."""

Result = TypeVar("Result")


class Errands:
    """What threads are sent for. Used in one thread, so whoever hears needs no lock."""

    def __init__(self, threads: SideBySide, is_stopped: Callable[[], bool]) -> None:
        self._threads = threads
        self._is_stopped = is_stopped
        self._ended: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._out = 0
        self._is_over = False

    def send(self, lane: str, work: Callable[[], Result], hear: Callable[[Result], None]) -> None:
        """Have `work` done, and `hear` told what it returns; neither, once it is stopped."""
        if self._is_over or self._is_stopped():
            return

        def end(future: Future[Result]) -> None:
            self._ended.put(lambda: hear(future.result()))

        self._out += 1
        self._threads.submit(work, lane).add_done_callback(end)

    def hear_all(self) -> None:
        """Hear of all that was sent, and is sent meanwhile; raises what `work` or `hear` raises.

        Once it is stopped, what has begun has a moment to come to its end, and no more begins.
        """
        while self._out:
            if self._is_stopped():
                self._end()
                return
            self._hear(LOOK)

    def _end(self) -> None:
        self._is_over = True
        self._out -= self._threads.close()
        latest = time.monotonic() + GRACE
        while self._out and self._hear(max(0.0, latest - time.monotonic())):
            pass  # and of all that has ended by then, however long hearing of it takes

    def _hear(self, seconds: float) -> bool:
        """Hear of the next that ends within so many seconds; whether there is one."""
        try:
            hear = self._ended.get(timeout=seconds)
        except queue.Empty:
            return False
        self._out -= 1
        hear()
        return True
