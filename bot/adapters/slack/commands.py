"""Slash commands, and the shortcut of a message: answered to whoever used them, to be shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.adapters.slack import hearing, phrases, sharing
from bot.adapters.slack.responding import ToResponse
from bot.core.call import ADMIN_COMMANDS, CommandName

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.adapters.slack.calling import Calling
    from bot.adapters.slack.outgoing import Outgoing
    from bot.adapters.slack.used import Used


class Commands:
    """Answers what is typed behind a slash. Lives as long as the connection."""

    def __init__(self, calling: Calling) -> None:
        self._calling = calling

    async def command(self, used: Used, command: CommandName, text: str) -> None:
        """Answer a command."""
        async with self._calling.once(used) as first:
            if first:
                await self._answer(used, command, text)

    async def unknown(self, used: Used, name: str) -> None:
        """Say that there is no such command."""
        async with self._calling.once(used) as first:
            if first:
                delivery = ToResponse(self._calling.poster, used.response)
                await self._calling.answering.say(phrases.unknown_command(name), delivery)

    async def shortcut(self, used: Used, message: Mapping[str, Any]) -> None:
        """Ask the articles about a message."""
        async with self._calling.once(used) as first:
            if not (first and await self._calling.allowed(used)):
                return
            question = hearing.question_in(message.get("text") or "", self._calling.me.user)
            if question:
                await self._run(used, CommandName.ASK, question)
            else:
                delivery = ToResponse(self._calling.poster, used.response)
                await self._calling.answering.say(phrases.NOTHING_TO_ASK, delivery)

    async def _answer(self, used: Used, command: CommandName, text: str) -> None:
        if command is CommandName.FORGET:
            typed = hearing.person_in(text)
        else:
            typed = hearing.question_in(text, self._calling.me.user)
        if command is CommandName.ASK and hearing.wants_help(typed):
            command, typed = CommandName.HELP, ""
        everywhere = command in ADMIN_COMMANDS or command is CommandName.HELP
        if everywhere or await self._calling.allowed(used):
            await self._run(used, command, typed)

    async def _run(self, used: Used, command: CommandName, text: str) -> None:
        """Answer, with a button to share the answer where there are others."""

        def share(message: Outgoing) -> str:
            if message.turn:
                return sharing.written(sharing.SharedAnswer(message.turn))
            return sharing.written(sharing.SharedPage(command, text))

        delivery = ToResponse(
            self._calling.poster, used.response, share=None if used.is_direct else share
        )
        await self._calling.answer(used, command, delivery, text=text)
