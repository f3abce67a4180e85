"""Text in pieces that fit, whatever a platform's marks are and however it counts.

whole words ─▶ as many as fit ─▶ the next piece        nothing is left out, nothing is doubled
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.records import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_WORD = re.compile(r"\s*\S+|\s+")


def utf16_length(text: str) -> int:
    """The length of `text` in UTF-16 units, of which an emoji has two.

    Whether platforms count these or code points isn't documented, so the larger number counts.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, and what of it is bold."""

    text: str
    bold: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Splitter:
    """Splits text for a platform.

    `length` tells how long the platform counts a text that is shown without looks, escapes and all,
    `bold_takes` how many characters more where a stretch of it is bold.
    """

    length: Callable[[str], int]
    bold_takes: int

    def split(self, text: str, bold: Sequence[Span], limit: int) -> list[Piece]:
        """`text` in pieces of at most `limit`, broken between words where that can be.

        No piece is empty unless `text` is, and none begins or ends with white space where there are
        several.
        """
        if self.length(text) + self.bold_takes * len(bold) <= limit:
            return [Piece(text, tuple(bold))]
        starts = [span.start for span in bold]
        pieces: list[Piece] = []
        start = end = size = 0
        for word_end in _ends_of_words(text, limit // 8):
            # Two spans are cut by the ends of the word, and may be bold on both sides.
            strong = bisect(starts, word_end) - bisect(starts, end) + 2 if bold else 0
            grown = self.length(text[end:word_end]) + self.bold_takes * strong
            if size and size + grown > limit:
                pieces.append(_piece(text, bold, start, end))
                start, size = end, 0
            end, size = word_end, size + grown
        pieces.append(_piece(text, bold, start, end))
        return [piece for piece in pieces if piece.text]


def _ends_of_words(text: str, most: int) -> Iterator[int]:
    """Where a piece may end: after each word, and every `most` characters within longer ones."""
    for word in _WORD.finditer(text):
        yield from range(word.start() + most, word.end(), most)
        yield word.end()


def _piece(text: str, bold: Sequence[Span], start: int, end: int) -> Piece:
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
    return Piece(text[start:end], tuple(inside))


def stretches(text: str, bold: Sequence[Span]) -> Iterator[tuple[int, int, bool]]:
    """The text in stretches, bold and not by turns; bold ones without a gap become one."""
    done = 0
    at = 0
    while at < len(bold):
        start, end = bold[at].start, bold[at].end
        while at + 1 < len(bold) and bold[at + 1].start == end:
            at += 1
            end = bold[at].end
        if done < start:
            yield done, start, False
        if start < end:
            yield start, end, True
        done, at = end, at + 1
    if done < len(text):
        yield done, len(text), False


def packed(blocks: Iterable[str], limit: int, length: Callable[[str], int]) -> list[str]:
    """Blocks of lines, each at most `limit` long, put together in texts that are, too."""
    texts: list[str] = []
    for block in blocks:
        if texts and length(texts[-1]) + 1 + length(block) <= limit:
            texts[-1] += f"\n{block}"
        else:
            texts.append(block)
    return texts
