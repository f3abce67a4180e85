"""From a call to its one visible outcome, errors included.

    call ─▶ responder ─▶ reply ─▶ formatter ─▶ delivery     the answer, "don't say", a refusal
              └ waits for long ─▶ delivery.hold              "busy, you are third", then the answer

Anything that breaks on the way becomes an apology, with an id that the log has too.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from typing import TYPE_CHECKING

from bot.adapters.discord.formatter import format_reply
from bot.adapters.discord.network import UNDELIVERED
from bot.adapters.discord.outgoing import Outgoing
from bot.core import words
from bot.core.call import Platform
from bot.core.observing import Stage
from bot.core.reply import Notice, NoticeKind
from bot.core.responder import new_call_id

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from bot.adapters.discord.sending import Delivery
    from bot.core.call import Call
    from bot.core.reply import Reply
    from bot.core.responder import Responder

logger = logging.getLogger(__name__)


class Answering:
    """Brings calls to their outcome. Knows how many are under way; lives as long as the client."""

    def __init__(self, responder: Responder, now: Callable[[], datetime]) -> None:
        self._responder = responder
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
        self, call: Call, delivery: Delivery, hint: str = "", *, only_questions: bool = False
    ) -> Reply | None:
        """Answer `call`; the reply, or None where it could not be delivered.

        `hint` says below the answer how to go on. With `only_questions` nothing is said to what is
        none. Raises nothing but CancelledError.
        """
        told_to_wait = False

        async def on_wait(place: int) -> None:
            nonlocal told_to_wait
            told_to_wait = True
            with contextlib.suppress(*UNDELIVERED):  # the answer itself comes later
                await delivery.hold(words.waiting_at(place))

        async with self.outcome(delivery):
            reply = await self._responder.respond(call, on_wait)
            if told_to_wait or not (only_questions and _asks_nothing(reply)):
                await self._deliver(reply, delivery, hint)
            return reply
        return None

    async def tell(self, reply: Reply, delivery: Delivery) -> None:
        """Deliver a reply that is there already."""
        async with self.outcome(delivery):
            await self._deliver(reply, delivery, "")

    @contextlib.asynccontextmanager
    async def outcome(self, delivery: Delivery) -> AsyncIterator[None]:
        """Whatever breaks inside becomes an apology, whose id the log has too.

        The one place of the adapter where any error ends: Discord's refusals, and our own mistakes
        in what is sent.
        """
        self._under_way += 1
        self._idle.clear()
        try:
            yield
        except Exception:
            error_id = new_call_id()
            about = {"error_id": error_id, "platform": Platform.DISCORD}
            logger.exception("error %s: an outcome could not be delivered", error_id, extra=about)
            try:
                await delivery.deliver([Outgoing(content=words.apology(error_id))])
            except UNDELIVERED as error:
                logger.warning("error %s: nor could the apology: %s", error_id, error, extra=about)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def _deliver(self, reply: Reply, delivery: Delivery, hint: str) -> None:
        messages = format_reply(reply, self._now(), hint)
        began = time.monotonic()
        try:
            ids = await delivery.deliver(messages)
        finally:
            self._responder.observer.took(Stage.SENDING, time.monotonic() - began)
        if reply.turn:
            for message in ids:
                await self._responder.state.sent(Platform.DISCORD, message, reply.turn)


def _asks_nothing(reply: Reply) -> bool:
    """Whether a reply says that there was no question."""
    return isinstance(reply.body, Notice) and reply.body.kind is NoticeKind.CANT_ASK
