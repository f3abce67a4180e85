"""The platforms that are set up, each as a connection: imported only where it is wanted.

Settings ─┬─ DISCORD_TOKEN   ─▶ DiscordConnection
          └─ SLACK_BOT_TOKEN ─▶ SlackConnection
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.core.announcing import Teller
from bot.core.errors import StartError
from bot.core.running import Connection

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.live_archive import LiveArchive
    from bot.core.responder import Responder
    from bot.settings import Settings

NO_SLACK_LIBRARY = (
    "SLACK_BOT_TOKEN is set, but the package that connects to Slack is not installed; install it "
    "with: pip install slack-bolt (make setup does so)"
)


class PlatformConnection(Connection, Teller, Protocol):
    """A connection to a platform whose channels can be told something."""


def is_any_set_up(settings: Settings) -> bool:
    """Whether the bot has anywhere to go."""
    return bool(settings.discord_token or settings.slack_bot_token)


def connections(
    responder: Responder,
    archive: LiveArchive,
    settings: Settings,
    announce: Callable[[str], None],
) -> list[PlatformConnection]:
    """A connection to each platform that is set up, on the event loop that runs now.

    `announce` is told when one stands. Raises StartError.
    """
    made: list[PlatformConnection] = []
    if settings.discord_token:
        made.append(_discord(responder, archive, settings, announce))
    if settings.slack_bot_token:
        made.append(_slack(responder, archive, settings, announce))
    return made


def _discord(
    responder: Responder,
    archive: LiveArchive,
    settings: Settings,
    announce: Callable[[str], None],
) -> PlatformConnection:
    # Imported only now, as below: nobody should wait for what is not set up.
    from bot.adapters.discord.access import Access  # noqa: PLC0415 - see above
    from bot.adapters.discord.client import DatelineClient  # noqa: PLC0415 - see above
    from bot.adapters.discord.connection import DiscordConnection  # noqa: PLC0415 - see above
    from bot.adapters.discord.options import Options  # noqa: PLC0415 - see above

    options = Options(
        Access(settings.discord_channels, settings.discord_admin_roles),
        threads=settings.discord_threads,
        read_threads=settings.discord_read_threads,
        announce=settings.announce_on_discord,
    )
    client = DatelineClient(responder, archive, options, announce)
    return DiscordConnection(client, settings.discord_token)


def _slack(
    responder: Responder,
    archive: LiveArchive,
    settings: Settings,
    announce: Callable[[str], None],
) -> PlatformConnection:
    try:
        from bot.adapters.slack.connection import SlackConnection  # noqa: PLC0415 - see above
    except ModuleNotFoundError as exc:
        if exc.name not in {"slack_bolt", "slack_sdk"}:
            raise
        raise StartError(NO_SLACK_LIBRARY) from exc
    from bot.adapters.slack.access import Access  # noqa: PLC0415 - see above
    from bot.adapters.slack.options import Options  # noqa: PLC0415 - see above

    options = Options(
        Access(settings.slack_channels, settings.slack_admin_users),
        bot_token=settings.slack_bot_token,
        app_token=settings.slack_app_token,
        signing_secret=settings.slack_signing_secret,
        host=settings.slack_host,
        port=settings.slack_port,
        prefix=settings.slack_command_prefix,
        announce=settings.announce_on_slack,
    )
    return SlackConnection(responder, archive, options, announce)
