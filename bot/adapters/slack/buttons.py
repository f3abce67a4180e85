"""Buttons, and the form that one of them opens."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Final

from bot.adapters.slack import modals, phrases, sharing
from bot.adapters.slack.limits import QUESTION, head
from bot.adapters.slack.modals import ToView
from bot.adapters.slack.responding import ToChannel, ToResponse, take_away
from bot.core import presses
from bot.core.call import Call, CommandName, Platform
from bot.core.pressing import Wanted, wanted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.adapters.slack.calling import Calling
    from bot.adapters.slack.used import Used

SHARED: Final = 1_000
"""How many of the messages that were shared last are known: a press may come again in a moment."""


class Buttons:
    """Answers what is pressed. Lives as long as the connection."""

    def __init__(self, calling: Calling) -> None:
        self._calling = calling
        self._being_shared: set[str] = set()
        self._shared: deque[str] = deque(maxlen=SHARED)

    async def press(self, used: Used, value: str) -> None:
        """Answer a button."""
        async with self._calling.once(used) as first:
            if first:
                await self._answer(used, presses.read(value))

    async def share(self, used: Used, value: str) -> None:
        """Show the channel what only one person saw."""
        async with self._calling.once(used) as first:
            # Who presses twice would share twice.
            if not first or used.message in self._being_shared:
                return
            if used.message in self._shared:
                await take_away(self._calling.poster, used.response)
                return
            self._being_shared.add(used.message)
            try:
                if await self._share(used, sharing.read(value)):
                    self._shared.append(used.message)
            finally:
                self._being_shared.discard(used.message)

    async def why(self, user: str, team: str, view: Mapping[str, Any]) -> None:
        """Keep what was written into the form, and say so in its place."""
        press = presses.read(view.get("private_metadata", ""))
        call = Call(
            CommandName.NOT_HELPFUL,
            modals.written_in(view),
            Platform.SLACK,
            conversation="",
            user=user,
            private=True,
            turn=press.turn if isinstance(press, presses.Why) else "",
            server=team,
        )
        title, wait = phrases.FORM_TITLE, modals.HEAD_START
        delivery = ToView(self._calling.poster, view["id"], title, wait=wait)
        await self._calling.answering.answer(call, delivery)

    async def _answer(self, used: Used, press: presses.Press | None) -> None:
        match press:
            case presses.NotHelpful(turn) if await self._calling.responder.state.has_turn(turn):
                await self._ask_why(used, turn)
            case presses.Around():
                await self._in_context(used, wanted(press))
            case _:
                # Nobody shall write a reason that can't be kept.
                await self._as_wanted(used, wanted(press))

    async def _as_wanted(self, used: Used, asked: Wanted) -> None:
        # A page that was turned would be shared from its beginning.
        text = asked.about.get("text", "") if asked.command is CommandName.ISSUES else ""
        own = asked.in_place and (used.is_theirs or used.is_direct)
        delivery = ToResponse(
            self._calling.poster,
            used.response,
            in_place=own,  # what others see, too, stays as it is
            share=sharing.share_of(asked.command, text, used) if text else None,
        )
        await self._calling.answer(used, asked.command, delivery, **asked.about)

    async def _share(self, used: Used, shared: sharing.Shared | None) -> bool:
        """Whether the channel was shown it."""
        poster, name = self._calling.poster, used.user_name
        answer_in = self._calling.answer_in
        match shared:
            case sharing.SharedAnswer(turn):
                question = await self._calling.responder.state.question_of(turn)
                above = phrases.asked_by(name, head(question, QUESTION))
                delivery = ToChannel(poster, used.response, used.channel, above)
                hint = phrases.MENTION_TO_GO_ON
                await answer_in(used, CommandName.SHARE, delivery, hint, turn=turn)
            case sharing.SharedPage(command, text):
                delivery = ToChannel(
                    poster, used.response, used.channel, phrases.asked_by(name, "")
                )
                await answer_in(used, command, delivery, text=text)
            case None:
                await self._calling.answer(used, CommandName.CONTEXT)
                return False
        return delivery.is_shared

    async def _ask_why(self, used: Used, turn: str) -> None:
        form = modals.why_form(turn)
        if not await modals.opened(self._calling.poster.client, used.trigger, form):
            # Without the form, that it was not helpful is noted all the same.
            await self._as_wanted(used, wanted(presses.NotHelpful(turn)))

    async def _in_context(self, used: Used, asked: Wanted) -> None:
        """In a modal, which must be open before the work begins; else as a message."""
        poster = self._calling.poster
        loading = modals.loading(phrases.IN_CONTEXT)
        if view := await modals.opened(poster.client, used.trigger, loading):
            delivery = ToView(poster, view, phrases.IN_CONTEXT)
            await self._calling.answer_in(used, asked.command, delivery, **asked.about)
        else:
            await self._as_wanted(used, asked)
