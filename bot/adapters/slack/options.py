"""What the operator set for Slack."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.adapters.slack.access import Access

WEB_API = "https://slack.com/api/"


@dataclass(frozen=True, slots=True)
class Options:
    """What the operator set for Slack.

    Slack is connected to with `app_token` (Socket Mode); with a `port` it calls instead, at
    `host`, and signs with `signing_secret`. `prefix` stands before the names of all commands.
    `announce` are ids of channels that are told what new articles bring.
    `web_api` is the address of Slack's Web API, `ping_seconds` how often a socket is tried.
    """

    access: Access
    bot_token: str = field(repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    host: str = "0.0.0.0"  # noqa: S104 - Slack's load balancer is elsewhere, and signs
    port: int = 0
    prefix: str = ""
    announce: frozenset[str] = frozenset()
    web_api: str = WEB_API
    ping_seconds: float = 5.0
