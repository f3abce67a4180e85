"""From a call to its one visible outcome, errors included.

    call ─▶ responder ─▶ reply ─▶ formatter ─▶ delivery     the answer, "don't say", a refusal
              └ waits for long ─▶ delivery.hold              "busy, you are third", then the answer

Anything that breaks on the way becomes an apology, with an id that the log has too. Which messages
there are, and where they go, is the platform's own: its `Manner`, and a `Delivery` for each call.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from bot.core import words
from bot.core.observing import Stage
from bot.core.reply import Notice, NoticeKind
from bot.core.responder import new_call_id

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import datetime

    from bot.core.call import Call, Platform
    from bot.core.reply import Reply
    from bot.core.responder import Responder

logger = logging.getLogger(__name__)


Message = TypeVar("Message")
"""One message of a platform, before it is sent."""

_Sent_contra = TypeVar("_Sent_contra", contravariant=True)


class Delivery(Protocol[_Sent_contra]):
    """Where the outcome of one call goes. Lives as long as the call."""

    async def hold(self, text: str) -> None:
        """Say something that the outcome will take the place of. Raises what `Manner` names."""

    async def deliver(self, messages: Sequence[_Sent_contra]) -> list[str]:
        """Send the outcome; the ids of its messages. Raises what `Manner` names."""


@dataclass(frozen=True, slots=True)
class Manner(Generic[Message]):
    """How a platform says things.

    `format_reply` makes a reply, at a time and with a hint how to go on, into at least one message;
    `plainly` a sentence. `undelivered` are the errors that sending may end with.
    """

    platform: Platform
    format_reply: Callable[[Reply, datetime, str], Sequence[Message]]
    plainly: Callable[[str], Message]
    undelivered: tuple[type[Exception], ...]


class Answering(Generic[Message]):
    """Brings calls to their outcome. Knows how many are under way; lives as long as an adapter."""

    def __init__(
        self, responder: Responder, manner: Manner[Message], now: Callable[[], datetime]
    ) -> None:
        self._responder = responder
        self._manner = manner
        self._now = now
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def finished(self, seconds: float) -> bool:
        """Wait until nothing is under way, for so long at most; whether that came about."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), seconds)
        return self._idle.is_set()

    async def answer(
        self,
        call: Call,
        delivery: Delivery[Message],
        hint: str = "",
        *,
        only_questions: bool = False,
    ) -> Reply | None:
        """Answer `call`; the reply, or None where it could not be delivered.

        `hint` says below the answer how to go on. With `only_questions` nothing is said to what is
        none. Raises nothing but CancelledError.
        """
        told_to_wait = False

        async def on_wait(place: int) -> None:
            nonlocal told_to_wait
            told_to_wait = True
            with contextlib.suppress(*self._manner.undelivered):  # the answer itself comes later
                await delivery.hold(words.waiting_at(place))

        async with self.outcome(delivery):
            reply = await self._responder.respond(call, on_wait)
            if told_to_wait or not (only_questions and _asks_nothing(reply)):
                await self._deliver(reply, delivery, hint)
            return reply
        return None

    async def say(self, text: str, delivery: Delivery[Message]) -> None:
        """Say something that is no reply to a call."""
        async with self.outcome(delivery):
            await delivery.deliver([self._manner.plainly(text)])

    async def tell(self, reply: Reply, delivery: Delivery[Message]) -> None:
        """Deliver a reply that is there already."""
        async with self.outcome(delivery):
            await self._deliver(reply, delivery, "")

    @contextlib.asynccontextmanager
    async def outcome(self, delivery: Delivery[Message]) -> AsyncIterator[None]:
        """Whatever breaks inside becomes an apology, whose id the log has too.

        The one place of an adapter where any error ends: the platform's refusals, and our own
        mistakes in what is sent.
        """
        self._under_way += 1
        self._idle.clear()
        try:
            yield
        except Exception:
            error_id = new_call_id()
            about = {"error_id": error_id, "platform": self._manner.platform}
            logger.exception("error %s: an outcome could not be delivered", error_id, extra=about)
            try:
                await delivery.deliver([self._manner.plainly(words.apology(error_id))])
            except self._manner.undelivered as error:
                logger.warning("error %s: nor could the apology: %s", error_id, error, extra=about)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def _deliver(self, reply: Reply, delivery: Delivery[Message], hint: str) -> None:
        messages = self._manner.format_reply(reply, self._now(), hint)
        began = time.monotonic()
        try:
            ids = await delivery.deliver(messages)
        finally:
            self._responder.observer.took(Stage.SENDING, time.monotonic() - began)
        if reply.turn:
            for message in ids:
                await self._responder.state.sent(self._manner.platform, message, reply.turn)


def _asks_nothing(reply: Reply) -> bool:
    """Whether a reply says that there was no question."""
    return isinstance(reply.body, Notice) and reply.body.kind is NoticeKind.CANT_ASK
