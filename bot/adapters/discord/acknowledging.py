"""The first sign of life for whoever asked. For an interaction Discord gives it three seconds."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.adapters.discord.buttons import why_form
from bot.adapters.discord.network import UNDELIVERED, persistently
from bot.core.observing import FirstSign, Heard

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.observing import Observer

logger = logging.getLogger(__name__)

ALREADY_ACKNOWLEDGED: Final = 40060

PAUSES: Final = (0.2, 1.0)
"""Seconds before further tries, all within the three that there are."""


def first_sign(observer: Observer, heard: Heard, asked_at: datetime) -> FirstSign:
    """The first sign of life to who asked at a moment of Discord's clock, from which it counts too.

    Ours must be in step.
    """

    def since() -> float:
        return (discord.utils.utcnow() - asked_at).total_seconds()

    return FirstSign(observer, heard, since)


async def acknowledged(
    interaction: discord.Interaction[Any],
    observer: Observer,
    *,
    ephemeral: bool,
    in_place: bool = False,
) -> bool:
    """Tell Discord that an answer will come; False where that is no longer possible.

    With `in_place` the answer takes the place of the message that a button stands under. Where it
    is too late, or another process has acknowledged, nothing can be answered any more.
    """
    how = {} if in_place else {"ephemeral": ephemeral, "thinking": True}
    tried = False

    async def defer() -> None:
        nonlocal tried
        try:
            await interaction.response.defer(**how)
        except discord.HTTPException as error:
            # Then the first try arrived, and only the word that it did was lost.
            if not (tried and error.code == ALREADY_ACKNOWLEDGED):
                raise
        finally:
            tried = True

    try:
        await persistently(defer, PAUSES)
    except UNDELIVERED as error:
        logger.warning("interaction %s could not be acknowledged: %s", interaction.id, error)
        return False
    first_sign(observer, Heard.INTERACTION, interaction.created_at).given()
    return True


async def show_form(interaction: discord.Interaction[Any], observer: Observer, turn: str) -> None:
    """Ask what was not helpful about `turn`; a form must be the first response."""
    try:
        await interaction.response.send_modal(why_form(turn))
    except UNDELIVERED as error:
        logger.warning("interaction %s could not be shown a form: %s", interaction.id, error)
        return
    first_sign(observer, Heard.INTERACTION, interaction.created_at).given()
