"""Lines, words of articles and cards, as blocks for Slack, in pieces that fit.

    > A sentence of an article, with the words of the *question* in bold.       a section
    `the/file-id` · The article's title · 29 December 2025 · example.org        its context

What mrkdwn can't show as it is becomes rich text, which looks the same. Pages are rich text
throughout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.adapters.slack import blocks
from bot.adapters.slack.limits import CONTEXT_ELEMENTS, HEADER, TEXT, length, size
from bot.adapters.slack.mrkdwn import code, emphasised, escape, is_inert, link
from bot.core.layout.pieces import Splitter, stretches
from bot.core.layout.records import DOT, Cited, Line, Look, Run, Words, bold_of, line, text_of
from bot.core.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.adapters.slack.blocks import Block
    from bot.core.layout import records
    from bot.core.layout.pieces import Piece

QUOTED: Final = "> "

PIECE: Final = 2_800
"""Characters of a block; the rest of what it may hold is for what stands around them."""

_SENT: Final = 2 * PIECE + 100
"""Characters of a block as it is sent, if it is a piece that is all escapes."""

SOURCE: Final = 1_200
"""A longer line on a source stands beside the words it belongs to once, and not at each part."""

# Escapes stay as they are wherever the text is broken, so that parts add up.
SPLITTER: Final = Splitter(lambda text: length(escape(text)), bold_takes=2)


def quote_units(words: Words, source: Line) -> list[list[Block]]:
    """A quote with its source below, again for each part of a long one."""
    pieces = _pieces(words, _quote)
    if _taken([source]) > SOURCE:
        return [[one] for one in (*map(_quote, pieces), *source_blocks(source))]
    if len(pieces) == 1:
        return [[_quote(pieces[0]), *source_blocks(source)]]
    return [
        [_quote(piece), *source_blocks(_part(source, at, len(pieces)))]
        for at, piece in enumerate(pieces, start=1)
    ]


def _pieces(words: Words, shown: Callable[[Piece], Block], most: int = PIECE) -> list[Piece]:
    """Words in pieces; in smaller ones where each change to bold and back takes much."""
    pieces = SPLITTER.split(words.text, words.bold, most)
    if any(size([shown(piece)]) > _SENT for piece in pieces):
        return _pieces(words, shown, most // 2)
    return pieces


def _part(source: Line, at: int, count: int) -> Line:
    return Line((*source.runs, Run(f"{DOT}part {at} of {count}")))


def _quote(piece: Piece) -> Block:
    written = emphasised(piece.text, piece.bold)
    if written is None or length(written) > TEXT - len(QUOTED):
        return blocks.rich_text([_rich_quote(piece)])
    return blocks.section(QUOTED + written)


def _rich_quote(piece: Piece) -> Block:
    return blocks.rich_quote(piece.text, piece.bold)


def source_blocks(source: Line) -> list[Block]:
    """A line in small print, or where that can't be, as it is."""
    elements = list(_small(source.runs))
    if len(elements) <= CONTEXT_ELEMENTS and all(length(one["text"]) <= TEXT for one in elements):
        return [blocks.context(elements)]
    return list(_rich([source]))


def small_print(text: str) -> list[Block]:
    """The bot's own words in small print."""
    return [
        blocks.context([blocks.plain_text(piece.text)])
        for piece in SPLITTER.split(text, (), PIECE)
        if plain(piece.text).strip()
    ]


def _small(runs: Iterable[Run]) -> Iterator[Block]:
    """Runs as elements of small print: as few as can be, those that mrkdwn can't show on their own.

    A dot between two elements stays with the one before it.
    """
    written = ""
    for run in runs:
        shown = _mrkdwn(run)
        if shown is not None:
            written += shown
            continue
        if written.strip():
            yield blocks.mrkdwn(written.strip())
        if plain(run.text).strip():
            yield blocks.plain_text(run.text)
        written = ""
    if written.strip():
        yield blocks.mrkdwn(written.strip())


def _mrkdwn(run: Run) -> str | None:
    """A run in mrkdwn; None where that can't show it as it is."""
    if run.url:
        return link(run)
    if run.look is Look.CODE:
        return code(run.text)
    if not is_inert(run.text):
        return None
    bold = run.look is Look.BOLD and run.text.strip()
    return f"*{escape(run.text)}*" if bold else escape(run.text)


def card_units(card: records.Card) -> list[list[Block]]:
    """A card: its title, and each of its groups as rich text."""
    title: list[Block] = []
    if card.title:
        title = (
            [blocks.header(card.title)]
            if length(plain(card.title)) <= HEADER
            else list(_rich([line(card.title, len(card.title))]))
        )
    first, *others = [list(_rich(group)) for group in card.groups]
    # A title is not left behind by what it stands above.
    return [[*title, *first[:1]], *([one] for one in first[1:]), *_singly(others)]


def _singly(groups: Iterable[list[Block]]) -> Iterator[list[Block]]:
    for group in groups:
        yield from ([one] for one in group)


def _rich(group: Sequence[records.Block]) -> Iterator[Block]:
    """Blocks that belong together as one of rich text, or as many as they take."""
    elements: list[Block] = []
    room = PIECE
    for taken, element in _elements(group):
        if elements and taken > room:
            yield blocks.rich_text(elements)
            elements, room = [], PIECE
        elements.append(element)
        room -= taken
    if elements:
        yield blocks.rich_text(elements)


def _elements(group: Sequence[records.Block]) -> Iterator[tuple[int, Block]]:
    """Elements of rich text, each with its length; lines that follow each other are one."""
    lines: list[Line] = []
    for block in _flat(group):
        if isinstance(block, Line) and _fits(lines, block):
            lines.append(block)
            continue
        yield from _told(lines)
        lines = [block] if isinstance(block, Line) else []
        # Rich text parts paragraphs by itself.
        if isinstance(block, Words) and block.text:
            quote = blocks.rich_quote(block.text, block.bold)
            yield max(length(block.text), size([quote]) // 2), quote
    yield from _told(lines)


def _flat(group: Iterable[records.Block]) -> Iterator[Line | Words]:
    """Lines, and words in pieces that fit; those that are cited with their source above each."""
    for block in group:
        match block:
            case Line():
                yield block
            case Words():
                yield from _words(block)
            case Cited(source=source, words=words):
                pieces = _words(words)
                if len(pieces) == 1 or _taken([source]) > SOURCE:
                    yield source
                    yield from pieces
                    continue
                for at, piece in enumerate(pieces, start=1):
                    yield _part(source, at, len(pieces))
                    yield piece


def _words(words: Words) -> list[Words]:
    return [Words(piece.text, piece.bold) for piece in _pieces(words, _rich_quote)]


def _fits(lines: Sequence[Line], other: Line) -> bool:
    return _taken([*lines, other]) <= PIECE


def _taken(lines: Sequence[Line]) -> int:
    """How much lines take: what is read of them, or half of what is sent if that is more."""
    read = sum(length(text_of(one)) for one in lines)
    return max(read, size([blocks.rich_lines(lines)]) // 2)


def _told(lines: Sequence[Line]) -> Iterator[tuple[int, Block]]:
    """Lines as they are; one that is too long for a block without looks but bold, in parts."""
    taken = _taken(lines)
    if lines and taken <= PIECE:
        yield taken, blocks.rich_lines(lines)
        return
    for one in lines:
        for piece in SPLITTER.split(text_of(one), bold_of(one), PIECE):
            yield length(piece.text), blocks.rich_lines([_in_bold(piece)])


def _in_bold(piece: Piece) -> Line:
    return Line(
        tuple(
            Run(piece.text[start:end], Look.BOLD if strong else Look.PLAIN)
            for start, end, strong in stretches(piece.text, piece.bold)
        )
    )
