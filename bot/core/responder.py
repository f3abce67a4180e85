"""`Responder`: every `Call` gets exactly one `Reply`, whatever happens.

    respond(call) ─▶ may this person ask? ─▶ is there room? ─▶ worker thread ─▶ Reply
                        ├ NotAdmin             └ QueueFull        ├ TimeLimit, Closing
                        └ TooMany…                                └ anything else: an apology

The event loop never waits for an engine or a database: that happens on one worker thread for the
commands, and another for what is noted beside them.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bot.core import words
from bot.core.adding_bodies import Adding, LookingUp
from bot.core.build_progress import EVERY, follow
from bot.core.call import ADMIN_COMMANDS
from bot.core.command import Desk
from bot.core.commands import COMMANDS
from bot.core.endings import reply_to_end, reply_to_error
from bot.core.errors import (
    BuildError,
    ClosingError,
    JobAbortedError,
    NotAdminError,
    StateError,
    TimeLimitError,
    UserError,
)
from bot.core.limits import Admission
from bot.core.news import news_of
from bot.core.observing import SILENT, Stage
from bot.core.reply import (
    MoreQuotes,
    Notice,
    NoticeKind,
    NotSaid,
    Quotes,
    Rebuilding,
    Reply,
    SourceList,
    notice,
)
from bot.core.state.async_state import AsyncState
from bot.core.worker import Worker
from index.clock import utc_now
from index.errors import DatelineError, QuoteMismatchError, UnknownArticleError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
    from concurrent.futures import Future
    from datetime import datetime
    from types import TracebackType

    from bot.core.adding_bodies import Looked, Stored
    from bot.core.build_progress import OnCourse
    from bot.core.call import Call
    from bot.core.command import Command
    from bot.core.limits import Limits
    from bot.core.news import News
    from bot.core.observing import Observer
    from bot.core.reply import Begun, Body, BuildOutcome
    from bot.core.services import Services

    OnWait = Callable[[int], Awaitable[None]]
    Beside = Callable[[Awaitable[None]], None]

logger = logging.getLogger(__name__)

FIT_FOR_USERS = (UserError, UnknownArticleError)
"""Errors whose text helps the person who asked and gives away nothing about the machine."""

PATIENCE = 2.0
"""Seconds after which a call that still waits in line is told so."""


_BEGUN: Mapping[type[Begun], str] = MappingProxyType(
    {LookingUp: "look", Adding: "adding", Rebuilding: "build"}
)
"""What the log calls what has begun."""


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
        observer: Observer = SILENT,
    ) -> None:
        """`now` is what "last week" is relative to; `patience` is explained at `PATIENCE`."""
        self._services = services
        self._limits = limits
        self._clock = clock
        self._patience = patience
        self._closing = False
        self._admission = Admission(limits, clock)
        self._worker: Worker[Any] = Worker(limits.queue_length, "dateline-archive", clock)
        self.observer = observer
        """Who is told of what happens, here and on the platforms."""
        self.state = AsyncState(services.state)
        """What is kept beside the answers."""
        self._desk = Desk(
            services.archive, services.state, services.rebuilder, services.adder, now,
            lambda: self._worker.waiting,
        )  # fmt: skip

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
        for work in self._services.background:
            work.close()
        self._services.rebuilder.close()
        self._worker.close()
        self.state.close()

    @property
    def waiting(self) -> int:
        """How many calls wait for the worker, without the one it works on."""
        return self._worker.waiting

    @property
    def busy_seconds(self) -> float:
        """How long the older of the jobs that the two threads work on has been running."""
        return max(self._worker.busy_seconds, self.state.busy_seconds)

    @property
    def is_closing(self) -> bool:
        """Whether new calls are refused."""
        return self._closing

    def admits(self, call: Call) -> bool:
        """Whether `call` would come in now, and not be refused for what was asked before it."""
        try:
            self._admission.check(call, counts=COMMANDS[call.command].counts)
        except UserError:
            return False
        return not self._closing

    async def outcome_of(
        self, begun: Begun, on_course: OnCourse | None = None, every: float = EVERY
    ) -> Reply:
        """The reply to the end of what has begun: what it came to, or why to nothing.

        Its body may have begun in turn: once articles are put, a build. `on_course` and `every` as
        in `follow`, where it is a build.
        """
        try:
            if isinstance(begun, Rebuilding) and on_course is not None:
                rebuilder = self._services.rebuilder
                return reply_to_end(
                    begun, await follow(begun, lambda: rebuilder.running, on_course, every)
                )
            # One of three kinds, which the checker takes for a future of any of them.
            outcome: Future[Looked | Stored | BuildOutcome] = begun.outcome  # type: ignore[assignment]
            return reply_to_end(begun, await asyncio.wrap_future(outcome))
        except (DatelineError, BuildError) as error:
            return reply_to_error(begun, error)
        except (JobAbortedError, StateError) as aborted:
            error_id = new_call_id()
            about = {"error_id": error_id}
            what = _BEGUN[type(begun)]
            logger.exception("%s %s aborted", what, error_id, exc_info=aborted, extra=about)
            return notice(NoticeKind.FAILED, words.apology(error_id))

    async def news(self, since: str, new: Collection[str]) -> News | None:
        """What articles with the ids `new` bring since a generation, as `news_of` has it.

        Raises QueueFullError, ClosingError, and JobAbortedError for whatever else goes wrong.
        """
        future = self._worker.submit(lambda: news_of(self._desk.archive.current(), since, new))
        found: News | None = await asyncio.wrap_future(future)
        return found

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
            logger.exception(
                "call %s aborted", call_id, exc_info=aborted, extra=_failed(call_id, call)
            )
            reply = notice(NoticeKind.FAILED, words.apology(call_id))
        except asyncio.CancelledError:
            self._came_out(call, call_id, started, "cancelled", 0)
            raise
        self._came_out(call, call_id, started, *_outcome(reply.body))
        return reply

    async def _reply(self, call: Call, call_id: str, on_wait: OnWait | None) -> Reply:
        command = COMMANDS[call.command]
        if self._closing:
            raise ClosingError
        if call.command in ADMIN_COMMANDS and not call.is_admin:
            logger.warning(
                "call %s: %s refused for %s", call_id, call.command, call.user,
                extra={**_about(call_id, call), "user": call.user},
            )  # fmt: skip
            raise NotAdminError(call.command, call.platform)
        self._admission.check(call, counts=command.counts)
        future = self._submit(command, call, call_id)
        try:
            with self._admission.enter(call, counts=command.counts):
                async with _beside() as beside, asyncio.timeout(self._limits.answer_seconds):
                    return await self._outcome(future, on_wait, beside)
        except TimeoutError as exc:
            raise TimeLimitError(self._limits.answer_seconds) from exc

    def _submit(self, command: Command, call: Call, call_id: str) -> Future[Reply]:
        """Hand a call to the worker, and time how long it waits there and is worked on."""
        submitted = self._clock()

        def job() -> Reply:
            began = self._clock()
            self.observer.took(Stage.WAITING, began - submitted)
            try:
                return self._run(command, call, call_id)
            finally:
                self.observer.took(Stage.WORKING, self._clock() - began)

        def left(future: Future[Reply]) -> None:
            # The longest waits would be missing, were those not counted that came to nothing.
            if future.cancelled():
                self.observer.took(Stage.WAITING, self._clock() - submitted)

        future = self._worker.submit(job)
        future.add_done_callback(left)
        return future

    async def _outcome(
        self, future: Future[Reply], on_wait: OnWait | None, beside: Beside
    ) -> Reply:
        """Wait for a job, and tell `on_wait` if that takes a while because others come first."""
        waiting = asyncio.wrap_future(future)
        try:
            if on_wait is not None:
                await asyncio.wait({waiting}, timeout=self._patience)
                if place := self._worker.place_of(future):
                    beside(on_wait(place))
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
        except QuoteMismatchError as error:  # its sentence holds no word of the quote
            self.observer.quote_check_failed()
            logger.exception(
                "call %s failed the quote check: %s, %d to %d",
                *(call_id, error.doc_id, error.start, error.end), extra=_failed(call_id, call),
            )  # fmt: skip
            return notice(NoticeKind.FAILED, words.apology(call_id))
        except Exception:  # the one place for it: people get an apology, the log gets the rest
            logger.exception("call %s failed", call_id, extra=_failed(call_id, call))
            return notice(NoticeKind.FAILED, words.apology(call_id))

    def _came_out(self, call: Call, call_id: str, started: float, outcome: str, count: int) -> None:
        milliseconds = (self._clock() - started) * 1000
        self.observer.called(call.command, call.platform, outcome)
        logger.info(
            "call %s: %s on %s by %s in %s: %s (%d) in %.0f ms, %d waiting",
            *(call_id, call.command, call.platform, call.user, call.conversation),
            *(outcome, count, milliseconds, self.waiting),
            extra={
                **_about(call_id, call), "user": call.user, "conversation": call.conversation,
                "outcome": outcome, "count": count, "milliseconds": round(milliseconds),
                "waiting": self.waiting,
            },
        )  # fmt: skip


@contextlib.asynccontextmanager
async def _beside() -> AsyncIterator[Beside]:
    """Things that go on beside a call, whose time they don't take; they end before it does."""
    tasks: list[asyncio.Task[None]] = []

    async def run(work: Awaitable[None]) -> None:
        await work

    try:
        yield lambda work: tasks.append(asyncio.create_task(run(work)))
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        raise
    finally:
        await asyncio.gather(*tasks, return_exceptions=True)


def _about(call_id: str, call: Call) -> dict[str, str]:
    """What every log line on a call has as fields of its own, for programs that read it."""
    return {"call_id": call_id, "command": call.command, "platform": call.platform}


def _failed(call_id: str, call: Call) -> dict[str, str]:
    """The same of one that ends with an apology, which names the id."""
    return {**_about(call_id, call), "error_id": call_id}


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
