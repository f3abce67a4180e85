"""Replies, and their messages once formatted, each within Discord's limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.adapters.discord.formatter import format_reply
from tests.bot.adapters.bodies import NOW, reply_of
from tests.bot.adapters.discord.reading import assert_within_limits

if TYPE_CHECKING:
    from bot.adapters.discord.outgoing import Outgoing
    from bot.core.reply import Body


def formatted(body: Body, hint: str = "") -> list[Outgoing]:
    messages = format_reply(reply_of(body), NOW, hint)
    assert messages
    assert_within_limits(messages)
    return messages


def only(body: Body, hint: str = "") -> Outgoing:
    [message] = formatted(body, hint)
    return message


def labels(message: Outgoing) -> list[list[str]]:
    return [[button.label for button in row] for row in message.rows]
