"""A few threads that do work beside each other, and keep nobody from leaving.

Those of concurrent.futures would have the program wait for them at its end, however long a server
that says nothing holds them up.
"""

from __future__ import annotations

import queue
import threading
import time
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

    def __init__(self, threads: int, name: str) -> None:
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._is_over = threading.Event()
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
        self._is_over.set()
        for _ in self._threads:
            self._work.put(None)
        latest = time.monotonic() + GRACE
        for thread in self._threads:
            thread.join(max(0.0, latest - time.monotonic()))

    def submit(self, work: Callable[[], Result]) -> Future[Result]:
        """Have a thread do it, once one is free; what it returns or raises is the future's."""
        future: Future[Result] = Future()

        def do() -> None:
            try:
                result = work()
            except BaseException as exc:  # noqa: BLE001 - whoever asks for the result raises it
                future.set_exception(exc)
            else:
                future.set_result(result)

        self._work.put(do)
        return future

    def _go(self) -> None:
        while (do := self._work.get()) is not None:
            if not self._is_over.is_set():
                do()
