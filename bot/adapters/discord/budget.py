"""What fits into a message: text split between words, embeds spread over messages.

Nothing is left out here: what doesn't fit into one embed goes on in the next, and what doesn't
fit into one message goes on in another.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.adapters.discord.escaping import emphasised, escape
from bot.adapters.discord.limits import CONTENT, EMBEDS, EMBEDS_TOTAL, length
from bot.adapters.discord.outgoing import Outgoing
from bot.core.layout.pieces import Splitter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.adapters.discord.outgoing import Button, Embed
    from index.records import Span

SMALL: Final = "-# "
"""Makes a line of a message small; not one of an embed."""

# Escapes stay as they are wherever the text is broken, so that parts add up.
_SPLITTER: Final = Splitter(lambda text: length(escape(text)), bold_takes=4)


def split_text(text: str, bold: Sequence[Span], limit: int) -> list[str]:
    """`text` as Markdown in pieces of at most `limit`, broken between words where that can be."""
    pieces = _SPLITTER.split(text, bold, limit)
    if len(pieces) == 1:
        return [emphasised(text, bold)]
    written = (emphasised(piece.text, piece.bold).strip() for piece in pieces)
    return [piece for piece in written if piece]


def spread(embeds: Sequence[Embed], total: int = EMBEDS_TOTAL) -> list[tuple[Embed, ...]]:
    """Embeds in the order given, as many in a message as it can hold."""
    messages: list[list[Embed]] = [[]]
    room = total
    for embed in embeds:
        size = sum(length(text) for text in (embed.title, embed.description, embed.footer))
        if messages[-1] and (size > room or len(messages[-1]) == EMBEDS):
            messages.append([])
            room = total
        messages[-1].append(embed)
        room -= size
    return [tuple(message) for message in messages]


def assembled(
    embeds: Sequence[Embed], rows: tuple[tuple[Button, ...], ...], footer: str, above: str
) -> list[Outgoing]:
    """Embeds spread over messages: a sentence above them, footer and buttons below the last."""
    last = replace(embeds[-1], footer=footer)
    messages = [Outgoing(embeds=some) for some in spread([*embeds[:-1], last])]
    messages[-1] = replace(messages[-1], rows=rows)
    if above:
        *before, beside = split_text(above, (), CONTENT - len(SMALL))
        messages[0] = replace(messages[0], content=SMALL + beside)
        messages = [*(Outgoing(content=SMALL + piece) for piece in before), *messages]
    return messages
