"""A small Slack over real loopback sockets, for tests of a bot that is made with slack-bolt.

    people ─▶ events ─▶ delivery ─▶ sockets or http_mode ─▶ the bot ─▶ web_api, responses
                            └────────────▶ world: what there is, and what came of it ◀──┘

It starts with `async with Slack() as slack`; the bot is given `slack.api_url` and the two tokens.
"""

from __future__ import annotations

from tests.bot.adapters.slack.stand_in.delivery import Act, Delivery
from tests.bot.adapters.slack.stand_in.slack import Slack
from tests.bot.adapters.slack.stand_in.values import ALL_SCOPES, Call, Channel, Message, Person

__all__ = ["ALL_SCOPES", "Act", "Call", "Channel", "Delivery", "Message", "Person", "Slack"]
