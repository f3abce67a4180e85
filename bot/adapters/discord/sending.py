"""`Outgoing` ─▶ discord.py's objects, and their way out: below a message, or as an interaction's
response.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Protocol

import discord

from bot.adapters.discord.buttons import view_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.adapters.discord.outgoing import Embed, Outgoing


class Delivery(Protocol):
    """Where the outcome of one call goes. Lives as long as the call."""

    async def hold(self, text: str) -> None:
        """Say something that the outcome will take the place of. Raises discord.HTTPException."""

    async def deliver(self, messages: Sequence[Outgoing]) -> list[str]:
        """Send the outcome; the ids of its messages. Raises discord.HTTPException."""


class BelowMessage:
    """Answers a message of a person: as replies to it, or in the thread opened for it."""

    def __init__(self, asked: discord.Message, channel: discord.abc.Messageable) -> None:
        self._asked = asked
        self._channel = channel
        self._held: discord.Message | None = None
        self._sent = 0

    async def hold(self, text: str) -> None:
        """As `Delivery.hold`."""
        self._held = await self._send(content=text)

    async def deliver(self, messages: Sequence[Outgoing]) -> list[str]:
        """As `Delivery.deliver`."""
        ids: list[str] = []
        for message in messages:
            if self._held is not None:
                sent = await self._held.edit(**_edited(message))
                self._held = None
            else:
                sent = await self._send(**_new(message))
            ids.append(str(sent.id))
        return ids

    async def _send(self, **parts: Any) -> discord.Message:
        """A nonce of its own makes Discord take a message once, however often it is sent."""
        self._sent += 1
        nonce = f"{self._asked.id}-{self._sent}"
        if self._channel == self._asked.channel:
            # Someone who deletes the question shall not stop the answer.
            parts["reference"] = self._asked.to_reference(fail_if_not_exists=False)
        return await self._channel.send(nonce=nonce, **parts)


class InChannel:
    """Says something in a channel, or to a person, that is below no message."""

    def __init__(self, channel: discord.abc.Messageable) -> None:
        self._channel = channel

    async def hold(self, text: str) -> None:
        """As `Delivery.hold`; nothing waits here."""

    async def deliver(self, messages: Sequence[Outgoing]) -> list[str]:
        """As `Delivery.deliver`."""
        return [str((await self._channel.send(**_new(message))).id) for message in messages]


class ToInteraction:
    """Completes an interaction that was deferred."""

    def __init__(self, interaction: discord.Interaction, *, ephemeral: bool) -> None:
        self._interaction = interaction
        self._ephemeral = ephemeral

    async def hold(self, text: str) -> None:
        """As `Delivery.hold`."""
        await self._interaction.edit_original_response(content=text)

    async def deliver(self, messages: Sequence[Outgoing]) -> list[str]:
        """As `Delivery.deliver`."""
        first, *others = messages
        shown = await self._interaction.edit_original_response(**_edited(first))
        ids = [str(shown.id)]
        for message in others:
            sent = await self._interaction.followup.send(
                ephemeral=self._ephemeral, wait=True, **_new(message)
            )
            ids.append(str(sent.id))
        return ids


def _new(message: Outgoing) -> dict[str, Any]:
    """The arguments for sending; only those that say something."""
    parts: dict[str, Any] = {"content": message.content or None}
    if message.embeds:
        parts["embeds"] = [_embed(one) for one in message.embeds]
    if message.rows:
        parts["view"] = view_of(message.rows)
    if message.file is not None:
        content = io.BytesIO(message.file.content)
        parts["files"] = [discord.File(content, filename=message.file.name)]
    return parts


def _edited(message: Outgoing) -> dict[str, Any]:
    """The arguments for editing, which also take away what the message held before."""
    parts = {"embeds": [], "view": None, **_new(message)}
    if "files" in parts:
        parts["attachments"] = parts.pop("files")
    return parts


def _embed(embed: Embed) -> discord.Embed:
    made = discord.Embed(
        description=embed.description, title=embed.title or None, colour=int(embed.colour)
    )
    return made.set_footer(text=embed.footer) if embed.footer else made
