"""The first sign of life for whoever asked. For an interaction Discord gives it three seconds."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.adapters.discord.buttons import why_form
from bot.adapters.discord.network import UNDELIVERED, persistently
from bot.core.observing import Heard

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.observing import Observer

logger = logging.getLogger(__name__)

ALREADY_ACKNOWLEDGED: Final = 40060

PAUSES: Final = (0.2, 1.0)
"""Seconds before further tries, all within the three that there are."""


class FirstSign:
    """Tells an observer how long the first sign of life took; later ones don't count."""

    def __init__(self, observer: Observer, heard: Heard, asked_at: datetime) -> None:
        """`asked_at` is by Discord's clock, from which it counts too; ours must be in step."""
        self._observer = observer
        self._heard = heard
        self._asked_at = asked_at
        self._given = False

    def given(self) -> None:
        """Whoever asked can see that they were heard."""
        if not self._given:
            self._given = True
            took = (discord.utils.utcnow() - self._asked_at).total_seconds()
            self._observer.acknowledged(self._heard, max(0.0, took))


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
    FirstSign(observer, Heard.INTERACTION, interaction.created_at).given()
    return True


async def show_form(interaction: discord.Interaction[Any], observer: Observer, turn: str) -> None:
    """Ask what was not helpful about `turn`; a form must be the first response."""
    try:
        await interaction.response.send_modal(why_form(turn))
    except UNDELIVERED as error:
        logger.warning("interaction %s could not be shown a form: %s", interaction.id, error)
        return
    FirstSign(observer, Heard.INTERACTION, interaction.created_at).given()
