"""For the bot's own start in another process: to have it talk to a stand-in for Slack."""

from __future__ import annotations

from functools import partial
from typing import Any

import bot.adapters.slack.options as options_module


def point_slack_at(web_api: str) -> None:
    """Make the Slack adapter of this process talk to a stand-in."""
    module: Any = options_module
    module.Options = partial(module.Options, web_api=web_api)
