"""Slash commands, and the shortcuts of a message: answered to whoever used them, to be shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.adapters.slack import hearing, phrases, sharing
from bot.adapters.slack.responding import ToResponse
from bot.core.call import EVERYWHERE, CommandName, bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.adapters.slack.calling import Calling
    from bot.adapters.slack.used import Used


class Commands:
    """Answers what is typed behind a slash. Lives as long as the connection."""

    def __init__(self, calling: Calling, names: Mapping[CommandName, str]) -> None:
        """`names` are those of the commands, with a slash before each."""
        self._calling = calling
        self._names = names

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
                await self._calling.answering.say(
                    phrases.unknown_command(name, self._names.values()), delivery
                )

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

    async def add_linked(self, used: Used, message: Mapping[str, Any]) -> None:
        """Look at what a message links to."""
        async with self._calling.once(used) as first:
            if first:
                await self._run(used, CommandName.ADD, hearing.links_text(message))

    async def _answer(self, used: Used, command: CommandName, text: str) -> None:
        typed = hearing.question_in(text, self._calling.me.user)
        asks = command is CommandName.ASK
        asked, as_of = hearing.dated(typed) if asks else (typed, None)
        if bare(typed) == CommandName.HELP or (asks and not bare(asked)):
            command, asked, as_of = CommandName.HELP, "", None
        if command is CommandName.ADD and asked:
            # An address comes as it was typed: what is read of a link is its label.
            await self._run(used, command, hearing.links_text({"text": text}))
        elif command is CommandName.FORGET:
            await self._forget(used, text)
        elif command in EVERYWHERE or await self._calling.allowed(used):
            await self._run(used, command, asked, as_of)

    async def _forget(self, used: Used, text: str) -> None:
        """Only admins are told how to name a person; the responder refuses all others."""
        person = hearing.person_in(text)
        if person or not await self._calling.is_admin(used, CommandName.FORGET, ""):
            await self._run(used, CommandName.FORGET, person)
            return
        delivery = ToResponse(self._calling.poster, used.response)
        await self._calling.answering.say(phrases.no_person(text.strip()), delivery)

    async def _run(
        self, used: Used, command: CommandName, text: str, as_of: str | None = None
    ) -> None:
        """Answer, with a button to share the answer where there are others."""
        delivery = ToResponse(
            self._calling.poster,
            used.response,
            share=sharing.share_of(command, text, used),
        )
        hint = ""
        if command is CommandName.ASK and not used.is_direct:
            hint = phrases.SHARE_TO_GO_ON
        await self._calling.answer(used, command, delivery, hint, text=text, as_of=as_of)
