"""Who may do what, and where: admins, channels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.core.call import DIRECT_MESSAGES

if TYPE_CHECKING:
    from discord.abc import MessageableChannel, User


@dataclass(frozen=True, slots=True)
class Access:
    """What the operator set. `channels` are ids, or "dm"; none means everywhere."""

    channels: frozenset[str] = frozenset()
    admin_roles: frozenset[str] = frozenset()

    def allows(self, channel: MessageableChannel | discord.abc.GuildChannel | None) -> bool:
        """Whether the bot answers there; a thread is where its channel is."""
        if not self.channels:
            return True
        return not self.channels.isdisjoint(_names(channel))

    def is_admin(self, interaction: discord.Interaction) -> bool:
        """Whether who pressed or typed something may manage the server or has an admin's role.

        Taken from what Discord says of them in this very interaction, not from any cache.
        """
        if interaction.guild_id is None:
            return False
        return interaction.permissions.manage_guild or self._has_role(interaction.user)

    def _has_role(self, user: User) -> bool:
        roles = user.roles if isinstance(user, discord.Member) else []
        return any(str(role.id) in self.admin_roles for role in roles)


def _names(channel: MessageableChannel | discord.abc.GuildChannel | None) -> set[str]:
    """What a channel may be called in the settings."""
    match channel:
        case None:
            return set()
        case discord.DMChannel():
            return {DIRECT_MESSAGES}
        case discord.Thread():
            return {str(channel.id), str(channel.parent_id)}
        case _:
            return {str(channel.id)}
