"""Article -> paragraphs: each with its kind (sentence, heading, bullet) and without its marker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.lines import split_blocks
from index.markers import LIST_MARKERS, Marker, MarkerKind, find_marker
from index.records import SentenceKind, Span
from index.sentences import split_sentences, trim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.records import Article, Furniture

_HEADING_WORDS = 16
"""Headlines of news have 14 words at most as a rule; a subhead has fewer."""

_LIST_LENGTH = 3
"""So many lines in a row that read like headings are a list."""

_WORD = re.compile(r"[^\W_]")
_ENDED = re.compile(r"[.!?…:;,。！？–—-][\W_]*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without marker and outer white space; `span` holds at least one word."""

    span: Span
    kind: SentenceKind


@dataclass(frozen=True, slots=True)
class _Block:
    span: Span
    marker: MarkerKind
    titled: bool  # it reads like a heading


def split_paragraphs(
    article: Article, furniture: Sequence[Furniture]
) -> tuple[tuple[Paragraph, ...], ...]:
    """The paragraphs of the article's body, in order, one tuple for each stretch between furniture.

    Blocks without a letter or digit (rules, rows of stars) are ornaments and left out.
    """
    title = None if article.title is None else " ".join(article.title.split())
    found: list[tuple[Paragraph, ...]] = []
    for spans in split_blocks(article.text, article.body, [f.span for f in furniture]):
        blocks = [block for span in spans if (block := _block(article.text, span, title))]
        if blocks:
            found.append(tuple(_paragraphs(blocks)))
    return tuple(found)


def _block(text: str, span: Span, title: str | None) -> _Block | None:
    marker = find_marker(text, span.start, span.end)
    words = trim(text, marker.end, span.end)
    if words is None or not _WORD.search(text, words.start, words.end):
        return None
    return _Block(words, marker.kind, _reads_like_heading(text, words, marker, title))


def _reads_like_heading(text: str, span: Span, marker: Marker, title: str | None) -> bool:
    """Short, one piece, begun with a capital (or a digit) and ended without a sentence's mark."""
    words = text[span.start : span.end].split()
    if " ".join(words) == title:
        return True
    first = _WORD.search(text, span.start, span.end)
    return (
        marker.kind is not MarkerKind.BULLET
        and len(words) <= _HEADING_WORDS
        and first is not None
        and not first.group().islower()
        and not _ENDED.search(words[-1])
        and len(split_sentences(text, span.start, span.end)) == 1
    )


def _paragraphs(blocks: Sequence[_Block]) -> Iterator[Paragraph]:
    for at, block in enumerate(blocks):
        yield Paragraph(block.span, _kind(blocks, at))


def _kind(blocks: Sequence[_Block], at: int) -> SentenceKind:
    block = blocks[at]
    if block.marker is MarkerKind.HEADING:
        return SentenceKind.HEADING
    if block.marker in LIST_MARKERS:
        return SentenceKind.HEADING if _numbers_a_section(blocks, at) else SentenceKind.BULLET
    if not block.titled:
        return SentenceKind.SENTENCE
    return SentenceKind.BULLET if _in_plain_list(blocks, at) else SentenceKind.HEADING


def _numbers_a_section(blocks: Sequence[_Block], at: int) -> bool:
    """Whether a numbered line heads the prose below it rather than being an item of a list."""
    neighbours = [*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2]]
    return (
        blocks[at].marker is MarkerKind.NUMBER
        and blocks[at].titled
        and at + 1 < len(blocks)
        and all(b.marker is not MarkerKind.NUMBER and not b.titled for b in neighbours)
    )


def _in_plain_list(blocks: Sequence[_Block], at: int) -> bool:
    """Whether a line that reads like a heading is one of a list of such lines, without bullets."""
    low = high = at
    while low > 0 and at - low < _LIST_LENGTH and _is_plain_title(blocks[low - 1]):
        low -= 1
    while high + 1 < len(blocks) and high - at < _LIST_LENGTH and _is_plain_title(blocks[high + 1]):
        high += 1
    return high - low + 1 >= _LIST_LENGTH


def _is_plain_title(block: _Block) -> bool:
    return block.titled and block.marker is MarkerKind.NONE
