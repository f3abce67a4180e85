"""A build that was begun on Discord: its one message is edited while it runs, then tells its end.

    begun ─▶ every two seconds, if something changed: how far it is ─▶ the report, or why not

What is shown has no part in the build: an edit that fails is left out, and so are all that come
after the interaction has expired; then the end is told in a direct message.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from bot.adapters.discord.formatter import format_course
from bot.adapters.discord.network import UNDELIVERED
from bot.adapters.discord.sending import InChannel
from index.clock import utc_now

if TYPE_CHECKING:
    import discord

    from bot.adapters.discord.outgoing import Outgoing
    from bot.adapters.discord.sending import ToInteraction
    from bot.core.answering import Answering
    from bot.core.builds import Running
    from bot.core.reply import Rebuilding
    from bot.core.responder import Responder

logger = logging.getLogger(__name__)


class Building:
    """Shows the course of builds, and tells how they end. Lives as long as the client."""

    def __init__(self, responder: Responder, answering: Answering[Outgoing]) -> None:
        self._responder = responder
        self._answering = answering

    async def follow(
        self, begun: Rebuilding, interaction: discord.Interaction[Any], delivery: ToInteraction
    ) -> None:
        """Show a build to whoever began it, and return after its end."""

        async def on_course(running: Running) -> None:
            if interaction.is_expired():
                return
            try:
                await delivery.update(format_course(running, utc_now()))
            except UNDELIVERED as error:
                logger.info("how far the build is could not be shown: %s", error)

        ended = await self._responder.rebuilt(begun, on_course)
        if interaction.is_expired():
            # Who manages the server can't be known there, so a button would be of no use.
            in_private = InChannel(interaction.user, with_buttons=False)
            await self._answering.tell(ended, in_private)
        else:
            await self._answering.tell(ended, delivery)
