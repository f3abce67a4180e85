"""Article -> blocks: the lines that belong together, between one piece of furniture and the next.

    body less furniture ─▶ regions ─▶ lines ─▶ blocks

In most articles every line is a paragraph. Some are hard-wrapped: there a paragraph is a block of
lines, and the shape of the lines alone shows it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from index.markers import LIST_MARKERS, Marker, MarkerKind, find_marker
from index.records import Span
from index.sentences import trim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NARROWEST_WRAP, _WIDEST_WRAP = 40, 120
"""Columns. Mail and terminals wrap at 65 to 80, phones from 40, editors at up to 120."""

_LINE_ENDS = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"  # those of str.splitlines
_LINE = re.compile(rf"[^{_LINE_ENDS}]*(?:\r\n|[{_LINE_ENDS}]|$)")
_FIRST_TOKEN = re.compile(r"\S+")
_ENDED = re.compile(r"[.!?…:;]\W*$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with words or signs in it; `span` is without its outer white space."""

    span: Span
    marker: Marker
    indented: bool
    after_blank: bool


def split_blocks(text: str, body: Span, furniture: Sequence[Span]) -> tuple[tuple[Span, ...], ...]:
    """The blocks of `body` in order, one tuple for each stretch between furniture.

    Blocks have no outer white space and together hold all that is not white space or furniture.
    """
    regions = [_lines(text, region) for region in _free_spans(body, furniture)]
    width = _wrap_width(text, regions)
    return tuple(tuple(_blocks(text, lines, width)) for lines in regions if lines)


def _free_spans(body: Span, furniture: Sequence[Span]) -> Iterator[Span]:
    start = body.start
    for span in sorted((f for f in furniture if f.start < f.end), key=lambda s: s.start):
        if span.start > start:
            yield Span(start, min(span.start, body.end))
        start = max(start, span.end)
    if start < body.end:
        yield Span(start, body.end)


def _lines(text: str, region: Span) -> list[_Line]:
    lines: list[_Line] = []
    after_blank, at = True, region.start
    while at < region.end:
        match = _LINE.match(text, at, region.end)
        end = match.end() if match else region.end
        span = trim(text, at, end)
        if span is not None:
            marker = find_marker(text, span.start, span.end)
            lines.append(_Line(span, marker, span.start > at, after_blank))
        after_blank, at = span is None, end
    return lines


def _wrap_width(text: str, regions: Sequence[Sequence[_Line]]) -> float | None:
    """The column at which the article's lines are wrapped, or None if its lines are paragraphs.

    Wrapping shows in the breaks inside blocks: the next word would not have fitted on the line
    (at most of them, as headings and last lines are short), and the next line goes on in the
    middle of a sentence, so that it often begins with a small letter. Lists and verse lack both.
    """
    breaks = [
        (line, following)
        for lines in regions
        for line, following in pairwise(lines)
        if not following.after_blank
    ]
    if len(breaks) < 3:
        return None
    lengths = sorted(line.span.end - line.span.start for line, _ in breaks)
    width = lengths[-(len(lengths) // 20) - 1]  # one in twenty, a long address, may stick out
    full = sum(_is_full(text, line, following, 0.9 * width) for line, following in breaks)
    small = sum(text[following.span.start].islower() for _, following in breaks)
    wrapped = full >= 0.6 * len(breaks) and small >= 0.4 * len(breaks)
    return width if wrapped and _NARROWEST_WRAP <= width <= _WIDEST_WRAP else None


def _is_full(text: str, line: _Line, following: _Line, width: float) -> bool:
    """Whether the first word of the following line would not have fitted on this one."""
    word = _FIRST_TOKEN.match(text, following.span.start, following.span.end)
    room = len(word.group()) + 1 if word else 1
    return line.span.end - line.span.start + room > width


def _blocks(text: str, lines: Sequence[_Line], width: float | None) -> Iterator[Span]:
    first = lines[0]
    for line, following in pairwise(lines):
        if width is None or not _goes_on(text, (first, line, following), width):
            yield Span(first.span.start, line.span.end)
            first = following
    yield Span(first.span.start, lines[-1].span.end)


def _goes_on(text: str, lines: tuple[_Line, _Line, _Line], width: float) -> bool:
    """Whether the last line continues the block that began with the first and came to the second.

    The width is only nearly known, so that a line counts as full from three quarters of it.
    """
    first, line, following = lines
    if following.after_blank or MarkerKind.HEADING in (first.marker.kind, following.marker.kind):
        return False
    full = _is_full(text, line, following, 0.75 * width)
    match following.marker.kind:
        case MarkerKind.BULLET:
            return False
        case MarkerKind.DASH | MarkerKind.NUMBER if not full:
            return False  # behind a full line a dash or "19." is more likely the next word
    if following.indented and not line.indented and first.marker.kind not in LIST_MARKERS:
        return False  # the first line of a paragraph may be indented instead of set off
    small = text[following.span.start].islower()
    return full or (small and not _ENDED.search(text, max(0, line.span.end - 4), line.span.end))
