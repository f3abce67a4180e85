"""A few threads that do work beside each other, and keep nobody from leaving.

    submit(work, lane) ─▶ the lane's line ─▶ a free thread goes to the lane that has fewest

Those of concurrent.futures would have the program wait for them at its end, however long a server
that says nothing holds them up; and their one line would be full of what such a server is asked.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from concurrent.futures import Future
from typing import TYPE_CHECKING, Final, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

GRACE: Final = 0.5
"""Seconds in which what is being done may come to its end."""

Result = TypeVar("Result")


class SideBySide:
    """Threads that work within its `with` block; what has not begun by its end never is."""

    def __init__(self, threads: int, name: str, in_lane: int | None = None) -> None:
        """`in_lane` is how many threads may be in one lane at once; None is all of them."""
        self._in_lane = threads if in_lane is None else in_lane
        self._changed = threading.Condition()
        self._lines: dict[str, deque[Callable[[], None]]] = {}
        self._busy: Counter[str] = Counter()
        self._is_over = False
        self._threads = [
            threading.Thread(target=self._go, name=f"{name}-{number}", daemon=True)
            for number in range(threads)
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
        latest = time.monotonic() + GRACE
        for thread in self._threads:
            thread.join(max(0.0, latest - time.monotonic()))

    def close(self) -> int:
        """Begin nothing more; how much of what was submitted is never done."""
        with self._changed:
            dropped = sum(map(len, self._lines.values()))
            self._lines.clear()
            self._is_over = True
            self._changed.notify_all()
        return dropped

    def submit(self, work: Callable[[], Result], lane: str = "") -> Future[Result]:
        """Have a thread do it, once one is free and its lane has room.

        What it returns or raises is the future's, which stays open if it never begins.
        """
        future: Future[Result] = Future()

        def do() -> None:
            try:
                result = work()
            except BaseException as exc:  # noqa: BLE001 - whoever asks for the result raises it
                future.set_exception(exc)
            else:
                future.set_result(result)

        with self._changed:
            if not self._is_over:
                self._lines.setdefault(lane, deque()).append(do)
                self._changed.notify()
        return future

    def _go(self) -> None:
        while (taken := self._take()) is not None:
            lane, do = taken
            do()
            with self._changed:
                self._busy[lane] -= 1  # this thread is the next to look, so nobody is told

    def _take(self) -> tuple[str, Callable[[], None]] | None:
        """What to do next; None once there is nothing more."""
        with self._changed:
            while not self._is_over:
                free = [lane for lane in self._lines if self._busy[lane] < self._in_lane]
                if free:
                    lane = min(free, key=self._busy.__getitem__)
                    self._busy[lane] += 1
                    return lane, self._first_of(lane)
                self._changed.wait()
            return None

    def _first_of(self, lane: str) -> Callable[[], None]:
        """Take the first of a lane's line; the lane goes behind the others then."""
        line = self._lines.pop(lane)
        first = line.popleft()
        if line:
            self._lines[lane] = line
        return first
