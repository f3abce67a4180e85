"""A message before it is sent, without a word of discord.py: what the formatter makes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from bot.core.layout.records import Style

if TYPE_CHECKING:
    from bot.core.layout.records import File


class Colour(IntEnum):
    """The bar at the left of an embed, which tells kinds of replies apart at a glance."""

    QUOTE = 0x2F6FDE
    DIFFERING = 0xE0A100
    NOTHING = 0x80848E
    PAGE = 0x4F9D8F
    # As in the picture of the ledger.
    OPEN = 0xFF9F5F
    CONTESTED = 0xDBA6FF
    SETTLED = 0x58C4FF


@dataclass(frozen=True, slots=True)
class Embed:
    """A box with text. `description` is Markdown; the other two are not."""

    description: str
    colour: Colour
    title: str = ""
    footer: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A button; `custom_id` comes back when it is pressed, and `bot.core.presses` reads it."""

    label: str
    custom_id: str
    style: Style = Style.QUIET
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message, within Discord's limits. `rows` of buttons stand below it."""

    content: str = ""
    embeds: tuple[Embed, ...] = ()
    rows: tuple[tuple[Button, ...], ...] = ()
    file: File | None = None
