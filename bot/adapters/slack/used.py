"""A command, a button or a shortcut that somebody used: `Used`, read from what Slack sends.

a slash command ───────────────▶ used_command ─┬▶ Used
a button, a message's shortcut ▶ used_message ─┘
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.adapters.slack.responding import Response

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Used:
    """What somebody used, where. `trigger` tells it from all others, and opens a modal."""

    trigger: str
    team: str
    channel: str
    user: str
    user_name: str
    response: Response
    message: str = ""
    """The place of the message that a button stands in."""

    is_theirs: bool = True
    """Whether nobody else sees that message."""

    @property
    def is_direct(self) -> bool:
        """Whether that was in direct messages: with the bot, or between people."""
        return self.channel.startswith("D")


def used_command(body: Mapping[str, Any]) -> Used:
    """A slash command."""
    user = body["user_id"]
    return Used(
        trigger=body.get("trigger_id", ""),
        team=body.get("team_id", ""),
        channel=body.get("channel_id", ""),
        user=user,
        user_name=body.get("user_name", ""),
        response=Response(body.get("response_url", ""), user),
    )


def used_message(body: Mapping[str, Any]) -> Used:
    """A button below a message, or the shortcut of one. Of a private message Slack tells less."""
    user, container, message = body["user"], body.get("container", {}), body.get("message", {})
    thread = message.get("thread_ts") or container.get("thread_ts") or ""
    return Used(
        trigger=body.get("trigger_id", ""),
        team=(body.get("team") or {}).get("id", ""),
        channel=body.get("channel", {}).get("id") or container.get("channel_id", ""),
        user=user["id"],
        user_name=user.get("name") or user.get("username", ""),
        response=Response(body.get("response_url", ""), user["id"], thread),
        message=f"{container.get('channel_id', '')}:{container.get('message_ts', '')}",
        is_theirs=bool(container.get("is_ephemeral")),
    )
