"""Slack's limits, as its documentation of 2026 gives them, and how text is counted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from bot.core.layout.pieces import utf16_length

if TYPE_CHECKING:
    from collections.abc import Sequence

BLOCKS: Final = 50
MESSAGE: Final = 12_500
"""Characters of all blocks of a message; users report that it is refused from some 13,200 on."""
TEXT: Final = 3_000
"""Of a section, and of any other text object."""
HEADER: Final = 150
BUTTON_LABEL: Final = 75
BUTTON_VALUE: Final = 2_000
CONTEXT_ELEMENTS: Final = 10
BUTTONS_IN_ROW: Final = 25
NOTIFICATION: Final = 1_000
"""Of our own: what stands beside the blocks is read in a notification, which shows less."""
QUESTION: Final = 500
"""Of our own: of a question that stands above an answer when that is shared; the rest is cut."""
VIEW_BLOCKS: Final = 100
VIEW_SIZE: Final = 200_000
"""Characters of a modal; Slack refuses one of 250,000 bytes or so."""
REASON: Final = 1_000
PROMPTS: Final = 4
RESPONSES: Final = 5
"""Messages that one response address takes, within half an hour."""
RESPONSE_SECONDS: Final = 29 * 60.0
"""How long it takes them, with a minute to spare."""


length = utf16_length


def size(blocks: Sequence[Any]) -> int:
    """The length of blocks as they are sent."""
    return length(json.dumps(blocks, ensure_ascii=False))


def head(text: str, limit: int) -> str:
    """As much of the beginning of `text` as is no longer than `limit`, with "…" for the rest."""
    if length(text) <= limit:
        return text
    shorter = text[: limit - 2]
    while length(shorter) > limit - 2:
        shorter = shorter[:-1]
    return f"{shorter.rpartition(' ')[0] or shorter} …"
