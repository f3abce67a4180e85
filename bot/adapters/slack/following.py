"""What was begun on Slack is followed to its end: pages that are looked at, an article that is
added, a build, whose course a direct message shows.

    begun ─▶ its end is told where it was begun, and may have begun something in turn
    a build ─▶ every two seconds, if something changed: how far it is ─▶ the report, or why not

What only one person sees in a channel can't be changed any more, so it is not there that the course
of a build is shown; its end is told in both places. What is shown has no part in the work.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.adapters.slack.formatter import format_course
from bot.adapters.slack.network import UNDELIVERED, told
from bot.adapters.slack.sending import InPlace
from bot.core.reply import Begun, Rebuilding
from index.clock import utc_now

if TYPE_CHECKING:
    from bot.adapters.slack.outgoing import Outgoing
    from bot.adapters.slack.posting import Poster
    from bot.adapters.slack.responding import ToResponse
    from bot.adapters.slack.used import Used
    from bot.core.answering import Answering
    from bot.core.builds import Running
    from bot.core.responder import Responder

logger = logging.getLogger(__name__)


class Following:
    """Shows the course of what has begun, and its end. Lives as long as the connection."""

    def __init__(
        self, responder: Responder, answering: Answering[Outgoing], poster: Poster
    ) -> None:
        self._responder = responder
        self._answering = answering
        self._poster = poster

    async def follow(self, begun: Begun, used: Used, where: ToResponse) -> None:
        """Show it to whoever began it, and return after its end, and that of what it began.

        `where` they began it a build's end is told, too, unless that was in the direct message.
        """
        under_way: Begun | None = begun
        while under_way is not None:
            if isinstance(under_way, Rebuilding):
                await self._build(under_way, used, where)
                return
            ended = await self._responder.outcome_of(under_way)
            await self._answering.tell(ended, where)
            under_way = ended.body if isinstance(ended.body, Begun) else None

    async def _build(self, begun: Rebuilding, used: Used, where: ToResponse) -> None:
        course = InPlace(self._poster, used.user)

        async def on_course(running: Running) -> None:
            try:
                await course.show(format_course(running, utc_now()))
            except UNDELIVERED as error:
                logger.info("how far the build is could not be shown: %s", told(error))

        ended = await self._responder.outcome_of(begun, on_course)
        await self._answering.tell(ended, course)
        if where.is_open and course.channel != used.channel:
            await self._answering.tell(ended, where)
