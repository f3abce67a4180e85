"""A build that was begun on Slack: a direct message shows its course, and then tells its end.

    begun ─▶ every two seconds, if something changed: how far it is ─▶ the report, or why not

What only one person sees in a channel can't be changed any more, so it is not there that the course
is shown; the end is told in both places. What is shown has no part in the build.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.adapters.slack.formatter import format_course
from bot.adapters.slack.network import UNDELIVERED, told
from bot.adapters.slack.sending import InPlace
from index.clock import utc_now

if TYPE_CHECKING:
    from bot.adapters.slack.outgoing import Outgoing
    from bot.adapters.slack.posting import Poster
    from bot.adapters.slack.responding import ToResponse
    from bot.adapters.slack.used import Used
    from bot.core.answering import Answering
    from bot.core.builds import Running
    from bot.core.reply import Rebuilding
    from bot.core.responder import Responder

logger = logging.getLogger(__name__)


class Building:
    """Shows the course of builds, and tells how they end. Lives as long as the connection."""

    def __init__(
        self, responder: Responder, answering: Answering[Outgoing], poster: Poster
    ) -> None:
        self._responder = responder
        self._answering = answering
        self._poster = poster

    async def follow(self, begun: Rebuilding, used: Used, where: ToResponse) -> None:
        """Show a build to whoever began it, and return after its end.

        `where` they began it the end is told, too, unless that was in the direct message.
        """
        course = InPlace(self._poster, used.user)

        async def on_course(running: Running) -> None:
            try:
                await course.show(format_course(running, utc_now()))
            except UNDELIVERED as error:
                logger.info("how far the build is could not be shown: %s", told(error))

        ended = await self._responder.rebuilt(begun, on_course)
        await self._answering.tell(ended, course)
        if where.is_open and course.channel != used.channel:
            await self._answering.tell(ended, where)
