"""Is a message for the bot, and what does it ask?

a mention anywhere, a reply to one of the bot's messages, a direct message     yes
a message in a thread that the bot answered in, where the operator wants that  yes
other bots, webhooks, joins and pins, everything else                          no
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from collections.abc import Sequence

_TYPES = frozenset({discord.MessageType.default, discord.MessageType.reply})
# Channels, roles and people whose names Discord did not send along.
_NAMED = re.compile(r"<(?:#|@[!&]?)\d+>")
_EMOJI = re.compile(r"<a?:(?P<name>\w+):\d+>")


def by_a_person(message: discord.Message, me: discord.abc.User) -> bool:
    """Whether someone wrote it, rather than a bot, a webhook or Discord itself."""
    author = message.author
    written = message.type in _TYPES and message.webhook_id is None
    return written and not author.bot and not author.system and author.id != me.id


def is_addressed(message: discord.Message, me: discord.abc.User) -> bool:
    """Whether it mentions the bot, replies to it, or was sent to it alone."""
    return message.guild is None or mentions(message, me) or replies_to(message, me)


def mentions(message: discord.Message, me: discord.abc.User) -> bool:
    """Whether the bot is named, by its user or by the role that was made for it."""
    role = None if message.guild is None else message.guild.self_role
    # A reply that pings has the bot among its mentions, though nobody wrote its name.
    return any(user.id == me.id for user in message.mentions) or role in message.role_mentions


def replies_to(message: discord.Message, me: discord.abc.User) -> bool:
    """Whether it replies to one of the bot's messages."""
    replied = message.reference and message.reference.resolved
    return isinstance(replied, discord.Message) and replied.author.id == me.id


def is_for_others(message: discord.Message, me: discord.abc.User) -> bool:
    """Whether people talk to each other: it names or answers someone who is not the bot."""
    others = [user for user in message.mentions if user.id != me.id]
    replied = message.reference is not None and not replies_to(message, me)
    return bool(others) or bool(message.role_mentions) or replied


def question_in(message: discord.Message, me: discord.abc.User) -> str:
    """What was typed, without the bot's name; other names as people read them."""
    names = [f"<@{me.id}>", f"<@!{me.id}>"]
    if message.guild is not None and message.guild.self_role is not None:
        names.append(message.guild.self_role.mention)
    text = _without(message.content, names)
    text = _EMOJI.sub(lambda emoji: f":{emoji['name']}:", text)
    for role in message.role_mentions:
        text = text.replace(role.mention, role.name)
    for channel in message.channel_mentions:
        text = text.replace(channel.mention, channel.name)
    for user in message.mentions:
        for name in (f"<@{user.id}>", f"<@!{user.id}>"):
            text = text.replace(name, user.display_name)
    return " ".join(_NAMED.sub(" ", text).split())


def is_hidden(message: discord.Message) -> bool:
    """Whether Discord keeps from the bot what was written: then it keeps files back, too."""
    return message.guild is not None and not (
        message.content or message.attachments or message.poll
    )


def holds_more_than_words(message: discord.Message) -> bool:
    """Whether there is anything in it but text. None of it is ever fetched or read."""
    others = (message.attachments, message.stickers, message.poll, message.message_snapshots)
    return any(others)


def links_text(message: discord.Message) -> str:
    """All text of a message in which links may be: its own, what it forwards, and its previews."""
    forwarded = [one.content for one in message.message_snapshots]
    previews = [one.url for one in message.embeds if one.url]
    return "\n".join([message.content, *forwarded, *previews])


def replied_to(message: discord.Message) -> str:
    """The id of the message that it replies to, "" for none."""
    reference = message.reference
    return str(reference.message_id) if reference and reference.message_id else ""


def conversation_of(channel: object) -> str:
    """The id of a thread or of a direct message, in which one question follows another.

    "" for a channel, where people talk across each other.
    """
    match channel:
        case discord.Thread(id=number) | discord.DMChannel(id=number):
            return str(number)
        case _:
            return ""


def _without(text: str, names: Sequence[str]) -> str:
    for name in names:
        text = text.replace(name, " ")
    return text
