"""Where the outcome of a call goes, by the bot's own hand.

InThread   answers a message, in its thread or in the direct message where it stands
InPlace    a direct message that changes, until the outcome takes its place
Whisper    says something to one person in a channel
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from slack_sdk.errors import SlackApiError

from bot.adapters.slack.formatter import plainly
from bot.adapters.slack.network import error_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.adapters.slack.outgoing import Outgoing
    from bot.adapters.slack.posting import Poster


MESSAGE_GONE: Final = "message_not_found"
"""What Slack says where somebody has deleted a message."""


class InThread:
    """Answers a message of a person, in a thread of a channel, or in a direct message."""

    def __init__(
        self, poster: Poster, channel: str, thread: str, before: Callable[[], Awaitable[None]]
    ) -> None:
        """`before` is awaited before anything is sent, so that no sign of work comes after it."""
        self._poster = poster
        self._channel = channel
        self._thread = thread
        self._before = before
        self._held = ""

    async def hold(self, text: str) -> None:
        """As `Delivery.hold`."""
        await self._before()
        self._held = await self._poster.post(self._channel, plainly(text), self._thread)

    async def deliver(self, messages: Sequence[Outgoing]) -> list[str]:
        """As `Delivery.deliver`."""
        await self._before()
        return [await self._replace(one) or await self._post(one) for one in messages]

    async def _post(self, message: Outgoing) -> str:
        return await self._poster.post(self._channel, message, self._thread)

    async def _replace(self, message: Outgoing) -> str:
        """Put a message in the place of what was held; "" where there is nothing any more."""
        held = self._held
        if not held or message.file is not None:
            return ""
        try:
            shown = await self._poster.update(held, message)
        except SlackApiError as error:
            if error_of(error) != MESSAGE_GONE:
                raise
            shown = ""
        # Only now: what can't be shown leaves its place to the apology.
        self._held = ""
        return shown


class InPlace:
    """One direct message whose content changes, until the outcome takes its place."""

    def __init__(self, poster: Poster, user: str) -> None:
        self._poster = poster
        self._user = user
        self._posted = ""

    @property
    def channel(self) -> str:
        """Where it stands, "" before there is anything."""
        return self._posted.partition(":")[0]

    async def show(self, message: Outgoing) -> None:
        """Show something for now. Raises UNDELIVERED."""
        if self._posted:
            try:
                await self._poster.update(self._posted, message)
            except SlackApiError as error:
                if error_of(error) != MESSAGE_GONE:
                    raise
            else:
                return
        self._posted = await self._poster.post(self._user, message)

    async def hold(self, text: str) -> None:
        """As `Delivery.hold`."""
        await self.show(plainly(text))

    async def deliver(self, messages: Sequence[Outgoing]) -> list[str]:
        """As `Delivery.deliver`."""
        first, *others = messages
        await self.show(first)
        return [self._posted, *[await self._poster.post(self._user, one) for one in others]]


class Whisper:
    """Says something that only one person in a channel sees, where they did not use a command."""

    def __init__(self, poster: Poster, channel: str, user: str, thread: str) -> None:
        self._poster = poster
        self._where = channel, user
        self._thread = thread

    async def hold(self, text: str) -> None:
        """As `Delivery.hold`; nothing waits here."""

    async def deliver(self, messages: Sequence[Outgoing]) -> list[str]:
        """As `Delivery.deliver`."""
        for message in messages:
            await self._poster.whisper(*self._where, message, self._thread)
        return []
