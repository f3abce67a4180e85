"""A small Discord in its own JSON: one server, its channels, the bot, and people with numbers.

Only what discord.py reads, as Discord writes it. Pure, but for ids, which grow and hold the time.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from itertools import count
from typing import Any, Final, TypeAlias

Json: TypeAlias = dict[str, Any]

API: Final = "/api/v10"
GATEWAY: Final = "/gateway"
"""Where the stand-in is reached, at one port."""

EPOCH: Final = 1_420_070_400.0
"""The second from which ids count, of 2015."""

BOT: Final = "700000000000000001"
"""The bot's user and its application have one id."""

GUILD: Final = "700000000000000002"
BOT_ROLE: Final = "700000000000000003"
_CHANNELS: Final = 700_000_000_000_001_000
_PEOPLE: Final = 700_000_000_001_000_000

# View, send, embed links, attach files, read history, use commands, send in threads.
_PERMISSIONS: Final = str(sum(1 << bit for bit in (10, 11, 14, 15, 16, 31, 38)))
_JOINED: Final = "2026-01-02T03:04:05+00:00"

_numbers = count()


def new_id(at: float | None = None) -> str:
    """An id of the second `at`, or of now."""
    milliseconds = int(((time.time() if at is None else at) - EPOCH) * 1000)
    return str((milliseconds << 22) + next(_numbers) % (1 << 22))


def channel_id(number: int) -> str:
    """The id of a channel, which are numbered from 0."""
    return str(_CHANNELS + number)


def channel(number: int) -> Json:
    """A text channel."""
    return {
        "id": channel_id(number), "type": 0, "guild_id": GUILD, "name": f"news-{number}",
        "position": number, "permission_overwrites": [], "parent_id": None, "topic": None,
        "rate_limit_per_user": 0, "last_message_id": None, "nsfw": False, "flags": 0,
    }  # fmt: skip


def person(number: int) -> Json:
    """One of as many people as there are numbers."""
    return _user(str(_PEOPLE + number), f"person{number}")


def bot() -> Json:
    """The bot's own user."""
    return {**_user(BOT, "dateline"), "bot": True, "verified": True, "mfa_enabled": False}


def member(user: Json) -> Json:
    """A user as a member of the server."""
    roles = [BOT_ROLE] if user["id"] == BOT else []
    return {
        "user": user, "roles": roles, "nick": None, "joined_at": _JOINED, "premium_since": None,
        "deaf": False, "mute": False, "pending": False, "flags": 0, "avatar": None,
        "communication_disabled_until": None, "permissions": _PERMISSIONS,
    }  # fmt: skip


def guild(channels: int) -> Json:
    """The server, with so many channels, as GUILD_CREATE tells of it."""
    return {
        "id": GUILD, "name": "Newsroom", "icon": None, "owner_id": person(0)["id"],
        "roles": [_role(GUILD, "@everyone"), {**_role(BOT_ROLE, "dateline"), "managed": True,
                                              "tags": {"bot_id": BOT}}],
        "channels": [channel(number) for number in range(channels)], "threads": [],
        "members": [member(bot())], "member_count": 2, "large": False, "unavailable": False,
        "joined_at": _JOINED, "emojis": [], "stickers": [], "features": [], "presences": [],
        "voice_states": [], "stage_instances": [], "guild_scheduled_events": [],
        "preferred_locale": "en-US", "premium_tier": 0, "verification_level": 0, "nsfw_level": 0,
        "mfa_level": 0, "explicit_content_filter": 0, "default_message_notifications": 0,
        "system_channel_flags": 0,
    }  # fmt: skip


def application() -> Json:
    """What the bot is told of itself when it logs in."""
    return {
        "id": BOT, "name": "dateline", "icon": None, "description": "", "bot_public": True,
        "bot_require_code_grant": False, "verify_key": "", "flags": 0, "owner": person(0),
    }  # fmt: skip


def message(author: Json, channel: str, about: Json) -> Json:
    """A message in a channel; `about` is what else it has, such as `content` or `embeds`."""
    known = {
        "id": new_id(), "channel_id": channel, "author": author, "content": "", "embeds": [],
        "components": [], "attachments": [], "mentions": [], "mention_roles": [], "type": 0,
        "timestamp": datetime.now(UTC).isoformat(), "edited_timestamp": None, "tts": False,
        "mention_everyone": False, "pinned": False, "flags": 0,
    }  # fmt: skip
    return {**known, **{name: value for name, value in about.items() if value is not None}}


def interaction(user: Json, channel: Json, data: Json) -> Json:
    """A command that somebody typed in a channel."""
    identity = new_id()
    return {
        "id": identity, "application_id": BOT, "type": 2, "token": f"token-of-{identity}",
        "version": 1, "data": data, "guild_id": GUILD, "guild_locale": "en-US", "locale": "en-US",
        "channel_id": channel["id"], "channel": channel, "member": member(user), "context": 0,
        "app_permissions": _PERMISSIONS, "authorizing_integration_owners": {"0": GUILD},
        "entitlements": [], "attachment_size_limit": 10_485_760,
    }  # fmt: skip


def _user(identity: str, name: str) -> Json:
    return {
        "id": identity, "username": name, "discriminator": "0", "global_name": name.title(),
        "avatar": None, "bot": False, "system": False, "public_flags": 0, "flags": 0,
    }  # fmt: skip


def _role(identity: str, name: str) -> Json:
    return {
        "id": identity, "name": name, "permissions": _PERMISSIONS, "position": 0, "color": 0,
        "hoist": False, "managed": False, "mentionable": False, "flags": 0, "icon": None,
        "unicode_emoji": None,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
    }  # fmt: skip
