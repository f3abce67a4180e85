"""Who the bot is on Slack, and whether it may do what it needs to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.adapters.slack import phrases
from bot.adapters.slack.network import UNDELIVERED, error_of, patiently, told
from bot.adapters.slack.scopes import missing
from bot.core.errors import StartError

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

REFUSED: Final = frozenset(
    {
        *("invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"),
        *(
            "not_allowed_token_type",
            "no_permission",
            "org_login_required",
            "team_access_not_granted",
        ),
    }
)
"""Slack's words for a token that is worth nothing."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The bot's own user, and the workspace that it was installed in."""

    user: str
    name: str
    bot: str
    team: str
    workspace: str


async def identify(client: AsyncWebClient) -> Identity:
    """Ask Slack who the token belongs to, and what it may do. Raises StartError."""
    try:
        found = await patiently(client.auth_test)
    except UNDELIVERED as exc:
        refused = error_of(exc) in REFUSED
        raise StartError(
            phrases.BOT_REFUSED if refused else phrases.unreachable(told(exc))
        ) from exc
    headers = {name.lower(): str(value) for name, value in found.headers.items()}
    lacking = missing(headers["x-oauth-scopes"]) if "x-oauth-scopes" in headers else ()
    if lacking:
        raise StartError(phrases.missing_scopes(lacking))
    return Identity(
        str(found["user_id"]), str(found.get("user", "")), str(found.get("bot_id", "")),
        str(found.get("team_id", "")), str(found.get("team", "")),
    )  # fmt: skip
