"""Telling Discord which commands there are, only when they have changed: it allows 200 a day."""

from __future__ import annotations

import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

from bot.adapters.discord.network import UNDELIVERED

if TYPE_CHECKING:
    from discord import app_commands

    from bot.core.state.async_state import AsyncState

logger = logging.getLogger(__name__)


async def sync_if_changed(
    tree: app_commands.CommandTree[Any], application: int, state: AsyncState
) -> None:
    """Sync `tree` unless Discord has these very commands already. Failing is logged only."""
    name = f"discord commands of {application}"
    value = _digest(tree)
    if await state.note(name) == value:
        return
    try:
        await tree.sync()
    except UNDELIVERED as error:
        reason = str(error) or type(error).__name__
        logger.warning("Discord did not take the commands, the next start tries again: %s", reason)
        return
    await state.set_note(name, value)
    logger.info("Discord has been told of the commands")


def _digest(tree: app_commands.CommandTree[Any]) -> str:
    told = [command.to_dict(tree) for command in tree.get_commands()]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
