"""`Responder`: every `Call` gets exactly one `Reply`, whatever happens.

    respond(call) ─▶ may this person ask? ─▶ is there room? ─▶ worker thread ─▶ Reply
                        ├ NotAdmin             └ QueueFull        ├ TimeLimit, Closing
                        └ TooManyQuestions                        └ anything else: an apology

The event loop never waits for an engine or a database: that happens on one worker thread for the
commands, and another for what is noted beside them.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from typing import TYPE_CHECKING

from bot.core import words
from bot.core.call import ADMIN_COMMANDS
from bot.core.command import Desk
from bot.core.commands import COMMANDS
from bot.core.errors import (
    BuildAbortedError,
    ClosingError,
    JobAbortedError,
    NotAdminError,
    TimeLimitError,
    TooManyQuestionsError,
    UserError,
)
from bot.core.limits import RateLimit
from bot.core.reply import (
    MoreQuotes,
    Notice,
    NoticeKind,
    NotSaid,
    Quotes,
    Rebuilt,
    Reply,
    SourceList,
    Visibility,
    notice,
)
from bot.core.state.async_state import AsyncState
from bot.core.worker import Worker
from index.clock import utc_now
from index.errors import DatelineError, UnknownArticleError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from concurrent.futures import Future
    from datetime import datetime
    from types import TracebackType

    from bot.core.call import Call
    from bot.core.command import Command
    from bot.core.limits import Limits
    from bot.core.reply import Body
    from bot.core.services import Services

    OnWait = Callable[[int], Awaitable[None]]

logger = logging.getLogger(__name__)

FIT_FOR_USERS = (UserError, UnknownArticleError)
"""Errors whose text helps the person who asked and gives away nothing about the machine."""

PATIENCE = 2.0
"""Seconds after which a call that still waits in line is told so."""


def new_call_id() -> str:
    """A short id to find a call in the log by: eight hexadecimal digits."""
    return secrets.token_hex(4)


class Responder:
    """Turns calls into replies. Owns the worker threads; lives as long as the process.

    `respond` may be called many times at once on one event loop. Use it as a context manager, or
    call `close`, after the last reply.
    """

    def __init__(
        self,
        services: Services,
        limits: Limits,
        *,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
        patience: float = PATIENCE,
    ) -> None:
        """`now` is what "last week" is relative to; `patience` is explained at `PATIENCE`."""
        self._services = services
        self._limits = limits
        self._clock = clock
        self._patience = patience
        self._closing = False
        self._rate = RateLimit(limits.questions_per_minute, clock)
        self._worker: Worker[Reply] = Worker(limits.queue_length, name="dateline-archive")
        self.state = AsyncState(services.state)
        """What is kept beside the answers."""
        self._desk = Desk(
            services.archive, services.state, services.rebuilder, now, lambda: self._worker.waiting
        )

    def __enter__(self) -> Responder:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def refuse_new(self) -> None:
        """Refuse all calls from now on; those that wait are still answered."""
        self._closing = True

    def close(self) -> None:
        """Refuse what waits, and all that comes later, with a reply that says so."""
        self._closing = True
        self._services.rebuilder.close()
        self._worker.close()
        self.state.close()

    @property
    def waiting(self) -> int:
        """How many calls wait for the worker, without the one it works on."""
        return self._worker.waiting

    async def rebuilt(self) -> Reply:
        """The reply to the end of the build that was started last: what it did or why it failed."""
        outcome = self._services.rebuilder.outcome
        if outcome is None:
            return notice(NoticeKind.WRONG_INPUT, words.NO_BUILD)
        try:
            return Reply(Rebuilt(await asyncio.wrap_future(outcome)), Visibility.PRIVATE)
        except (DatelineError, BuildAbortedError) as error:
            return notice(NoticeKind.FAILED, words.build_failed(str(error)))
        except JobAbortedError as aborted:
            error_id = new_call_id()
            logger.exception("build %s aborted", error_id, exc_info=aborted)
            return notice(NoticeKind.FAILED, words.apology(error_id))

    async def respond(self, call: Call, on_wait: OnWait | None = None) -> Reply:
        """The one reply to `call`. Raises nothing but CancelledError, when the caller is cancelled.

        `on_wait` is told once, after a moment, which a call that still waits is in the line; it
        must not raise. A result that comes after the time limit or the cancelling is dropped.
        """
        call_id = new_call_id()
        started = self._clock()
        try:
            reply = await self._reply(call, call_id, on_wait)
        except UserError as refusal:
            reply = notice(refusal.kind, str(refusal))
        except JobAbortedError as aborted:
            logger.exception("call %s aborted", call_id, exc_info=aborted)
            reply = notice(NoticeKind.FAILED, words.apology(call_id))
        except asyncio.CancelledError:
            self._log(call, call_id, started, "cancelled", 0)
            raise
        self._log(call, call_id, started, *_outcome(reply.body))
        return reply

    async def _reply(self, call: Call, call_id: str, on_wait: OnWait | None) -> Reply:
        command = COMMANDS[call.command]
        if self._closing:
            raise ClosingError
        if call.command in ADMIN_COMMANDS and not call.is_admin:
            logger.warning("call %s: %s refused for %s", call_id, call.command, call.user)
            raise NotAdminError(call.command)
        person = f"{call.platform}:{call.user}"
        # Whoever runs the bot may ask without end: at the console that is everybody.
        limited = command.counts and not call.is_admin
        if limited and (wait := self._rate.wait_seconds(person)):
            raise TooManyQuestionsError(self._limits.questions_per_minute, wait)
        future = self._worker.submit(lambda: self._run(command, call, call_id))
        if limited:
            self._rate.record(person)
        try:
            async with asyncio.timeout(self._limits.answer_seconds):
                return await self._outcome(future, on_wait)
        except TimeoutError as exc:
            raise TimeLimitError(self._limits.answer_seconds) from exc

    async def _outcome(self, future: Future[Reply], on_wait: OnWait | None) -> Reply:
        """Wait for a job, and tell `on_wait` if that takes a while because others come first."""
        waiting = asyncio.wrap_future(future)
        try:
            if on_wait is not None:
                await asyncio.wait({waiting}, timeout=self._patience)
                if place := self._worker.place_of(future):
                    await on_wait(place)
            return await waiting
        finally:
            # When the time is up or the caller is cancelled, this cancels `future` too, which
            # gives its place in the queue to others if the job still waits there.
            waiting.cancel()

    def _run(self, command: Command, call: Call, call_id: str) -> Reply:
        """The work itself, on the worker thread, where its errors end."""
        try:
            return command.run(call, self._desk)
        except FIT_FOR_USERS as error:
            kind = error.kind if isinstance(error, UserError) else NoticeKind.WRONG_INPUT
            return notice(kind, str(error))
        except Exception:  # the one place for it: people get an apology, the log gets the rest
            logger.exception("call %s failed", call_id)
            return notice(NoticeKind.FAILED, words.apology(call_id))

    def _log(self, call: Call, call_id: str, started: float, outcome: str, count: int) -> None:
        logger.info(
            "call %s: %s on %s by %s in %s: %s (%d) in %.0f ms, %d waiting",
            *(call_id, call.command, call.platform, call.user, call.conversation),
            *(outcome, count, (self._clock() - started) * 1000, self.waiting),
        )


def _outcome(body: Body) -> tuple[str, int]:
    """What a log line says of a body: a word for it and how many things it holds."""
    match body:
        case Quotes(quoted=quoted) | MoreQuotes(quoted=quoted):
            return "quotes", len(quoted)
        case NotSaid(nearest=nearest):
            return "not said", len(nearest)
        case SourceList(sources=sources):
            return "sources", len(sources)
        case Notice(kind=kind):
            return kind, 0
        case _:
            return type(body).__name__.lower(), 1
