"""A message before it is sent: what the formatter makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.adapters.slack.blocks import Block
    from bot.core.layout.records import File


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message, within Slack's limits.

    `text`, in mrkdwn, is what notifications show, and all there is where there are no blocks.
    `buttons` stand below. `shareable` says that it is worth showing to others; then `turn` is the
    answer that it shows, "" where it is none.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    buttons: tuple[Block, ...] = ()
    file: File | None = None
    shareable: bool = False
    turn: str = ""
