"""What fits into a message: text split between words, embeds spread over messages.

Nothing is left out here: what doesn't fit into one embed goes on in the next, and what doesn't
fit into one message goes on in another.
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.adapters.discord.escaping import emphasised, escape
from bot.adapters.discord.limits import CONTENT, EMBEDS, EMBEDS_TOTAL, length
from bot.adapters.discord.outgoing import Outgoing
from index.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.adapters.discord.outgoing import Button, Embed

SMALL: Final = "-# "
"""Makes a line of a message small; not one of an embed."""

_WORD = re.compile(r"\s*\S+|\s+")

_BOLD: Final = 4
"""Characters that a bold stretch takes more."""


def split_text(text: str, bold: Sequence[Span], limit: int) -> list[str]:
    """`text` as Markdown in pieces of at most `limit`, broken between words where that can be."""
    whole = emphasised(text, bold)
    if length(whole) <= limit:
        return [whole]
    starts = [span.start for span in bold]
    pieces: list[str] = []
    start = end = size = 0
    for word_end in _ends_of_words(text, limit // 8):
        # Two spans are cut by the ends of the word, and may be bold on both sides.
        strong = bisect(starts, word_end) - bisect(starts, end) + 2 if bold else 0
        grown = length(escape(text[end:word_end])) + _BOLD * strong
        if size and size + grown > limit:
            pieces.append(_part(text, bold, start, end))
            start, size = end, 0
        end, size = word_end, size + grown
    pieces.append(_part(text, bold, start, end))
    return [piece for part in pieces if (piece := part.strip())]


def _ends_of_words(text: str, most: int) -> Iterator[int]:
    """Where a piece may end: after each word, and every `most` characters within longer ones."""
    for word in _WORD.finditer(text):
        yield from range(word.start() + most, word.end(), most)
        yield word.end()


def _part(text: str, bold: Sequence[Span], start: int, end: int) -> str:
    # White space at the ends is lost in any case, and bold can't begin or end with it.
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    inside = [
        Span(max(span.start, start) - start, min(span.end, end) - start)
        for span in bold
        if span.start < end and start < span.end
    ]
    return emphasised(text[start:end], inside)


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
    embeds: Sequence[Embed], rows: tuple[tuple[Button, ...], ...], footer: str, above: str | None
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


def joined(blocks: Iterable[str], limit: int) -> list[str]:
    """Blocks of lines, each at most `limit` long, put together in descriptions that are, too."""
    descriptions: list[str] = []
    for block in blocks:
        if descriptions and length(descriptions[-1]) + 1 + length(block) <= limit:
            descriptions[-1] += f"\n{block}"
        else:
            descriptions.append(block)
    return descriptions
