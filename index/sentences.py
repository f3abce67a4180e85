"""Where sentences end: one paragraph in, the spans of its whole sentences out.

    text[start:end] ─▶ plain copy of equal length ─▶ sentencex ─▶ few repairs ─▶ Spans

The splitter is sentencex (Wikimedia): of those measured the only one that is still released and
needs no data file, the fastest by far (half a second for 17 MB of news; syntok 18, pysbd 93), and
as near to right as any on paragraphs written to be tricky (F1 of boundaries, without the repairs:
blingfire .90, sentencex .89, syntok .88, pysbd .85, Punkt without data .67).

It sees a quotation or a bracket as one unbreakable thing, which hides the sentences inside; so it
is shown a copy in which quotation marks and brackets are blank, and the marks are given to the
sentence they touch afterwards. Its other general mistakes are mended in false_ends.py.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sentencex import get_sentence_boundaries

from index.false_ends import is_false_end, missed_ends
from index.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

ZERO_WIDTH = "\u00ad\u200b\u200e\u200f\u2060\ufeff"
"""Characters without width that, like white space, never begin or end a sentence."""

_CHUNK = 20_000
"""Most characters shown to the splitter at once: its time grows with the square of some inputs."""

_CLOSING_BRACKETS = ")]}"
_OPENING_BRACKETS = "([{"
_OPENING_QUOTES = "“‘„«"
_MARKS = "\"”“„«»‘’'`()[]{}"

_BLANK = re.compile(rf"[\s{ZERO_WIDTH}]")
_HIDDEN = re.compile(
    rf"[\s{ZERO_WIDTH}\x00-\x1f\x7f-\x9f\"“”„«»()\[\]{{}}`]"
    r"|(?<![^\W_])['‘’]|['‘’](?![^\W_])"  # but not the apostrophe inside a word
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")  # no UTF-8 for these, so the library can't take them
_WORD = re.compile(r"[^\W_]")
_LIST_NUMBER = re.compile(r"\W*(?:\d{1,3}|[A-Za-z])\.\W*")  # "7." of a list is no sentence


def split_sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The whole sentences of the paragraph `text[start:end]`, as spans of `text`, in order.

    Spans have no outer white space (nor `ZERO_WIDTH` characters), are disjoint, and together
    hold every other character of the paragraph. A paragraph of white space has no sentences.
    Line ends inside count as spaces.
    """
    paragraph = text[start:end]
    plain = _SURROGATE.sub("\ufffd", _HIDDEN.sub(" ", paragraph))
    cuts = [0, *_cuts(paragraph, plain), len(paragraph)]
    spans: list[Span] = []
    for left, right in pairwise(cuts):
        trimmed = trim(paragraph, left, right)
        if trimmed is not None:
            spans.append(Span(start + trimmed.start, start + trimmed.end))
    return tuple(spans)


def trim(text: str, start: int, end: int) -> Span | None:
    """`text[start:end]` without outer white space and `ZERO_WIDTH`; None if nothing is left."""
    while start < end and _BLANK.match(text, start):
        start += 1
    while start < end and _BLANK.match(text, end - 1):
        end -= 1
    return Span(start, end) if start < end else None


def _cuts(paragraph: str, plain: str) -> Iterator[int]:
    """Offsets between two sentences, ascending, after repair."""
    last = 0
    first_word = next_word = _word_from(plain, 0)
    for boundary in sorted({*_library_cuts(plain), *missed_ends(plain)}):
        cut = _with_closing_marks(paragraph, boundary)
        if next_word < cut:
            next_word = _word_from(plain, cut)
        # A piece without a word (". .", a stray mark) is no sentence: it stays with its neighbour.
        if not last <= first_word < cut or next_word == len(plain):
            continue
        if _LIST_NUMBER.fullmatch(plain, last, cut):
            continue
        if not is_false_end(plain, cut, closed=paragraph[cut - 1] in _MARKS):
            yield cut
            last, first_word = cut, next_word


def _word_from(plain: str, start: int) -> int:
    """Where the first word at or after `start` begins; the length of `plain` if there is none."""
    found = _WORD.search(plain, start)
    return found.start() if found else len(plain)


def _library_cuts(plain: str) -> Iterator[int]:
    """Sentence ends as the library sees them, never more than `_CHUNK` characters at once."""
    start = 0
    while start < len(plain):
        end = len(plain)
        if end - start > _CHUNK:
            # Cut at a space, so that no word is halved; a wordless giant is cut anywhere.
            space = plain.rfind(" ", start + 1, start + _CHUNK)
            end = space if space > 0 else start + _CHUNK
        found = [start + b["end_index"] for b in get_sentence_boundaries("en", plain[start:end])]
        # The end of a chunk is no end of a sentence: what is unfinished goes into the next chunk.
        inner = [cut for cut in found if cut < end]
        yield from inner
        start = inner[-1] if inner and end < len(plain) else end


def _with_closing_marks(paragraph: str, boundary: int) -> int:
    """Move a boundary so that closing marks stay with the sentence before, opening ones go on."""
    cut = boundary
    while cut > 0 and (paragraph[cut - 1] in _MARKS or _BLANK.match(paragraph, cut - 1)):
        cut -= 1
    at = cut
    while at < len(paragraph) and (paragraph[at] in _MARKS or _BLANK.match(paragraph, at)):
        if paragraph[at] in _MARKS:
            if not _closes(paragraph, at):
                break
            cut = at + 1
        at += 1
    return cut


def _closes(paragraph: str, at: int) -> bool:
    """Whether the quotation mark or bracket at `at` closes something rather than opens it."""
    mark = paragraph[at]
    if mark in _OPENING_BRACKETS or mark == "`":
        return False
    if mark in _CLOSING_BRACKETS:
        return True
    if "''" in (paragraph[at : at + 2], paragraph[max(0, at - 1) : at + 1]):
        return True  # the closing mark of old corpora, which open with ``
    before = at > 0 and not _BLANK.match(paragraph, at - 1)
    after = at + 1 < len(paragraph) and not _BLANK.match(paragraph, at + 1)
    if before != after:
        return before
    if mark == '"':  # straight and alone, or between two words: every second one closes
        return paragraph.count('"', max(0, at - _CHUNK), at) % 2 == 1
    return mark not in _OPENING_QUOTES
