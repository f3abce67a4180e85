"""The scopes that the app needs, and why: `docs/slack-manifest.yaml` asks for no others."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

SCOPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "app_mentions:read": "hears what mentions it",
        "assistant:write": "suggests questions in its Messages tab",
        "chat:write": "answers",
        "commands": "has slash commands and the shortcuts",
        "files:write": "sends the chart of the issues, and the list of remarks",
        "im:history": "hears direct messages",
        "users:read": "finds out who is an admin of the workspace",
    }
)
"""Each with what the bot does with it."""

EVENTS: Final = ("app_home_opened", "app_mention", "message.im")
"""The events that it hears of."""


def missing(granted: str) -> frozenset[str]:
    """Those that are not in Slack's list of what was granted: "chat:write,commands"."""
    return frozenset(SCOPES) - {one.strip() for one in granted.split(",")}
