"""What fits into a message: blocks spread over messages, buttons and small print below the last.

Nothing is left out: what doesn't fit into one message goes on in another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.adapters.slack import blocks
from bot.adapters.slack.limits import BLOCKS, BUTTON_VALUE, BUTTONS_IN_ROW, MESSAGE, length, size
from bot.adapters.slack.writing import small_print
from bot.core.presses import id_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.adapters.slack.blocks import Block
    from bot.core.layout.records import Button

SPARE = 700
"""Characters that are kept for a button to share what is shown."""

BUTTONS = 5_000
"""Characters of all buttons together; some thirty fit."""


def spread(
    units: Iterable[Sequence[Block]], above: str, footer: str, buttons: Sequence[Block]
) -> list[list[Block]]:
    """The blocks of each message, without the buttons, for which there is room in the last.

    Blocks of one unit stay together.
    """
    below = small_print(footer) if footer else []
    before = [[block] for block in small_print(above)] if above else []
    rows = -(-len(buttons) // BUTTONS_IN_ROW)
    reserved = size(list(blocks.actions(buttons))) + SPARE
    messages: list[list[Block]] = [[]]
    for unit in (*before, *units, *([below] if below else [])):
        grown = [*messages[-1], *unit]
        # Any message may turn out to be the last one.
        fits = len(grown) + rows + 1 <= BLOCKS and size(grown) + reserved <= MESSAGE
        if messages[-1] and not fits:
            messages.append([])
        messages[-1] += unit
    return messages


def buttons_of(buttons: Sequence[Button]) -> tuple[Block, ...]:
    """Buttons, without those that are disabled, which Slack doesn't know, or would be too long.

    Where they are too many, those before the last one are left out.
    """
    pressed = [(button, id_of(button.press)) for button in buttons if not button.disabled]
    fit = [(button, value) for button, value in pressed if length(value) <= BUTTON_VALUE]
    made = [
        blocks.button(button.label, f"{at}", value, button.style)
        for at, (button, value) in enumerate(fit)
    ]
    while size(made) > BUTTONS:
        del made[-2]
    return tuple(made)
