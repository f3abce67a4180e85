"""The paragraphs around a quote, so that a reader can judge what it was cut from.

    article, furniture, quote ─▶ the quote's own paragraphs, and some on each side ─▶ Excerpts

Furniture (adverts, cookie notices …) is left out, and so is what lies far off in a paragraph that
runs on for pages; an excerpt after either says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from index.paragraphs import split_paragraphs
from index.records import Excerpt, Span
from index.sentences import split_sentences
from index.spans import overlap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.records import Article, Furniture

WORDS_AROUND: Final = 60
"""On each side paragraphs are added until there are so many words: about three of a news report."""

LONG_PARAGRAPH: Final = 150
"""A paragraph of more words is no unit of reading; sentences around the quote stand for it."""


def excerpts_around(
    article: Article, furniture: Sequence[Furniture], quoted: Span
) -> tuple[Excerpt, ...]:
    """The paragraphs that hold `quoted` and those around them; only `quoted` where none holds it.

    `quoted` is within the article's text.
    """
    pieces = list(_pieces(article, furniture))
    inside = [at for at, (span, _) in enumerate(pieces) if overlap(span, quoted)]
    if not inside:
        return (_excerpt(article, quoted, after_gap=False),)
    first, last = inside[0], inside[-1]
    first -= _reach(article, [span for span, _ in reversed(pieces[:first])])
    last += _reach(article, [span for span, _ in pieces[last + 1 :]])
    chosen = [_excerpt(article, span, after_gap=gap) for span, gap in pieces[first : last + 1]]
    return (replace(chosen[0], after_gap=False), *chosen[1:])


def _pieces(article: Article, furniture: Sequence[Furniture]) -> Iterator[tuple[Span, bool]]:
    """Paragraphs, long ones by sentence, and whether something was left out before each."""
    for number, stretch in enumerate(split_paragraphs(article, furniture)):
        for at, paragraph in enumerate(stretch):
            gap = number > 0 and at == 0
            start, end = paragraph.span.start, paragraph.span.end
            if _words(article, paragraph.span) <= LONG_PARAGRAPH:
                yield paragraph.span, gap
                continue
            for span in split_sentences(article.text, start, end):
                yield span, gap and span.start == start


def _reach(article: Article, spans: Sequence[Span]) -> int:
    """How many of `spans`, nearest first, make up the words wanted on one side."""
    words = 0
    for count, span in enumerate(spans):
        if words >= WORDS_AROUND:
            return count
        words += _words(article, span)
    return len(spans)


def _words(article: Article, span: Span) -> int:
    return len(article.text[span.start : span.end].split())


def _excerpt(article: Article, span: Span, *, after_gap: bool) -> Excerpt:
    return Excerpt(span, article.text[span.start : span.end], after_gap)
