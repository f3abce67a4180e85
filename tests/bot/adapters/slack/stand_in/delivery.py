"""How what people do reaches the bot: in envelopes, more than once where it isn't acknowledged."""

from __future__ import annotations

import asyncio
import time
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.bot.adapters.slack.stand_in.values import Json, Message, Person

Kind: TypeAlias = Literal["events_api", "slash_commands", "interactive"]
MOST_ATTEMPTS: Final = 4
"""An event is sent once, and three times more."""


@dataclass(slots=True, eq=False)
class Delivery:
    """One payload on its way to the bot. `acked`: the seconds from each sending to its answer."""

    kind: Kind
    payload: Json
    acked: list[float] = field(default_factory=list)
    ack_payload: Json | None = None
    timed_out: bool = False
    """Whether Slack has given up on it: what people do is then lost, or failed before them."""

    attempts: list[Attempt] = field(default_factory=list)
    then: Callable[[Json], None] = lambda _: None
    """What becomes of the payload of a timely acknowledgement."""

    @property
    def retried(self) -> bool:
        """Whether it is sent again when it isn't acknowledged."""
        return self.kind == "events_api"

    def envelope(self, number: int, reason: str) -> Json:
        """As it goes over a socket, `number` counting from 0."""
        takes_payload = self.kind != "events_api"
        whole: Json = {"envelope_id": str(uuid.uuid4()), "type": self.kind, "payload": self.payload}
        whole["accepts_response_payload"] = takes_payload
        if self.kind == "events_api":
            whole |= {"retry_attempt": number, "retry_reason": reason if number else ""}
        return whole


class Attempt:
    """One sending of a delivery."""

    def __init__(self, delivery: Delivery, reason: str) -> None:
        self.delivery = delivery
        self.number = len(delivery.attempts)
        self.reason = reason
        self.envelope = delivery.envelope(self.number, reason)
        self.sent_at: float | None = None
        self.failure = "timeout"
        self.done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        delivery.attempts.append(self)

    def sent(self) -> None:
        """It has gone out now."""
        self.sent_at = time.monotonic()

    def acknowledge(self, payload: Json | None) -> None:
        """The bot has answered it; late answers are noted and change nothing."""
        self.delivery.acked.append(time.monotonic() - (self.sent_at or time.monotonic()))
        if payload is not None:
            self.delivery.ack_payload = payload
        if not self.done.done() and not self.delivery.timed_out:
            self.done.set_result(True)
            self.delivery.then(payload or {})

    def fail(self, why: str, *, finally_: bool = False) -> None:
        """It couldn't be delivered; `finally_`: and is not to be tried again."""
        self.failure = why
        if (finally_ or not self.delivery.retried) and not self.done.done():
            self.delivery.timed_out = True
            self.done.set_result(False)


@dataclass(slots=True, eq=False)
class Act:
    """Something that somebody did; in a channel without the bot it may reach nobody."""

    person: Person
    deliveries: list[Delivery] = field(default_factory=list)
    message: Message | None = None
    """What was written, edited or deleted."""

    times: int = 1
    """How often each payload is sent, whether it is acknowledged or not."""

    @property
    def sendings(self) -> list[Delivery]:
        """Each delivery as often as it is to be sent, the first of each first."""
        return self.deliveries * self.times

    @property
    def payloads(self) -> list[Json]:
        """All that goes to the bot."""
        return [one.payload for one in self.deliveries]

    @property
    def payload(self) -> Json:
        """The first of them."""
        return self.deliveries[0].payload

    @property
    def envelope(self) -> Json:
        """The first that was sent."""
        return self.deliveries[0].attempts[0].envelope

    @property
    def acked(self) -> list[float]:
        """The seconds from each sending to its acknowledgement, in the order of deliveries."""
        return [seconds for one in self.deliveries for seconds in one.acked]

    @property
    def ack_payload(self) -> Json | None:
        """What the bot said with an acknowledgement."""
        said = (one.ack_payload for one in self.deliveries)
        return next((one for one in said if one is not None), None)

    @property
    def timed_out(self) -> bool:
        """Whether Slack has given up on any of it."""
        return any(one.timed_out for one in self.deliveries)

    @property
    def done(self) -> bool:
        """Whether all of it is acknowledged or given up."""
        return all(one.acked or one.timed_out for one in self.deliveries)

    @property
    def ts(self) -> str:
        """Of the message that was written. Raises ValueError where there is none."""
        if self.message is None:
            raise ValueError("this act wrote no message")
        return self.message.ts


class Transport(Protocol):
    """What brings an attempt to the bot, and reports on it."""

    def send(self, attempt: Attempt) -> None:
        """Send it soon, after all that was sent before."""


class PostOffice:
    """Sends deliveries and sees them through."""

    def __init__(self, seconds: float, transport: Transport) -> None:
        """`seconds` is how long an acknowledgement may take."""
        self._seconds = seconds
        self.transport = transport
        self._tasks: set[asyncio.Task[None]] = set()

    def deliver(self, deliveries: Sequence[Delivery]) -> None:
        """Send them now in that order, and again while they aren't acknowledged.

        One that stands there several times is sent as often, whatever the bot says.
        """
        attempts: dict[Delivery, list[Attempt]] = {}
        for delivery in deliveries:
            attempts.setdefault(delivery, []).append(self._send(delivery, "timeout"))
        for delivery, sent in attempts.items():
            task = asyncio.create_task(self._see_through(delivery, sent))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Send nothing more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _send(self, delivery: Delivery, reason: str) -> Attempt:
        attempt = Attempt(delivery, reason)
        self.transport.send(attempt)
        return attempt

    async def _see_through(self, delivery: Delivery, attempts: Sequence[Attempt]) -> None:
        while True:
            waiting: list[asyncio.Future[Any]] = [one.done for one in attempts]
            done, _ = await asyncio.wait(
                waiting, timeout=self._seconds, return_when=asyncio.FIRST_COMPLETED
            )
            if done:
                return
            if not delivery.retried or len(delivery.attempts) >= MOST_ATTEMPTS:
                delivery.timed_out = True
                return
            attempts = [self._send(delivery, attempts[-1].failure)]
