"""The lines of an article, as the rules look at them.

A line is what stands between two line breaks, or, where a text is wrapped at a fixed width, the
block between two blank lines. Spans leave out the white space around a line and never cut it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from index.records import Span

_WRAP_WIDTH = 120
"""No line of a text wrapped by a mail program or an editor is longer; most paragraphs are."""

_LEADING_MARKS = re.compile(r"^(?:[^\w\s\"“”‘’'«„$€£¥@©]|[\s_])+")
_SENTENCE_END = re.compile(r"[.!?…][)\]\"”’'»*_]*$")
_TAIL = 8
_OPENING_QUOTES = ("“", '"', "«", "„", "‘", "'")
_STRAIGHT = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("\u200b", ""), ("\ufeff", ""))


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `text` is the cut at `span`; `plain` is what patterns are matched against.

    `plain` is in lower case, with straight quotes and single spaces, without the bullets, emoji
    and Markdown marks it opens with. `number` counts from 0 within the article's body. A label
    states nothing: no full stop, question or exclamation mark ends it. A quoted line opens with
    a quotation: somebody's words, whatever they look like.
    """

    span: Span
    text: str
    plain: str
    number: int
    words: int
    is_label: bool
    is_quoted: bool


def normalise(text: str) -> str:
    """`text` in lower case, with straight quotes, single spaces and no marks in front."""
    if not text.isascii():
        for curly, straight in _STRAIGHT:  # much faster than str.translate
            text = text.replace(curly, straight)
    single = " ".join(text.split()).lower()
    if single[:1].isalnum():  # most lines; no mark is
        return single
    return _LEADING_MARKS.sub("", single, count=1)


def split_lines(text: str, body: Span) -> tuple[Line, ...]:
    """The lines of `text` inside `body` that hold more than white space, in order."""
    spans = _line_spans(text, body)
    if _is_wrapped(text, spans):
        spans = _join_blocks(spans)
    lines: list[Line] = []
    for span in spans:
        if span is None:
            continue
        cut = text[span.start : span.end]
        plain = normalise(cut)
        words = plain.count(" ") + bool(plain)
        is_label = _SENTENCE_END.search(cut[-_TAIL:]) is None
        is_quoted = cut.startswith(_OPENING_QUOTES)
        lines.append(Line(span, cut, plain, len(lines), words, is_label, is_quoted))
    return tuple(lines)


def _line_spans(text: str, body: Span) -> list[Span | None]:
    """One span per line without outer white space, None for a blank line."""
    spans: list[Span | None] = []
    start = body.start
    for raw in text[body.start : body.end].splitlines(keepends=True):
        bare = raw.strip()
        if bare:
            first = start + len(raw) - len(raw.lstrip())
            spans.append(Span(first, first + len(bare)))
        else:
            spans.append(None)
        start += len(raw)
    return spans


def _is_wrapped(text: str, spans: list[Span | None]) -> bool:
    """Whether most line breaks fall inside sentences: lines of one width, blank lines between."""
    if None not in spans or any(s and s.end - s.start > _WRAP_WIDTH for s in spans):
        return False
    broken = whole = 0
    for line, following in pairwise(spans):
        if line is None or following is None:
            continue
        cut = text[line.start : line.end]
        if len(cut) >= _WRAP_WIDTH // 3 and _SENTENCE_END.search(cut[-_TAIL:]) is None:
            broken += 1
        else:
            whole += 1
    return broken >= 3 and broken >= 2 * whole


def _join_blocks(spans: list[Span | None]) -> list[Span | None]:
    """One span per run of lines without a blank line between them."""
    blocks: list[Span | None] = []
    for span in spans:
        if span is not None and blocks and blocks[-1] is not None:
            blocks[-1] = Span(blocks[-1].start, span.end)
        else:
            blocks.append(span)
    return blocks
