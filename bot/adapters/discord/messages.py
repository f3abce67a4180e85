"""Messages that are for the bot: where each is answered, and what stands in the way."""

from __future__ import annotations

import contextlib
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import discord

from bot.adapters.discord import hearing, phrases
from bot.adapters.discord.acknowledging import first_sign
from bot.adapters.discord.hints import how_to_go_on
from bot.adapters.discord.limits import THREAD_NAME, length
from bot.adapters.discord.network import UNDELIVERED
from bot.adapters.discord.outgoing import Outgoing
from bot.adapters.discord.sending import BelowMessage, InChannel
from bot.adapters.discord.typing_sign import typing_in
from bot.core import words
from bot.core.call import Call, CommandName, Platform, bare
from bot.core.observing import Heard

if TYPE_CHECKING:
    from bot.adapters.discord.options import Options
    from bot.core.answering import Answering
    from bot.core.responder import Responder

logger = logging.getLogger(__name__)

THREAD_MINUTES: Final = 1_440
"""Of silence, after which Discord folds a thread away: a day."""


class Messages:
    """Answers messages, each once. Lives as long as the client."""

    def __init__(
        self, answering: Answering[Outgoing], responder: Responder, options: Options
    ) -> None:
        self._answering = answering
        self._responder = responder
        self._access = options.access
        self._options = options

    async def answer(
        self, message: discord.Message, me: discord.ClientUser, *, addressed: bool = True
    ) -> None:
        """Answer a message that is for the bot, unless it was heard before.

        One that was not `addressed` to it, but said in a thread that it reads, is answered only if
        it is a question: people may talk there.
        """
        if not await self._responder.state.first_time(Platform.DISCORD, str(message.id)):
            logger.info("message %s came again and is not answered twice", message.id)
            return
        # From here on something becomes of it, whatever breaks.
        async with self._answering.outcome(BelowMessage(message, message.channel)):
            if (hindrance := self._told_in_private(message)) is not None:
                await self._privately(message, hindrance)
            elif (hindrance := _told_plainly(message, me)) is not None:
                plainly = BelowMessage(message, message.channel)
                await plainly.deliver([Outgoing(content=hindrance)])
            else:
                await self._answer(message, hearing.question_in(message, me), addressed)

    def _told_in_private(self, message: discord.Message) -> str | None:
        """Why nothing may be said where the message stands; None if it may."""
        if not self._access.allows(message.channel):
            return words.elsewhere(words.places(self._access.channels))
        return None if _permissions(message).send_messages else phrases.MAY_NOT_WRITE

    async def _answer(self, message: discord.Message, question: str, addressed: bool) -> None:
        asks_for_help = bare(question) == CommandName.HELP
        call = Call(
            CommandName.HELP if asks_for_help else CommandName.ASK,
            question,
            Platform.DISCORD,
            hearing.conversation_of(message.channel),
            str(message.author.id),
            reply_to=hearing.replied_to(message),
            server="" if message.guild is None else str(message.guild.id),
        )
        # Whoever asks too much gets no threads for it.
        opens = question and self._responder.admits(call)
        thread = await self._thread(message, question) if opens else None
        channel = thread or message.channel
        call = replace(call, conversation=hearing.conversation_of(channel))
        hint = how_to_go_on(channel, by_command=False, reads_all=self._options.read_threads)
        sign = first_sign(self._responder.observer, Heard.MESSAGE, message.created_at)
        async with typing_in(channel, sign.given):
            delivery = BelowMessage(message, channel)
            reply = await self._answering.answer(call, delivery, hint, only_questions=not addressed)
            if reply is not None:  # it may have come before the sign of typing could be shown
                sign.given()

    async def _thread(self, message: discord.Message, question: str) -> discord.Thread | None:
        """A new thread for a question in a channel, where the operator wants that and may."""
        if not (self._options.threads and isinstance(message.channel, discord.TextChannel)):
            return None
        if not _permissions(message).send_messages_in_threads:
            return None
        try:
            return await message.create_thread(
                name=thread_name(question), auto_archive_duration=THREAD_MINUTES
            )
        except UNDELIVERED as error:
            logger.info("no thread for message %s, answering in the channel: %s", message.id, error)
            return None

    async def _privately(self, message: discord.Message, text: str) -> None:
        """Say something to the author alone; a sign below the message, where they take nothing."""
        try:
            await InChannel(message.author).deliver([Outgoing(content=text)])
        except UNDELIVERED as error:
            logger.info("nothing can be said to %s in private: %s", message.author.id, error)
            with contextlib.suppress(*UNDELIVERED):
                await message.add_reaction("🔇")


def _told_plainly(message: discord.Message, me: discord.ClientUser) -> str | None:
    """Why a message can't be answered with quotes; None if it can."""
    if hearing.is_hidden(message):
        return phrases.unreadable(me.display_name)
    if hearing.holds_more_than_words(message) and not hearing.question_in(message, me):
        return phrases.WORDS_ONLY
    return None if _permissions(message).embed_links else phrases.MAY_NOT_EMBED


def thread_name(question: str) -> str:
    """The question, or as many of its first words as fit."""
    name = question or phrases.UNNAMED_THREAD
    if length(name) <= THREAD_NAME:
        return name
    while length(name) >= THREAD_NAME - 1:
        shorter = name.rpartition(" ")[0]
        name = shorter or name[:-1]
    return f"{name} …"


def _permissions(message: discord.Message) -> discord.Permissions:
    """What the bot may do where a message stands; all, where that can't be known."""
    channel, guild = message.channel, message.guild
    if guild is None or isinstance(channel, discord.PartialMessageable | discord.GroupChannel):
        return discord.Permissions.all()
    try:
        allowed = channel.permissions_for(guild.me)
    except discord.ClientException:  # a thread whose channel is not known
        return discord.Permissions.all()
    if isinstance(channel, discord.Thread):
        allowed.send_messages = allowed.send_messages_in_threads
    return allowed
