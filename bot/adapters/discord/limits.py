"""Discord's limits, as its documentation of August 2026 gives them, and how text is counted."""

from __future__ import annotations

from typing import Final

from bot.core.layout.pieces import utf16_length

CONTENT: Final = 2_000
EMBEDS: Final = 10
EMBEDS_TOTAL: Final = 6_000
"""Characters of all embeds of one message: titles, descriptions, footers."""
DESCRIPTION: Final = 4_096
TITLE: Final = 256
FOOTER: Final = 2_048
BUTTON_LABEL: Final = 80
CUSTOM_ID: Final = 100
BUTTONS_IN_ROW: Final = 5
ROWS: Final = 5
ALT: Final = 1_024
"""What an attachment shows, in words."""
THREAD_NAME: Final = 100
CHOICES: Final = 25
CHOICE: Final = 100
QUESTION: Final = 1_000
SEARCH: Final = 60
"""Of our own: so long a search still fits into a button's `custom_id`."""
REASON: Final = 1_000
ADDRESSES: Final = 4_000
"""Of an option; Discord takes 6,000."""


length = utf16_length


def head(text: str, limit: int) -> str:
    """As much of the beginning of `text` as is no longer than `limit`."""
    shorter = text[:limit]
    while length(shorter) > limit:
        shorter = shorter[:-1]
    return shorter
