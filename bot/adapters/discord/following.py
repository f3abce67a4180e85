"""What was begun on Discord is followed to its end in its one message: pages that are looked at, an
article that is added, a build.

    begun ─▶ its end takes the place of its beginning, and may have begun something in turn
    a build ─▶ every two seconds, if something changed: how far it is ─▶ the report, or why not

What is shown has no part in the work: an edit that fails is left out, and so are all that come
after the interaction has expired; then the end is told in a direct message.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from bot.adapters.discord.formatter import format_course
from bot.adapters.discord.network import UNDELIVERED
from bot.adapters.discord.sending import InChannel
from bot.core.reply import Begun
from index.clock import utc_now

if TYPE_CHECKING:
    import discord

    from bot.adapters.discord.outgoing import Outgoing
    from bot.adapters.discord.sending import ToInteraction
    from bot.core.answering import Answering
    from bot.core.builds import Running
    from bot.core.responder import Responder

logger = logging.getLogger(__name__)


class Following:
    """Shows the course of what has begun, and tells how it ends. Lives as long as the client."""

    def __init__(self, responder: Responder, answering: Answering[Outgoing]) -> None:
        self._responder = responder
        self._answering = answering

    async def follow(
        self, begun: Begun, interaction: discord.Interaction[Any], delivery: ToInteraction
    ) -> None:
        """Show it to whoever began it, and return after its end, and that of what it began."""

        async def on_course(running: Running) -> None:
            if interaction.is_expired():
                return
            try:
                await delivery.update(format_course(running, utc_now()))
            except UNDELIVERED as error:
                logger.info("how far the build is could not be shown: %s", error)

        under_way: Begun | None = begun
        while under_way is not None:
            ended = await self._responder.outcome_of(under_way, on_course)
            if interaction.is_expired():
                # Who manages the server can't be known there, so a button would be of no use.
                in_private = InChannel(interaction.user, with_buttons=False)
                await self._answering.tell(ended, in_private)
            else:
                await self._answering.tell(ended, delivery)
            under_way = ended.body if isinstance(ended.body, Begun) else None
