"""How to go on, below an answer."""

from __future__ import annotations

import discord

from bot.adapters.discord import phrases


def how_to_go_on(channel: object, *, by_command: bool, reads_all: bool) -> str:
    """What people do to ask on in `channel`; "" in a direct message, where they just do.

    Unless the bot reads all messages (`reads_all`), Discord shows it no text of a reply to a
    command's answer that doesn't mention the bot.
    """
    match channel:
        case None | discord.DMChannel():
            return ""
        case discord.Thread():
            return phrases.JUST_GO_ON if reads_all else phrases.MENTION_TO_GO_ON
        case _ if by_command and not reads_all:
            return phrases.REPLY_AND_MENTION
        case _:
            return phrases.REPLY_TO_GO_ON
