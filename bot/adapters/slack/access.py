"""Who may do what, and where: admins, channels."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.adapters.slack.network import UNDELIVERED, patiently, told
from bot.core.call import DIRECT_MESSAGES

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Access:
    """What the operator set. `channels` are ids, or "dm"; none means everywhere."""

    channels: frozenset[str] = frozenset()
    admin_users: frozenset[str] = frozenset()

    def allows(self, channel: str, *, is_direct: bool) -> bool:
        """Whether the bot answers there; a thread is where its channel is."""
        if not self.channels:
            return True
        return channel in self.channels or (is_direct and DIRECT_MESSAGES in self.channels)

    async def is_admin(self, user: str, client: AsyncWebClient, team: str) -> bool:
        """Whether someone is named in the settings, or is an admin or owner of this workspace.

        Slack is asked each time, so that who is an admin no more is none. Where it doesn't say,
        nobody is.
        """
        if user in self.admin_users:
            return True
        try:
            found = await patiently(lambda: client.users_info(user=user))
        except UNDELIVERED as error:
            logger.warning("whether %s is an admin can't be found out: %s", user, told(error))
            return False
        about = found.get("user") or {}
        if about.get("team_id", team) != team or about.get("is_stranger") or about.get("deleted"):
            return False
        return any(about.get(one) for one in ("is_admin", "is_owner", "is_primary_owner"))
