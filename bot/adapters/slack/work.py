"""What was heard and is being worked on."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from types import TracebackType

logger = logging.getLogger(__name__)


class Work:
    """Tasks, each of which begins when something is heard. Lives as long as the connection.

    Used as a context manager: what has not ended by the end of it is cancelled.
    """

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._beside: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        left = self._tasks | self._beside
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin something; an error in it ends nothing else."""
        self._begin(work, self._tasks)

    def start_beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin something that `finished` does not wait for, like the course of a build."""
        self._begin(work, self._beside)

    async def finished(self, seconds: float) -> bool:
        """Wait until nothing is being worked on, for so long at most; whether that came about."""
        until = time.monotonic() + seconds
        while self._tasks and (left := until - time.monotonic()) > 0:
            await asyncio.wait(self._tasks, timeout=left)
        return not self._tasks

    def _begin(self, work: Coroutine[Any, Any, None], among: set[asyncio.Task[None]]) -> None:
        task = asyncio.create_task(work)
        among.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._beside.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("what was heard could not be answered", exc_info=error)
