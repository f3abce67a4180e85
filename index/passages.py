"""Article -> Passages: whole sentences, as spans into `Article.text`, in groups of even size.

    body less furniture ─▶ blocks of lines ─▶ paragraphs ─▶ sentences ─▶ passages
                           lines.py            paragraphs.py  sentences.py

Every sentence is in exactly one passage, so nothing is embedded twice. A passage never reaches
across furniture. Text is never rewritten: whoever wants the words cuts them from the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from index.paragraphs import Paragraph, split_paragraphs
from index.records import Article, Furniture, Passage, Sentence, SentenceKind, Span
from index.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEFAULT_MAX_WORDS = 130
"""The default model reads 256 word pieces, 1.35 of them a word of news; the rest is the title's."""

_CHARACTERS_A_WORD = 7
"""More than English has (6.1 with the space), so that a web address counts as what it costs."""

_TORN_HEADING, _INSIDE_PARAGRAPH, _BETWEEN_PARAGRAPHS = 1.0, 0.3, 0.05
"""What a break costs, against 1.0 for an empty passage; before a heading it costs nothing."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence with what grouping needs to know of it."""

    sentence: Sentence
    words: int
    break_cost: float


def split_article(
    article: Article, furniture: Sequence[Furniture], max_words: int = DEFAULT_MAX_WORDS
) -> tuple[Passage, ...]:
    """The article's passages in text order; none if all of it is furniture or white space.

    A passage has at most `max_words` words (white space between them), unless it is one longer
    sentence. Raises ValueError if `max_words` is below 1.
    """
    if max_words < 1:
        raise ValueError(f"max_words is {max_words}; a passage has at least one word")
    passages: list[Passage] = []
    for region in split_paragraphs(article, furniture):
        units = list(_units(article.text, region))
        for first, last in _even_groups(units, max_words):
            sentences = tuple(unit.sentence for unit in units[first:last])
            span = Span(sentences[0].span.start, sentences[-1].span.end)
            passages.append(Passage(article.doc_id, span, sentences))
    return tuple(passages)


def _units(text: str, region: Sequence[Paragraph]) -> Iterator[_Unit]:
    """The sentences of one region, each with the price of a break before it."""
    before: SentenceKind | None = None
    end = region[0].span.start
    for paragraph in region:
        for at, sentence in enumerate(_sentences(text, paragraph)):
            yield _Unit(
                sentence,
                _count_words(text[end : sentence.span.end]),  # with the marker before it
                _break_cost(before, sentence.kind, inside=at > 0),
            )
            before, end = sentence.kind, sentence.span.end


def _break_cost(before: SentenceKind | None, kind: SentenceKind, *, inside: bool) -> float:
    if inside:
        return _INSIDE_PARAGRAPH
    if before is SentenceKind.HEADING:
        return _INSIDE_PARAGRAPH if kind is SentenceKind.HEADING else _TORN_HEADING
    return 0.0 if kind is SentenceKind.HEADING else _BETWEEN_PARAGRAPHS


def _sentences(text: str, paragraph: Paragraph) -> Iterator[Sentence]:
    span, kind = paragraph.span, paragraph.kind
    spans: tuple[Span, ...] = split_sentences(text, span.start, span.end)
    if kind is SentenceKind.HEADING:
        spans = (span,)
    elif len(spans) > 1:  # a bullet of several sentences is a paragraph with a sign before it
        kind = SentenceKind.SENTENCE
    for part in spans:
        yield Sentence(part, kind)


def _count_words(piece: str) -> int:
    return max(len(piece.split()), len(piece.strip()) // _CHARACTERS_A_WORD)


def _even_groups(units: Sequence[_Unit], max_words: int) -> list[tuple[int, int]]:
    """Cut `units` into half-open ranges of at most `max_words` words, as even as they can be.

    Least total raggedness, as in setting a paragraph of lines (Knuth and Plass, 1981): the square
    of what is missing in each passage, plus the price of each break.
    """
    total = [0, *accumulate(unit.words for unit in units)]
    best: list[tuple[float, int]] = [(0.0, 0)]  # cost of units[:end], where its last range begins
    for end in range(1, len(units) + 1):
        least, at = float("inf"), end - 1
        for start in range(end - 1, -1, -1):
            words = total[end] - total[start]
            if words > max_words and start < end - 1:
                break
            slack = max(0.0, 1 - words / max_words)
            price = units[start].break_cost if start else 0.0
            cost = best[start][0] + price + slack * slack
            if cost <= least:
                least, at = cost, start
        best.append((least, at))
    ranges: list[tuple[int, int]] = []
    end = len(units)
    while end:
        start = best[end][1]
        ranges.append((start, end))
        end = start
    return ranges[::-1]
