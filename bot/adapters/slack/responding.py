"""Where the outcome of a call goes, by the address that comes with each command or press.

ToResponse   to the one who typed or pressed, and nobody else; five times in half an hour
ToChannel    to all, what only one person saw
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from slack_sdk.errors import SlackApiError

from bot.adapters.slack import blocks, phrases
from bot.adapters.slack.formatter import plainly
from bot.adapters.slack.limits import RESPONSE_SECONDS, RESPONSES, size
from bot.adapters.slack.network import (
    BROKEN_OFF,
    UNDELIVERED,
    ResponseRefusedError,
    error_of,
    told,
)
from bot.adapters.slack.packing import SPARE
from bot.adapters.slack.posting import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.adapters.slack.outgoing import Outgoing
    from bot.adapters.slack.posting import Poster

logger = logging.getLogger(__name__)

NOT_THERE: Final = frozenset(
    {"not_in_channel", "channel_not_found", "is_archived", "restricted_action"}
)
"""Why the bot itself can't write in a channel where somebody used one of its commands."""


@dataclass(slots=True)
class Response:
    """A response address: where it leads, who used the command or button, and what is left of it.

    `thread` is the one in which the message with the button stands.
    """

    url: str
    user: str
    thread: str = ""
    left: int = RESPONSES
    until: float = field(default_factory=lambda: time.monotonic() + RESPONSE_SECONDS)

    @property
    def is_open(self) -> bool:
        """Whether it still takes something."""
        return self.left > 0 and time.monotonic() < self.until


class ToResponse:
    """Answers whoever typed a command or pressed a button, and nobody else."""

    def __init__(
        self,
        poster: Poster,
        response: Response,
        *,
        in_place: bool = False,
        share: Callable[[Outgoing], str] | None = None,
    ) -> None:
        """With `in_place` the first message takes the place of the one that the button stands in.

        `share` says what a button to share a message is to ask for; "" for none.
        """
        self._poster = poster
        self._response = response
        self._in_place = in_place
        self._share = share

    @property
    def is_open(self) -> bool:
        """Whether the address still takes something; else it goes to a direct message."""
        return self._response.is_open

    async def hold(self, text: str) -> None:
        """As `Delivery.hold`: what a button stands in stays until the outcome is there."""
        await self._send(plainly(text), replaces=False)

    async def deliver(self, messages: Sequence[Outgoing]) -> list[str]:
        """As `Delivery.deliver`: nothing has an id that only one person sees."""
        for at, message in enumerate(messages, start=1):
            replaces = self._in_place and at == 1
            await self._send(message, replaces=replaces, share=at == len(messages))
        return []

    async def _send(self, message: Outgoing, *, replaces: bool, share: bool = False) -> None:
        """To the person alone; in a direct message, what can't be sent so, or comes too late.

        From there nothing could be shared: a button would share it there.
        """
        if message.file is not None:
            await self._poster.post(self._response.user, message)
            message = plainly(phrases.FILE_SENT)
        shown = self._with_share(message) if share else message
        if not (self._response.is_open and await self._responded(shown, replaces)):
            await self._poster.post(self._response.user, message)

    async def _responded(self, message: Outgoing, replaces: bool) -> bool:
        """Use the response address; whether it took the message."""
        response = self._response
        payload = parts_of(message) | {
            "response_type": "ephemeral", "replace_original": replaces,
        }  # fmt: skip
        if response.thread and not replaces:
            payload["thread_ts"] = response.thread
        response.left -= 1
        try:
            await self._poster.respond(response.url, payload)
        except (ResponseRefusedError, *BROKEN_OFF) as error:
            logger.info("a response address took nothing: %s", told(error))
            return False
        return True

    def _with_share(self, message: Outgoing) -> Outgoing:
        value = self._share(message) if self._share is not None and message.shareable else ""
        button = blocks.button(phrases.SHARE, "share", value)
        if not value or size([button]) > SPARE:
            return message
        return replace(message, buttons=(*message.buttons, button))


class ToChannel:
    """Shows a channel what only one person saw, and takes it away there; else says why not."""

    def __init__(self, poster: Poster, response: Response, channel: str, above: str) -> None:
        """`above` says who shares what."""
        self._poster = poster
        self._response = response
        self._channel = channel
        self._above = above
        self._private = ToResponse(poster, response)
        self._is_shared = False

    @property
    def is_shared(self) -> bool:
        """Whether the channel was shown it."""
        return self._is_shared

    async def hold(self, text: str) -> None:
        """As `Delivery.hold`."""
        await self._private.hold(text)

    async def deliver(self, messages: Sequence[Outgoing]) -> list[str]:
        """As `Delivery.deliver`."""
        if not all(message.shareable for message in messages):
            return await self._private.deliver(messages)
        first, *others = messages
        # What notifies the channel is the first quote, as anywhere; who shares it stands above.
        shown = [replace(first, blocks=(blocks.sentence(self._above), *first.blocks)), *others]
        try:
            places = [await self._poster.post(self._channel, message) for message in shown]
        except SlackApiError as error:
            if error_of(error) not in NOT_THERE:
                raise
            if len(shown) >= self._response.left or not self._response.is_open:
                return await self._private.deliver([plainly(phrases.INVITE_ME)])
            places = [await self._respond(message) for message in shown]
        self._is_shared = True
        await take_away(self._poster, self._response)
        return [one for one in places if one]

    async def _respond(self, message: Outgoing) -> str:
        """By the response address, which leads into channels that the bot is no member of."""
        self._response.left -= 1
        public = {"response_type": "in_channel", "replace_original": False}
        await self._poster.respond(self._response.url, parts_of(message) | public)
        return ""


async def take_away(poster: Poster, response: Response) -> None:
    """Delete what one person saw. It was shared, whether that works or not."""
    if not response.is_open:
        return
    response.left -= 1
    try:
        await poster.respond(response.url, {"delete_original": True})
    except UNDELIVERED as error:
        logger.info("what was shared could not be taken away: %s", told(error))
