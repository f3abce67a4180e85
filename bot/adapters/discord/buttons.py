"""Buttons and the form, as discord.py knows them. What they ask for, the client finds out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Self

import discord

from bot.adapters.discord.limits import REASON
from bot.core.layout.records import Style
from bot.core.presses import BUTTONS, Why, id_of

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from bot.adapters.discord.outgoing import Button

_STYLES = {
    Style.QUIET: discord.ButtonStyle.secondary,
    Style.OFFER: discord.ButtonStyle.primary,
    Style.DANGER: discord.ButtonStyle.danger,
}

FORM_MINUTES = 15
"""After that discord.py may forget a form that was never sent in; the client answers it all the
same, from what its id says."""


class HearsButtons(Protocol):
    """What the client does for its buttons."""

    async def on_button(self, interaction: discord.Interaction[Any], custom_id: str) -> None:
        """A button was pressed."""


class DatelineButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=BUTTONS):
    """Any of the buttons; made anew each time one is pressed, whoever sent it and when."""

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 - discord.py's shape
        item: discord.ui.Item[Any],
        match: re.Match[str],  # noqa: ARG003 - discord.py's shape
        /,
    ) -> Self:
        """The button that Discord says was pressed."""
        assert isinstance(item, discord.ui.Button)  # noqa: S101 - the template fits no other item
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the press on."""
        client: HearsButtons = interaction.client
        await client.on_button(interaction, self.custom_id)


def view_of(rows: Sequence[Sequence[Button]]) -> discord.ui.View:
    """Rows of buttons to send. Keeps nothing in memory once sent: `DatelineButton` hears them."""
    view = discord.ui.View(timeout=None)
    for number, row in enumerate(rows):
        for button in row:
            made: discord.ui.Button[Any] = discord.ui.Button(
                style=_STYLES[button.style],
                label=button.label,
                custom_id=button.custom_id,
                disabled=button.disabled,
                row=number,
            )
            view.add_item(DatelineButton(made))
    return view


def why_form(turn: str) -> discord.ui.Modal:
    """The form that asks what was not helpful."""
    form = discord.ui.Modal(
        title="What was not helpful?", custom_id=id_of(Why(turn)), timeout=FORM_MINUTES * 60
    )
    form.add_item(
        discord.ui.Label(
            text="Your words, for whoever runs me",
            component=discord.ui.TextInput(
                custom_id="why",
                style=discord.TextStyle.paragraph,
                placeholder="Wrong quote? Something missing? Out of date?",
                required=False,
                max_length=REASON,
            ),
        )
    )
    return form


def form_id(interaction: discord.Interaction[Any]) -> str:
    """The `custom_id` of a form that was sent in."""
    data: Any = interaction.data or {}
    return str(data.get("custom_id", ""))


def written_in_form(interaction: discord.Interaction[Any]) -> str:
    """What was typed into the form's one field; its data comes nested, in several ways."""
    return _value(interaction.data or {})


def _value(component: Any) -> str:
    match component:
        case {"custom_id": "why", "value": str(value)}:
            return value
        case {"components": list(inner)}:
            return "".join(_value(one) for one in inner)
        case {"component": inner}:
            return _value(inner)
        case _:
            return ""
