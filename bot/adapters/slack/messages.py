"""Messages that are for the bot: where each is answered, and what stands in the way."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from bot.adapters.slack import blocks, hearing, phrases
from bot.adapters.slack.first_sign import at_work
from bot.adapters.slack.mrkdwn import escape
from bot.adapters.slack.names import IN_MESSAGES, Said, said
from bot.adapters.slack.outgoing import Outgoing
from bot.adapters.slack.sending import InThread, Whisper
from bot.core import words
from bot.core.call import EVERYWHERE, Call, CommandName, Platform
from bot.core.observing import FirstSign, Heard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.adapters.slack.access import Access
    from bot.adapters.slack.hearing import Asked
    from bot.adapters.slack.identity import Identity
    from bot.adapters.slack.posting import Poster
    from bot.core.answering import Answering
    from bot.core.responder import Responder

logger = logging.getLogger(__name__)


class Messages:
    """Answers messages, each once. Lives as long as the connection."""

    def __init__(
        self, answering: Answering[Outgoing], responder: Responder, poster: Poster, me: Identity,
        access: Access, names: Mapping[CommandName, str],
    ) -> None:  # fmt: skip
        self._answering = answering
        self._responder = responder
        self._poster = poster
        self._me = me
        self._access = access
        self._names = names

    async def answer(self, asked: Asked) -> None:
        """Answer a message, unless it was heard before.

        One message may come as several events, and each event several times: by its own id, or by
        the place where the message stands.
        """
        heard = time.monotonic()
        state = self._responder.state
        for event in (asked.event, asked.place):
            if event and not await state.first_time(Platform.SLACK, event):
                logger.info("message %s came again and is not answered twice", asked.place)
                return
        # From here on something becomes of it, whatever breaks.
        thread = asked.thread or ("" if asked.is_direct else asked.ts)
        question = hearing.question_in(asked.text, self._me.user)
        found = said(question, self._names) if question else Said(CommandName.HELP, "")
        asks_for_help = found is not None and found.command in EVERYWHERE
        if not (asks_for_help or self._access.allows(asked.channel, is_direct=asked.is_direct)):
            await self._elsewhere(asked)
            return
        sign = FirstSign(self._responder.observer, Heard.MESSAGE, lambda: time.monotonic() - heard)
        async with at_work(self._poster.client, asked.channel, thread, sign.given) as before:
            delivery = InThread(self._poster, asked.channel, thread, before)
            async with self._answering.outcome(delivery):
                if asked.holds_files and not question:
                    await self._answering.say(phrases.WORDS_ONLY, delivery)
                else:
                    await self._answer(asked, found or Said(CommandName.ASK, question), delivery)
            sign.given()

    async def _answer(self, asked: Asked, said: Said, delivery: InThread) -> None:
        command, (text, as_of) = said.command, hearing.dated(said.text)
        if command is CommandName.ASK and not text:
            command = CommandName.HELP
        if command is None or command not in {CommandName.ASK, *IN_MESSAGES}:
            told = (
                phrases.unknown_command(said.text, self._names.values())
                if command is None
                else phrases.only_typed(self._names[command])
            )
            await self._answering.say(told, delivery)
            return
        thread = asked.thread or ("" if asked.is_direct else asked.ts)
        conversation = hearing.place(asked.channel, thread) if thread else asked.channel
        call = Call(
            command,
            text,
            Platform.SLACK,
            conversation,
            asked.user,
            as_of=as_of,
            server="" if asked.is_direct else asked.team,
        )
        hint = "" if asked.is_direct else phrases.MENTION_TO_GO_ON
        await self._answering.answer(call, delivery, hint)

    async def _elsewhere(self, asked: Asked) -> None:
        """Say, to the author alone, where the bot answers."""
        whisper = Whisper(self._poster, asked.channel, asked.user, asked.thread)
        async with self._answering.outcome(whisper):
            await whisper.deliver([not_here(self._access)])


def not_here(access: Access) -> Outgoing:
    """Where the bot answers, with channels as links: its own words, so in mrkdwn."""
    told = words.elsewhere(words.places(access.channels))
    return Outgoing(escape(words.elsewhere("another channel")), (blocks.section(told),))
