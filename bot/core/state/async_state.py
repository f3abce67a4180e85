"""The state for the event loop: each call runs on one thread of its own, and none ever raises.

An answer matters more than what is noted beside it: when the file can't be used, that is logged,
and the chat goes on.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, Final, TypeVar

from bot.core.errors import JobAbortedError, UserError
from bot.core.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.call import Platform
    from bot.core.state.store import StateStore

logger = logging.getLogger(__name__)

T = TypeVar("T")

QUEUE: Final = 10_000
"""Calls that may wait: far more than can be heard while one is written."""


class AsyncState:
    """Reads and writes a `StateStore`. Owns the thread; `close` it after the last call."""

    def __init__(self, state: StateStore) -> None:
        self._state = state
        self._worker: Worker[Any] = Worker(QUEUE, name="dateline-state")

    def close(self) -> None:
        """Do nothing more."""
        self._worker.close()

    @property
    def busy_seconds(self) -> float:
        """How long what is read or written now has been taking; 0 while nothing is."""
        return self._worker.busy_seconds

    async def first_time(self, platform: Platform, event: str) -> bool:
        """Whether a message or interaction comes for the first time, also across a restart.

        When that can't be found out it counts as new: twice answered is better than not at all.
        """
        return await self._run(lambda: self._state.hear(platform, event), otherwise=True)

    async def sent(self, platform: Platform, message: str, turn: str) -> None:
        """Note that `message` shows `turn`, so that replies to it can lean on it."""
        note = self._state.conversations.sent
        await self._run(lambda: note(platform, message, turn), otherwise=None)

    async def has_answered_in(self, platform: Platform, conversation: str) -> bool:
        """Whether anything was answered in a conversation; False when that can't be found out."""
        look = self._state.conversations.has_answered_in
        return await self._run(lambda: look(platform, conversation), otherwise=False)

    async def has_turn(self, turn: str) -> bool:
        """Whether an answer is still kept; True when that can't be found out."""
        look = self._state.conversations.turn
        return await self._run(lambda: look(turn) is not None, otherwise=True)

    async def question_of(self, turn: str) -> str:
        """The question of an answer that is still kept; "" when that can't be found out."""
        look = self._state.conversations.turn
        found = await self._run(lambda: look(turn), otherwise=None)
        return "" if found is None else found.question

    async def note(self, name: str) -> str | None:
        """A value that was kept under a name; None for none."""
        return await self._run(lambda: self._state.note(name), otherwise=None)

    async def set_note(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        await self._run(lambda: self._state.set_note(name, value), otherwise=None)

    async def arrived(self, generation: str, doc_ids: Sequence[str], since: str) -> frozenset[str]:
        """Note the articles of a generation; those that came after the one named `since`.

        None, when that can't be found out.
        """
        arrivals = self._state.arrivals

        def note() -> frozenset[str]:
            arrivals.note(generation, doc_ids)
            return arrivals.since(since)

        return await self._run(note, otherwise=frozenset())

    async def forget_older_than(self, days: int) -> None:
        """Delete what has been kept longer than that."""
        forgotten = await self._run(lambda: self._state.forget_older_than(days), otherwise=0)
        if forgotten:
            logger.info("forgot %d questions and remarks older than %d days", forgotten, days)

    async def _run(self, job: Callable[[], T], *, otherwise: T) -> T:
        """What `job` returns; `otherwise`, and a line in the log, where it fails."""
        try:
            found: T = await asyncio.wrap_future(self._worker.submit(job))
        except (JobAbortedError, UserError) as error:
            logger.warning("the state can't be used: %s", error.__cause__ or error)
            return otherwise
        return found
