"""`Outgoing` ─▶ discord.py's objects, and their way out: below a message, or as an interaction's
response.
"""

from __future__ import annotations

import contextlib
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.adapters.discord.buttons import view_of
from bot.adapters.discord.limits import ALT, head
from bot.adapters.discord.network import persistently
from bot.adapters.discord.outgoing import Outgoing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.adapters.discord.outgoing import Embed
    from bot.core.layout.records import File


UNKNOWN_MESSAGE: Final = 10008
"""The code with which Discord says that a message is gone."""


class BelowMessage:
    """Answers a message of a person: as replies to it, or in the thread opened for it."""

    def __init__(self, asked: discord.Message, channel: discord.abc.Messageable) -> None:
        self._asked = asked
        self._channel = channel
        self._held: discord.Message | None = None
        self._sent = 0

    async def hold(self, text: str) -> None:
        """As `Delivery.hold`."""
        self._held = await self._send(Outgoing(content=text))

    async def deliver(self, messages: Sequence[Outgoing]) -> list[str]:
        """As `Delivery.deliver`."""
        ids: list[str] = []
        for message in messages:
            sent = await self._replace(message) or await self._send(message)
            ids.append(str(sent.id))
        return ids

    async def _replace(self, message: Outgoing) -> discord.Message | None:
        """Put a message in the place of what was held; None where there is nothing any more."""
        held = self._held
        if held is None:
            return None
        shown = None
        with contextlib.suppress(discord.NotFound):  # someone has deleted it
            shown = await persistently(lambda: held.edit(**_edited(message)))
        # Only now: what can't be shown leaves its place to the apology.
        self._held = None
        return shown

    async def _send(self, message: Outgoing) -> discord.Message:
        """A nonce of its own makes Discord take a message once, however often it is sent."""
        self._sent += 1
        how: dict[str, Any] = {"nonce": f"{self._asked.id}-{self._sent}"}
        if self._channel == self._asked.channel:
            # Someone who deletes the question shall not stop the answer.
            how["reference"] = self._asked.to_reference(fail_if_not_exists=False)
        return await persistently(lambda: self._channel.send(**how, **_new(message)))


class InChannel:
    """Says something in a channel, or to a person, that is below no message."""

    def __init__(self, channel: discord.abc.Messageable, *, with_buttons: bool = True) -> None:
        self._channel = channel
        self._with_buttons = with_buttons

    async def hold(self, text: str) -> None:
        """As `Delivery.hold`; nothing waits here."""

    async def deliver(self, messages: Sequence[Outgoing]) -> list[str]:
        """As `Delivery.deliver`."""
        return [str((await self._send(message)).id) for message in messages]

    async def _send(self, message: Outgoing) -> discord.Message:
        shown = message if self._with_buttons else replace(message, rows=())
        return await persistently(lambda: self._channel.send(**_new(shown)))


class ToInteraction:
    """Completes an interaction that was deferred."""

    def __init__(self, interaction: discord.Interaction, *, ephemeral: bool) -> None:
        self._interaction = interaction
        self._ephemeral = ephemeral

    async def hold(self, text: str) -> None:
        """As `Delivery.hold`."""
        await persistently(lambda: self._interaction.edit_original_response(content=text))

    async def update(self, message: Outgoing) -> None:
        """Show something for now, until the outcome is there; tried once. Raises UNDELIVERED."""
        await self._interaction.edit_original_response(**_edited(message))

    async def deliver(self, messages: Sequence[Outgoing]) -> list[str]:
        """As `Delivery.deliver`."""
        first, *others = messages
        shown = await self._complete(first)
        return [str(shown.id), *[str((await self._follow_up(other)).id) for other in others]]

    async def _complete(
        self, message: Outgoing
    ) -> discord.InteractionMessage | discord.WebhookMessage:
        """Put a message in the place of "thinking …", or beside it where someone deleted that."""
        edit = self._interaction.edit_original_response
        try:
            return await persistently(lambda: edit(**_edited(message)))
        except discord.NotFound as error:
            if error.code != UNKNOWN_MESSAGE:
                raise
            return await self._follow_up(message)

    async def _follow_up(self, message: Outgoing) -> discord.WebhookMessage:
        """Sent again where the connection breaks off: seen twice is better than lost."""
        send = self._interaction.followup.send
        return await persistently(
            lambda: send(ephemeral=self._ephemeral, wait=True, **_new(message))
        )


def _new(message: Outgoing) -> dict[str, Any]:
    """The arguments for sending; only those that say something."""
    parts: dict[str, Any] = {"content": message.content or None}
    if message.embeds:
        parts["embeds"] = [_embed(one) for one in message.embeds]
    if message.rows:
        parts["view"] = view_of(message.rows)
    if message.file is not None:
        parts["files"] = [_file(message.file)]
    return parts


def _edited(message: Outgoing) -> dict[str, Any]:
    """The arguments for editing, which also take away what the message held before."""
    parts = {"embeds": [], "view": None, **_new(message)}
    if "files" in parts:
        parts["attachments"] = parts.pop("files")
    return parts


def _file(file: File) -> discord.File:
    """Made anew for each try: sending reads it to its end."""
    alt = head(file.alt, ALT) or None
    return discord.File(io.BytesIO(file.content), filename=file.name, description=alt)


def _embed(embed: Embed) -> discord.Embed:
    made = discord.Embed(
        description=embed.description, title=embed.title or None, colour=int(embed.colour)
    )
    return made.set_footer(text=embed.footer) if embed.footer else made
