"""`Responder`: every `Call` gets exactly one `Reply`, whatever happens.

    respond(call) ─▶ may this person ask? ─▶ is there room? ─▶ worker thread ─▶ Reply
                        └ TooManyQuestions     └ QueueFull        ├ TimeLimit, Closing
                                                                  └ anything else: an apology

The event loop never waits for an engine: that happens on the one worker thread.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from typing import TYPE_CHECKING

from bot.core import words
from bot.core.commands import COMMANDS
from bot.core.errors import JobAbortedError, TimeLimitError, TooManyQuestionsError, UserError
from bot.core.limits import RateLimit
from bot.core.reply import Notice, NoticeKind, NotSaid, Quotes, Reply, SourceList, Visibility
from bot.core.worker import Worker
from index.errors import UnknownArticleError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from bot.core.archive import Archive
    from bot.core.call import Call
    from bot.core.command import Command
    from bot.core.limits import Limits
    from bot.core.reply import Body

logger = logging.getLogger(__name__)

FIT_FOR_USERS = (UserError, UnknownArticleError)
"""Errors whose text helps the person who asked and gives away nothing about the machine."""


def new_call_id() -> str:
    """A short id to find a call in the log by: eight hexadecimal digits."""
    return secrets.token_hex(4)


class Responder:
    """Turns calls into replies. Owns the worker thread; lives as long as the process.

    `respond` may be called many times at once on one event loop. Use it as a context manager, or
    call `close`, after the last reply.
    """

    def __init__(
        self,
        archive: Archive,
        limits: Limits,
        clock: Callable[[], float] = time.monotonic,
        call_id: Callable[[], str] = new_call_id,
    ) -> None:
        self._archive = archive
        self._limits = limits
        self._clock = clock
        self._call_id = call_id
        self._rate = RateLimit(limits.questions_per_minute, clock)
        self._worker: Worker[Reply] = Worker(limits.queue_length, name="dateline-archive")

    def __enter__(self) -> Responder:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Refuse what waits, and all that comes later, with a reply that says so."""
        self._worker.close()

    @property
    def waiting(self) -> int:
        """How many calls wait for the worker, without the one it works on."""
        return self._worker.waiting

    async def respond(self, call: Call) -> Reply:
        """The one reply to `call`. Raises nothing but CancelledError, when the caller is cancelled.

        A result that comes after the time limit or after the cancelling is dropped.
        """
        call_id = self._call_id()
        started = self._clock()
        try:
            reply = await self._reply(call, call_id)
        except UserError as refusal:
            reply = _notice(refusal.kind, str(refusal))
        except JobAbortedError as aborted:
            logger.exception("call %s aborted", call_id, exc_info=aborted)
            reply = _notice(NoticeKind.FAILED, words.apology(call_id))
        except asyncio.CancelledError:
            self._log(call, call_id, started, "cancelled", 0)
            raise
        self._log(call, call_id, started, *_outcome(reply.body))
        return reply

    async def _reply(self, call: Call, call_id: str) -> Reply:
        command = COMMANDS[call.command]
        person = f"{call.platform}:{call.user}"
        # Whoever runs the bot may ask without end: at the console that is everybody.
        limited = command.counts and not call.is_admin
        if limited and (wait := self._rate.wait_seconds(person)):
            raise TooManyQuestionsError(self._limits.questions_per_minute, wait)
        future = self._worker.submit(lambda: self._run(command, call, call_id))
        if limited:
            self._rate.record(person)
        try:
            # When the time is up or the caller is cancelled, asyncio cancels `future` too, which
            # gives its place in the queue to others if the job still waits there.
            async with asyncio.timeout(self._limits.answer_seconds):
                return await asyncio.wrap_future(future)
        except TimeoutError as exc:
            raise TimeLimitError(self._limits.answer_seconds) from exc

    def _run(self, command: Command, call: Call, call_id: str) -> Reply:
        """The work itself, on the worker thread, where its errors end."""
        try:
            return command.run(call, self._archive)
        except FIT_FOR_USERS as error:
            kind = error.kind if isinstance(error, UserError) else NoticeKind.WRONG_INPUT
            return _notice(kind, str(error))
        except Exception:  # the one place for it: people get an apology, the log gets the rest
            logger.exception("call %s failed", call_id)
            return _notice(NoticeKind.FAILED, words.apology(call_id))

    def _log(self, call: Call, call_id: str, started: float, outcome: str, count: int) -> None:
        logger.info(
            "call %s: %s on %s by %s in %s: %s (%d) in %.0f ms, %d waiting",
            *(call_id, call.command, call.platform, call.user, call.conversation),
            *(outcome, count, (self._clock() - started) * 1000, self.waiting),
        )


def _notice(kind: NoticeKind, text: str) -> Reply:
    return Reply(Notice(kind, text), Visibility.PRIVATE)


def _outcome(body: Body) -> tuple[str, int]:
    """What a log line says of a body: a word for it and how many things it holds."""
    match body:
        case Quotes(quoted=quoted):
            return "quotes", len(quoted)
        case NotSaid(nearest=nearest):
            return "not said", len(nearest)
        case SourceList(sources=sources):
            return "sources", len(sources)
        case Notice(kind=kind):
            return kind, 0
        case _:
            return type(body).__name__.lower(), 1
