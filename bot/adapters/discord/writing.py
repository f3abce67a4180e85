"""Lines, words of articles and cards, as Markdown for Discord, in pieces that fit.

    ┃ **Hamas · a senior official** · open
    ┃ `the/file-id` · The article's title · 29 December 2025 · example.org
    ┃ > A sentence of an article.

A long quote goes on in another block, below its source again; a line that is too long loses all
looks but bold, and goes on in another.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.adapters.discord.budget import split_text
from bot.adapters.discord.escaping import code, escape, link
from bot.adapters.discord.limits import DESCRIPTION, length
from bot.adapters.discord.outgoing import Colour, Embed
from bot.core.layout.pieces import packed
from bot.core.layout.records import DOT, Cited, Kind, Line, Look, Words, bold_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.core.layout.records import Block, Card, Run

QUOTED: Final = "> "

SOURCE: Final = 1_200
"""A longer line on a source stands above the words it belongs to once, and not above each part."""

PIECE: Final = 2_800
"""For the words of a quote in one embed; the rest of the description is for their source."""

LINE: Final = DESCRIPTION - 20
"""For any other text, which may stand below a blank line."""

COLOURS: Final[Mapping[Kind, Colour]] = MappingProxyType({kind: Colour[kind.name] for kind in Kind})


def line_of(line: Line) -> str:
    """A line as Markdown, however long."""
    return "".join(_run(run, starts_line=at == 0) for at, run in enumerate(line.runs))


def lines_of(line: Line) -> list[str]:
    """A line, or as many as it takes."""
    written = line_of(line)
    if length(written) <= LINE:
        return [written]
    return split_text(text_of(line), bold_of(line), LINE)


def words_of(words: Words) -> list[str]:
    """Words of an article as a block quote, or as several."""
    return [QUOTED + piece for piece in split_text(words.text, words.bold, PIECE)]


def embeds_of(card: Card) -> list[Embed]:
    """A card in as few embeds as hold it, a blank line between its groups.

    A group is broken only where it is too long for one embed.
    """
    groups = (_packed(_group(group), DESCRIPTION - 1) for group in card.groups)
    blocks = _packed((f"\n{block}" for group in groups for block in group), DESCRIPTION)
    first, *others = [text.strip("\n") for text in blocks]
    colour = COLOURS[card.kind]
    return [Embed(first, colour, card.title), *(Embed(text, colour) for text in others)]


def _packed(blocks: Iterable[str], limit: int) -> list[str]:
    return packed(blocks, limit, length)


def _group(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Line():
                yield from lines_of(block)
            case Words():
                yield from words_of(block)
            case Cited():
                yield from _cited(block)


def _cited(cited: Cited) -> list[str]:
    source, pieces = line_of(cited.source), words_of(cited.words)
    if len(pieces) == 1 or length(source) > SOURCE:
        return [*lines_of(cited.source), *pieces]
    count = len(pieces)
    return [
        f"{source}{DOT}part {at} of {count}\n{piece}" for at, piece in enumerate(pieces, start=1)
    ]


def _run(run: Run, *, starts_line: bool) -> str:
    if run.url:
        return link(run)
    if run.moment:
        return f"<t:{run.moment}:R>"  # Discord counts on by itself
    match run.look:
        case Look.CODE:
            return code(run.text)
        case Look.BOLD if run.text.strip():
            return f"**{escape(run.text, starts_line=False)}**"
        case _:
            return escape(run.text, starts_line=starts_line)
