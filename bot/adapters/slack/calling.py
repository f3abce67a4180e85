"""From what somebody used to its outcome: `Calling`.

Used ─▶ once ─▶ Call ─▶ answering ─▶ for that person alone; a build is followed to its end
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.adapters.slack.messages import not_here
from bot.adapters.slack.responding import ToResponse
from bot.core.call import Call, CommandName, Platform, is_for_admins
from bot.core.reply import Begun

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.adapters.slack.access import Access
    from bot.adapters.slack.app import Start
    from bot.adapters.slack.following import Following
    from bot.adapters.slack.identity import Identity
    from bot.adapters.slack.outgoing import Outgoing
    from bot.adapters.slack.posting import Poster
    from bot.adapters.slack.used import Used
    from bot.core.answering import Answering, Delivery
    from bot.core.responder import Responder

TELLS_ADMINS_MORE = frozenset({CommandName.STATUS, CommandName.HELP})


@dataclass(frozen=True, slots=True)
class Calling:
    """Makes calls and answers them. Lives as long as the connection."""

    answering: Answering[Outgoing]
    responder: Responder
    poster: Poster
    me: Identity
    access: Access
    following: Following
    start: Start

    @contextlib.asynccontextmanager
    async def once(self, used: Used) -> AsyncIterator[bool]:
        """Whether this was used for the first time; what breaks inside becomes an apology."""
        state = self.responder.state
        async with self.answering.outcome(ToResponse(self.poster, used.response)):
            yield not used.trigger or await state.first_time(Platform.SLACK, used.trigger)

    async def answer(
        self,
        used: Used,
        command: CommandName,
        delivery: ToResponse | None = None,
        hint: str = "",
        **about: Any,
    ) -> None:
        """Answer a command or a button, for whoever used it."""
        where = delivery or ToResponse(self.poster, used.response)
        is_admin = await self.is_admin(used, command, about.get("text", ""))
        call = self.call(used, command, is_admin=is_admin, **about)
        reply = await self.answering.answer(call, where, hint)
        if reply is not None and isinstance(reply.body, Begun):
            # On its own: a bot that is stopped waits for answers, and not for a build.
            self.start(self.following.follow(reply.body, used, where))

    async def answer_in(
        self,
        used: Used,
        command: CommandName,
        delivery: Delivery[Outgoing],
        hint: str = "",
        **about: Any,
    ) -> None:
        """Answer somewhere else; what is for admins is nobody's there."""
        await self.answering.answer(self.call(used, command, **about), delivery, hint)

    def call(
        self,
        used: Used,
        command: CommandName,
        *,
        text: str = "",
        is_admin: bool = False,
        **about: Any,
    ) -> Call:
        """Nobody else sees the answer, so no question may lean on it, whoever is in a channel.

        Not in direct messages either: Slack doesn't say whether these are with the bot.
        """
        return Call(
            command,
            text,
            Platform.SLACK,
            conversation="",
            user=used.user,
            is_admin=is_admin,
            private=True,
            user_name=used.user_name,
            server="" if used.is_direct else used.team,
            **about,
        )

    async def allowed(self, used: Used) -> bool:
        """Whether the bot answers there; where it doesn't, that is said."""
        if self.access.allows(used.channel, is_direct=used.is_direct):
            return True
        await ToResponse(self.poster, used.response).deliver([not_here(self.access)])
        return False

    async def is_admin(self, used: Used, command: CommandName, text: str) -> bool:
        """Whether they are an admin. Slack is asked for it only where that makes a difference."""
        if is_for_admins(command, text) or command in TELLS_ADMINS_MORE:
            return await self.access.is_admin(used.user, self.poster.client, self.me.team)
        return used.user in self.access.admin_users
