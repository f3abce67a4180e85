"""Buttons, and the form that one of them opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.adapters.slack import modals, phrases, sharing
from bot.adapters.slack.limits import QUESTION, head
from bot.adapters.slack.modals import ToView
from bot.adapters.slack.responding import ToChannel, ToResponse
from bot.core import presses
from bot.core.builds import CANCEL, Task, typed
from bot.core.call import Call, CommandName, Platform

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.adapters.slack.calling import Calling
    from bot.adapters.slack.used import Used


class Buttons:
    """Answers what is pressed. Lives as long as the connection."""

    def __init__(self, calling: Calling) -> None:
        self._calling = calling

    async def press(self, used: Used, value: str) -> None:
        """Answer a button."""
        async with self._calling.once(used) as first:
            if first:
                await self._answer(used, presses.read(value))

    async def share(self, used: Used, value: str) -> None:
        """Show the channel what only one person saw."""
        async with self._calling.once(used) as first:
            if first:
                await self._share(used, sharing.read(value))

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
        answer, state = self._calling.answer, self._calling.responder.state
        match press:
            case presses.NotHelpful(turn) if await state.has_turn(turn):
                await self._ask_why(used, turn)
            case presses.NotHelpful(turn):
                # Nobody shall write a reason that can't be kept.
                await answer(used, CommandName.NOT_HELPFUL, turn=turn)
            case presses.More(turn, first):
                await answer(used, CommandName.MORE, turn=turn, number=first)
            case presses.Around(turn, number):
                await self._in_context(used, turn, number)
            case presses.SourcesPage(page, search):
                # The page takes the place of the one that the button stands under.
                await answer(
                    used, CommandName.SOURCES, self._in_place(used), text=search, number=page
                )
            case presses.OpenIssue(issue):
                await answer(used, CommandName.ISSUES, text=issue)
            case presses.CancelBuild():
                await answer(used, CommandName.REBUILD, text=CANCEL)
            case presses.BuildAnyway(full):
                # Its course takes the place of the question whether to build.
                wanted = typed(Task.FULL if full else Task.UPDATE, confirm_loss=True)
                await answer(used, CommandName.REBUILD, self._in_place(used), text=wanted)
            case _:
                await answer(used, CommandName.CONTEXT)

    async def _share(self, used: Used, shared: sharing.Shared | None) -> None:
        poster, name = self._calling.poster, used.user_name
        answer_in = self._calling.answer_in
        match shared:
            case sharing.SharedAnswer(turn):
                question = await self._calling.responder.state.question_of(turn)
                above = phrases.asked_by(name, head(question, QUESTION))
                delivery = ToChannel(poster, used.response, used.channel, above)
                await answer_in(used, CommandName.SHARE, delivery, turn=turn)
            case sharing.SharedPage(command, text):
                delivery = ToChannel(
                    poster, used.response, used.channel, phrases.asked_by(name, "")
                )
                await answer_in(used, command, delivery, text=text)
            case None:
                await self._calling.answer(used, CommandName.CONTEXT)

    async def _ask_why(self, used: Used, turn: str) -> None:
        form = modals.why_form(turn)
        if not await modals.opened(self._calling.poster.client, used.trigger, form):
            # Without the form, that it was not helpful is noted all the same.
            await self._calling.answer(used, CommandName.NOT_HELPFUL, turn=turn)

    async def _in_context(self, used: Used, turn: str, number: int) -> None:
        """In a modal, which must be open before the work begins; else as a message."""
        poster = self._calling.poster
        loading = modals.loading(phrases.IN_CONTEXT)
        if view := await modals.opened(poster.client, used.trigger, loading):
            delivery = ToView(poster, view, phrases.IN_CONTEXT)
            await self._calling.answer_in(
                used, CommandName.CONTEXT, delivery, turn=turn, number=number
            )
        else:
            await self._calling.answer(used, CommandName.CONTEXT, turn=turn, number=number)

    def _in_place(self, used: Used) -> ToResponse:
        """In the place of the message with the button, unless others see that, too."""
        own = used.is_theirs or used.is_direct
        return ToResponse(self._calling.poster, used.response, in_place=own)
