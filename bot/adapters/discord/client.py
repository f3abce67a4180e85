"""The Discord client: hears messages, commands, buttons and forms, and makes each a `Call`."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.adapters.discord import hearing, phrases
from bot.adapters.discord.acknowledging import acknowledged, show_form
from bot.adapters.discord.buttons import DatelineButton, form_id, written_in_form
from bot.adapters.discord.following import Following
from bot.adapters.discord.formatter import format_reply
from bot.adapters.discord.hints import how_to_go_on
from bot.adapters.discord.messages import Messages
from bot.adapters.discord.network import UNDELIVERED
from bot.adapters.discord.outgoing import Outgoing
from bot.adapters.discord.sending import ToInteraction
from bot.adapters.discord.slash import make_tree
from bot.adapters.discord.syncing import sync_if_changed
from bot.core import presses, words
from bot.core.answering import Answering, Manner
from bot.core.call import EVERYWHERE, Call, CommandName, Platform
from bot.core.pressing import wanted
from bot.core.reply import Begun
from index.clock import utc_now

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.adapters.discord.options import Options
    from bot.core.live_archive import LiveArchive
    from bot.core.responder import Responder

logger = logging.getLogger(__name__)


def _plainly(text: str) -> Outgoing:
    return Outgoing(content=text)


MANNER: Final = Manner(Platform.DISCORD, format_reply, _plainly, UNDELIVERED)
"""How things are said on Discord."""


class DatelineClient(discord.Client):
    """One connection to Discord. Lives as long as the bot runs."""

    def __init__(
        self,
        responder: Responder,
        archive: LiveArchive,
        options: Options,
        announce: Callable[[str], None],
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """`announce` is told, in a sentence, that the connection stands."""
        # What discord.py says at each start of packages for voice, which this bot has none of.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=_intents(options),
            allowed_mentions=discord.AllowedMentions.none(),
            # Nothing is looked up in these caches, which would grow with what others write.
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=options.guild_ready_timeout,
        )
        self._responder = responder
        self.options = options
        """What the operator set."""
        self._announce = announce
        self.answering = Answering(responder, MANNER, now)
        self._messages = Messages(self.answering, responder, options)
        self._following = Following(responder, self.answering)
        self.tree = make_tree(self, self, archive)
        self.is_connected = False
        """Whether Discord tells the bot, at this moment, what people say."""

    async def setup_hook(self) -> None:
        """Called by discord.py once, between logging in and connecting."""
        self.add_dynamic_items(DatelineButton)
        if self.application_id is not None:
            await sync_if_changed(self.tree, self.application_id, self._responder.state)

    async def on_ready(self) -> None:
        """Called by discord.py after each new connection."""
        self.is_connected = True
        if self.user is not None and self.application_id is not None:
            link = invite_link(self.application_id, threads=self.options.threads)
            self._announce(phrases.connected(str(self.user), len(self.guilds), link))

    async def on_resumed(self) -> None:
        """Called by discord.py when a connection goes on where the last one broke off."""
        self.is_connected = True

    async def on_disconnect(self) -> None:
        """Called by discord.py when a connection ends, and when none could be made."""
        self.is_connected = False

    # ── messages ─────────────────────────────────────────────────────────────────────────────

    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is for the bot."""
        me = self.user
        if me is None or not hearing.by_a_person(message, me):
            return
        if hearing.is_addressed(message, me):
            await self._messages.answer(message, me)
        elif await self._follows_up(message, me):
            await self._messages.answer(message, me, addressed=False)

    async def _follows_up(self, message: discord.Message, me: discord.ClientUser) -> bool:
        """Whether a message that doesn't name the bot goes on with what it answered."""
        if not (self.options.read_threads and isinstance(message.channel, discord.Thread)):
            return False
        if not message.content.strip() or hearing.is_for_others(message, me):
            return False
        return await self._responder.state.has_answered_in(
            Platform.DISCORD, str(message.channel.id)
        )

    # ── interactions ─────────────────────────────────────────────────────────────────────────

    async def on_command(
        self,
        interaction: discord.Interaction[Any],
        command: CommandName,
        text: str = "",
        *,
        as_of: str | None = None,
        private: bool = True,
    ) -> None:
        """A command was typed."""
        allowed = command in EVERYWHERE or self.options.access.allows(interaction.channel)
        ephemeral = private or not allowed
        observer = self._responder.observer
        if not await acknowledged(interaction, observer, ephemeral=ephemeral):
            return
        delivery = ToInteraction(interaction, ephemeral=ephemeral)
        if not allowed:
            await self.answering.say(
                words.elsewhere(words.places(self.options.access.channels)), delivery
            )
            return
        in_private = ephemeral and interaction.guild_id is not None
        call = self._call(
            interaction, command, text=text, as_of=as_of, private=in_private,
            conversation=hearing.conversation_of(interaction.channel),
        )  # fmt: skip
        channel = None if ephemeral or interaction.guild_id is None else interaction.channel
        hint = how_to_go_on(channel, by_command=True, reads_all=self.options.read_threads)
        reply = await self.answering.answer(call, delivery, hint)
        if reply is not None and isinstance(reply.body, Begun):
            await self._following.follow(reply.body, interaction, delivery)

    async def on_wrong_options(self, interaction: discord.Interaction[Any], text: str) -> None:
        """A command was typed whose options don't go together, which `text` says."""
        if await acknowledged(interaction, self._responder.observer, ephemeral=True):
            await self.answering.say(text, ToInteraction(interaction, ephemeral=True))

    async def on_button(self, interaction: discord.Interaction[Any], custom_id: str) -> None:
        """A button was pressed."""
        press = presses.read(custom_id)
        if isinstance(press, presses.NotHelpful) and await self._responder.state.has_turn(
            press.turn
        ):
            await show_form(interaction, self._responder.observer, press.turn)
            return
        # Nobody shall write a reason that can't be kept.
        asked = wanted(press)
        await self._pressed(interaction, asked.command, in_place=asked.in_place, **asked.about)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Called by discord.py for every interaction; only forms are not answered elsewhere.

        Not by the form object, which is gone after a restart.
        """
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        press = presses.read(form_id(interaction))
        if isinstance(press, presses.Why):
            text = written_in_form(interaction)
            await self._pressed(interaction, CommandName.NOT_HELPFUL, text=text, turn=press.turn)

    async def _pressed(
        self,
        interaction: discord.Interaction[Any],
        command: CommandName,
        *,
        in_place: bool = False,
        **about: Any,
    ) -> None:
        """Answer a button or form: to whoever pressed it, and nobody else."""
        observer = self._responder.observer
        if not await acknowledged(interaction, observer, ephemeral=True, in_place=in_place):
            return
        call = self._call(interaction, command, private=True, **about)
        delivery = ToInteraction(interaction, ephemeral=True)
        reply = await self.answering.answer(call, delivery)
        if reply is not None and isinstance(reply.body, Begun):
            await self._following.follow(reply.body, interaction, delivery)

    def _call(
        self,
        interaction: discord.Interaction[Any],
        command: CommandName,
        *,
        text: str = "",
        conversation: str = "",
        **about: Any,
    ) -> Call:
        return Call(
            command, text, Platform.DISCORD, conversation, str(interaction.user.id),
            is_admin=self.options.access.is_admin(interaction),
            user_name=interaction.user.display_name,
            server="" if interaction.guild_id is None else str(interaction.guild_id), **about,
        )  # fmt: skip


def invite_link(application: int, *, threads: bool) -> str:
    """The address at which a server's admin lets the bot in, with no more than it needs."""
    permissions = discord.Permissions(
        view_channel=True,
        send_messages=True,
        send_messages_in_threads=True,
        embed_links=True,
        attach_files=True,
        read_message_history=True,
        create_public_threads=threads,
    )
    scopes = ("bot", "applications.commands")
    return discord.utils.oauth_url(application, permissions=permissions, scopes=scopes)


def _intents(options: Options) -> discord.Intents:
    """What Discord tells the bot of: no more than it answers, and nothing privileged by itself."""
    return discord.Intents(
        guilds=True,
        guild_messages=True,
        dm_messages=True,
        message_content=options.read_threads,
    )
